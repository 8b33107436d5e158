import type ExcelJS from 'exceljs';
import type { Column } from '../../domain/case/model/layout.ts';
import { percent } from '../engine/percent.ts';
import { bytesOfBook, newBook } from '../workbook/book.ts';
import { addList, headerRow, type ListColumn } from '../workbook/list-sheet.ts';
import { ABOUT_ITEMS, ABOUT_SHEET, CALL_SHEET, GIVEN_COLUMNS, RESULT_COLUMNS } from './call-columns.ts';
import type { Drawn, Training } from './draw.ts';
import type { CallQuestion } from './sample.ts';

/** Said wherever the sheet is written or opened. */
export const FULL_DATA_WARNING =
  '含完整的姓名和手机号（个人信息保护法第二十八条、第五十一条）：仅供回访人员使用，不得转发或上传，用毕按规定销毁。';

const NOTES = [
  FULL_DATA_WARNING,
  '有颜色的列由回访人填写，其余请勿修改；可以排序、筛选、隐藏行。未接通的填「是否接通」「拨打次数」「回访人」「日期」即可。填好后用 npm run audit 的 --answers 读回。',
];

/**
 * The workbook for the callers, with full names and numbers: it goes only where a person says so.
 * `questions`: what to ask for each training, in their order.
 */
export async function callSheet(drawn: Drawn, questions: readonly (readonly CallQuestion[])[]): Promise<Buffer> {
  const book = newBook();
  const rows = drawn.trainings.map((training, index) => ({ training, questions: questions[index] ?? [] }));
  const sheet = addList(book, {
    name: CALL_SHEET,
    title: '学员电话回访表',
    notes: NOTES,
    fixed: 4,
    columns: [...GIVEN_COLUMNS.map(givenColumn), ...RESULT_COLUMNS.map(resultColumn)],
    rows,
    empty: '没有抽中任何学员。',
  });
  const first = headerRow({ notes: NOTES }) + 1;
  for (const [index, column] of [...GIVEN_COLUMNS, ...RESULT_COLUMNS].entries())
    for (let row = first; row < first + rows.length; row += 1) prepare(sheet.getCell(row, index + 1), column);
  addAbout(book, drawn);
  return bytesOfBook(book);
}

interface Line {
  training: Training;
  questions: readonly CallQuestion[];
}

const numbered = (lines: readonly string[]) => lines.map((line, index) => `${index + 1}. ${line}`).join('\n');

const GIVEN = {
  code: ({ training }) => training.code,
  unit: ({ training: { input } }) => input.case.enterprise.name ?? input.case.name,
  course: ({ training }) => training.entry.course,
  name: ({ training }) => training.entry.name,
  phone: ({ training }) => training.entry.phone,
  lastDigits: ({ training }) => training.entry.idNumber.slice(-4),
  reason: ({ training }) => (training.certain ? '有违规或疑点' : '随机'),
  asked: ({ questions }) => numbered(questions.map(({ ask }) => ask)),
  recorded: ({ questions }) => numbered(questions.map(({ record }) => record)),
} satisfies Record<string, (line: Line) => string>;

function givenColumn({ key, header, width }: Column): ListColumn<Line> {
  return { header, width, value: GIVEN[key as keyof typeof GIVEN], format: '@' };
}

function resultColumn({ header, width, kind }: Column): ListColumn<Line> {
  return { header, width, value: () => undefined, look: () => 'input', format: FORMATS[kind] ?? '@' };
}

const FORMATS: Partial<Record<Column['kind'], string>> = { day: 'yyyy-mm-dd', count: '0' };

/** Drop-downs for what is chosen; the reading checks again, since a pasted cell passes any drop-down. */
function prepare(cell: ExcelJS.Cell, { kind, choices, header, note }: Column): void {
  const messages = { showErrorMessage: true, errorTitle: header, allowBlank: true };
  if (choices !== undefined)
    cell.dataValidation = {
      type: 'list',
      formulae: [`"${choices.join(',')}"`],
      error: `请从列表中选择：${choices.join('、')}`,
      showInputMessage: true,
      promptTitle: header,
      prompt: note,
      ...messages,
    };
  else if (kind === 'count')
    cell.dataValidation = {
      type: 'whole',
      operator: 'between',
      formulae: [1, 99],
      error: '请填 1 至 99 的整数',
      ...messages,
    };
}

function addAbout(book: ExcelJS.Workbook, { id, seed, confidence, error, population, trainings }: Drawn): void {
  addList(book, {
    name: ABOUT_SHEET,
    title: '本次抽样',
    notes: [FULL_DATA_WARNING, '本表只能与同一次抽样一起读回；以下内容请勿修改。'],
    columns: [
      { header: '项目', width: 24, value: ([item]) => item },
      { header: '内容', width: 60, value: ([, content]) => content, format: '@' },
    ],
    rows: [
      [ABOUT_ITEMS.id, id],
      [ABOUT_ITEMS.seed, String(seed)],
      [ABOUT_ITEMS.confidence, percent(confidence)],
      [ABOUT_ITEMS.error, percent(error)],
      ['总体（人次）', String(population)],
      ['抽取（人次）', String(trainings.length)],
    ] as const,
    empty: '',
  });
}
