import { html } from 'hono/html';
import type { OnSiteVisit } from '../../sampling/sample.ts';
import { type Html, yuan } from '../document.ts';
import { region } from '../page-parts.ts';

/** The projects to visit, in order, and what to look at there. */
export function onSiteTable(visits: readonly OnSiteVisit[]): Html {
  return region(
    '现场检查',
    html`<table class="dense" id="on-site"><thead><tr><th scope="col" class="number">序</th><th scope="col">案例</th><th scope="col">培训课程</th><th scope="col" class="number">学员</th><th scope="col" class="number">涉及金额（元）</th><th scope="col" class="number">相关问题</th><th scope="col">选取</th><th scope="col">先核对的一天</th><th scope="col">看什么</th></tr></thead>
  <tbody>${visits.map(({ order, case: name, course, trainees, weight, findings, reason, day, people, look }) => html`<tr><td class="number">${order}</td><td class="nowrap">${name}</td><td>${course}</td><td class="number">${yuan(trainees)}</td><td class="number">${yuan(weight)}</td><td class="number">${yuan(findings)}</td><td class="nowrap">${reason}</td><td>${day === undefined ? html`<span class="quiet">没有记录</span>` : html`<span class="nowrap">${day}</span>`}${people.length === 0 ? '' : html`${people.map((person) => html`<br><span class="nowrap">${person}</span>`)}`}</td><td>${look.join('；')}</td></tr>`)}</tbody></table>`,
  );
}
