import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { auditPage } from '../../audit/report/audit-html.ts';
import { auditJson } from '../../audit/report/audit-json.ts';
import type { AuditReport } from '../../audit/report/audit-report.ts';
import { auditWorkbook } from '../../audit/report/audit-xlsx.ts';
import type { ReportCover } from '../../audit/report/report-cover.ts';
import type { Day } from '../../domain/date.ts';
import { InputError } from '../../domain/errors.ts';
import { NoPdf, printPdf } from './print-pdf.ts';

/** A cover whose day is known. */
export type DatedCover = ReportCover & { date: Day };

type Maker = (report: AuditReport, cover: DatedCover, folder: string) => string | Promise<string | Uint8Array>;

/** Each report by its file's name. */
const REPORTS: Readonly<Record<string, Maker>> = {
  'audit.json': auditJson,
  'audit.xlsx': (report, cover, folder) => auditWorkbook(report, { folder, cover }),
  'audit.html': (report, cover, folder) => auditPage(report, { folder, cover }),
  'audit.pdf': (report, cover) => printPdf(auditPage(report, { cover }), cover.date),
};

/** Writes every report; without a browser all but the PDF, and says so. The paths that were written. @throws InputError */
export async function writeReports(report: AuditReport, cover: DatedCover, out: string): Promise<string[]> {
  const written: string[] = [];
  try {
    mkdirSync(out, { recursive: true });
    for (const [name, make] of Object.entries(REPORTS)) {
      const path = join(out, name);
      // What an earlier audit left there is not this one's.
      rmSync(path, { force: true });
      const content = await made(make(report, cover, out));
      if (content === undefined) continue;
      writeFileSync(path, content);
      written.push(path);
    }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    throw new InputError(`审计报告写不进「${out}」（${code}）。请检查路径和权限，或用 --out 另选一个文件夹。`);
  }
  return written;
}

async function made(content: ReturnType<Maker>): Promise<string | Uint8Array | undefined> {
  try {
    return await content;
  } catch (error) {
    if (!(error instanceof NoPdf)) throw error;
    console.error(error.message);
    return undefined;
  }
}
