import type { Column } from '../model/layout.ts';

export const sql = (text: string) => `'${text.replaceAll("'", "''")}'`;
export const sqlName = (header: string | undefined) => `"${header}"`;

const isMoment = ({ kind }: Column) => kind === 'moment' || kind === 'optionalMoment';
export const isText = (column: Column) => typeOf(column) === 'VARCHAR';
export const typeOf = (column: Column) =>
  isMoment(column) ? 'TIMESTAMP' : column.kind === 'number' ? 'DOUBLE' : 'VARCHAR';

/** A settled value as it would stand in a file. */
export function textSql(column: Column): string {
  const name = sqlName(column.header);
  if (isMoment(column)) return `strftime(${name}, '%Y-%m-%dT%H:%M:%S')`;
  return column.kind === 'number' ? `${name}::VARCHAR` : name;
}

/** The forms of a moment that need no person's eye; others are read one by one. */
const MOMENTS = ['%Y-%m-%d %H:%M:%S', '%Y-%m-%d %H:%M', '%Y/%m/%d %H:%M:%S', '%Y/%m/%d %H:%M'];

/** The value of a field, and whether its form needs no second look; both SQL. */
export function plainSql(column: Column, place: number | undefined): { value: string; fit: string } {
  const optional = column.kind.startsWith('optional');
  const empty = column.kind === 'optionalText' ? "''" : 'NULL';
  if (place === undefined) return { value: `${empty}::${typeOf(column)}`, fit: optional ? 'true' : 'false' };
  const field = `c${place}`;
  const whole = (test: string) => `coalesce(${optional ? `${field} IS NULL OR ` : ''}${test}, false)`;
  if (isMoment(column)) {
    const moment = `CASE WHEN ${field} LIKE '20__-__-__ __:__:__' THEN try_cast(${field} AS TIMESTAMP)
      WHEN regexp_full_match(${field}, '20\\d\\d[-/]\\d\\d?[-/]\\d\\d? \\d\\d?:\\d\\d(:\\d\\d)?') THEN try_strptime(${field}, [${MOMENTS.map(sql).join(', ')}]) END`;
    return { value: moment, fit: whole(`(${moment}) BETWEEN TIMESTAMP '2015-01-01' AND TIMESTAMP '2035-12-31'`) };
  }
  if (column.kind === 'number') {
    const number = `CASE WHEN regexp_full_match(${field}, '\\d{1,6}(\\.\\d{1,6})?') THEN try_cast(${field} AS DOUBLE) END`;
    return { value: number, fit: whole(`(${number}) BETWEEN 0 AND ${column.range?.most ?? 1e6}`) };
  }
  const text = `CASE WHEN starts_with(${field}, '="') THEN regexp_replace(${field}, '^="([^"]*)"$', '\\1') ELSE ${field} END`;
  if (column.kind === 'idNumber') return { value: text, fit: whole(`regexp_full_match(${text}, '\\d{17}[\\dX]')`) };
  return {
    value: optional ? `coalesce(${text}, '')` : text,
    fit: whole(`length(${text}) BETWEEN 1 AND 200 AND NOT starts_with(${field}, '''')`),
  };
}
