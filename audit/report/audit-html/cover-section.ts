import { html } from 'hono/html';
import type { AuditReport } from '../audit-report.ts';
import { type Html, yuan } from '../document.ts';
import type { ReportCover } from '../report-cover.ts';
import type { CasePart } from './case-part.ts';
import { filesOnCover } from './files-section.ts';

/** Who, what, when, by which program, under which number, and on which bytes. */
export function coverFacts(report: AuditReport, parts: readonly CasePart[], cover: ReportCover): Html {
  const { number, version, date, by } = cover;
  const policies = [...new Set(parts.flatMap(({ audited }) => audited.policy ?? []))];
  const fact = (name: string, value: Html | string): Html => html`<dt>${name}</dt><dd>${value}</dd>`;
  return html`<dl class="facts cover-facts">
  ${fact('报告编号', html`<b class="report-number">${number}</b>`)}
  ${fact('被核查单位', unitsOf(parts))}
  ${fact('核查内容', scopeOf(report, parts))}
  ${fact('核查依据', policies.length === 0 ? '没有适用的政策' : policies.join('；'))}
  ${fact('核查单位', by ?? BLANK)}
  ${fact('核查日期', date ?? BLANK)}
  ${fact('核查工具', `惠企点单办演练与核查工具 ${version}，${report.rules.length} 条规则`)}
  ${fact('被核查文件', filesOnCover(parts, cover))}
  </dl>`;
}

/** To be filled in by hand. */
const BLANK = html`<span class="fill-in">&nbsp;</span>`;
/** Of more units the list of cases tells. */
const MOST_UNITS = 6;

function unitsOf(parts: readonly CasePart[]): string {
  const units = [...new Set(parts.map(({ audited }) => audited.enterprise ?? '（未能读出单位名称）'))];
  if (units.length === 0) return '没有';
  return `${units.slice(0, MOST_UNITS).join('、')}${units.length > MOST_UNITS ? ` 等 ${yuan(units.length)} 个单位` : ''}`;
}

function scopeOf({ sample }: AuditReport, parts: readonly CasePart[]): string {
  const bundles = parts.filter(({ audited }) => audited.kind === 'bundle').length;
  const trainings = parts.reduce((sum, { audited }) => sum + audited.amounts.length, 0);
  const kinds = [
    ...(parts.length > bundles ? [`案例 ${yuan(parts.length - bundles)} 个`] : []),
    ...(bundles > 0 ? [`证据包 ${yuan(bundles)} 个`] : []),
  ];
  const called = sample?.trainings.filter(({ result }) => result !== undefined).length ?? 0;
  return `线上职业培训补贴的备案、培训记录和补贴申请：${kinds.join('、') || '没有案例'}，${yuan(trainings)} 人次${called === 0 ? '' : `；电话回访 ${yuan(called)} 人次`}`;
}
