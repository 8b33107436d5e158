import { editDistance } from '../../near-names.ts';
import type { TableName } from '../model/layout.ts';

/** What is known of a data row that could not be read, or belongs to nothing: absent is unknown. */
export interface LostRow {
  course?: string;
  idNumber?: string;
  /** What stands where the ID number should. */
  written?: string;
}

/**
 * Above this number, a lost row may be anybody's of its course: comparing each row with each person would take too
 * long.
 */
const COMPARED = 500;
/** Most digits by which an unreadable number may differ from a person's and still be taken for theirs. */
const SLIPS = 2;

/**
 * Rows of each sheet that could not be read. The person of such a row does have it, only not here: nobody may be
 * accused of missing what stands in one of them.
 */
export class LostRows {
  readonly #tables = new Map<TableName, { count: number; keys: Set<string> }>();
  readonly #courses: ReadonlySet<string>;

  /** `courses` are those of 备案项目: who is listed under another one is lost as a whole. */
  constructor(courses: ReadonlySet<string>) {
    this.#courses = courses;
  }

  /** `people` are the numbers of the rosters: a number that is nearly theirs is taken for theirs. */
  add(table: TableName, rows: readonly LostRow[], people: Iterable<string>): void {
    if (rows.length === 0) return;
    const known = this.#tables.get(table) ?? { count: 0, keys: new Set<string>() };
    this.#tables.set(table, known);
    known.count += rows.length;
    const all = [...people];
    for (const { course = '', idNumber, written } of rows) {
      const persons =
        idNumber !== undefined
          ? [idNumber]
          : written !== undefined && rows.length <= COMPARED
            ? near(written, all)
            : [];
      if (persons.length === 0) known.keys.add(keyOf(course, ''));
      for (const person of persons) known.keys.add(keyOf(course, person));
    }
  }

  /** How many rows of a sheet were lost. */
  count(table: TableName): number {
    return this.#tables.get(table)?.count ?? 0;
  }

  /** Whether a lost row of the sheet may be this person's in this course; without a person, anybody's. */
  mayHold(table: TableName, course: string, idNumber?: string): boolean {
    if (!this.#courses.has(course)) return true;
    const keys = this.#tables.get(table)?.keys;
    if (keys === undefined) return false;
    if (idNumber === undefined) return [...keys].some((key) => key.startsWith('\n') || key.startsWith(`${course}\n`));
    return [keyOf(course, idNumber), keyOf('', idNumber), keyOf(course, ''), keyOf('', '')].some((key) =>
      keys.has(key),
    );
  }
}

const keyOf = (course: string, idNumber: string) => `${course}\n${idNumber}`;

/** Who may be meant by a number that cannot be right: the nearest; of one that lost its last digits, who shares the others. */
export function near(written: string, people: readonly string[]): string[] {
  const digits = String(written)
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^\dX]/g, '');
  if (digits.length < 12) return [];
  const away = people.map((person) => ({
    person,
    slips: person.slice(0, 15) === digits.slice(0, 15) ? 1 : editDistance(person, digits),
  }));
  const least = Math.min(SLIPS, ...away.map(({ slips }) => slips));
  return away.filter(({ slips }) => slips === least).map(({ person }) => person);
}
