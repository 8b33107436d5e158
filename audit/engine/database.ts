import { basename } from 'node:path';
import {
  DATE,
  DOUBLE,
  type DuckDBConnection,
  DuckDBDataChunk,
  DuckDBDateValue,
  DuckDBInstance,
  DuckDBTimestampValue,
  INTEGER,
  TIMESTAMP,
  VARCHAR,
} from '@duckdb/node-api';
import { type Column, TABLES } from '../../domain/case/model/layout.ts';
import { dayNumber } from '../../domain/date.ts';
import { InputError } from '../../domain/errors.ts';
import { DERIVED } from './derived-tables.ts';
import { loadRegisters } from './register-tables.ts';
import type { Row, Rows } from './rule.ts';
import type { Subject } from './subject.ts';
import { TABLES_OF_A_CASE, type Table } from './tables.ts';

const TYPES = { INTEGER, DOUBLE, VARCHAR, DATE, TIMESTAMP };
/** DuckDB's own vector size: a chunk may not be larger. */
const CHUNK = 2048;

/** The rows of all cases given, in memory, to be asked in SQL. */
export interface Database {
  rows: Rows;
  close: () => void;
}

/** What the row engine may keep in memory, whatever the size of the records: with Node and the allocator's own, the process stays below 1 GB. */
const MEMORY = '450MB';

/**
 * Loads the cases; Parquet records are read where they lie. What does not fit in
 * memory goes to `scratch`, which the caller makes and removes: it holds personal data.
 * `derived`: statements that make further tables, the rules' own unless stated.
 */
export async function openDatabase(
  subjects: readonly Subject[],
  scratch = '',
  derived: readonly string[] = DERIVED,
): Promise<Database> {
  const instance = await DuckDBInstance.create(':memory:', {
    memory_limit: MEMORY,
    threads: '2',
    temp_directory: scratch,
    // Nothing is ever fetched: Parquet and CSV are built in.
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
  });
  const connection = await instance.connect();
  const close = () => {
    connection.closeSync();
    instance.closeSync();
  };
  try {
    for (const table of TABLES_OF_A_CASE) await load(connection, table, subjects);
    for (const statement of derived) await connection.run(statement).catch((error) => refuse(error, subjects));
    if (derived === DERIVED) await loadRegisters(connection, subjects);
  } catch (error) {
    close();
    throw error;
  }
  return { rows: (sql) => query(connection, sql), close };
}

async function load(connection: DuckDBConnection, table: Table, subjects: readonly Subject[]): Promise<void> {
  const files = subjects.flatMap(({ number, records }) => {
    const file = table.sheet === undefined ? undefined : records?.[table.sheet];
    return file === undefined ? [] : [{ number, ...file }];
  });
  const name = files.length === 0 ? table.name : `${table.name}_given`;
  await connection.run(
    `CREATE TABLE ${name} (${table.columns.map(([column, type]) => `"${column}" ${type}`).join(', ')})`,
  );
  await append(connection, name, table, subjects);
  if (files.length === 0 || table.sheet === undefined) return;
  const headers = headersOf(table, TABLES[table.sheet]);
  const parts = files.map(
    ({ number, path, row }) =>
      `SELECT ${number}::INTEGER, (${row})::INTEGER, ${headers} FROM read_parquet('${path.replaceAll("'", "''")}', file_row_number = true)`,
  );
  await connection
    .run(`CREATE VIEW ${table.name} AS SELECT * FROM ${name} UNION ALL ${parts.join(' UNION ALL ')}`)
    .catch((error) => refuse(error, subjects));
}

const KINDS: Readonly<Record<string, string>> = {
  'Binder Error': '缺少应有的列',
  'Conversion Error': '有的值与列的类型不符',
  'Out of Memory': '内存或磁盘空间不足',
  'No magic bytes': '不是 Parquet 文件',
  'Invalid Input': '文件已损坏或不完整',
  'IO Error': '文件已损坏或不完整',
};

/** A record file that is not what it should be is the person's to mend, not a fault of the program. */
function refuse(error: Error, subjects: readonly Subject[]): never {
  const given = subjects
    .flatMap(({ records }) => Object.values(records ?? {}))
    .filter(({ read }) => read === undefined);
  if (given.length === 0) throw error;
  // What DuckDB says quotes the file: only its kind is passed on.
  const kind = Object.entries(KINDS).find(([word]) => error.message.includes(word))?.[1] ?? '内容与列的类型不符';
  throw new InputError(
    `记录文件（${given.map(({ path }) => basename(path)).join('、')}）无法读取：${kind}。列名须与案例表格的同名工作表一致，时间为不带时区的时间戳。`,
  );
}

/** The table's columns after case and row, by the headers of the sheet that stand in the same order; a value of another type is a gap, which a rule tells. */
function headersOf(table: Table, columns: readonly Column[]): string {
  return table.columns
    .slice(2)
    .map(([, type], index) => `TRY_CAST("${columns[index]?.header}" AS ${type})`)
    .join(', ');
}

async function append(
  connection: DuckDBConnection,
  name: string,
  { columns, rows }: Table,
  subjects: readonly Subject[],
): Promise<void> {
  const appender = await connection.createAppender(name);
  const types = columns.map(([, type]) => TYPES[type]);
  let waiting: unknown[][] = columns.map(() => []);
  const flush = () => {
    if (waiting[0]?.length === 0) return;
    const chunk = DuckDBDataChunk.create(types);
    chunk.setColumns(waiting as never);
    appender.appendDataChunk(chunk);
    waiting = columns.map(() => []);
  };
  for (const subject of subjects)
    for (const row of rows(subject)) {
      for (let index = 0; index < columns.length; index += 1)
        waiting[index]?.push(stored(row[index] ?? null, columns[index]?.[1]));
      if (waiting[0]?.length === CHUNK) flush();
    }
  flush();
  appender.closeSync();
}

function stored(value: string | number | null, type: string | undefined): unknown {
  if (value === null) return null;
  if (type === 'DATE') return new DuckDBDateValue(dayNumber(String(value)));
  // A local time is kept as if it were UTC: no zone is ever asked for.
  if (type === 'TIMESTAMP') return new DuckDBTimestampValue(BigInt(Date.parse(`${value}Z`)) * 1000n);
  return value;
}

async function* query(connection: DuckDBConnection, sql: string): AsyncIterable<Row> {
  const result = await connection.stream(sql);
  for await (const rows of result.yieldRowObjectJs())
    for (const row of rows) yield Object.fromEntries(Object.entries(row).map(([key, value]) => [key, shown(value)]));
}

function shown(value: unknown): Row[string] {
  if (typeof value === 'bigint') return Number(value);
  if (value instanceof Date) return value.toISOString().slice(0, 19).replace('T', ' ').replace(' 00:00:00', '');
  return value as Row[string];
}
