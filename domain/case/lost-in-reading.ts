import { LostRows, near } from './checks/lost-rows.ts';
import { projectLike, tablesOfCourses } from './checks/unknown-courses.ts';
import { RECORD_TABLES, type TableName } from './model/layout.ts';
import type { PartialCase } from './model/partial-case.ts';
import type { ReadableCase } from './model/schema.ts';
import type { SheetsReading } from './read-sheets.ts';

/**
 * Names from bad rows as well, and the rows that were lost: unreadable, of no known project, or with an ID number
 * close to that of a person on the roster.
 */
export function lostRows(readable: ReadableCase, read: SheetsReading): { partial: PartialCase; lost: LostRows } {
  const projects = read.seen.get('备案项目') ?? [];
  const roster = read.seen.get('学员花名册') ?? [];
  const trainees = roster.filter(({ idNumber }) => idNumber !== undefined);
  const namedCourses = new Set(projects.flatMap(({ course }) => (course === undefined ? [] : [String(course)])));
  const partial: PartialCase = {
    ...readable,
    namedCourses,
    misplacedTrainees: new Set(
      [
        ...trainees.filter(({ course }) => !namedCourses.has(String(course))),
        ...(read.lost.get('学员花名册') ?? []).map(({ record }) => record),
      ].flatMap(({ idNumber }) => (idNumber === undefined ? [] : [String(idNumber)])),
    ),
    namedTrainees: new Set(trainees.map(({ course, idNumber }) => `${course} ${idNumber}`)),
    unreadTrainees: (read.lost.get('学员花名册') ?? [])
      .filter(({ record }) => record.idNumber === undefined)
      .map(({ written }) => written ?? ''),
  };
  const lost = new LostRows(partial.namedCourses);
  const people = new Set(trainees.map(({ idNumber }) => String(idNumber)));
  for (const [table, rows] of read.lost)
    lost.add(
      table,
      rows.map(({ record: { course, idNumber }, written }) => ({
        ...(course !== undefined && { course: String(course) }),
        ...(idNumber !== undefined && { idNumber: String(idNumber) }),
        ...(written !== undefined && { written }),
      })),
      people,
    );
  addUnmatched(partial, lost, people);
  return { partial, lost };
}

function addUnmatched(material: PartialCase, lost: LostRows, people: ReadonlySet<string>): void {
  const { namedCourses } = material;
  const meant = new Map<string, string | undefined>();
  for (const [table, rows] of tablesOfCourses(material)) {
    const records = (RECORD_TABLES as readonly TableName[]).includes(table);
    const strangers = new Map<string, string[]>();
    const unmatched = (rows as { course: string; row: number; idNumber?: string }[]).flatMap(({ course, idNumber }) => {
      if (!namedCourses.has(course)) {
        if (!meant.has(course)) meant.set(course, projectLike(course, namedCourses));
        const project = meant.get(course);
        return [{ ...(project !== undefined && { course: project }), ...(idNumber !== undefined && { idNumber }) }];
      }
      if (!records || idNumber === undefined || people.has(idNumber)) return [];
      if (!strangers.has(idNumber)) strangers.set(idNumber, near(idNumber, [...people]));
      return (strangers.get(idNumber) ?? []).map((person) => ({ course, idNumber: person }));
    });
    lost.add(table, unmatched, people);
  }
}
