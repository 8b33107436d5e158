import ExcelJS from 'exceljs';
import { InputError } from '../errors.ts';
import { columnLetters, EMPTY, type RawCell, type RawRow, type RawSheet } from './raw.ts';

/** All sheets of a workbook as grids. @throws InputError when the bytes are no readable .xlsx */
export async function readXlsx(file: string, bytes: Uint8Array): Promise<RawSheet[]> {
  refuseOtherFormats(file, bytes);
  const workbook = new ExcelJS.Workbook();
  try {
    // exceljs takes any ArrayBuffer view; its types ask for its own Buffer alias.
    await workbook.xlsx.load(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as never);
  } catch {
    throw new InputError(`${file} 已损坏或不完整，无法作为 Excel 表格打开。请用 Excel 打开并另存为 .xlsx 后重试。`);
  }
  return workbook.worksheets.map((sheet) => ({
    file,
    name: sheet.name,
    address: (row, column) => `${columnLetters(column)}${row}`,
    rows: gridRows(sheet),
    textOnly: false,
  }));
}

function refuseOtherFormats(file: string, bytes: Uint8Array): void {
  if (bytes.length === 0) throw new InputError(`${file} 是空文件。请重新保存表格后再试。`);
  const head = Buffer.from(bytes.subarray(0, 8)).toString('hex');
  if (head.startsWith('d0cf11e0a1b11ae1')) {
    throw new InputError(
      `${file} 是旧版 .xls 或加了密码的表格，无法读取。请在 Excel 中取消密码，另存为「Excel 工作簿 (.xlsx)」后重试。`,
    );
  }
  if (!head.startsWith('504b'))
    throw new InputError(`${file} 不是 Excel 表格（.xlsx）。请确认文件，或用 Excel 另存为 .xlsx 后重试。`);
}

function gridRows(sheet: ExcelJS.Worksheet): RawRow[] {
  const rows: RawRow[] = [];
  sheet.eachRow({ includeEmpty: false }, (row, number) => {
    const cells: RawCell[] = [];
    row.eachCell({ includeEmpty: false }, (cell, column) => {
      while (cells.length < column - 1) cells.push(EMPTY);
      cells[column - 1] = rawCell(cell);
    });
    rows.push({ row: number, hidden: row.hidden === true, cells });
  });
  return rows;
}

function rawCell(cell: ExcelJS.Cell): RawCell {
  if (cell.type === ExcelJS.ValueType.Merge) return { value: null, dirt: 'merged' };
  if (cell.type === ExcelJS.ValueType.Formula) {
    const result = plain(cell.result);
    return result.value === null
      ? { value: null, dirt: 'formula-without-value' }
      : { ...result, dirt: result.dirt ?? 'formula' };
  }
  return plain(cell.value);
}

function plain(value: ExcelJS.CellValue | undefined): RawCell {
  if (value === null || value === undefined) return EMPTY;
  if (value instanceof Date) {
    // exceljs gives the cell's wall time as UTC; serial fractions miss whole seconds by some milliseconds.
    if (Number.isNaN(value.getTime())) return { value: null, dirt: 'error' };
    return { value: new Date(Math.round(value.getTime() / 1000) * 1000).toISOString().slice(0, 19), isDate: true };
  }
  if (typeof value === 'object') {
    if ('richText' in value) return { value: value.richText.map((part) => part.text).join('') };
    if ('text' in value) return plain(value.text as ExcelJS.CellValue);
    if ('error' in value) return { value: String(value.error), dirt: 'error' };
    return EMPTY;
  }
  return { value };
}
