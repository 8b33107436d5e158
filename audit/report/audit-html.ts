import { html } from 'hono/html';
import { AUDIT_STYLE } from './audit-html/audit-style.ts';
import { partsOf } from './audit-html/case-part.ts';
import { casesSection, onlyCase } from './audit-html/cases-section.ts';
import { coverFacts } from './audit-html/cover-section.ts';
import { filesSection } from './audit-html/files-section.ts';
import { printStyle } from './audit-html/print-style.ts';
import { rankingSection } from './audit-html/ranking-section.ts';
import { registersSection } from './audit-html/registers-section.ts';
import { rulesSection } from './audit-html/rules-section.ts';
import { sampleSection } from './audit-html/sample-section.ts';
import { signOff } from './audit-html/sign-off.ts';
import { sumsSection } from './audit-html/sums-section.ts';
import { verdictSection } from './audit-html/verdict-section.ts';
import type { AuditReport } from './audit-report.ts';
import { reportDocument } from './document.ts';
import { contents } from './page-parts.ts';
import { coverOf, type ReportCover } from './report-cover.ts';

const CLOSING =
  '本报告由核查程序按所列规则自动得出，供核对参考，不能代替主管部门的审核与审计结论；「疑点」须由人判断，本身不构成违规。';

/**
 * `audit.html`, one file for a double click, readable without scripts, and the report that is printed. It follows from
 * the report and its cover alone: no clock, so the same audit gives the same bytes. `folder` is where
 * the page will lie: files of cases and bundles that are there are linked by relative path.
 */
export function auditPage(
  report: AuditReport,
  { folder, cover = coverOf(report) }: { folder?: string; cover?: ReportCover } = {},
): string {
  const parts = partsOf(report, folder);
  const [only] = parts.length === 1 ? parts : [];
  const name = only?.audited.enterprise ?? only?.audited.name;
  const content = html`<section class="cover" aria-label="封面"><h1>${name === undefined ? '核查报告' : `${name}：核查报告`}</h1>
    <p class="under">${
      only === undefined
        ? `${parts.length} 个案例，${report.rules.length} 条规则`
        : html`${only.audited.kind === 'bundle' ? '证据包' : '案例'}「${only.audited.name}」${only.audited.district === undefined ? '' : `，税收所属区 ${only.audited.district}`}${only.audited.policy === undefined ? '，没有适用的政策' : `，依据 ${only.audited.policy}`}`
    }</p>
    ${verdictSection(report)}
    ${coverFacts(report, parts, cover)}</section>
    ${parts.length === 0 ? '' : sumsSection(report, parts)}
    ${only === undefined ? html`${parts.length === 0 ? '' : rankingSection(report, parts)}${parts.length === 0 ? '' : casesSection(parts, cover)}` : onlyCase(only)}
    ${sampleSection(report)}
    ${registersSection(report)}
    ${rulesSection(report, parts)}
    ${filesSection(parts, cover)}
    ${signOff()}`;
  return reportDocument(
    name === undefined ? '核查报告' : `${name} 核查报告`,
    html`${contents(String(content))}${content}`,
    {
      style: `${AUDIT_STYLE}${printStyle(cover)}`,
      scripts: ['filter', 'sort', 'findings', 'print'],
      closing: CLOSING,
    },
  );
}
