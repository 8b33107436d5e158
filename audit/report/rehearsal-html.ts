import { html } from 'hono/html';
import { reportDocument } from './document.ts';
import { contents } from './page-parts.ts';
import { deadlinesSection } from './rehearsal-html/deadlines-section.ts';
import { findingsSection } from './rehearsal-html/findings-section.ts';
import { journalSection } from './rehearsal-html/journal-section.ts';
import { letterSection } from './rehearsal-html/letter-section.ts';
import { materialsSection } from './rehearsal-html/materials-section.ts';
import { networkSection } from './rehearsal-html/network-section.ts';
import { receiptsSection } from './rehearsal-html/receipts-section.ts';
import { redactionSection } from './rehearsal-html/redaction-section.ts';
import { REHEARSAL_STYLE } from './rehearsal-html/rehearsal-style.ts';
import type { ReportEvidence } from './rehearsal-html/report-evidence.ts';
import { sealSection } from './rehearsal-html/seal-section.ts';
import { filmStrip, stageArticles } from './rehearsal-html/stages-section.ts';
import { verdictSection } from './rehearsal-html/verdict-section.ts';
import type { RehearsalResult } from './rehearsal-result.ts';

const JOURNEYS = { filing: '备案', claim: '申请补贴', full: '备案与申请补贴' } as const;

/**
 * `report.html` of one rehearsed case, one file for a double click, readable
 * without scripts. It follows from the result and the bundle alone: no clock,
 * no seconds, so the same run gives the same bytes.
 */
export function rehearsalReport(result: RehearsalResult, evidence?: ReportEvidence): string {
  const { enterprise, district, today, seed, policy } = result;
  const last = evidence?.lines.at(-1)?.vtime.slice(0, 10) ?? today;
  const content = html`<h1>${enterprise ?? result.case}：${JOURNEYS[result.journey]}演练报告</h1>
    <p class="under">案例「${result.case}」${district === undefined ? '' : `，税收所属区 ${district}`}，模拟日期 ${today}${last === today ? '' : ` 至 ${last}`}，种子值 ${seed}${policy === undefined ? '' : `，依据 ${policy}`}</p>
    ${verdictSection(result)}
    ${sealSection(result, evidence)}
    ${receiptsSection(result)}
    ${deadlinesSection(result, last)}
    ${findingsSection(result.findings)}
    ${filmStrip(result, evidence)}
    ${evidence === undefined ? '' : stageArticles(result, evidence)}
    ${evidence === undefined ? '' : letterSection(result, evidence)}
    ${materialsSection(result, evidence)}
    ${evidence === undefined ? '' : networkSection(evidence)}
    ${evidence === undefined ? '' : redactionSection(evidence)}
    ${evidence === undefined ? '' : journalSection(evidence.lines)}`;
  return reportDocument(`${result.case} 演练报告`, html`${contents(String(content))}${content}`, {
    style: REHEARSAL_STYLE,
    scripts: evidence === undefined ? ['viewer'] : ['viewer', 'filter', 'journal-check'],
  });
}
