import type { DuckDBConnection } from '@duckdb/node-api';
import { fold } from '../../domain/fold.ts';
import type { RegisterKey, RegisterRole } from '../../domain/registers/columns.ts';
import { type Register, rowsOf } from '../../domain/registers/register.ts';
import { fillTable } from './fill-table.ts';
import { loadUnits } from './register-units.ts';
import type { Subject } from './subject.ts';

/** What a table holds of each register's row that is about somebody of the rosters, beside where the row stands. */
interface PersonTable {
  name: string;
  role: RegisterRole;
  columns: readonly [name: string, type: 'DATE' | 'VARCHAR', ...from: RegisterKey[]][];
  /** SQL over the table's columns: whether the row says anything of this kind. */
  says: string;
}

const PERSON_TABLES: readonly PersonTable[] = [
  {
    name: 'insured',
    role: 'insurance',
    columns: [
      ['unit', 'VARCHAR', 'unit'],
      ['unit_code', 'VARCHAR', 'creditCode'],
      ['from_day', 'DATE', 'insuredFrom', 'insuredMonth'],
      ['to_day', 'DATE', 'insuredTo', 'insuredMonth'],
    ],
    says: 'coalesce(unit, unit_code, from_day::VARCHAR, to_day::VARCHAR) IS NOT NULL OR NOT whole',
  },
  { name: 'pensions', role: 'pension', columns: [['from_day', 'DATE', 'pensionFrom']], says: 'from_day IS NOT NULL' },
  {
    name: 'enrolments',
    role: 'school',
    columns: [
      ['from_day', 'DATE', 'enrolledFrom'],
      ['to_day', 'DATE', 'enrolledTo'],
    ],
    says: 'from_day IS NOT NULL AND whole',
  },
  { name: 'deaths', role: 'death', columns: [['died', 'DATE', 'diedOn']], says: 'died IS NOT NULL' },
  {
    name: 'subsidies',
    role: 'subsidy',
    columns: [
      ['course', 'VARCHAR', 'subsidisedCourse'],
      ['day', 'DATE', 'subsidisedOn'],
    ],
    says: 'coalesce(course, day::VARCHAR) IS NOT NULL AND whole',
  },
];

/**
 * The rows of registers that are about the persons and units of the cases, and about nobody else: a register of
 * millions costs one pass and no memory. Old numbers of 15 digits are found by what they leave of the new one.
 */
export async function loadRegisters(connection: DuckDBConnection, subjects: readonly Subject[]): Promise<void> {
  const registers = subjects.find((subject) => subject.registers !== undefined)?.registers;
  if (registers === undefined || registers.length === 0) return;
  await connection.run(
    `CREATE TABLE sought AS SELECT DISTINCT id_number, id_number AS spelled FROM roster
     UNION SELECT DISTINCT id_number, left(id_number, 6) || substr(id_number, 9, 9) FROM roster WHERE substr(id_number, 7, 2) = '19'`,
  );
  for (const table of PERSON_TABLES) await loadPersons(connection, registers, table);
  await foldNames(connection, 'unit_names', 'SELECT DISTINCT unit FROM insured WHERE unit IS NOT NULL', unitKey);
  await foldNames(
    connection,
    'course_names',
    'SELECT course FROM subsidies UNION SELECT course FROM roster UNION SELECT course FROM projects',
    fold,
  );
  await fillTable(
    connection,
    'applicants (case_no INTEGER, unit_key VARCHAR, phone VARCHAR, account VARCHAR)',
    subjects.map(({ number, case: { enterprise } }) => [
      number,
      enterprise.name === undefined ? null : unitKey(enterprise.name),
      enterprise.phone ?? null,
      enterprise.accountNumber ?? null,
    ]),
  );
  for (const statement of trainingTables(registers)) await connection.run(statement);
  await loadUnits(connection, subjects, registers);
}

async function loadPersons(
  connection: DuckDBConnection,
  registers: readonly Register[],
  { name, role, columns, says }: PersonTable,
): Promise<void> {
  const heads = columns.map(([column, type]) => `${column} ${type}`).join(', ');
  await connection.run(
    `CREATE TABLE ${name} (register INTEGER, part INTEGER, line BIGINT, id_number VARCHAR, whole BOOLEAN, ${heads})`,
  );
  for (const [number, register] of registers.entries()) {
    const { roles, keys } = register;
    if (!roles.includes(role)) continue;
    const values = columns.map(([column, type, ...from]) => `${firstOf(column, type, from, keys)} AS ${column}`);
    await connection.run(
      `INSERT INTO ${name} SELECT * FROM (
         SELECT ${number}, part, line, s.id_number, whole, ${values.join(', ')}
         FROM ${rowsOf(register)} r JOIN sought s ON r.id = s.spelled
       ) WHERE ${says}`,
    );
  }
}

