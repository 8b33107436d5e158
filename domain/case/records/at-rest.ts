import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { readCell } from '../cell.ts';
import type { CellNote } from '../cell-note.ts';
import { type Column, TABLES } from '../layout.ts';
import type { RecordFile } from '../locate.ts';
import type { PersonalCells } from '../personal.ts';
import { openPlain } from '../plain-file.ts';
import { columnLetters, type RawRow, type RawSheet } from '../raw.ts';
import { withoutSeparatorLine } from '../read-csv.ts';
import { type RecordValues, readTable, type TableReading } from '../read-table.ts';
import type { RecordSource, RecordTitle } from '../record-files.ts';
import { isPlain } from './as-it-lies.ts';
import { type Beginning, headOf, type Layout, layoutOf } from './beginning.ts';
import { isText, plainSql, sql, sqlName, textSql, typeOf } from './column-sql.ts';
import { CsvRecords } from './csv-records.ts';
import { decoderOf } from './encoding.ts';
import { lostRecord, textRow, type Unread } from './text-rows.ts';

const PIECE = 256 * 1024;
/** Rows that the reader itself looks at, at a time. */
const BATCH = 5000;
/** Problems of one kind and column that are listed one by one; the rest is a number. */
const MOST_NOTES = 1000;
/** Rows that are at odds with other sheets and are handed on one by one. */
const MOST_ODD = 10_000;

export interface RowsAtRest {
  file: RecordFile;
  notes: CellNote[];
  total: number;
  /** Rows that name nobody of the roster, or end before they start: all that may be said of rows when sheets are compared. */
  seen: RecordValues[];
  /** Rows that hold data and could not be read. */
  lost: TableReading['lost'];
  addressOf: (row: number, header: string) => string | undefined;
}

interface Named {
  courses: ReadonlySet<string>;
  /** `course id` */
  trainees: ReadonlySet<string>;
}

/**
 * Reads a text file of any size in constant memory: its beginning says how it is written and where the columns are,
 * DuckDB takes the rows, and what its checks do not find plainly good goes through the same reader as a small file.
 * `scratch`: absolute, the caller's to remove; the rows lie there, as Parquet.
 */
