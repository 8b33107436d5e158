import { html } from 'hono/html';
import { weekday } from '../../../domain/date.ts';
import { chart } from '../charts/figure.ts';
import { heatMap } from '../charts/heat-map.ts';
import { HOURS } from '../charts/hours.ts';
import { type Html, yuan } from '../document.ts';
import type { CasePart } from './case-part.ts';
import { leftOut } from './page-limits.ts';

/** When people signed in: a row a day, a column an hour. */
export function caseSignIns({ audited: { activity }, limits, heading, id, drawn, label }: CasePart): Html {
  const head = heading('sign-ins', '签到');
  const days = activity.signIns.slice(0, limits.days);
  if (days.length === 0) return html`${head}<p>没有签到记录。</p>`;
  const total = days.reduce((sum, { hours }) => sum + ofDay(hours), 0);
  // The other hours are nothing but zeros, over hundreds of cases a quarter of the page.
  const used = HOURS.filter((hour) => days.some(({ hours }) => (hours[hour] ?? 0) > 0));
  const rows = days.map(({ day, hours }) => ({
    name: `${day.slice(5)} 周${'日一二三四五六'[weekday(day)]}`,
    values: HOURS.map((hour) => hours[hour] ?? 0),
  }));
  return html`${head}${chart({
    name: '签到时间',
    label: label('签到时间'),
    drawn: !drawn
      ? undefined
      : heatMap(rows, HOURS.map(String), {
          id: id('sign-ins-map'),
          unit: '次',
          title: '签到时间：每天各小时的签到次数',
          description: `${days[0]?.day} 至 ${days.at(-1)?.day}，${days.length} 天共 ${yuan(total)} 次签到；数字与表相同。`,
        }),
    key: `每格是该日该小时的签到次数，越深越多；横轴为 0 至 23 时`,
    numbers: html`<table class="dense" id="${id('sign-ins-table')}"><thead><tr><th scope="col">日期</th>${used.map((hour) => html`<th scope="col" class="number">${hour} 时</th>`)}<th scope="col" class="number">合计</th></tr></thead><tbody>${days.map(({ day, hours }) => html`<tr><th scope="row" class="nowrap">${day}</th>${used.map((hour) => html`<td class="number">${hours[hour] ?? 0}</td>`)}<td class="number">${yuan(ofDay(hours))}</td></tr>`)}</tbody></table>`,
  })}${leftOut(activity.signIns.length, days.length, '天的签到')}`;
}

function ofDay(hours: readonly number[]): number {
  return hours.reduce((sum, count) => sum + count, 0);
}
