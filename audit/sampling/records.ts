import type { RosterEntry } from '../../domain/case/model/schema.ts';
import type { Day, Moment } from '../../domain/date.ts';
import { openDatabase } from '../engine/database.ts';
import { LEARNING, withSecondsOnce } from '../engine/learning-seconds.ts';
import type { Row } from '../engine/rule.ts';
import { type AuditInput, subjectOf } from '../engine/subject.ts';
import type { Training } from './draw.ts';

/** What the platform recorded of one training; undefined where a sheet has nothing of it. */
export interface TrainingRecord {
  seconds?: number;
  sessions?: number;
  days?: number;
  first?: Day;
  last?: Day;
  devices?: number;
  /** The most used device. */
  device?: string;
  signInDays?: number;
  questions?: number;
  exam?: { at: Moment; score: number };
}

export interface SampleRecords {
  of: (training: Training) => TrainingRecord;
  /** Days with sign-ins of a project, in order. */
  days: (input: AuditInput, course: string) => Day[];
}

const LEARNT = `
  WITH used AS (
    SELECT case_no, course, id_number, device, count(*) AS times FROM sessions SEMI JOIN roster USING (case_no, course, id_number)
    WHERE device <> '' GROUP BY ALL
  ), devices AS (
    SELECT case_no, course, id_number, count(*)::INTEGER AS devices, first(device ORDER BY times DESC, device) AS device
    FROM used GROUP BY ALL
  )
  SELECT case_no, course, id_number, sum(seconds)::BIGINT AS seconds, count(*)::INTEGER AS sessions,
    count(DISTINCT start_at::DATE)::INTEGER AS days, min(start_at)::DATE AS first, max(start_at)::DATE AS last,
    any_value(devices.devices) AS devices, any_value(devices.device) AS device
  FROM (${withSecondsOnce(`(SELECT *, ${LEARNING} AS learning FROM sessions SEMI JOIN roster USING (case_no, course, id_number))`, 'learning')})
  LEFT JOIN devices USING (case_no, course, id_number) GROUP BY ALL`;
const SIGNED = `
  SELECT case_no, course, id_number, count(DISTINCT signed_at::DATE)::INTEGER AS sign_in_days
  FROM sign_ins SEMI JOIN roster USING (case_no, course, id_number) GROUP BY ALL`;
const ASKED = `
  SELECT case_no, course, id_number, count(*)::INTEGER AS questions
  FROM questions SEMI JOIN roster USING (case_no, course, id_number) GROUP BY ALL`;
const EXAMINED = `
  SELECT case_no, course, id_number, max(taken_at) AS taken_at, arg_max(score, (taken_at, row)) AS score
  FROM exams SEMI JOIN roster USING (case_no, course, id_number) GROUP BY ALL`;
const DAYS = 'SELECT DISTINCT case_no, course, signed_at::DATE AS day FROM sign_ins ORDER BY ALL';

/** Looks up the records of those drawn, and the training days of every project; a record file is read where it lies. */
export async function recordsOf(
  inputs: readonly AuditInput[],
  trainings: readonly Training[],
  scratch?: string,
): Promise<SampleRecords> {
  const numbers = new Map(inputs.map((input, number) => [input, number]));
  const drawn = inputs.map(() => [] as RosterEntry[]);
  for (const { input, entry } of trainings) drawn[numbers.get(input) ?? 0]?.push(entry);
  const subjects = inputs.map((input, number) =>
    subjectOf({ ...input, case: onlyOf(input.case, drawn[number] ?? []) }, number),
  );
  const database = await openDatabase(subjects, scratch, []);
  const records = new Map<string, TrainingRecord>();
  const days = new Map<string, Day[]>();
  const key = (row: Row) => [row.case_no, row.course, row.id_number].join('\n');
  const add = async (sql: string, record: (row: Row) => TrainingRecord) => {
    for await (const row of database.rows(sql)) records.set(key(row), { ...records.get(key(row)), ...record(row) });
  };
  try {
    await add(LEARNT, (row) => ({
      seconds: Number(row.seconds),
      sessions: Number(row.sessions),
      days: Number(row.days),
      first: String(row.first),
      last: String(row.last),
      ...(row.device !== null && { devices: Number(row.devices), device: String(row.device) }),
    }));
    await add(SIGNED, (row) => ({ signInDays: Number(row.sign_in_days) }));
    await add(ASKED, (row) => ({ questions: Number(row.questions) }));
    await add(EXAMINED, (row) => ({
      exam: { at: String(row.taken_at).replace(' ', 'T'), score: Number(row.score) },
    }));
    for await (const { case_no, course, day } of database.rows(DAYS))
      days.set(`${case_no}\n${course}`, [...(days.get(`${case_no}\n${course}`) ?? []), String(day)]);
  } finally {
    database.close();
  }
  return {
    of: ({ input, entry }) => records.get([numbers.get(input), entry.course, entry.idNumber].join('\n')) ?? {},
    days: (input, course) => days.get(`${numbers.get(input)}\n${course}`) ?? [],
  };
}

/** The records of these people; sign-ins stay whole, for the days of a project. */
function onlyOf(material: AuditInput['case'], roster: RosterEntry[]): AuditInput['case'] {
  const people = new Set(roster.map(({ idNumber }) => idNumber));
  const own = <T extends { idNumber: string }>(rows: T[]) => rows.filter(({ idNumber }) => people.has(idNumber));
  const { sessions, questions, exams } = material;
  return { ...material, roster, sessions: own(sessions), questions: own(questions), exams: own(exams) };
}
