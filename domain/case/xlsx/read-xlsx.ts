import { InputError } from '../../errors.ts';
import { columnLetters, type RawSheet } from '../raw.ts';
import { openParts, PartError, TooLargeError } from './package-parts.ts';
import { readSheet } from './sheet.ts';
import { readWorkbook } from './workbook.ts';

/** All sheets of a workbook as grids. @throws InputError when the bytes are no readable .xlsx */
export async function readXlsx(file: string, bytes: Uint8Array): Promise<RawSheet[]> {
  refuseOtherFormats(file, bytes);
  try {
    const parts = await openParts(bytes);
    const workbook = await readWorkbook(parts);
    const sheets: RawSheet[] = [];
    for (const { name, path, hidden } of workbook.sheets)
      sheets.push({
        file,
        name,
        address: (row, column) => `${columnLetters(column)}${row}`,
        rows: await readSheet(parts.chunks(path), workbook),
        textOnly: false,
        ...(hidden && { hidden: true }),
      });
    return sheets;
  } catch (error) {
    if (error instanceof TooLargeError)
      throw new InputError(
        `${file} 解压后过大，不像一份案例表格，未读取。请检查文件；记录很多时，请改用同名的 CSV 文件（如 学习记录.csv）。`,
      );
    if (error instanceof PartError)
      throw new InputError(`${file} 已损坏或不完整，无法作为 Excel 表格打开。请用 Excel 打开并另存为 .xlsx 后重试。`);
    throw error;
  }
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
