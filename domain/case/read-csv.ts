import { parseString } from 'fast-csv';
import { InputError } from '../errors.ts';
import { columnLetters, type RawRow, type RawSheet } from './raw.ts';

/** A record sheet kept as CSV, UTF-8 (with or without BOM) or GB18030, as Chinese Excel saves it. */
export async function readCsv(file: string, name: string, bytes: Uint8Array): Promise<RawSheet> {
  const rows: RawRow[] = [];
  await new Promise<void>((resolve, reject) => {
    parseString(decode(bytes), { ignoreEmpty: false })
      .on('error', (error) =>
        reject(new InputError(`${file} 不是完整的 CSV 文件（${error.message.slice(0, 60)}）。请重新导出后再试。`)),
      )
      .on('data', (cells: string[]) =>
        rows.push({
          row: rows.length + 1,
          hidden: false,
          cells: cells.map((value) => ({ value: value === '' ? null : value })),
        }),
      )
      .on('end', () => resolve());
  });
  return { file, name, address: (row, column) => `${columnLetters(column)}${row}`, rows, textOnly: true };
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}
