import ExcelJS from 'exceljs';
import type { Finding } from '../finding.ts';
import { fixZipTimes } from './fixed-zip-times.ts';

const TINTS = { violation: 'FFF8C9C4', doubt: 'FFFFF0B3' } as const;
const LIST = '核查结果';

/** A copy of the person's workbook: bad cells coloured with the reason as note, a first sheet that lists and links them. */
export async function markWorkbook(original: Uint8Array, findings: Finding[]): Promise<Uint8Array> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(
    original.buffer.slice(original.byteOffset, original.byteOffset + original.byteLength) as never,
  );
  const given = [...workbook.worksheets];
  for (const [cell, reasons] of reasonsByCell(given, findings)) {
    // Cells of a loaded workbook share style objects: a new one, or the whole column is coloured.
    cell.style = {
      ...cell.style,
      fill: { type: 'pattern', pattern: 'solid', fgColor: { argb: TINTS[reasons.worst] } },
    };
    cell.note = {
      texts: [{ text: `${typeof cell.note === 'string' ? `${cell.note}\n` : ''}${reasons.messages.join('\n')}` }],
    };
  }
  const taken = workbook.getWorksheet(LIST);
  const list = workbook.addWorksheet(taken === undefined ? LIST : `${LIST}（演练）`, {
    views: [{ state: 'frozen', ySplit: 2 }],
    pageSetup: {
      paperSize: 9,
      orientation: 'landscape',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      printTitlesRow: '1:2',
    },
  });
  writeList(list, given, findings);
  // The order of the tabs is the order of this number.
  (list as unknown as { orderNo: number }).orderNo = -1;
  workbook.views = [{ x: 0, y: 0, width: 20_000, height: 12_000, firstSheet: 0, activeTab: 0, visibility: 'visible' }];
  return fixZipTimes(new Uint8Array(await workbook.xlsx.writeBuffer()));
}

function reasonsByCell(
  sheets: ExcelJS.Worksheet[],
  findings: Finding[],
): Map<ExcelJS.Cell, { worst: keyof typeof TINTS; messages: string[] }> {
  const cells = new Map<ExcelJS.Cell, { worst: keyof typeof TINTS; messages: string[] }>();
  for (const finding of findings) {
    for (const { sheet, cell } of finding.where) {
      const target = sheets.find((candidate) => candidate.name === sheet);
      if (target === undefined || cell === undefined || !/^[A-Z]+\d+$/.test(cell)) continue;
      const at = target.getCell(cell);
      const known = cells.get(at) ?? { worst: 'doubt' as const, messages: [] };
      known.messages.push(finding.message);
      cells.set(at, { ...known, worst: finding.verdict === 'violation' ? 'violation' : known.worst });
    }
  }
  return cells;
}

function writeList(list: ExcelJS.Worksheet, sheets: ExcelJS.Worksheet[], findings: Finding[]): void {
  list.columns = [8, 10, 18, 12, 80, 34].map((width) => ({ width }));
  list.addRow([
    `核查结果：错误 ${findings.filter((finding) => finding.verdict === 'violation').length} 处，存疑 ${findings.filter((finding) => finding.verdict === 'doubt').length} 处。模拟环境 · 非官方网站`,
  ]).font = { bold: true, size: 14 };
  const header = list.addRow(['序号', '判定', '工作表', '单元格', '问题与处理', '依据']);
  header.font = { bold: true };
  header.eachCell((cell) => {
    cell.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFDCE6F1' } };
  });
  list.autoFilter = 'A2:F2';
  findings.forEach((finding, index) => {
    const { sheet = '', cell = '' } = finding.where[0] ?? {};
    const linked = sheets.some((candidate) => candidate.name === sheet) && /^[A-Z]+\d+$/.test(cell);
    const row = list.addRow([
      index + 1,
      finding.verdict === 'violation' ? '错误' : '存疑',
      sheet,
      linked ? { text: cell, hyperlink: `#'${sheet.replaceAll("'", "''")}'!${cell}` } : cell,
      finding.message,
      finding.basis,
    ]);
    row.alignment = { vertical: 'top', wrapText: true };
    if (linked) row.getCell(4).font = { color: { argb: 'FF0563C1' }, underline: true };
    row.getCell(2).fill = {
      type: 'pattern',
      pattern: 'solid',
      fgColor: { argb: TINTS[finding.verdict === 'violation' ? 'violation' : 'doubt'] },
    };
  });
}
