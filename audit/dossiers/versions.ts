import { basename } from 'node:path';
import type { ReadableCase } from '../../domain/case/model/schema.ts';
import { fold, sameFolded } from '../../domain/fold.ts';
import { maskIdNumber } from '../../domain/identifiers/mask.ts';
import { JOURNAL } from '../../evidence/layout.ts';
import type { Dossier } from './dossier.ts';
import { versionFinding } from './seal-findings.ts';

/** A bundle whose seal does not hold proves nothing about anybody else. */
export function verifies({ kind, seal }: Dossier): boolean {
  return kind === 'case' || seal?.verdict === 'intact';
}

/**
 * Another version of a case that is given as well (forged, broken, earlier), with the one that is compared with other
 * cases: if both were, everybody in them would look paid twice. Intact bundles come first, then
 * cases, of these the one with the fewest errors of reading.
 */
export function versionsOf(dossiers: readonly Dossier[]): ReadonlyMap<Dossier, Dossier> {
  const versions = new Map<Dossier, Dossier>();
  const kept: Dossier[] = [];
  const rank = (dossier: Dossier) => (dossier.kind === 'case' ? 1 : verifies(dossier) ? 0 : 2);
  for (const dossier of dossiers
    .filter(({ input }) => input !== undefined)
    .sort((a, b) => rank(a) - rank(b) || errorsOf(a) - errorsOf(b))) {
    const first = kept.find((one) => sameFiling(one, dossier));
    if (first === undefined) kept.push(dossier);
    else versions.set(dossier, first);
  }
  return versions;
}

function errorsOf({ findings }: Dossier): number {
  return findings.filter(({ verdict }) => verdict === 'violation').length;
}

export function withVersion(dossier: Dossier, first: Dossier | undefined): Dossier {
  return first === undefined
    ? dossier
    : { ...dossier, findings: [...dossier.findings, versionFinding(dossier.name, fileOf(dossier), first.name)] };
}

/** What a person opens to see which version it is. */
function fileOf({ kind, reading }: Dossier): string {
  return kind === 'case' && reading !== undefined ? basename(reading.files.workbook) : JOURNAL;
}

type Unit = ReadableCase['enterprise'];

/** The same unit with the same projects, not filed on two days, and most people in common: they may be masked. */
function sameFiling(first: Dossier, again: Dossier): boolean {
  if (first.input === undefined || again.input === undefined) return false;
  const [one, other] = [first.input.case, again.input.case];
  if (!sameUnit(one.enterprise, other.enterprise)) return false;
  const [day, otherDay] = [one.dates.备案提交, other.dates.备案提交];
  if (day !== undefined && otherDay !== undefined && day !== otherDay) return false;
  // Of a copy in which not everything could be read, some projects may be missing.
  const courses = errorsOf(again) > 0 ? 0.5 : 1;
  const [mine, theirs] = [coursesOf(one.projects), coursesOf(other.projects)];
  if (errorsOf(again) === 0 && mine.size !== theirs.size) return false;
  return inCommon(mine, theirs) >= courses && inCommon(peopleOf(one.roster), peopleOf(other.roster)) >= 0.5;
}

/** By its number; a broken copy may have none that can be read, and then the name decides. */
function sameUnit(a: Unit, b: Unit): boolean {
  return a.creditCode !== undefined && b.creditCode !== undefined
    ? a.creditCode === b.creditCode
    : a.name !== undefined && b.name !== undefined && sameFolded(a.name, b.name);
}

function coursesOf(projects: readonly { course: string }[]): ReadonlySet<string> {
  return new Set(projects.map(({ course }) => fold(course)));
}

function peopleOf(roster: readonly { idNumber: string }[]): ReadonlySet<string> {
  return new Set(roster.map(({ idNumber }) => maskIdNumber(idNumber)));
}

/** Of the smaller. */
function inCommon(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const both = [...a].filter((one) => b.has(one)).length;
  return a.size === 0 && b.size === 0 ? 1 : both / Math.max(1, Math.min(a.size, b.size));
}
