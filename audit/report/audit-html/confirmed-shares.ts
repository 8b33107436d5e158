import { html } from 'hono/html';
import { percent } from '../../engine/percent.ts';
import type { ConfirmedShare } from '../../sampling/sample.ts';
import { drawing, tenth } from '../charts/drawing.ts';
import { chart } from '../charts/figure.ts';
import { type Html, yuan } from '../document.ts';

type Estimated = ConfirmedShare & { share: number; low: number; high: number };

const WIDTH = 1084;
const [LEFT, RIGHT, TOP, ROW] = [230, WIDTH - 190, 34, 26];
/** All cases together and the least confirmed; the rest are in the table. */
const MOST_ROWS = 12;

/** What share of trainings the trainees confirm: a point with its interval, for all cases and for each. */
export function confirmedShares(shares: readonly ConfirmedShare[]): Html {
  if (shares.length === 0) return html`<p>还没有读入回访结果；填好回访表后再核查一次，这里给出确认的比例和区间。</p>`;
  const known = shares.filter(
    (one): one is Estimated => one.share !== undefined && one.low !== undefined && one.high !== undefined,
  );
  const [all, ...each] = known;
  const drawn = all === undefined ? [] : [all, ...each.sort((a, b) => a.low - b.low).slice(0, MOST_ROWS - 1)];
  return chart({
    name: '学员确认参训的比例',
    drawn: drawn.length === 0 ? undefined : intervals(drawn),
    key: '圆点为估计的比例，横线为置信区间；未接通的不算确认',
    numbers: html`<table class="dense" id="shares-table"><thead><tr><th scope="col">案例</th><th scope="col" class="number">人次</th><th scope="col" class="number">抽取</th><th scope="col" class="number">已回访</th><th scope="col" class="number">确认</th><th scope="col" class="number">比例</th><th scope="col" class="number">区间</th></tr></thead><tbody>${shares.map((one) => html`<tr><td>${nameOf(one)}</td><td class="number">${yuan(one.population)}</td><td class="number">${yuan(one.drawn)}</td><td class="number">${yuan(one.called)}</td><td class="number">${yuan(one.confirmed)}</td><td class="number">${one.share === undefined ? '未知' : percent(one.share)}</td><td class="number">${range(one)}</td></tr>`)}</tbody></table>`,
  });
}

function intervals(rows: readonly Estimated[]): Html {
  const x = (share: number): number => tenth(LEFT + share * (RIGHT - LEFT));
  const height = TOP + rows.length * ROW + 10;
  return drawing(
    {
      id: 'shares',
      kind: 'plot',
      width: WIDTH,
      height,
      title: '学员确认参训的比例与区间',
      description: `${rows.map((one) => `${nameOf(one)} ${percent(one.share)}，${range(one)}`).join('；')}；数字与表相同。`,
    },
    html`${[0, 0.25, 0.5, 0.75, 1].map((share) => html`<line class="grid" x1="${x(share)}" x2="${x(share)}" y1="24" y2="${height - 6}"/><text class="tick" x="${x(share)}" y="16" text-anchor="middle">${percent(share)}</text>`)}
  ${rows.map((one, index) => {
    const y = TOP + index * ROW + ROW / 2;
    return html`<text class="name" x="${LEFT - 12}" y="${y + 5}" text-anchor="end">${nameOf(one)}</text><path class="interval" d="M${x(one.low)} ${y}H${x(one.high)}M${x(one.low)} ${y - 5}v10M${x(one.high)} ${y - 5}v10"/><circle class="full" cx="${x(one.share)}" cy="${y}" r="5"><title>${nameOf(one)}：${percent(one.share)}（${range(one)}）</title></circle><text class="value" x="${RIGHT + 14}" y="${y + 5}">${percent(one.share)}（${range(one)}）</text>`;
  })}`,
  );
}

function nameOf({ case: name }: ConfirmedShare): string {
  return name ?? '全部案例';
}

function range({ low, high }: ConfirmedShare): string {
  return low === undefined || high === undefined ? '未知' : `${percent(low)} 至 ${percent(high)}`;
}
