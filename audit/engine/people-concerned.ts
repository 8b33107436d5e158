import { maskIdNumber } from '../../domain/identifiers/mask.ts';
import type { Row } from './rule.ts';
import type { Subject } from './subject.ts';

/** Rule by rule, whom of a roster it found something about, by ID number. */
export type Concerned = ReadonlyMap<string, ReadonlySet<string>>;

/**
 * Everybody whom the rows of a rule name, case by case. Findings, and the persons in one finding, are listed up to a
 * limit only, but all of them are called back. Only people of the roster are kept, so that a million rows need no more
 * memory than that.
 */
export class Concerns {
  readonly #rosters = new Map<Subject, Roster>();
  readonly #named = new Map<Subject, Set<string>>();

  /** The people of the roster whom a row names. */
  add(subject: Subject, { id_number: idNumber, people, masked }: Row): string[] {
    if (idNumber === undefined && people === undefined && masked === undefined) return [];
    const roster = this.#rosters.get(subject) ?? new Roster(subject);
    this.#rosters.set(subject, roster);
    const named = this.#named.get(subject) ?? new Set<string>();
    this.#named.set(subject, named);
    const own = [idNumber, ...String(people ?? '').split(' ')].map(String).filter((one) => roster.has(one));
    for (const one of own) named.add(one);
    // A mask may be several people's: all of them are called, but only who is named is accused.
    for (const one of roster.alike(String(masked))) named.add(one);
    return own;
  }

  of(subject: Subject): ReadonlySet<string> {
    return this.#named.get(subject) ?? new Set();
  }
}

class Roster {
  readonly #people: ReadonlySet<string>;
  #byMask: ReadonlyMap<string, readonly string[]> | undefined;

  constructor({ case: { roster } }: Subject) {
    this.#people = new Set(roster.map(({ idNumber }) => idNumber));
  }

  has(idNumber: string): boolean {
    return this.#people.has(idNumber);
  }

  /** Everybody with this mask: one call too many is better than one too few. */
  alike(masked: string): readonly string[] {
    this.#byMask ??= Map.groupBy(this.#people, maskIdNumber);
    return this.#byMask.get(masked) ?? [];
  }
}
