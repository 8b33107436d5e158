import { subsidyPerPerson, toFen } from '../../domain/policy/policy.ts';
import type { Opinion } from './rule.ts';
import type { Subject } from './subject.ts';

/** What is at stake: whose subsidies, a person once a project, and what they come to. */
export interface AtStake {
  yuan: number;
  persons: number;
}

/** What findings may be weighed by: errors and signs apart. */
export type CaseStake = Record<'violation' | 'doubt', AtStake>;

interface Course {
  each: number;
  planned: number;
  people: ReadonlySet<string>;
}

/**
 * The subsidies of one case, and how much of them its findings put in question. A finding about nobody in particular
 * puts those of its course in question, or of the whole case. No more are paid for than were filed.
 */
export class Stakes {
  readonly #courses: ReadonlyMap<string, Course>;
  readonly #named: Record<'violation' | 'doubt', Map<string, Set<string>>> = { violation: new Map(), doubt: new Map() };

  constructor({ case: { projects, roster }, policy }: Subject) {
    const people = new Map<string, Set<string>>();
    for (const { course, idNumber } of roster) people.set(course, (people.get(course) ?? new Set()).add(idNumber));
    this.#courses = new Map(
      policy === undefined
        ? []
        : projects.map(({ course, plannedTrainees, costPerPerson }) => [
            course,
            {
              each: subsidyPerPerson(policy, costPerPerson),
              planned: plannedTrainees,
              people: people.get(course) ?? new Set(),
            },
          ]),
    );
  }

  /** Yuan that one finding puts in question, which is also counted for the whole case; undefined where no policy says how much. */
  add(verdict: 'violation' | 'doubt', { people, course }: Pick<Opinion, 'people' | 'course'>): number | undefined {
    if (this.#courses.size === 0) return undefined;
    const named = new Map<string, ReadonlySet<string>>();
    for (const [name, { people: own }] of this.#courses) {
      if (course !== undefined && course !== name && this.#courses.has(course)) continue;
      const concerned = people === undefined ? own : new Set(people.filter((one) => own.has(one)));
      named.set(name, concerned);
      const all = this.#named[verdict].get(name) ?? new Set();
      this.#named[verdict].set(name, all);
      for (const one of concerned) all.add(one);
    }
    return this.#sum(named).yuan;
  }

  get total(): CaseStake {
    return { violation: this.#sum(this.#named.violation), doubt: this.#sum(this.#named.doubt) };
  }

  #sum(named: ReadonlyMap<string, ReadonlySet<string>>): AtStake {
    const at = { yuan: 0, persons: 0 };
    for (const [name, people] of named) {
      const { each = 0, planned = 0 } = this.#courses.get(name) ?? {};
      at.yuan += Math.min(people.size, planned) * each;
      at.persons += people.size;
    }
    return { ...at, yuan: toFen(at.yuan) };
  }
}
