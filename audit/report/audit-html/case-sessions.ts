import { html } from 'hono/html';
import { chart } from '../charts/figure.ts';
import { HOURS, hours } from '../charts/hours.ts';
import { type Html, yuan } from '../document.ts';
import type { CasePart } from './case-part.ts';

/** At which hour of the day learning began; what began at night is named. */
export function caseSessions({ audited: { activity }, policy, heading, id, drawn, label }: CasePart): Html {
  const head = heading('sessions', '学习时段');
  const counts = HOURS.map((hour) => activity.sessionsByHour[hour] ?? 0);
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (total === 0) return html`${head}<p>没有学习记录。</p>`;
  const nightHour = policy?.signs.nightHour.value ?? 0;
  const night = counts.slice(0, nightHour).reduce((sum, count) => sum + count, 0);
  return html`${head}${chart({
    name: '各小时开始的学习',
    label: label('各小时开始的学习'),
    drawn: !drawn
      ? undefined
      : hours(counts, {
          id: id('sessions-hours'),
          nightHour,
          title: '各小时开始的学习次数',
          description: `共 ${yuan(total)} 次，其中 ${yuan(night)} 次在 ${nightHour} 时前开始；数字与表相同。`,
        }),
    key: `横轴为开始学习的小时，柱顶是次数；${nightHour} 时前的柱空心、底色加深，共 ${yuan(night)} 次`,
    numbers: html`<table class="dense" id="${id('sessions-table')}"><thead><tr><th scope="col">小时</th><th scope="col" class="number">开始的学习次数</th></tr></thead><tbody>${counts.map((count, hour) => html`<tr><th scope="row">${hour} 时</th><td class="number">${yuan(count)}</td></tr>`)}</tbody><tfoot><tr><th scope="row">合计</th><td class="number">${yuan(total)}</td></tr></tfoot></table>`,
  })}`;
}
