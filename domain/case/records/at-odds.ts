import type { DuckDBConnection } from '@duckdb/node-api';
import type { RecordFile } from '../tables/locate.ts';
import type { RecordValues } from '../tables/read-table.ts';
import { sql, textSql } from './column-sql.ts';
import { BATCH, type Reading } from './reading.ts';

/** Rows that are at odds with other sheets and are handed on one by one. */
const MOST_ODD = 10_000;

/** What the other sheets of the case name. */
export interface Named {
  courses: ReadonlySet<string>;
  /** `course id` */
  trainees: ReadonlySet<string>;
}

/** The rows that name nobody of the roster or no project, or end before they start. */
export async function rowsAtOdds(
  { connection, columns, title }: Reading,
  { path, row }: RecordFile,
  named: Named,
): Promise<RecordValues[]> {
  await listOf(connection, 'named_courses', 'course', named.courses);
  await listOf(connection, 'named_trainees', 'trainee', named.trainees);
  const headers = columns.map((column) => `${textSql(column)} AS ${column.key}`).join(', ');
  const reversed = title === '学习记录' ? ' OR "结束时间" <= "开始时间"' : '';
  const result = await connection.runAndReadAll(
    `SELECT (${row})::INTEGER AS "row", ${headers} FROM read_parquet(${sql(path)}, file_row_number = true) r
       WHERE "培训课程" NOT IN (SELECT course FROM named_courses)
         OR "培训课程" || ' ' || "身份证号" NOT IN (SELECT trainee FROM named_trainees)${reversed}
       ORDER BY 1 LIMIT ${MOST_ODD}`,
  );
  return result.getRowObjectsJS().map((values) =>
    Object.fromEntries(
      Object.entries(values).map(([key, value]) => {
        const kind = columns.find((column) => column.key === key)?.kind ?? 'count';
        if (value === null) return [key, undefined];
        return [key, ['number', 'count'].includes(kind) ? Number(value) : String(value)];
      }),
    ),
  );
}

async function listOf(
  connection: DuckDBConnection,
  table: string,
  column: string,
  values: ReadonlySet<string>,
): Promise<void> {
  await connection.run(`CREATE TABLE ${table} (${column} VARCHAR)`);
  const all = [...values];
  for (let from = 0; from < all.length; from += BATCH)
    await connection.run(
      `INSERT INTO ${table} SELECT unnest([${all
        .slice(from, from + BATCH)
        .map(sql)
        .join(', ')}])`,
    );
}
