import { sql } from '../case/records/column-sql.ts';
import { numberOf, type Reading } from '../case/records/reading.ts';
import { type Day, dayNumber } from '../date.ts';
import { InputError } from '../errors.ts';
import { DAY_COLUMNS, headerOf, type RegisterColumn } from './columns.ts';
import { type RawRows, UNREADABLE } from './raw-rows.ts';
import { registerDay } from './register-day.ts';

type Connection = Reading['connection'];

export interface SettledRows {
  rows: number;
  unidentified: number;
  unread: number;
  covers?: { from: Day; to?: Day };
}

/** Full-width forms, as they are typed with a Chinese keyboard. */
const WIDE = '０１２３４５６７８９Ｘｘ';
const NARROW = '0123456789XX';
/** Letters and digits alone: blanks, dashes, quotes, `="…"` and what no screen shows mean nothing in a number. */
const plain = (field: string) =>
  `regexp_replace(translate(upper(${field}), '${WIDE}', '${NARROW}'), '[^0-9A-Z]', '', 'g')`;
/** Most fields are plain already: a quick look spares the slow one. */
const digits = (field: string) =>
  `CASE WHEN regexp_full_match(${field}, '\\d*') THEN ${field} ELSE regexp_replace(translate(${field}, '${WIDE}', '${NARROW}'), '\\D', '', 'g') END`;

/** A number of 18, the old one of 15 digits, or a credit code; NULL for what is none. */
const PERSON = `CASE WHEN regexp_full_match("idNumber", '\\d{17}[\\dX]') THEN "idNumber"
  WHEN regexp_full_match(${plain('"idNumber"')}, '\\d{17}[\\dX]|\\d{15}') THEN ${plain('"idNumber"')} END`;
const UNIT = `CASE WHEN regexp_full_match("creditCode", '[0-9A-Z]{18}') THEN "creditCode"
  WHEN regexp_full_match(${plain('"creditCode"')}, '[0-9A-Z]{18}') THEN ${plain('"creditCode"')} END`;
/** Something that was meant to be a number, or more: not a header that is repeated, a sum or a signature. */
const meant = (field: string) => `regexp_matches(${field}, '\\d.*\\d.*\\d.*\\d.*\\d.*\\d|${UNREADABLE}')`;

/**
 * Writes the rows with what identifies them in one form and each day as a date. Each different text of a day is read
 * once. @throws InputError when nobody is identified, or a column of days holds none
 */
export async function settleRows(connection: Connection, file: string, raw: RawRows, to: string): Promise<SettledRows> {
  const days = DAY_COLUMNS.filter(({ key }) => raw.keys.includes(key));
  const isUnits = raw.roles.includes('units');
  const [id, written] = isUnits ? [UNIT, 'creditCode'] : [PERSON, 'idNumber'];
  await connection.run(`CREATE TABLE raw AS SELECT *, ${id} AS id FROM ${raw.sql}`);
  for (const column of days) await readDays(connection, file, column);
  const unreadableDay = days.map(({ key }) => `days_${key}.unreadable`);
  const unreadable = raw.keys.map((key) => `coalesce("${key}", '') = '${UNREADABLE}'`);
  const fields = raw.keys.flatMap((key) => {
    const column = days.find((one) => one.key === key);
    if (column?.edge === 'both') return [`days_${key}.first AS "${key}"`, `days_${key}.last AS "${key}End"`];
    if (column !== undefined) return [`days_${key}.${column.edge} AS "${key}"`];
    if (key === 'phone' || key === 'account') return [`${digits(`"${key}"`)} AS "${key}"`];
    if (key === 'creditCode') return [`${isUnits ? 'id' : UNIT} AS "creditCode"`];
    return key === 'idNumber' ? [] : [`nullif(trim("${key}"), '') AS "${key}"`];
  });
  const joins = days.map(({ key }) => `LEFT JOIN days_${key} ON days_${key}.written = "${key}"`).join(' ');
  await connection.run(
    `COPY (SELECT part, line, id, id IS NULL AND ${meant(`"${written}"`)} AS meant,
       NOT coalesce(${[...unreadableDay, ...unreadable].join(' OR ')}, false) AS whole,
       CASE WHEN id IS NULL THEN left(${digits(`"${written}"`)}, 14) END AS beginning,
       ${fields.join(', ')} FROM raw ${joins}) TO ${sql(to)} (FORMAT parquet)`,
  );
  const count = (test: string) => numberOf(connection, `SELECT count(*) FROM read_parquet(${sql(to)}) WHERE ${test}`);
  const rows = await count('id IS NOT NULL');
  const unidentified = (await count('id IS NULL AND meant')) + raw.broken;
  if (rows === 0) throw nobody(file, headerOf(isUnits ? 'creditCode' : 'idNumber'), unidentified);
  const covers = raw.roles.includes('insurance') ? await coverage(connection, raw, to) : undefined;
  return { rows, unidentified, unread: await count('id IS NOT NULL AND NOT whole'), ...(covers && { covers }) };
}

