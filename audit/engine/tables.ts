import type { RECORD_TABLES } from '../../domain/case/model/layout.ts';
import { CASE_EVENTS } from '../../domain/case/model/schema.ts';
import { maskIdNumber } from '../../domain/identifiers/mask.ts';
import { PACKS } from '../../domain/policy/packs.ts';
import { grantedStage, type StageName } from './stages.ts';
import type { Subject } from './subject.ts';

type Value = string | number | null;
type SqlType = 'INTEGER' | 'DOUBLE' | 'VARCHAR' | 'DATE' | 'TIMESTAMP';

/** A table of the row engine: its columns, and the rows of a case. Local wall time everywhere, never a zone. */
export interface Table {
  name: string;
  columns: readonly (readonly [name: string, type: SqlType])[];
  /** The sheet whose rows these are, for those that may lie in a file of their own. */
  sheet?: (typeof RECORD_TABLES)[number];
  rows: (subject: Subject) => Iterable<readonly Value[]>;
}

const KEY = [
  ['case_no', 'INTEGER'],
  ['row', 'INTEGER'],
  ['course', 'VARCHAR'],
] as const;
const PERSON = [...KEY, ['id_number', 'VARCHAR']] as const;

/** Days of 办理日期 as columns of `cases`; SQL reads the Chinese names quoted. */
const DAYS = CASE_EVENTS.map((event) => [event, 'DATE'] as const);

/** Every number of the policy pack as a column of `cases`: minimum_minutes, daily_minutes, … */
const LIMITS = policyNumbers(PACKS[0]).map(([name]) => [name, 'DOUBLE'] as const);

export const TABLES_OF_A_CASE: readonly Table[] = [
  {
    name: 'cases',
    columns: [
      ['case_no', 'INTEGER'],
      ['name', 'VARCHAR'],
      ['unit_code', 'VARCHAR'],
      ['year', 'INTEGER'],
      ...DAYS,
      ...LIMITS,
    ],
    rows: function* ({ number, case: { name, enterprise, dates }, policy, policyDay }) {
      yield [
        number,
        name,
        enterprise.creditCode ?? null,
        policyDay === undefined ? null : Number(policyDay.slice(0, 4)),
        ...CASE_EVENTS.map((event) => dates[event] ?? null),
        ...(policy === undefined ? LIMITS.map(() => null) : policyNumbers(policy).map(([, value]) => value)),
      ];
    },
  },
  {
    name: 'projects',
    columns: [...KEY, ['planned_start', 'DATE'], ['planned_end', 'DATE'], ['planned', 'DOUBLE']],
    rows: function* ({ number, case: { projects } }) {
      for (const { row, course, plannedStart, plannedEnd, plannedTrainees } of projects)
        yield [number, row, course, plannedStart ?? null, plannedEnd ?? null, plannedTrainees];
    },
  },
  {
    name: 'roster',
    // `masked`: receipts name persons so.
    columns: [...PERSON, ['masked', 'VARCHAR'], ['phone', 'VARCHAR'], ['employment', 'VARCHAR']],
    rows: function* ({ number, case: { roster } }) {
      for (const { row, course, idNumber, phone, employment } of roster)
        yield [number, row, course, idNumber, maskIdNumber(idNumber), phone, employment];
    },
  },
  {
    name: 'chapters',
    columns: [...KEY, ['chapter', 'VARCHAR'], ['hours', 'DOUBLE'], ['minutes', 'DOUBLE']],
    rows: function* ({ number, case: { chapters } }) {
      for (const { row, course, chapter, hours, minutes } of chapters)
        yield [number, row, course, chapter, hours, minutes];
    },
  },
  {
    name: 'sign_ins',
    sheet: '签到记录',
    columns: [...PERSON, ['signed_at', 'TIMESTAMP']],
    rows: function* ({ number, case: { signIns } }) {
      for (const { row, course, idNumber, at } of signIns) yield [number, row, course, idNumber, at];
    },
  },
  {
    name: 'sessions',
    sheet: '学习记录',
    columns: [
      ...PERSON,
      ['chapter', 'VARCHAR'],
      ['start_at', 'TIMESTAMP'],
      ['end_at', 'TIMESTAMP'],
      ['device', 'VARCHAR'],
      ['address', 'VARCHAR'],
    ],
    rows: function* ({ number, case: { sessions } }) {
      for (const { row, course, idNumber, chapter, start, end, device, address } of sessions)
        yield [number, row, course, idNumber, chapter, start, end, device, address];
    },
  },
  {
    name: 'questions',
    sheet: '答疑记录',
    columns: [...PERSON, ['asked_at', 'TIMESTAMP'], ['answered_at', 'TIMESTAMP']],
    rows: function* ({ number, case: { questions } }) {
      for (const { row, course, idNumber, askedAt, answeredAt } of questions)
        yield [number, row, course, idNumber, askedAt, answeredAt ?? null];
    },
  },
  {
    name: 'exams',
    sheet: '考试记录',
    columns: [...PERSON, ['taken_at', 'TIMESTAMP'], ['score', 'DOUBLE']],
    rows: function* ({ number, case: { exams } }) {
      for (const { row, course, idNumber, at, score } of exams) yield [number, row, course, idNumber, at, score];
    },
  },
  {
    // Only files whose rows were not checked while reading the case: a rule then checks their rows as the reader
    // checks others.
    name: 'record_files',
    columns: [
      ['case_no', 'INTEGER'],
      ['sheet', 'VARCHAR'],
    ],
    rows: function* ({ number, records = {} }) {
      for (const [sheet, file] of Object.entries(records)) if (file.read === undefined) yield [number, sheet];
    },
  },
  {
    // What the portal granted, row and line counted as the receipts list them, from 0.
    name: 'granted_filings',
    columns: [...KEY, ['approved', 'DATE'], ['started', 'DATE'], ['ended', 'DATE']],
    rows: function* ({ number, granted }) {
      for (const [row, { course }] of granted?.receipts.filings.entries() ?? []) {
        const stage = (name: StageName) => grantedStage(granted?.receipts.deadlines ?? [], name, course);
        const training = stage('组织培训');
        yield [
          number,
          row,
          course,
          stage('备案审核')?.doneOn ?? null,
          training?.doneOn === undefined ? null : (training.startedOn ?? null),
          training?.doneOn ?? null,
        ];
      }
    },
  },
  {
    name: 'claimed',
    columns: [...KEY, ['masked', 'VARCHAR'], ['claim', 'INTEGER'], ['line', 'INTEGER']],
    rows: function* ({ number, granted }) {
      for (const [claim, { lines }] of granted?.receipts.claims.entries() ?? [])
        for (const [line, { course, traineesMasked }] of lines.entries())
          for (const [row, masked] of traineesMasked.entries()) yield [number, row, course, masked, claim, line];
    },
  },
];

function policyNumbers(pack: Subject['policy']): [column: string, value: number][] {
  const { parameters, signs, registers } = pack ?? { parameters: {}, signs: {}, registers: {} };
  return [
    ...Object.entries(parameters).flatMap(([key, value]) => (typeof value === 'number' ? [[snake(key), value]] : [])),
    ...Object.entries({ ...signs, ...registers }).map(([key, { value }]) => [snake(key), value]),
  ] as [string, number][];
}

function snake(key: string): string {
  return key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
