import { bytesOfBook, newBook } from '../workbook/book.ts';
import { addList } from '../workbook/list-sheet.ts';
import type { AuditReport } from './audit-report.ts';
import { amountsList } from './audit-xlsx/amounts.ts';
import { deadlinesList } from './audit-xlsx/deadlines.ts';
import { evidenceList } from './audit-xlsx/evidence.ts';
import { overviewList } from './audit-xlsx/overview.ts';
import { findingsOf, othersList, problemsList } from './audit-xlsx/problems.ts';
import { countedRules, ruleLinks, rulesList } from './audit-xlsx/rules.ts';
import { sampleList, sharesList, strataList, visitsList } from './audit-xlsx/sample.ts';
import { verdictsList } from './audit-xlsx/verdicts.ts';
import { linksFrom } from './links.ts';
import { coverOf, type ReportCover } from './report-cover.ts';

/**
 * `audit.xlsx`: the same report gives the same bytes. `folder`: where the workbook will lie; findings are then
 * linked to the files of cases and bundles that are there, by relative path.
 */
export async function auditWorkbook(
  report: AuditReport,
  { folder, cover = coverOf(report) }: { folder?: string; cover?: ReportCover } = {},
): Promise<Buffer> {
  const book = newBook();
  const links = linksFrom(report, folder);
  const rules = countedRules(report);
  const ruleLink = ruleLinks(rules);
  addList(book, overviewList(report, cover));
  addList(book, verdictsList(report, rules, ruleLink));
  addList(book, problemsList(report, ruleLink, links));
  addList(book, deadlinesList(report));
  addList(book, amountsList(report));
  addList(book, sampleList(report.sample, new Map(rules.map((rule) => [rule.id, rule]))));
  addList(book, strataList(report.sample));
  addList(book, visitsList(report.sample));
  addList(book, sharesList(report.sample));
  addList(book, rulesList(rules));
  addList(book, evidenceList(report, links, cover));
  addList(book, othersList(findingsOf(report, 'others'), ruleLink));
  return bytesOfBook(book);
}
