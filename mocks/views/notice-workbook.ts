import ExcelJS from 'exceljs';
import { fixZipTimes } from '../../domain/case/files/fixed-zip-times.ts';
import type { Notice } from '../state/model.ts';
import type { NoticeRow } from './notices.ts';

/** The notice's attachment: numbers are numbers, no personal data, the same bytes each time. */
export async function noticeWorkbook(notice: Notice, rows: NoticeRow[]): Promise<ArrayBuffer> {
  const workbook = new ExcelJS.Workbook();
  workbook.created = workbook.modified = new Date(`${notice.from}T00:00:00Z`);
  const sheet = workbook.addWorksheet('发放名单', {
    views: [{ state: 'frozen', ySplit: 3 }],
    pageSetup: { paperSize: 9, fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
  });
  sheet.columns = [8, 40, 30, 10, 18].map((width) => ({ width }));
  sheet.addRow([notice.title]).font = { bold: true, size: 14 };
  sheet.mergeCells('A1:E1');
  sheet.addRow(['模拟环境 · 非官方网站']);
  sheet.mergeCells('A2:E2');
  sheet.addRow(['序号', '企业全称', '培训课程', '人数', '补贴金额（元）']).font = { bold: true };
  for (const [index, row] of rows.entries())
    sheet.addRow([index + 1, row.enterprise, row.course, row.trainees, row.amount]);
  sheet.addRow([
    '合计',
    '',
    '',
    rows.reduce((sum, row) => sum + row.trainees, 0),
    rows.reduce((sum, row) => sum + row.amount, 0),
  ]).font = { bold: true };
  sheet.getColumn(5).numFmt = '#,##0';
  return fixZipTimes(new Uint8Array(await workbook.xlsx.writeBuffer())).slice().buffer;
}
