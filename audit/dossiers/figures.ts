import type { Day } from '../../domain/date.ts';
import { maskName } from '../../domain/identifiers/mask.ts';
import { amountDueOf } from '../engine/amount-due.ts';
import type { Database } from '../engine/database.ts';
import type { Row } from '../engine/rule.ts';
import type { Subject } from '../engine/subject.ts';
import type { Activity, PersonAmount } from '../report/audit-report.ts';

/** Figures of one case behind its charts and its table of persons: never its rows. */
export interface Figures {
  amounts: PersonAmount[];
  activity: Activity;
}

const HOURS = 24;

/** The figures of every case, by its number, out of the database that the rules were asked of. */
export async function figuresOf(subjects: readonly Subject[], database: Database): Promise<Figures[]> {
  const figures = subjects.map(
    (): Figures => ({ amounts: [], activity: { signIns: [], sessionsByHour: new Array(HOURS).fill(0) } }),
  );
  const claims = subjects.map(claimedBy);
  const people = subjects.map(({ case: { roster } }) => new Map(roster.map((entry) => [entry.row, entry.name])));
  for await (const row of database.rows('SELECT * FROM attained ORDER BY case_no, row')) {
    const number = Number(row.case_no);
    const subject = subjects[number];
    if (subject === undefined) continue;
    const idNumber = String(row.masked);
    figures[number]?.amounts.push({
      course: String(row.course),
      person: `${maskName(people[number]?.get(Number(row.row)) ?? '')} ${idNumber}`,
      minutes: row.seconds === null ? undefined : Number(row.seconds) / 60,
      ...(row.counted !== null && { counted: Number(row.counted) / 60 }),
      signInDays: numberOf(row.sign_in_days),
      questions: numberOf(row.questions),
      score: numberOf(row.score),
      entitled: entitledBy(row, subject),
      claimed: subject.granted && claims[number]?.(String(row.course), idNumber),
    });
  }
  for await (const row of database.rows(
    `SELECT case_no, signed_at::DATE AS day, hour(signed_at) AS hour, count(*) AS times
     FROM sign_ins GROUP BY ALL ORDER BY ALL`,
  )) {
    const days = figures[Number(row.case_no)]?.activity.signIns;
    if (days?.at(-1)?.day !== row.day) days?.push({ day: row.day as Day, hours: new Array(HOURS).fill(0) });
    (days?.at(-1)?.hours as number[])[Number(row.hour)] = Number(row.times);
  }
  for await (const row of database.rows(
    'SELECT case_no, hour(start_at) AS hour, count(*) AS times FROM sessions GROUP BY ALL ORDER BY ALL',
  ))
    (figures[Number(row.case_no)]?.activity.sessionsByHour as number[])[Number(row.hour)] = Number(row.times);
  return figures;
}

function numberOf(value: Row[string] | undefined): number | undefined {
  return value === null || value === undefined ? undefined : Number(value);
}

/**
 * Yuan due to a person: an amount for everybody who attained everything, nothing for the others. The policy does not
 * say whom the cap of a project leaves out, so all who attained everything share it equally, as they share what a
 * claim granted.
 */
function entitledBy({ course, attained, heads }: Row, subject: Subject): number | undefined {
  const due = amountDueOf(subject, String(course), Number(heads));
  if (due === undefined) return undefined;
  if (!attained) return 0;
  return due.heads === heads ? due.each : due.sum / Number(heads);
}

/**
 * Yuan that a claim granted for a person of a course. The receipts mask persons: two with the same mask cannot be told
 * apart, so each takes one of the lines with it.
 */
function claimedBy({ granted }: Subject): (course: string, masked: string) => number {
  const places = new Map<string, number[]>();
  for (const { course, amount, traineesMasked } of granted?.receipts.claims.flatMap(({ lines }) => lines) ?? [])
    for (const masked of traineesMasked) {
      const key = `${course} ${masked}`;
      places.set(key, [...(places.get(key) ?? []), amount / traineesMasked.length]);
    }
  return (course, masked) => places.get(`${course} ${masked}`)?.shift() ?? 0;
}
