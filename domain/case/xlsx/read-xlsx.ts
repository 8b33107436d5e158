import { InputError } from '../../errors.ts';
import { columnLetters, type RawSheet } from '../cells/raw.ts';
import { refuseOtherKinds } from '../files/file-kind.ts';
import { openParts, type PackageParts, PartError, TooLargeError } from './package-parts.ts';
import { BeyondSheetError } from './reference.ts';
import { readSheet } from './sheet.ts';
import { readWorkbook, type SheetEntry, type Workbook } from './workbook.ts';

/** All sheets of a workbook as grids. @throws InputError when the bytes are no readable .xlsx or .xlsm */
export async function readXlsx(file: string, bytes: Uint8Array): Promise<RawSheet[]> {
  await refuseOtherKinds(file, bytes);
  return refusingDamaged(file, async () => {
    const parts = await openParts(bytes);
    const workbook = await readWorkbook(parts);
    const sheets: RawSheet[] = [];
    for (const entry of workbook.sheets) sheets.push(await readOne(file, parts, workbook, entry));
    return sheets;
  });
}

async function readOne(file: string, parts: PackageParts, workbook: Workbook, entry: SheetEntry): Promise<RawSheet> {
  const { rows, merges, hiddenColumns, columnAt } = await readSheet(parts.chunks(entry.path), workbook);
  return {
    file,
    name: entry.name,
    address: (row, place) => `${columnLetters(columnAt(place))}${row}`,
    rows,
    textOnly: false,
    merges,
    hiddenColumns,
    ...(entry.hidden && { hidden: true }),
  };
}

/** What is wrong with a package, as one sentence. */
export async function refusingDamaged<T>(file: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof TooLargeError)
      throw new InputError(
        `${file} 解压后过大，不像一份案例表格，未读取。请检查文件；记录很多时，请改用同名的 CSV 文件（如 学习记录.csv）。`,
      );
    if (error instanceof BeyondSheetError)
      throw new InputError(
        `${file} 中有超出 Excel 最后一行或最后一列（XFD1048576）的单元格，不是由表格软件写出的，未读取。请用表格软件重新导出。`,
      );
    if (error instanceof PartError)
      throw new InputError(
        `${file} 已损坏或不完整，或者不同的软件会读出不同的内容，无法作为 Excel 表格打开。请用 Excel 打开并另存为 .xlsx 后重试。`,
      );
    throw error;
  }
}
