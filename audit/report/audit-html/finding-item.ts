import { html } from 'hono/html';
import type { Location } from '../../../domain/finding.ts';
import { JOURNAL, REPORT } from '../../../evidence/layout.ts';
import { AUDIT_WORDS, wordOf } from '../../engine/verdicts.ts';
import type { TracedFinding, TraceStep } from '../audit-report.ts';
import { type Html, yuan } from '../document.ts';
import { verdictTag } from '../page-parts.ts';
import { stakeOf } from '../stake.ts';
import { type CasePart, ruleAnchor } from './case-part.ts';
import { linked } from './case-seal.ts';

/** Many scans, rows or steps may share one finding. */
const MOST_PLACES = 12;

/** One finding: what, about whom, where, how much, the figures behind it, and where it was done. On what it stands, its cause says. */
export function findingItem(finding: TracedFinding, number: string, { audited, rules, links }: CasePart): Html {
  const { rule, verdict, kind, subject, where, message, evidence, trace } = finding;
  const stake = stakeOf([finding]);
  const about = subject.startsWith(`${audited.name} · `) ? subject.slice(audited.name.length + 3) : '';
  return html`<li class="finding ${verdict}" aria-label="${wordOf(finding, AUDIT_WORDS)}" data-verdict="${verdict}" data-rule="${rule}"><p class="head"><b class="finding-number">${number}</b> ${verdictTag(verdict, kind)}${about === '' ? '' : html` <span class="about">${about}</span>`}${stake === undefined ? '' : html` <span class="nowrap">涉及 ${yuan(stake)} 元</span>`} ${rules.has(rule) ? html`<a class="rule" href="#${ruleAnchor(rule)}">${rule}</a>` : html`<code>${rule}</code>`}</p>
  <p class="said">${message}</p>
  ${evidence.length === 0 ? '' : html`<ul class="evidence">${evidence.map((line) => html`<li>${line}</li>`)}</ul>`}
  <dl class="found"><dt>位置</dt><dd>${where.length === 0 ? html`<span class="quiet">整个案例</span>` : html`${where.slice(0, MOST_PLACES).map((at) => place(at, links))}${more(where.length, '处位置')}`}</dd>${trace.length === 0 ? '' : html`<dt>办理</dt><dd>${trace.slice(0, MOST_PLACES).map((step) => traceStep(step, links))}${more(trace.length, '条操作记录')}</dd>`}</dl></li>`;
}

function more(total: number, what: string): string {
  return total > MOST_PLACES ? `另有 ${total - MOST_PLACES} ${what}，见 audit.json` : '';
}

function place(at: Location, links: CasePart['links']): Html {
  const { file, sheet, cell } = at;
  return html`<span class="place">${linked(links.place(at), file)}${sheet === undefined ? '' : ` › ${sheet}`}${cell === undefined ? '' : ` › ${cell}`}</span> `;
}

/** The line in the rehearsal's own report, which shows it among its neighbours, and the picture of that moment. */
function traceStep({ seq, what, picture }: TraceStep, { inBundle }: CasePart['links']): Html {
  const report = inBundle(REPORT, `line-${seq}`);
  const line = report === undefined ? `${JOURNAL} 第 ${seq} 条` : `操作记录第 ${seq} 条`;
  const picked = picture === undefined ? undefined : inBundle(picture);
  return html`<span class="place">${linked(report, line)} ${what}${picture === undefined ? '' : html` ${linked(picked, picked === undefined ? picture : '当时的页面')}`}</span> `;
}