function nobody(file: string, header: string, unidentified: number): InputError {
  return new InputError(
    unidentified === 0
      ? `独立登记「${file}」没有一行数据，没有读取。请重新导出；如查询结果确实为空，请不要给出这个文件。`
      : `独立登记「${file}」的「${header}」没有一个能识别的号码（共 ${unidentified} 行；以数字格式保存的号码末尾几位已丢失），没有读取。请以文本格式重新导出后重试。`,
  );
}

/** The table `days_KEY`: each text of the column with the days that it means. */
async function readDays(connection: Connection, file: string, { key, header }: RegisterColumn): Promise<void> {
  await connection.run(`CREATE TABLE days_${key} (written VARCHAR, first DATE, last DATE, unreadable BOOLEAN)`);
  const appender = await connection.createAppender(`days_${key}`);
  const result = await connection.stream(
    `SELECT DISTINCT "${key}" FROM raw WHERE id IS NOT NULL AND "${key}" IS NOT NULL`,
  );
  let readable = false;
  let refused = 0;
  const { DuckDBDateValue } = await import('@duckdb/node-api');
  for await (const batch of result.yieldRows())
    for (const [written] of batch) {
      const day = registerDay(String(written));
      appender.appendVarchar(String(written));
      for (const one of day === 'unreadable' ? [undefined, undefined] : [day.first, day.last])
        if (one === undefined) appender.appendNull();
        else appender.appendDate(new DuckDBDateValue(dayNumber(one)));
      appender.appendBoolean(day === 'unreadable');
      appender.endRow();
      if (day === 'unreadable') refused += 1;
      else readable = true;
    }
  appender.closeSync();
  if (!readable && refused > 0)
    throw new InputError(
      `独立登记「${file}」的「${header}」没有一个能识别的日期，没有读取。请写成 2022-05-09 或 2022-05 的样子后重试。`,
    );
}

/** From the first day of insurance to the last that the register knows of. */
async function coverage(
  connection: Connection,
  { keys }: RawRows,
  path: string,
): Promise<SettledRows['covers'] | undefined> {
  const has = (key: string) => (keys as readonly string[]).includes(key);
  const from = [has('insuredFrom') && '"insuredFrom"', has('insuredMonth') && '"insuredMonth"'].filter(Boolean);
  const to = [has('insuredTo') && '"insuredTo"', has('insuredMonth') && '"insuredMonthEnd"'].filter(Boolean);
  if (from.length === 0 || to.length === 0) return undefined;
  const result = await connection.runAndReadAll(
    `SELECT min(start)::VARCHAR, max(until)::VARCHAR, bool_or(start IS NOT NULL AND until IS NULL) FROM (
       SELECT coalesce(${from.join(', ')}) AS start, coalesce(${to.join(', ')}) AS until FROM read_parquet(${sql(path)})
       WHERE id IS NOT NULL AND whole)`,
  );
  const [first, last, open] = result.getRows()[0] ?? [];
  if (first == null) return undefined;
  return { from: String(first), ...(open !== true && last != null && { to: String(last) }) };
}
