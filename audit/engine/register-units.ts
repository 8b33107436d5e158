import type { DuckDBConnection } from '@duckdb/node-api';
import { fold } from '../../domain/fold.ts';
import { type Register, rowsOf } from '../../domain/registers/register.ts';
import { fillTable } from './fill-table.ts';
import type { Subject } from './subject.ts';

const KEYS = ['officer', 'phone', 'account'] as const;

const NO_UNITS = `SELECT 0 AS register, 0 AS part, 0 AS line, '' AS code, '' AS unit, '' AS officer, '' AS phone, '' AS account WHERE false`;

/** A number that can belong to one unit: long enough, and not one digit all along as a form is filled with. */
const real = (field: string, least: number) =>
  `length(${field}) >= ${least} AND replace(${field}, left(${field}, 1), '') <> ''`;

/**
 * `unit_facts`: officer, phone and account, one a row, of the applicants, of the providers of their platforms, and of
 * every other unit that has a phone or an account of an applicant. `stated`: the case says so, not a register.
 */
export async function loadUnits(
  connection: DuckDBConnection,
  subjects: readonly Subject[],
  registers: readonly Register[],
): Promise<void> {
  await fillTable(
    connection,
    'providers (case_no INTEGER, row INTEGER, code VARCHAR)',
    subjects.flatMap(({ number, case: { projects } }) =>
      projects.map(({ row, platformCreditCode }) => [number, row, platformCreditCode]),
    ),
  );
  const units = registers.flatMap((register, number) =>
    register.roles.includes('units')
      ? [
          `SELECT ${number} AS register, part, line, id AS code, ${register.keys.includes('unit') ? '"unit"' : 'NULL::VARCHAR'} AS unit,
             ${KEYS.map((key) => (register.keys.includes(key) ? `"${key}"` : `NULL::VARCHAR AS "${key}"`)).join(', ')}
           FROM ${rowsOf(register)} WHERE id IS NOT NULL`,
        ]
      : [],
  );
  const facts = `SELECT register, part, line, code, unit, kind, value FROM (
      SELECT register, part, line, code, unit,
        unnest(['officer', 'phone', 'account']) AS kind, unnest([officer, phone, account]) AS value FROM (${units.length === 0 ? NO_UNITS : units.join(' UNION ALL ')})
    ) WHERE CASE kind WHEN 'officer' THEN length(value) > 1 WHEN 'phone' THEN ${real('value', 7)} ELSE ${real('value', 8)} END`;
  await connection.run(`CREATE VIEW all_facts AS ${facts}`);
  await connection.run(
    `CREATE TABLE unit_facts AS
     SELECT * FROM all_facts WHERE code IN (SELECT unit_code FROM cases UNION SELECT code FROM providers)`,
  );
  await connection.run(
    `CREATE TABLE own_facts AS
     SELECT case_no, kind, value, register, part, line, false AS stated FROM cases JOIN unit_facts ON code = unit_code
     UNION ALL SELECT case_no, 'phone', phone, NULL, NULL, NULL, true FROM applicants WHERE phone IS NOT NULL
     UNION ALL SELECT case_no, 'account', account, NULL, NULL, NULL, true FROM applicants WHERE account IS NOT NULL`,
  );
  await connection.run(
    `INSERT INTO unit_facts SELECT * FROM all_facts a
     WHERE code NOT IN (SELECT code FROM unit_facts)
       AND (code IN (
         SELECT code FROM all_facts WHERE kind <> 'officer'
           AND (kind, value) IN (SELECT (kind, value) FROM own_facts WHERE kind <> 'officer')))`,
  );
  const names = (
    await connection.runAndReadAll("SELECT DISTINCT value FROM unit_facts WHERE kind = 'officer'")
  ).getRows();
  await fillTable(
    connection,
    'officer_names (written VARCHAR, key VARCHAR)',
    names.map(([written]) => [String(written), fold(written)]),
  );
  for (const table of ['unit_facts', 'own_facts'])
    await connection.run(
      `UPDATE ${table} SET value = key FROM officer_names WHERE kind = 'officer' AND value = written`,
    );
}
