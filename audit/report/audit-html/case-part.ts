import { html } from 'hono/html';
import { isProblem } from '../../../domain/finding.ts';
import type { PolicyPack } from '../../../domain/policy/pack.ts';
import { PACKS } from '../../../domain/policy/packs.ts';
import type { AuditedCase, AuditedRule, AuditReport, TracedFinding } from '../audit-report.ts';
import { type Cause, casesByWeight, causesOf } from '../causes.ts';
import type { Html } from '../document.ts';
import { linksFrom } from '../links.ts';
import { type Hrefs, hrefsOf } from './hrefs.ts';
import { type Limits, limitsOf } from './page-limits.ts';

/** One case with what its sections need to know of the page that they stand on. */
export interface CasePart {
  audited: AuditedCase;
  /** By weight: 1 is the heaviest. */
  number: number;
  /** The only case of the page: its sections are chapters. */
  alone: boolean;
  problems: readonly TracedFinding[];
  /** The same, those of one rule together. */
  causes: readonly Cause[];
  rules: ReadonlyMap<string, AuditedRule>;
  policy: PolicyPack | undefined;
  limits: Limits;
  links: Hrefs;
  /** An id that no other case of the page has. */
  id: (name: string) => string;
  heading: (name: string, text: string) => Html;
  /** The name of a region, which no other of the page may have. */
  label: (name: string) => string;
  /** Whether its charts are drawn; their figures stand as tables in any case. */
  drawn: boolean;
}

/** Drawings are half of what a page of hundreds of cases weighs (docs/benchmark.md). */
export const MOST_DRAWN = 100;

/** The cases in the order of the ranking. */
export function partsOf(report: AuditReport, folder: string | undefined): CasePart[] {
  const { cases, rules } = report;
  const links = linksFrom(report, folder);
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  const alone = cases.length === 1;
  const problems = new Map(cases.map((one) => [one, one.findings.filter(isProblem)]));
  const limits = limitsOf(
    cases,
    [...problems.values()].map((found) => found.length),
  );
  return casesByWeight(report).map((audited, index) => {
    const id = (name: string): string => (alone ? name : `case-${index + 1}-${name}`);
    return {
      audited,
      number: index + 1,
      alone,
      problems: problems.get(audited) ?? [],
      causes: causesOf(problems.get(audited) ?? [], index + 1, cases.length),
      rules: byId,
      policy: PACKS.find(({ citation }) => citation === audited.policy),
      limits,
      drawn: index < MOST_DRAWN,
      links: hrefsOf(audited, links),
      id,
      label: (name) => (alone ? name : `${audited.name}：${name}`),
      heading: (name, text) => (alone ? html`<h2 id="${name}">${text}</h2>` : html`<h4 id="${id(name)}">${text}</h4>`),
    };
  });
}

export function ruleAnchor(id: string): string {
  return `rule-${id.replaceAll('/', '-')}`;
}
