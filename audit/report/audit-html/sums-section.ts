import { html } from 'hono/html';
import type { AuditReport } from '../audit-report.ts';
import { type Html, yuan } from '../document.ts';
import { type Money, moneyOf, sumsOf } from '../money.ts';
import { region } from '../page-parts.ts';
import type { CasePart } from './case-part.ts';

type Sums = Omit<Money, 'violated' | 'doubted'> & Partial<Pick<Money, 'violated' | 'doubted'>>;

interface Line {
  name: string;
  sums: Sums;
}

/** What it is about in yuan: of one case by project, of several by case, and all together. */
export function sumsSection({ cases }: AuditReport, parts: readonly CasePart[]): Html {
  const head = html`<h2 id="sums">金额汇总</h2>`;
  const whole = moneyOf(cases);
  if (whole.trainings === 0 && whole.violated === undefined && whole.doubted === undefined)
    return html`${head}<p>案例中没有可读的学员，没有金额可汇总。</p>`;
  const several = parts.length > 1;
  const lines = several ? parts.map(caseLine) : projectLines(parts);
  const stakes = whole.violated !== undefined || whole.doubted !== undefined;
  const columns = [
    several ? '案例' : '培训课程',
    '人次',
    '按政策应补（元）',
    '门户核定（元）',
    '核定－应补（元）',
    ...(stakes && several ? ['错误涉及（元）', '存疑涉及（元）'] : []),
  ];
  const cells = (sums: Sums) => [
    yuan(sums.trainings),
    ...[sums.entitled, sums.claimed, sums.difference].map(known),
    ...(stakes && several ? [known(sums.violated), known(sums.doubted)] : []),
  ];
  return html`${head}<p>「—」为案例中没有所需数据${stakes ? '；「涉及」为各处问题所涉金额之和，同一笔钱涉及几处问题的，每处各计一次' : ''}。逐人金额见「人员与金额」。</p>
  ${region(
    '金额汇总',
    html`<table class="dense" id="sums-table"><thead><tr>${columns.map((name, index) => html`<th scope="col" class="${index === 0 ? '' : 'number'}">${name}</th>`)}</tr></thead>
  <tbody>${lines.map(({ name, sums }) => html`<tr><td>${name}</td>${cells(sums).map((cell) => html`<td class="number">${cell}</td>`)}</tr>`)}</tbody>
  <tfoot><tr><th scope="row">合计</th>${cells(whole).map((cell) => html`<td class="number">${cell}</td>`)}</tr></tfoot></table>`,
  )}`;
}

function caseLine({ audited, number }: CasePart): Line {
  return { name: `${number}. ${audited.name}`, sums: moneyOf([audited]) };
}

function projectLines(parts: readonly CasePart[]): Line[] {
  const amounts = parts.flatMap(({ audited }) => audited.amounts);
  return [...Map.groupBy(amounts, ({ course }) => course)].map(([course, some]) => ({
    name: course,
    sums: sumsOf(some),
  }));
}

function known(value: number | undefined): string {
  return value === undefined ? '—' : value < 0 ? `−${yuan(-value)}` : yuan(value);
}
