import { readFileSync } from 'node:fs';
import { arch, hostname, release, type } from 'node:os';
import type { Page } from '@playwright/test';
import { canonicalJson } from '../../evidence/canonical-json.ts';

const PACKAGES = ['playwright', 'msw', 'pdfkit', '@libpdf/core', 'exceljs'] as const;

/**
 * What one run happened to run on: `data/observed/environment.json`. Never part of the core.
 * `repeated` counts the journal lines that a process before this one wrote, gone over again here.
 */
export function environmentOf(page: Page, started: Date, repeated: number): string {
  const { timeZone, locale } = new Intl.DateTimeFormat().resolvedOptions();
  return `${canonicalJson({
    harness: versionOf('../../package.json'),
    node: process.version,
    browser: page.context().browser()?.version() ?? '',
    packages: Object.fromEntries(PACKAGES.map((name) => [name, versionOf(`../../node_modules/${name}/package.json`)])),
    host: { name: hostname(), system: `${type()} ${release()} ${arch()}`, timeZone, locale },
    repeated,
    started: started.toISOString(),
    ended: new Date().toISOString(),
  })}\n`;
}

function versionOf(packageFile: string): string {
  return JSON.parse(readFileSync(new URL(packageFile, import.meta.url), 'utf8')).version;
}
