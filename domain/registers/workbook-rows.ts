import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { isBlank, type RawCell, type RawSheet } from '../case/cells/raw.ts';
import { timeOfSerial } from '../case/cells/serial.ts';
import { readPlain } from '../case/files/plain-file.ts';
import { sql } from '../case/records/column-sql.ts';
import { readXlsx } from '../case/xlsx/read-xlsx.ts';
import { REGISTER_COLUMNS, type RegisterKey } from './columns.ts';
import { noHeader, type RegisterHeader, registerHeader } from './header.ts';
import { type RawRows, type RegisterFile, UNREADABLE } from './raw-rows.ts';
import { lettersOf } from './text-rows.ts';

/** Serials of days are below this (the year 2310); longer numbers are days or months written as digits. */
const AFTER_SERIALS = 150_000;
/** The first number that a spreadsheet no longer keeps whole. */
const FIRST_LOST = 1e15;

/**
 * A register kept as a workbook: every visible sheet that has its header is a part of it, since a sheet ends with row
 * 1,048,576. All of them say the same of persons or of units.
 */
export async function rowsOfWorkbook({ file, path, folder }: RegisterFile): Promise<RawRows> {
  const sheets = (await readXlsx(file, await readPlain(path, file))).filter(({ hidden }) => hidden !== true);
  const parts = sheets.flatMap((sheet) => {
    const header = registerHeader(file, sheet);
    return header === undefined ? [] : [{ sheet, header }];
  });
  if (parts.length === 0) throw noHeader(file);
  const roles = [...new Set(parts.flatMap(({ header }) => header.roles))];
  const keys = REGISTER_COLUMNS.map(({ key }) => key).filter((key) =>
    parts.some(({ header }) => header.keys.includes(key)),
  );
  const copy = `${folder}/sheets.csv`;
  await writeSheets(copy, parts, keys);
  const types = [`'part': 'INTEGER'`, `'line': 'BIGINT'`, ...keys.map((key) => `'${key}': 'VARCHAR'`)];
  return {
    sql: `read_csv(${sql(copy)}, auto_detect = false, delim = ',', quote = '"', escape = '"', header = false, new_line = '\\n', columns = {${types.join(', ')}})`,
    ...{ keys, roles },
    parts: parts.map(({ sheet, header }) => ({
      sheet: sheet.name,
      letters: lettersOf(header, (place) => sheet.address(1, place).slice(0, -1)),
    })),
    broken: 0,
  };
}

async function writeSheets(
  path: string,
  parts: readonly { sheet: RawSheet; header: RegisterHeader }[],
  keys: readonly RegisterKey[],
): Promise<void> {
  const out = createWriteStream(path);
  for (const [part, { sheet, header }] of parts.entries()) {
    const columns = keys.map((key) => REGISTER_COLUMNS.findIndex((column) => column.key === key));
    for (const { row, cells } of sheet.rows) {
      if (row <= header.last) continue;
      const texts = columns.map((index) => {
        const place = header.places[index];
        return place === undefined ? '' : textOf(cells[place], REGISTER_COLUMNS[index]?.edge !== undefined);
      });
      const line = texts.map((text) => (text === '' ? '' : `"${text.replaceAll('"', '""')}"`)).join(',');
      if (!out.write(`${part},${row},${line}\n`)) await once(out, 'drain');
    }
  }
  out.end();
  await once(out, 'finish');
}

/** A cell as a text file would have it: a day as a day, a number that lost its last digits as one that has. */
function textOf(cell: RawCell | undefined, isDay: boolean): string {
  if (cell === undefined) return '';
  if (cell.dirt !== undefined && cell.dirt !== 'formula') return UNREADABLE;
  if (isBlank(cell)) return '';
  const { value } = cell;
  if (cell.isDate) return String(value).replace('T', ' ');
  if (typeof value !== 'number') return String(value).replace(/[\r\n\0]+/g, ' ');
  if (isDay && value < AFTER_SERIALS) return timeOfSerial(value, cell.from1904 === true) ?? UNREADABLE;
  return value >= FIRST_LOST ? value.toExponential() : String(value);
}
