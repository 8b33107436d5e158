import ExcelJS from 'exceljs';
import { parseString } from 'fast-csv';
import { type RawRow, sameName } from '../../../domain/case/cells/raw.ts';
import { TABLE_NAMES } from '../../../domain/case/model/layout.ts';
import { type RecordValues, readTable } from '../../../domain/case/tables/read-table.ts';

/** The rows of every list of a workbook whose cells another program reads (ExcelJS). */
export async function rowsByExcelJs(bytes: Buffer): Promise<Map<string, RecordValues[]>> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(bytes as never);
  const tables = new Map<string, RecordValues[]>();
  for (const title of TABLE_NAMES) {
    const sheet = workbook.worksheets.find(({ name }) => sameName(name) === sameName(title));
    if (sheet === undefined) continue;
    const rows: RawRow[] = [];
    sheet.eachRow((row, number) => {
      const cells: RawRow['cells'] = [];
      row.eachCell({ includeEmpty: true }, (cell, column) => {
        cells[column - 1] = cellOf(cell.value);
      });
      rows.push({ row: number, hidden: false, cells: Array.from(cells, (cell) => cell ?? { value: null }) });
    });
    const raw = { file: '', name: title, address: () => '', rows, textOnly: false };
    tables.set(title, readTable(raw, title).rows);
  }
  return tables;
}

function cellOf(value: ExcelJS.CellValue): RawRow['cells'][number] {
  if (value instanceof Date) return { value: value.toISOString().slice(0, 19), isDate: true };
  if (value !== null && typeof value === 'object') {
    if ('richText' in value) return { value: value.richText.map(({ text }) => text).join('') };
    if ('result' in value) return cellOf(value.result as ExcelJS.CellValue);
    if ('text' in value) return cellOf(value.text as ExcelJS.CellValue);
    return { value: null };
  }
  return { value: value ?? null };
}

/** The fields of a comma-separated text as another parser reads them (fast-csv). */
export function fieldsByFastCsv(text: string, delimiter: string): Promise<string[][]> {
  return new Promise((resolve, reject) => {
    const rows: string[][] = [];
    parseString(text, { ignoreEmpty: false, delimiter })
      .on('error', reject)
      .on('data', (cells: string[]) => rows.push(cells))
      .on('end', () => resolve(rows));
  });
}
