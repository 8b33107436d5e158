import ExcelJS from 'exceljs';
import { fixZipTimes } from '../domain/case/files/fixed-zip-times.ts';
import type { Case } from '../domain/case/model/schema.ts';
import { minutesBetween } from '../domain/date.ts';
import { maskIdNumber, maskPhone } from '../domain/identifiers/mask.ts';
import type { UploadFile } from '../pages/components/upload-file.ts';

type Row = (string | number)[];
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/**
 * The four papers that go to 区就促中心 by e-mail, made from the case the way a
 * provider makes them: 补贴申请表, 学员花名册, 课程汇总表, 后台数据, in this order. In memory:
 * they hold names and the account, and a run that is killed must not leave them on a disk.
 */
export async function claimPapers(material: Case, courses: string[], amountPerTrainee: number): Promise<UploadFile[]> {
  const trainees = material.roster.filter((entry) => courses.includes(entry.course));
  const heads = (course: string) => trainees.filter((entry) => entry.course === course).length;
  const papers: [name: string, header: string[], rows: Row[]][] = [
    [
      '补贴申请表',
      ['单位名称', '培训课程', '参训人数', '申请金额（元）', '开户银行', '账户名称', '银行账号'],
      courses.map((course) => [
        material.enterprise.name,
        course,
        heads(course),
        heads(course) * amountPerTrainee,
        material.enterprise.bank,
        material.enterprise.accountName,
        material.enterprise.accountNumber,
      ]),
    ],
    [
      '学员花名册',
      ['序号', '姓名', '身份证号', '手机号', '用工形式', '参保状态', '培训课程'],
      trainees.map((entry, index) => [
        index + 1,
        entry.name,
        maskIdNumber(entry.idNumber),
        maskPhone(entry.phone),
        entry.employment,
        entry.insurance,
        entry.course,
      ]),
    ],
    [
      '课程汇总表',
      ['培训课程', '章节', '课时', '时长（分钟）'],
      material.chapters
        .filter((row) => courses.includes(row.course))
        .map((row) => [row.course, row.chapter, row.hours, row.minutes]),
    ],
    [
      '后台数据',
      ['培训课程', '姓名', '身份证号', '学习分钟数', '签到天数', '答疑次数', '考试成绩'],
      platformRows(material, courses),
    ],
  ];
  const files: UploadFile[] = [];
  for (const [name, header, rows] of papers)
    files.push({ name: `${name}.xlsx`, mimeType: XLSX, buffer: await sheet(name, header, rows) });
  return files;
}

function platformRows(material: Case, courses: string[]): Row[] {
  return material.roster
    .filter((entry) => courses.includes(entry.course))
    .map((entry) => {
      const own = <T extends { course: string; idNumber: string }>(rows: T[]) =>
        rows.filter((row) => row.course === entry.course && row.idNumber === entry.idNumber);
      const minutes = own(material.sessions).reduce((sum, row) => sum + minutesBetween(row.start, row.end), 0);
      return [
        entry.course,
        entry.name,
        maskIdNumber(entry.idNumber),
        Math.round(minutes),
        own(material.signIns).length,
        own(material.questions).length,
        own(material.exams)[0]?.score ?? '',
      ];
    });
}

async function sheet(name: string, header: string[], rows: Row[]): Promise<Buffer> {
  const workbook = new ExcelJS.Workbook();
  // Fixed: the same case gives the same attachment.
  workbook.created = workbook.modified = new Date(Date.UTC(2022, 0, 1));
  const page = workbook.addWorksheet(name, { views: [{ state: 'frozen', ySplit: 1 }] });
  page.addRow(header).font = { bold: true };
  for (const row of rows) page.addRow(row);
  header.forEach((title, index) => {
    page.getColumn(index + 1).width = Math.max(12, title.length * 2 + 4);
  });
  return Buffer.from(await fixZipTimes(new Uint8Array(await workbook.xlsx.writeBuffer())));
}
