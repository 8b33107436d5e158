import { html } from 'hono/html';
import type { PersonAmount } from '../audit-report.ts';
import { chart } from '../charts/figure.ts';
import { binsAround, histogram } from '../charts/histogram.ts';
import { lines } from '../charts/lines.ts';
import { type Html, minutesOf, yuan } from '../document.ts';
import type { CasePart } from './case-part.ts';

/**
 * Above this number of persons a distribution says more than one line each; lower where hundreds of cases share the
 * page.
 */
const MOST_LINES = { alone: 20, amongMany: 10 };
type Learnt = PersonAmount & { minutes: number };

/** Learning minutes against the minimum: how they are spread, and who has least. A person counts once a project. */
export function caseLearning(part: CasePart): Html {
  const { audited, policy, heading, alone } = part;
  const { amounts } = audited;
  const learnt = amounts.filter((one): one is Learnt => one.minutes !== undefined);
  const head = heading('learning', '学习时长');
  const minimum = policy?.parameters.minimumMinutes;
  if (learnt.length === 0) return html`${head}<p>没有学习记录。</p>`;
  if (minimum === undefined) return html`${head}<p>没有适用的政策，不知最低时长；各人时长见「人员与金额」。</p>`;
  const short = learnt.filter(({ minutes }) => minutes < minimum);
  const most = alone ? MOST_LINES.alone : MOST_LINES.amongMany;
  const without = amounts.length - learnt.length;
  return html`${head}<p>${yuan(learnt.length)} 人次有学习记录，${short.length === 0 ? '都' : html`<b class="bad-text">${yuan(short.length)} 人次不足</b>，其余`}达到最低 ${yuan(minimum)} 分钟${without === 0 ? '' : `；另有 ${yuan(without)} 人次没有学习记录`}。答疑和考试不计入；一人参加两个项目计两人次。</p>
  ${learnt.length > most ? spread(learnt, minimum, short.length, part) : ''}
  ${least(learnt, minimum, most, part)}`;
}

function spread(learnt: readonly Learnt[], minimum: number, short: number, { id, drawn, label }: CasePart): Html {
  const bins = binsAround(
    learnt.map(({ minutes }) => minutes),
    minimum,
  );
  return chart({
    name: '学习时长的分布',
    label: label('学习时长的分布'),
    drawn: !drawn
      ? undefined
      : histogram(bins, {
          id: id('minutes'),
          mark: minimum,
          markName: `最低 ${yuan(minimum)} 分钟`,
          unit: '分钟',
          title: '学习时长的分布：各时长区间的人次',
          description: `${yuan(learnt.length)} 人次，${yuan(short)} 人次不足 ${yuan(minimum)} 分钟；数字与表相同。`,
        }),
    key: `横轴为分钟，每根柱顶是人次；空心为不足最低时长，实心为达到`,
    numbers: html`<table class="dense" id="${id('minutes-table')}"><thead><tr><th scope="col">学习时长（分钟）</th><th scope="col" class="number">人次</th><th scope="col">是否达到</th></tr></thead><tbody>${bins.map(({ from, to, count }) => html`<tr><td>${from} 至 ${to}（不含）</td><td class="number">${yuan(count)}</td><td>${to <= minimum ? '不足' : '达到'}</td></tr>`)}</tbody></table>`,
  });
}

function least(learnt: readonly Learnt[], minimum: number, most: number, { id, drawn, label }: CasePart): Html {
  const sorted = [...learnt].sort((a, b) => a.minutes - b.minutes);
  const shown = sorted.slice(0, most);
  const name = learnt.length > most ? `时长最少的 ${most} 人次` : '各人学习时长';
  return chart({
    name,
    label: label(name),
    drawn: !drawn
      ? undefined
      : lines(
          shown.map(({ person, course, minutes }) => ({ name: `${person}　${course}`, value: minutes })),
          {
            id: id('least'),
            mark: minimum,
            markName: `最低 ${yuan(minimum)} 分钟`,
            title: `${name}：分钟`,
            description: `最少 ${minutesOf(shown[0]?.minutes ?? 0)} 分钟，本图最多 ${minutesOf(shown.at(-1)?.minutes ?? 0)} 分钟；数字与表相同。`,
          },
        ),
    key: `横条从最低时长画起：向左空心为不足，向右实心为超出；右侧为分钟${learnt.length > most ? `；其余 ${yuan(learnt.length - most)} 人次见「人员与金额」` : ''}`,
    numbers: html`<table class="dense" id="${id('least-table')}"><thead><tr><th scope="col">学员</th><th scope="col">培训课程</th><th scope="col" class="number">分钟</th><th scope="col" class="number">比最低</th></tr></thead><tbody>${shown.map(({ person, course, minutes }) => html`<tr><td>${person}</td><td>${course}</td><td class="number">${minutesOf(minutes)}</td><td class="number ${minutes < minimum ? 'bad-text' : ''}">${minutes < minimum ? `少 ${shortBy(minimum - minutes)}` : `多 ${minutesOf(minutes - minimum)}`}</td></tr>`)}</tbody></table>`,
  });
}

/** Rounded up, so that one second too few does not read as zero minutes too few. */
function shortBy(minutes: number): string {
  return minutesOf(Math.ceil(minutes * 10 - 1e-6) / 10);
}
