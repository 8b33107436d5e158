import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Day } from '../../domain/date.ts';
import type { AuditReport, EvidenceFile } from './audit-report.ts';

/** What a bureau files a report by. */
export interface ReportCover {
  /** Follows from what was judged, by which version, and from what came of it: never from a clock or a path. */
  number: string;
  version: string;
  /** The day that the report states; without one it is written by hand when the report is signed. */
  date?: Day;
  /** Who had it audited, as given. */
  by?: string;
  /** Of several cases, whether paper holds all of each or its problems as a table. */
  print: 'full' | 'summary';
  /** What was read beside the cases, such as a call sheet that was filled in. */
  alsoRead: readonly EvidenceFile[];
}

export function coverOf(
  report: AuditReport,
  { print = 'full', alsoRead = [], ...stated }: Partial<Omit<ReportCover, 'number' | 'version'>> = {},
): ReportCover {
  const version = versionOfTool();
  return { number: numberOf(report, version, alsoRead), version, print, alsoRead, ...stated };
}

function numberOf({ cases, rules, sample }: AuditReport, version: string, alsoRead: readonly EvidenceFile[]): string {
  const judged = cases.map(({ path: _, seal, ...one }) => ({ ...one, seal: seal && { ...seal, bundle: undefined } }));
  const digest = createHash('sha256').update(JSON.stringify({ version, judged, rules, sample, alsoRead }));
  const [, ...groups] = /^(.{4})(.{4})(.{4})(.{4})/.exec(digest.digest('hex').toUpperCase()) ?? [];
  return ['HC', ...groups].join('-');
}

function versionOfTool(): string {
  return JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')).version;
}
