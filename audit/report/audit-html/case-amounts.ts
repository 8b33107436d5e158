import { html } from 'hono/html';
import { toFen } from '../../../domain/policy/policy.ts';
import type { PersonAmount } from '../audit-report.ts';
import { type Html, minutesOf, yuan } from '../document.ts';
import { filterLine, region } from '../page-parts.ts';
import type { CasePart } from './case-part.ts';
import { leftOut } from './page-limits.ts';

/** A table that fits a screen needs no search field. */
const FEW = 25;

/** What each person did and is entitled to, beside what was granted. */
export function caseAmounts({ audited: { kind, amounts }, policy, limits, heading, id, label }: CasePart): Html {
  const head = heading('amounts', '人员与金额');
  if (amounts.length === 0) return html`${head}<p>没有学员，没有可计算的金额。</p>`;
  const minimum = policy?.parameters.minimumMinutes ?? 0;
  const shown = amounts.slice(0, limits.persons);
  return html`${head}<p>${yuan(amounts.length)} 人次，按政策应补 ${total(amounts, 'entitled')}${kind === 'case' ? '；案例未经门户办理，没有核定金额' : html`，门户核定 ${total(amounts, 'claimed')}${difference(amounts)}`}。姓名、证件号已掩码；「—」为案例中没有所需数据。</p>
  ${shown.length > FEW ? filterLine(id('amounts-table'), '姓名、证件号末四位、课程') : ''}
  ${region(
    label('人员与金额'),
    html`<table class="dense sortable" id="${id('amounts-table')}"><thead><tr><th scope="col">学员</th><th scope="col">培训课程</th><th scope="col" class="number">学习（分钟）</th><th scope="col" class="number">签到（天）</th><th scope="col" class="number">答疑（次）</th><th scope="col" class="number">成绩</th><th scope="col" class="number">按政策应补（元）</th><th scope="col" class="number">门户核定（元）</th></tr></thead>
  <tbody>${shown.map((one) => row(one, minimum))}</tbody></table>`,
  )}${leftOut(amounts.length, shown.length, '人次', '金额')}`;
}

function row(
  { course, person, minutes, counted = minutes, signInDays, questions, score, entitled, claimed }: PersonAmount,
  minimum: number,
): Html {
  const differs = entitled !== undefined && claimed !== undefined && toFen(claimed - entitled) !== 0;
  const short = counted !== undefined && counted < minimum;
  return html`<tr><td class="nowrap">${person}</td><td>${course}</td><td class="number ${short ? 'bad-text' : ''}">${minutes === undefined ? '—' : minutesOf(minutes)}${short ? `（${counted === minutes ? '' : `计入 ${minutesOf(counted)}，`}不足）` : ''}</td><td class="number">${known(signInDays)}</td><td class="number">${known(questions)}</td><td class="number">${known(score)}</td><td class="number">${known(entitled)}</td><td class="number ${differs ? 'bad-text' : ''}">${known(claimed)}${differs ? '（不一致）' : ''}</td></tr>`;
}

function known(value: number | undefined): string {
  return value === undefined ? '—' : yuan(value);
}

/** Of those whose both figures are known. */
function difference(amounts: readonly PersonAmount[]): Html {
  const more = toFen(
    amounts.reduce(
      (sum, { entitled, claimed }) => sum + (entitled === undefined || claimed === undefined ? 0 : claimed - entitled),
      0,
    ),
  );
  return more === 0 ? html`` : html`，<b class="bad-text">${more > 0 ? '多' : '少'}核定 ${yuan(Math.abs(more))} 元</b>`;
}

function total(amounts: readonly PersonAmount[], of: 'entitled' | 'claimed'): string {
  const values = amounts.map((one) => one[of]).filter((value) => value !== undefined);
  return values.length === 0 ? '无从得知' : `${yuan(values.reduce((sum, value) => sum + value, 0))} 元`;
}
