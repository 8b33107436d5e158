import { type Finding, isProblem } from '../../../domain/finding.ts';
import type { Company } from '../../../fixtures/companies/company.ts';
import { type Rate, rateOf } from './wilson.ts';

type Row = Record<string, number | string>;

/** What one company was said to have: each rule once, however many places it names. */
interface Judged {
  company: Company;
  violations: Set<string>;
  /** Violations and doubts. */
  alarms: Set<string>;
}

/** A rule that names at most this share of honest companies tells something when it names another. */
const SELDOM = 0.02;

/** Counts alarms by rule, by family of fraud and by kind of company. */
export class Tally {
  readonly #rules = new Set<string>();
  readonly #judged: Judged[] = [];

  add(company: Company, findings: readonly Finding[]): void {
    for (const { rule } of findings) this.#rules.add(rule);
    const problems = findings.filter((finding) => isProblem(finding) && !isFormat(finding));
    this.#judged.push({
      // The case itself is not kept: memory stays that of a batch.
      company: { ...company, case: { ...EMPTY, name: company.case.name } },
      violations: new Set(problems.filter(({ verdict }) => verdict === 'violation').map(({ rule }) => rule)),
      alarms: new Set(problems.map(({ rule }) => rule)),
    });
  }

  get honest(): readonly Judged[] {
    return this.#judged.filter(({ company }) => company.fraud === undefined);
  }

  get dishonest(): readonly Judged[] {
    return this.#judged.filter(({ company }) => company.fraud !== undefined);
  }

  /** For each rule: how often it names an honest company, and how many companies of each family. */
  rules(): Row[] {
    const families = [...Map.groupBy(this.dishonest, ({ company }) => company.fraud?.family ?? '')];
    return [...this.#rules].sort().map((rule) => {
      const alarmed = (list: readonly Judged[]) => list.filter(({ alarms }) => alarms.has(rule)).length;
      return {
        rule,
        ...prefixed('alarm', rateOf(alarmed(this.honest), this.honest.length)),
        ...prefixed('found', rateOf(alarmed(this.dishonest), this.dishonest.length)),
        // A family that is not there was never found by the rule.
        ...Object.fromEntries(
          families.map(([family, list]) => [family, alarmed(list)]).filter(([, count]) => count !== 0),
        ),
      };
    });
  }

  /** For each family: how many of its companies are named at all, lazy and careful forgers apart. */
  families(): Row[] {
    const seldom = new Set([...this.#rules].filter((rule) => this.#alarms(rule) <= SELDOM * this.honest.length));
    return [...Map.groupBy(this.dishonest, ({ company }) => company.fraud?.family ?? '')].map(([family, list]) => ({
      family,
      title: list[0]?.company.fraud?.title ?? '',
      ...prefixed('found', rateOf(list.filter(named).length, list.length)),
      ...this.#apart(list),
      bySeldomRules: list.filter(({ alarms }) => [...alarms].some((rule) => seldom.has(rule))).length,
      violations: list.filter(({ violations }) => violations.size > 0).length,
      rules: mostOften(list),
    }));
  }

  #alarms(rule: string): number {
    return this.honest.filter(({ alarms }) => alarms.has(rule)).length;
  }

  #apart(list: readonly Judged[]): Row {
    const [lazy, careful] = [false, true].map((wanted) =>
      list.filter(({ company }) => company.fraud?.careful === wanted),
    ) as [Judged[], Judged[]];
    return {
      lazy: `${lazy.filter(named).length}/${lazy.length}`,
      careful: `${careful.filter(named).length}/${careful.length}`,
    };
  }

  /** For each kind of honest company: how many are named, and by what. */
  kinds(): Row[] {
    return [...Map.groupBy(this.honest, ({ company }) => company.kind)].map(([kind, list]) => ({
      kind,
      ...prefixed('alarm', rateOf(list.filter(named).length, list.length)),
      violations: list.filter(({ violations }) => violations.size > 0).length,
      rules: mostOften(list),
    }));
  }
}

const named = ({ alarms }: Judged) => alarms.size > 0;

/** What is only a question of how a cell is written is no accusation. */
const isFormat = ({ kind }: Finding) => kind === 'format';

function mostOften(list: readonly Judged[]): string {
  const counts = new Map<string, number>();
  for (const { alarms } of list) for (const rule of alarms) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  return [...counts]
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .map(([rule, count]) => `${rule} ${count}`)
    .join('、');
}

function prefixed(name: string, { count, of, rate, low, high }: Rate): Row {
  return { [`${name}s`]: count, [`${name}Of`]: of, [`${name}Rate`]: rate, [`${name}Low`]: low, [`${name}High`]: high };
}

const EMPTY: Company['case'] = {
  name: '',
  enterprise: {} as Company['case']['enterprise'],
  projects: [],
  roster: [],
  chapters: [],
  signIns: [],
  sessions: [],
  questions: [],
  exams: [],
  materials: [],
  dates: {},
};
