import ExcelJS from 'exceljs';
import { fixZipTimes } from './files/fixed-zip-times.ts';
import {
  type Column,
  DATE_ITEMS,
  DATES_SHEET,
  ENTERPRISE_ITEMS,
  ENTERPRISE_SHEET,
  TABLE_NAMES,
  TABLES,
  type TableName,
} from './model/layout.ts';
import type { Case } from './model/schema.ts';

const FONT = { name: '宋体', size: 11 };
const HEADER_FILL: ExcelJS.Fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFDCE6F1' } };
const EXAMPLE_FONT = { ...FONT, italic: true, color: { argb: 'FF7F7F7F' } };
/** Rows that get drop-downs and formats ahead of time. */
const PREPARED_ROWS = 500;
const CREATED = new Date(Date.UTC(2022, 0, 1));

export interface WriteOptions {
  /** A first sheet that says how to fill the workbook in, and a greyed example row a sheet. */
  guide?: boolean;
}

type Values = Record<string, string | number | undefined>;

/** The case workbook as bytes; the same case gives the same bytes. Absent parts stay empty. */
export async function writeCase(material: Partial<Case>, options: WriteOptions = {}): Promise<Uint8Array> {
  const workbook = new ExcelJS.Workbook();
  workbook.created = workbook.modified = CREATED;
  workbook.creator = workbook.lastModifiedBy = '惠企点单办演练';
  if (options.guide) writeGuide(workbook);
  writeItems(workbook, ENTERPRISE_SHEET, ['项目', '内容'], ENTERPRISE_ITEMS, (material.enterprise ?? {}) as Values);
  const rows: Record<TableName, Values[]> = {
    备案项目: material.projects ?? [],
    学员花名册: material.roster ?? [],
    课程汇总: material.chapters ?? [],
    签到记录: material.signIns ?? [],
    学习记录: material.sessions ?? [],
    答疑记录: material.questions ?? [],
    考试记录: material.exams ?? [],
    材料清单: material.materials ?? [],
  };
  for (const name of TABLE_NAMES) writeTable(workbook, name, rows[name], options.guide ? EXAMPLES[name] : undefined);
  writeItems(workbook, DATES_SHEET, ['事项', '日期'], DATE_ITEMS, (material.dates ?? {}) as Values);
  return fixZipTimes(new Uint8Array(await workbook.xlsx.writeBuffer()));
}

function writeItems(
  workbook: ExcelJS.Workbook,
  name: string,
  header: string[],
  items: readonly Column[],
  values: Values,
): void {
  const sheet = addSheet(workbook, name);
  styleHeader(sheet.addRow(header));
  sheet.getColumn(1).width = 22;
  sheet.getColumn(2).width = 44;
  for (const item of items) {
    const row = sheet.addRow([item.header]);
    row.font = FONT;
    const cell = row.getCell(2);
    prepare(cell, item);
    cell.value = toCell(values[item.key], item);
    row.getCell(1).note = item.note;
  }
}

function writeTable(workbook: ExcelJS.Workbook, name: TableName, rows: Values[], example: Values | undefined): void {
  const columns: readonly Column[] = TABLES[name];
  const sheet = addSheet(workbook, name);
  const header = sheet.addRow(columns.map((column) => column.header));
  styleHeader(header);
  columns.forEach((column, index) => {
    sheet.getColumn(index + 1).width = column.width;
    header.getCell(index + 1).note = column.note;
  });
  sheet.autoFilter = { from: { row: 1, column: 1 }, to: { row: 1, column: columns.length } };
  const all = example === undefined ? rows : [example, ...rows];
  for (const values of all) {
    const row = sheet.addRow([]);
    columns.forEach((column, index) => {
      const cell = row.getCell(index + 1);
      cell.numFmt = formatOf(column);
      cell.value =
        values === example && typeof values[column.key] === 'string'
          ? (values[column.key] ?? null)
          : toCell(values[column.key], column);
    });
    row.font = values === example ? EXAMPLE_FONT : FONT;
  }
  // Drop-downs and formats for the rows a person will still fill in.
  if (rows.length > 0) return;
  for (let number = all.length + 2; number <= PREPARED_ROWS; number += 1) {
    columns.forEach((column, index) => {
      prepare(sheet.getCell(number, index + 1), column);
    });
  }
}

function addSheet(workbook: ExcelJS.Workbook, name: string): ExcelJS.Worksheet {
  return workbook.addWorksheet(name, {
    views: [{ state: 'frozen', ySplit: 1 }],
    pageSetup: {
      paperSize: 9,
      orientation: 'landscape',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      printTitlesRow: '1:1',
    },
  });
}

