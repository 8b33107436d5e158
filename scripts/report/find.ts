import { existsSync, lstatSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import type { AllureTest } from '../../audit/report/allure/allure-test.ts';
import { type AuditForAllure, auditAllure } from '../../audit/report/allure/audit-allure.ts';
import { readAuditJson } from '../../audit/report/allure/read-audit-json.ts';
import { type RehearsedFolder, rehearsalAllure } from '../../audit/report/allure/rehearsal-allure.ts';
import { RehearsalResult } from '../../audit/report/rehearsal-result.ts';
import { InputError } from '../../domain/errors.ts';
import { filesBelow } from '../../evidence/bag.ts';
import { JOURNAL, RESULT, TIMES } from '../../evidence/layout.ts';
import { readJournal } from '../../evidence/read-journal.ts';

/** What lies below a folder that can be reported. */
export interface Found {
  rehearsals: string[];
  audits: { path: string; audit: AuditForAllure }[];
  /** Folders of results that other Allure reporters wrote. */
  results: string[];
}

/** Looks into every folder but those of a bundle; links are not followed. */
export function findReportable(folder: string): Found {
  const found: Found = { rehearsals: [], audits: [], results: [] };
  const look = (at: string): void => {
    if (isFile(join(at, JOURNAL)) || isFile(join(at, RESULT))) return void found.rehearsals.push(at);
    for (const entry of readdirSync(at, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const path = join(at, entry.name);
      if (entry.isFile() && entry.name === 'audit.json') {
        const audit = readAuditJson(readFileSync(path, 'utf8'));
        if (audit !== undefined) found.audits.push({ path, audit });
      } else if (entry.isDirectory() && entry.name === 'allure-results') found.results.push(path);
      else if (entry.isDirectory() && !entry.name.startsWith('.') && entry.name !== 'node_modules') look(path);
    }
  };
  look(folder);
  return found;
}

/** @throws InputError when a result is not one */
export function testsOf({ rehearsals, audits }: Found): AllureTest[] {
  return [
    ...rehearsals.map((folder) => rehearsalAllure(rehearsedIn(folder), writtenAt(folder))),
    ...audits.flatMap(({ path, audit }) => auditAllure(audit, lstatSync(path).mtimeMs, fileIn)),
  ];
}

function rehearsedIn(folder: string): RehearsedFolder {
  const files = new Set(filesBelow(folder).filter((path) => isFile(join(folder, path))));
  const textOf = (path: string) => (files.has(path) ? readFileSync(join(folder, path), 'utf8') : undefined);
  const result = textOf(RESULT);
  return {
    folder,
    files,
    name: basename(resolve(folder)),
    ...(result !== undefined && { result: resultOf(result, join(folder, RESULT)) }),
    lines: readJournal(Buffer.from(textOf(JOURNAL) ?? '')).lines,
    times: timesOf(textOf(TIMES) ?? ''),
  };
}

function resultOf(text: string, path: string): RehearsalResult {
  try {
    return RehearsalResult.parse(JSON.parse(text));
  } catch {
    throw new InputError(`「${path}」不是本程序写的演练结果，无法生成报告。请重新演练，或把它移出这个文件夹。`);
  }
}

function timesOf(text: string): Map<number, number> {
  const times = new Map<number, number>();
  for (const [, at = '', seq] of text.matchAll(/^\{"at":"([^"]+)","seq":(\d+)\}$/gm))
    times.set(Number(seq), Date.parse(at));
  return times;
}

/** For a run whose times were not kept. */
function writtenAt(folder: string): number {
  const path = [RESULT, JOURNAL].map((name) => join(folder, name)).find((name) => existsSync(name));
  return path === undefined ? 0 : Math.floor(lstatSync(path).mtimeMs);
}

/** Only what lies in the bundle itself: a link, or a path that leads out of it, would show a file that is no evidence. */
function fileIn(bundle: string, path: string): string | undefined {
  const file = join(bundle, path);
  return path.split(/[\\/]/).includes('..') || !isFile(file) ? undefined : file;
}

function isFile(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isFile() === true;
}
