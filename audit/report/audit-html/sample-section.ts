import { html } from 'hono/html';
import { percent } from '../../engine/percent.ts';
import type { SampledTraining } from '../../sampling/sample.ts';
import type { AuditedRule, AuditReport } from '../audit-report.ts';
import { titleOf } from '../causes.ts';
import { type Html, yuan } from '../document.ts';
import { filterLine, region } from '../page-parts.ts';
import { ruleAnchor } from './case-part.ts';
import { linked } from './case-seal.ts';
import { confirmedShares } from './confirmed-shares.ts';
import { onSiteTable } from './on-site.ts';
import { leftOut } from './page-limits.ts';

/** Trainings that the page lists; a sample is rarely larger. */
const MOST_TRAININGS = 1_000;

/** Whom to call, what they said, what share that confirms, and where to go on site. */
export function sampleSection({ sample, rules }: AuditReport): Html {
  const head = html`<h2 id="sample">电话回访与现场检查</h2>`;
  if (sample === undefined) return html`${head}<p>没有可以抽取的学员，未生成回访名单。</p>`;
  const { population, certain, size, drawn, confidence, error, seed, id, strata, trainings, onSite, shares } = sample;
  const titles = new Map(rules.map((rule) => [rule.id, rule]));
  const shown = trainings.slice(0, MOST_TRAININGS);
  return html`${head}<p>从 ${yuan(population)} 人次中抽取 ${yuan(drawn)} 人次：有问题的 ${yuan(certain)} 人次全部回访，其余按置信度 ${percent(confidence)}、误差 ${percent(error)} 应抽 ${yuan(size)} 人次，每层至少一人次。种子值 ${seed}，抽样编号 <span class="digest">${id}</span>；同一批案例、同一种子值抽出同一名单。</p>
  ${confirmedShares(shares)}
  <h3>回访名单</h3>
  ${
    shown.length === 0
      ? html`<p>名单是空的。</p>`
      : html`${filterLine('call-backs', '编号、姓名、课程、未接通、否认')}${region(
          '回访名单',
          html`<table class="dense sortable" id="call-backs"><thead><tr><th scope="col">编号</th><th scope="col">案例</th><th scope="col">培训课程</th><th scope="col">学员</th><th scope="col">电话</th><th scope="col">抽取原因</th><th scope="col">回访结果</th></tr></thead><tbody>${shown.map((one) => trainingRow(one, titles))}</tbody></table>`,
        )}${leftOut(trainings.length, shown.length, '人次', '抽样')}`
  }
  <details><summary>各层抽取了多少</summary>${region(
    '各层抽取了多少',
    html`<table class="dense"><thead><tr><th scope="col">案例</th><th scope="col">培训课程</th><th scope="col">用工形式</th><th scope="col">有问题</th><th scope="col" class="number">人次</th><th scope="col" class="number">抽取</th></tr></thead><tbody>${strata.map((one) => html`<tr><td>${one.case}</td><td>${one.course}</td><td>${one.employment}</td><td>${one.certain ? '是' : '否'}</td><td class="number">${yuan(one.population)}</td><td class="number">${yuan(one.drawn)}</td></tr>`)}</tbody></table>`,
  )}</details>
  <h3>现场检查</h3>
  ${onSite.length === 0 ? html`<p>没有需要安排现场检查的项目。</p>` : onSiteTable(onSite)}`;
}

function trainingRow(
  { code, case: name, course, person, phone, employment, certain, reasons, questions, result }: SampledTraining,
  titles: ReadonlyMap<string, AuditedRule>,
): Html {
  return html`<tr><td class="nowrap">${code}</td><td>${name}</td><td>${course}</td><td class="nowrap">${person}<br><span class="quiet">${employment}</span></td><td class="nowrap">${phone}</td><td>${certain ? html`有问题${reasons.map((rule) => html`<br>${linked(titles.has(rule) ? `#${ruleAnchor(rule)}` : undefined, titleOf(rule, titles))}`)}` : '随机'}${toAsk(questions)}</td><td>${said(result)}</td></tr>`;
}

/** Only the questions from this person's findings; those that everybody is asked are on the call sheet. */
function toAsk(questions: SampledTraining['questions']): Html {
  const own = questions.filter(({ rule }) => rule !== undefined);
  return own.length === 0
    ? html``
    : html`<details><summary>要问的 ${own.length} 个问题</summary><ul class="evidence">${own.map(({ ask }) => html`<li>${ask}</li>`)}</ul></details>`;
}

function said(result: SampledTraining['result']): Html {
  if (result === undefined) return html`<span class="quiet">尚未回访</span>`;
  const { reached, tries, inPerson, confirms, agrees, note, day } = result;
  const bad = reached !== '接通' || inPerson === '否' || confirms === '否认' || agrees === '不一致';
  const words = [
    reached,
    ...(inPerson === undefined ? [] : [inPerson === '是' ? '本人' : '非本人']),
    ...(confirms === undefined ? [] : [confirms]),
    ...(agrees === undefined ? [] : [`与记录${agrees}`]),
  ];
  return html`<span class="${bad ? 'bad-text' : 'good'}">${words.join('，')}</span><br><span class="quiet">${day}，拨打 ${tries} 次</span>${note === '' ? '' : html`<br>${note}`}`;
}