function styleHeader(row: ExcelJS.Row): void {
  row.font = { ...FONT, bold: true };
  row.height = 22;
  row.eachCell((cell) => {
    cell.fill = HEADER_FILL;
    cell.alignment = { vertical: 'middle', wrapText: true };
  });
}

function prepare(cell: ExcelJS.Cell, column: Column): void {
  cell.numFmt = formatOf(column);
  if (column.choices !== undefined) {
    cell.dataValidation = {
      type: 'list',
      allowBlank: true,
      formulae: [`"${column.choices.join(',')}"`],
      showErrorMessage: true,
      errorTitle: column.header,
      error: `请从列表中选择：${column.choices.join('、')}`,
    };
  }
}

/** Text columns keep long numbers whole; dates are real dates. */
function formatOf(column: Column): string {
  if (column.kind === 'count' || column.kind.endsWith('umber')) return column.kind === 'idNumber' ? '@' : 'General';
  if (column.kind.endsWith('ay')) return 'yyyy-mm-dd';
  if (column.kind.endsWith('oment')) return 'yyyy-mm-dd hh:mm:ss';
  return '@';
}

function toCell(value: string | number | undefined, column: Column): ExcelJS.CellValue {
  if (value === undefined || value === '') return null;
  if (column.kind.endsWith('ay') || column.kind.endsWith('oment'))
    return new Date(`${String(value)}${String(value).length === 10 ? 'T00:00:00' : ''}Z`);
  return value;
}

const EXAMPLES: Record<TableName, Values> = {
  备案项目: {
    number: '示例',
    course: '物业项目风险管控',
    platformName: '物学网',
    platformCreditCode: '91310101MA1FP0A02G',
    plannedTrainees: 20,
    plannedStart: '2022-05-09',
    plannedEnd: '2022-05-13',
    costPerPerson: 600,
  },
  学员花名册: {
    number: '示例',
    name: '张三',
    idNumber: '310101199001010012',
    phone: '13800000000',
    employment: '劳动合同',
    insurance: '已缴纳',
    course: '物业项目风险管控',
  },
  课程汇总: { course: '示例：物业项目风险管控', chapter: '第一章 风险识别', hours: 4, minutes: 180 },
  签到记录: { course: '示例：物业项目风险管控', idNumber: '310101199001010012', at: '2022-05-09 08:58:00' },
  学习记录: {
    course: '示例：物业项目风险管控',
    idNumber: '310101199001010012',
    chapter: '第一章 风险识别',
    start: '2022-05-09 09:00:00',
    end: '2022-05-09 09:52:00',
    device: 'PC-0001',
    address: '10.0.0.1',
  },
  答疑记录: {
    course: '示例：物业项目风险管控',
    idNumber: '310101199001010012',
    askedAt: '2022-05-10 10:00:00',
    answeredAt: '2022-05-10 10:20:00',
  },
  考试记录: { course: '示例：物业项目风险管控', idNumber: '310101199001010012', at: '2022-05-13 19:00:00', score: 86 },
  材料清单: { type: '示例：培训方案', fileName: '培训方案-1.jpg', order: 1 },
};

const GUIDE = [
  '模拟环境 · 非官方网站。本表供演练程序读取，不能代替在官方系统的申报。',
  '1. 各工作表的列名请勿修改；列的先后可以调整，也可以增加自己的列。',
  '2. 灰色斜体的「示例」行不会被读取，可以删除，也可以保留。',
  '3. 身份证号、手机号、信用代码、银行账号请按文本填写；以数字保存的身份证号末尾几位会丢失，程序不会接受。',
  '4. 日期请填真实日期（如 2022-05-09），时间写到秒（如 2022-05-09 09:00:00）。',
  '5. 每一行按「培训课程」归入备案项目，课程名称须与「备案项目」完全一致。',
  '6. 材料扫描件放在同一文件夹的 materials 子文件夹中，须为 JPEG 格式，并在「材料清单」中按页次登记。',
  '7. 演练备案需要 企业信息、备案项目、学员花名册 和材料；演练申请补贴还需要其余各表。',
  '8. 「办理日期」留空则由程序安排日期；填写后按所填日期演练和核查。',
  '9. 记录超过几十万行时，可在表格旁放同名 CSV 文件（如 学习记录.csv）代替工作表。',
];

function writeGuide(workbook: ExcelJS.Workbook): void {
  const sheet = addSheet(workbook, '填写说明');
  sheet.getColumn(1).width = 110;
  styleHeader(sheet.addRow(['填写说明']));
  for (const line of GUIDE) {
    const row = sheet.addRow([line]);
    row.font = FONT;
    row.getCell(1).alignment = { wrapText: true, vertical: 'top' };
  }
}