function firstOf(column: string, type: string, from: readonly RegisterKey[], keys: readonly RegisterKey[]): string {
  const there = from.filter((key) => keys.includes(key));
  const names = there.map((key) => (key === 'insuredMonth' && column === 'to_day' ? '"insuredMonthEnd"' : `"${key}"`));
  // What nobody can read is no name.
  const values = names.map((field) => (type === 'VARCHAR' ? `nullif(${field}, '\uFFFD')` : field));
  return values.length === 0 ? `NULL::${type}` : `coalesce(${values.join(', ')})`;
}

/** `name (written, key)`: each different name and what it is compared by. */
async function foldNames(
  connection: DuckDBConnection,
  name: string,
  sql: string,
  keyOf: (written: string) => string,
): Promise<void> {
  const names = (await connection.runAndReadAll(sql))
    .getRows()
    .flatMap(([written]) => (written == null ? [] : [String(written)]));
  await fillTable(
    connection,
    `${name} (written VARCHAR, key VARCHAR)`,
    names.map((written) => [written, keyOf(written)]),
  );
}

/** A branch is no unit of its own (公司法第十三条): it insures for its head office, and that for it. */
const BRANCH =
  /(?<=公司|集团|中心|医院|学校|银行|事务所|合作社|厂|店)[^公]*?(分公司|分厂|分店|分院|分所|分社|分校|支行|分行|办事处|营业部)$/;

export function unitKey(name: string): string {
  return fold(name).replace(BRANCH, '');
}

function trainingTables(registers: readonly Register[]): string[] {
  const insurance = registers.filter(({ roles }) => roles.includes('insurance'));
  const covers = insurance.flatMap((register) => register.covers ?? []);
  // A register without days covers every day.
  const bounded = covers.length === insurance.length && covers.length > 0;
  const from = covers.map((one) => one.from).sort()[0];
  const to = covers.some((one) => one.to === undefined)
    ? undefined
    : covers
        .flatMap((one) => one.to ?? [])
        .sort()
        .at(-1);
  return [
    // A person's own days of training, those of the case or of its plan where there are no records.
    `CREATE TABLE trained AS
     WITH heads AS (
       SELECT case_no, course, id_number, min(row) AS row, arg_min(employment, row) AS employment FROM roster GROUP BY ALL
     ), acts AS (
       SELECT case_no, course, id_number, max(moment)::DATE AS last_act FROM (
         SELECT case_no, course, id_number, last_end AS moment FROM learning
         UNION ALL SELECT case_no, course, id_number, taken_at FROM exams
         UNION ALL SELECT case_no, course, id_number, signed_at FROM sign_ins SEMI JOIN heads USING (case_no, course, id_number)
       ) GROUP BY ALL
     ), planned AS (
       SELECT case_no, course, min(planned_start) AS planned_start, max(planned_end) AS planned_end FROM projects GROUP BY ALL
     )
     SELECT h.*, last_act, first_day, greatest(first_day, last_day) AS last_day FROM (
       SELECT heads.*, last_act, coalesce(first_start::DATE, c."培训开始", planned_start) AS first_day,
         coalesce(last_end::DATE, c."培训结束", planned_end) AS last_day
       FROM heads JOIN cases c USING (case_no)
       LEFT JOIN learning USING (case_no, course, id_number)
       LEFT JOIN acts USING (case_no, course, id_number)
       LEFT JOIN planned USING (case_no, course)
     ) h WHERE first_day IS NOT NULL`,
    // Only months that the registers of insurance know of.
    `CREATE TABLE training_months AS
     SELECT * FROM (
       SELECT case_no, course, id_number, row, employment, first_day, last_day,
         unnest(generate_series(date_trunc('month', first_day), date_trunc('month', last_day), INTERVAL 1 MONTH))::DATE AS month
       FROM trained
     ) ${bounded ? `WHERE last_day(month) >= DATE '${from}'${to === undefined ? '' : ` AND month <= DATE '${to}'`}` : ''}`,
    // Numbers of the registers that cannot be read whole, by their first 14 digits: somebody of the case may be meant.
    `CREATE TABLE unidentified AS ${
      insurance.length === 0
        ? 'SELECT NULL::VARCHAR AS beginning WHERE false'
        : `SELECT DISTINCT beginning FROM (${insurance
            .map((register) => `SELECT beginning FROM ${rowsOf(register)} WHERE id IS NULL`)
            .join(' UNION ALL ')}) WHERE beginning IN (SELECT left(id_number, 14) FROM sought)`
    }`,
  ];
}