export async function readAtRest(
  source: RecordSource,
  title: RecordTitle,
  { scratch, personal, named }: { scratch: string; personal: PersonalCells; named: Named },
): Promise<RowsAtRest> {
  const folder = await mkdtemp(join(scratch, 'records-'));
  const columns: readonly Column[] = TABLES[title];
  const beginning = await headOf(source);
  const layout = layoutOf(source, title, beginning, columns);
  const plain = await isPlain(source, beginning.encoding);
  const { DuckDBInstance } = await import('@duckdb/node-api');
  const instance = await DuckDBInstance.create(':memory:', {
    memory_limit: '300MB',
    threads: '2',
    temp_directory: folder,
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
  });
  const connection = await instance.connect();
  try {
    const reader = new Reader(connection, { source, title, columns, folder, personal, named, layout });
    return await reader.read(plain, beginning);
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

interface Task {
  source: RecordSource;
  title: RecordTitle;
  columns: readonly Column[];
  folder: string;
  personal: PersonalCells;
  named: Named;
  layout: Layout;
}

class Reader {
  private readonly notes: CellNote[] = [];
  private readonly lost: TableReading['lost'] = [];
  private readonly counted = new Map<string, { note: CellNote; more: number }>();
  private readonly connection: DuckDBConnection;
  private readonly task: Task;

  constructor(connection: DuckDBConnection, task: Task) {
    this.connection = connection;
    this.task = task;
  }

  async read(plain: boolean, beginning: Beginning): Promise<RowsAtRest> {
    const { layout, columns } = this.task;
    this.notes.push(...layout.notes);
    this.lost.push(...layout.lost);
    const addressOf = (row: number, header: string) => {
      const place = layout.places[columns.findIndex((column) => column.header === header)];
      return place === undefined ? undefined : `${columnLetters(place)}${row}`;
    };
    const oneLineEach = layout.head.every(({ cells }) => cells.every(({ value }) => !String(value).includes('\n')));
    const rowNumber =
      plain && oneLineEach && (await this.takeAsItLies(beginning.delimiter))
        ? `file_row_number + ${layout.first}`
        : undefined;
    if (rowNumber === undefined) await this.takeWritten(await this.writtenOut(beginning));
    const rows = `(SELECT *, (${rowNumber ?? 'line'})::BIGINT AS record_row FROM read_parquet(${sql(this.taken)}, file_row_number = true))`;
    const total = Number((await this.all(`SELECT count(*) FROM ${rows} WHERE fit OR raw IS NOT NULL`))[0]?.[0] ?? 0);
    await this.run('CREATE TABLE odd_values (place INTEGER, value VARCHAR)');
    await this.findOddValues(rows);
    const mended = await this.readDoubtful(rows);
    const file = await this.settled(rows, rowNumber, mended);
    return { file, notes: this.told(), total, seen: await this.atOdds(file), lost: this.lost, addressOf };
  }

  private get taken(): string {
    return join(this.task.folder, 'taken.parquet');
  }

  /** DuckDB reads the file itself; false when it finds a quote or a width that it does not take. */
  private async takeAsItLies(delimiter: string): Promise<boolean> {
    const { layout, source } = this.task;
    const names = Array.from({ length: layout.width }, (_, place) => `'c${place}': 'VARCHAR'`).join(', ');
    return this.run(
      this.copy(
        `read_csv(${sql(source.path)}, auto_detect = false, delim = ${sql(delimiter)}, quote = '"', escape = '"', header = false,
          skip = ${layout.first - 1}, all_varchar = true, null_padding = true, strict_mode = true, columns = {${names}})`,
        'NULL::BIGINT',
      ),
    ).then(
      () => true,
      () => false,
    );
  }

  private async takeWritten(path: string): Promise<void> {
    const { layout } = this.task;
    const names = Array.from({ length: layout.width }, (_, place) => `'c${place}': 'VARCHAR'`).join(', ');
    await this.run(
      this.copy(
        `read_csv(${sql(path)}, auto_detect = false, delim = ',', quote = '"', escape = '"', header = false, new_line = '\\n',
          all_varchar = true, columns = {'line': 'BIGINT', ${names}})`,
        'line',
      ),
    );
  }

  /**
   * One row for one record. `fit`: its form is plainly good; `raw`: all its fields where it is not, and something
   * stands in it. What columns hold is judged later, value by value: most of it is written a thousand times.
   */
  private copy(from: string, line: string): string {
    const { columns, layout } = this.task;
    const plain = columns.map((column, index) => plainSql(column, layout.places[index]));
    const fields = Array.from({ length: layout.width }, (_, place) => `c${place}`);
    const fit = plain.map(({ fit }) => fit).join(' AND ');
    const values = plain.map(
      ({ value }, index) => `CASE WHEN fit THEN ${value} END AS ${sqlName(columns[index]?.header)}`,
    );
    return `COPY (SELECT line, fit,
        CASE WHEN NOT fit AND coalesce(${fields.join(', ')}) IS NOT NULL THEN [${fields.join(', ')}] END AS raw,
        ${values.join(', ')}
      FROM (SELECT ${line} AS line, ${fit} AS fit, ${fields.join(', ')} FROM ${from})) TO ${sql(this.taken)} (FORMAT parquet)`;
  }

  /** What DuckDB would not take is read here record by record and written out plainly, wrong records left out and told. */
  private async writtenOut({ encoding, delimiter }: Beginning): Promise<string> {
    const { source, layout, folder } = this.task;
    const path = join(folder, 'written.csv');
    const file = await openPlain(source.path, source.name);
    const out = createWriteStream(path);
    let waiting: string[] = [];
    let row = 0;
    const decode = decoderOf(encoding);
    const records = new CsvRecords(delimiter, (record) => {
      row += 1;
      if (row < layout.first) return;
      const read = textRow(row, record);
      if ('note' in read) this.refuse(read);
      else {
        const cells = Array.from({ length: layout.width }, (_, place) => record.cells[place] ?? '');
        waiting.push(
          `${row},${cells.map((cell) => (cell === '' ? '' : `"${cell.replaceAll('"', '""')}"`)).join(',')}\n`,
        );
      }
    });
    try {
      const buffer = Buffer.allocUnsafe(PIECE);
      for (let first = true; ; first = false) {
        const { bytesRead } = await file.read(buffer, 0, buffer.length);
        const text = decode(bytesRead === 0 ? undefined : buffer.subarray(0, bytesRead));
        records.write(first ? withoutSeparatorLine(text) : text);
        if (bytesRead === 0) records.end();
        if (waiting.length > 0 && !out.write(waiting.join(''))) await once(out, 'drain');
        waiting = [];
        if (bytesRead === 0) break;
      }
      out.end();
      await once(out, 'finish');
    } finally {
      out.destroy();
      await file.close();
    }
    return path;
  }

  /** Every value of a text column or number is read once, whatever the number of rows that hold it. */
  private async findOddValues(rows: string): Promise<void> {
    const { columns, personal } = this.task;
    for (const [index, column] of columns.entries()) {
      if (!isText(column)) continue;
      let odd: string[] = [];
      const flush = async () => {
        if (odd.length > 0)
          await this.run(`INSERT INTO odd_values SELECT ${index}, unnest([${odd.map(sql).join(', ')}])`);
        odd = [];
      };
      const result = await this.connection.stream(
        `SELECT DISTINCT ${sqlName(column.header)} AS value FROM ${rows} WHERE fit AND ${sqlName(column.header)} IS NOT NULL`,
      );
      for await (const batch of result.yieldRows())
        for (const [value] of batch) {
          const text = String(value);
          const reading = readCell({ value: text }, column, true);
          personal.add(column, { value: text });
          if (reading.value === text && reading.doubts.length === 0 && !/^\s*示例/.test(text)) continue;
          odd.push(text);
          if (odd.length === BATCH) await flush();
        }
      await flush();
    }
  }

  private odd(alias: string): string {
    const { columns } = this.task;
    const tests = columns.flatMap((column, index) =>
      isText(column)
        ? [`${alias}.${sqlName(column.header)} IN (SELECT value FROM odd_values WHERE place = ${index})`]
        : [],
    );
    return `(${tests.join(' OR ')})`;
  }

  /** What is not plainly good goes through the reader; its whole rows are kept in `mended`. */
  private async readDoubtful(rows: string): Promise<number> {
    const { columns, layout } = this.task;
    const fields = Array.from({ length: layout.width }, (_, place) => {
      const index = layout.places.indexOf(place);
      return index < 0 ? 'NULL' : textSql(columns[index] as Column);
    });
    await this.run(
      `CREATE TABLE mended (line BIGINT, ${columns.map((column) => `${sqlName(column.header)} ${typeOf(column)}`).join(', ')})`,
    );
    const anyOdd = Number((await this.all('SELECT count(*) FROM odd_values'))[0]?.[0]) > 0;
    const result = await this.connection.stream(
      `SELECT record_row, coalesce(raw, [${fields.join(', ')}]) AS cells FROM ${rows} r
       WHERE raw IS NOT NULL${anyOdd ? ` OR (fit AND ${this.odd('r')})` : ''} ORDER BY record_row`,
    );
    let mended = 0;
    let waiting: RawRow[] = [];
    const flush = async () => {
      const kept = this.readRows(waiting);
      waiting = [];
      mended += kept.length;
      for (let from = 0; from < kept.length; from += 500)
        await this.run(
          `INSERT INTO mended VALUES ${kept
            .slice(from, from + 500)
            .map((row) => this.valuesOf(row))
            .join(', ')}`,
        );
    };
    for await (const batch of result.yieldRowsJs())
      for (const [at, cells] of batch) {
        const read = textRow(Number(at), { cells: (cells as (string | null)[]).map((cell) => cell ?? '') });
        if ('note' in read) this.refuse(read);
        else waiting.push(read.row);
        if (waiting.length === BATCH) await flush();
      }
    if (waiting.length > 0) await flush();
    return mended + (anyOdd ? 1 : 0);
  }

  private readRows(rows: RawRow[]): RecordValues[] {
    const { source, title, layout, personal } = this.task;
    const sheet: RawSheet = {
      file: source.name,
      name: title,
      rows: [...layout.head, ...rows],
      textOnly: true,
      address: (row, column) => `${columnLetters(column)}${row}`,
    };
    const reading = readTable(sheet, title, personal);
    for (const note of reading.notes) if (note.row >= layout.first) this.note(note);
    this.lost.push(...reading.lost.filter(({ record }) => Number(record.row) >= layout.first));
    return reading.rows.filter((row) => Number(row.row) >= layout.first);
  }

  private valuesOf(row: RecordValues): string {
    const { columns } = this.task;
    const values = columns.map((column) => {
      const value = row[column.key];
      if (value === undefined) return 'NULL';
      return typeof value === 'number' ? String(value) : `${sql(value)}::${typeOf(column)}`;
    });
    return `(${row.row}, ${values.join(', ')})`;
  }

  /** Sound rows alone, in one file: the one that was taken where every row of it is. */
  private async settled(rows: string, rowNumber: string | undefined, mended: number): Promise<RecordFile> {
    const { columns, folder } = this.task;
    const unfit = Number((await this.all(`SELECT count(*) FROM ${rows} WHERE NOT fit`))[0]?.[0]);
    if (mended === 0 && unfit === 0) return { path: this.taken, row: rowNumber ?? 'line', read: true };
    const path = join(folder, 'sound.parquet');
    const headers = columns.map((column) => sqlName(column.header)).join(', ');
    await this.run(`COPY (SELECT record_row AS line, ${headers} FROM ${rows} r WHERE fit AND NOT coalesce(${this.odd('r')}, false)
      UNION ALL SELECT line, ${headers} FROM mended) TO ${sql(path)} (FORMAT parquet)`);
    return { path, row: 'line', read: true };
  }

  private async atOdds({ path, row }: RecordFile): Promise<RecordValues[]> {
    const { columns, named, title } = this.task;
    await this.run('CREATE TABLE named_courses (course VARCHAR)');
    await this.run('CREATE TABLE named_trainees (trainee VARCHAR)');
    await this.insert('named_courses', [...named.courses]);
    await this.insert('named_trainees', [...named.trainees]);
    const headers = columns.map((column) => `${textSql(column)} AS ${column.key}`).join(', ');
    const reversed = title === '学习记录' ? ' OR "结束时间" <= "开始时间"' : '';
    const result = await this.connection.runAndReadAll(
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

  private async insert(table: string, values: string[]): Promise<void> {
    for (let from = 0; from < values.length; from += BATCH)
      await this.run(
        `INSERT INTO ${table} SELECT unnest([${values
          .slice(from, from + BATCH)
          .map(sql)
          .join(', ')}])`,
      );
  }

  private refuse(record: Unread): void {
    this.note(record.note);
    this.lost.push(lostRecord(record));
  }

  private note(note: CellNote): void {
    const key = `${note.kind} ${note.rule} ${note.field}`;
    const seen = this.counted.get(key);
    if (seen === undefined) this.counted.set(key, { note, more: -MOST_NOTES + 1 });
    else {
      seen.more += 1;
      if (seen.more > 0) return;
      seen.note = note;
    }
    this.notes.push(note);
  }

  private told(): CellNote[] {
    for (const { note, more } of this.counted.values())
      if (more > 0) note.message = `${note.message.replace(/。$/, '')}。此后另有 ${more} 处同类问题未逐一列出`;
    return this.notes.sort((a, b) => a.row - b.row);
  }

  private async run(statement: string): Promise<void> {
    await this.connection.run(statement);
  }

  private async all(statement: string): Promise<unknown[][]> {
    return (await this.connection.runAndReadAll(statement)).getRows();
  }
}
