import { concerned } from './finding-words.ts';
import type { CaseOf, Opinion, Row, RowRule } from './rule.ts';
import type { Subject } from './subject.ts';

/** Most rows of one cause whose places are listed. */
const MOST_PLACES = 50;

/** Rows of one rule and one case that have one cause. */
interface Cause {
  rows: Row[];
  count: number;
  people: Set<string>;
}

/** Gathers the rows of a rule on one case by their cause, up to so many causes; the others are only counted. */
export class Causes {
  readonly #causes = new Map<string, Cause>();
  readonly #rule: RowRule;
  readonly #most: number;
  more = 0;

  constructor(rule: RowRule, most: number) {
    this.#rule = rule;
    this.#most = most;
  }

  /** `people`: whom of the roster the row names. */
  add(row: Row, people: readonly string[]): void {
    const key = this.#rule.cause?.(row) ?? String(this.#causes.size);
    const cause = this.#causes.get(key);
    if (cause === undefined && this.#causes.size >= this.#most) {
      this.more += 1;
      return;
    }
    const own = cause ?? { rows: [], count: 0, people: new Set<string>() };
    this.#causes.set(key, own);
    own.count += 1;
    if (own.rows.length < MOST_PLACES) own.rows.push(row);
    for (const one of people) own.people.add(one);
  }

  opinions(subject: Subject, caseOf: CaseOf): Opinion[] {
    return [...this.#causes.values()].map((cause) => opinionOf(this.#rule, cause, subject, caseOf));
  }
}

function opinionOf(rule: RowRule, { rows, count, people }: Cause, subject: Subject, caseOf: CaseOf): Opinion {
  const [first = {}, ...others] = rows;
  const of = {
    ...(people.size > 0 && { people: [...people] }),
    ...(typeof first.course === 'string' && { course: first.course }),
  };
  const own = rule.opinion(first, subject, caseOf);
  if (others.length === 0) return { ...own, ...of };
  const persons = people.size === 0 ? count : people.size;
  const { course } = of;
  return {
    ...own,
    ...of,
    about: `${persons} 人${course === undefined ? '' : ` · ${course}`}`,
    where: [...own.where, ...others.flatMap((row) => rule.opinion(row, subject, caseOf).where.slice(0, 1))],
    message: rule.together?.(rows, persons) ?? `${persons} 人${own.message.replace(/^身份证号 \S+ /, '')}`,
    evidence: [...(own.evidence ?? []), ...(people.size === 0 ? [] : [concerned([...people].join(' '))])],
  };
}
