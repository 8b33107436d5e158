import { readCell } from '../../domain/case/cells/cell.ts';
import { isBlank, type RawCell, type RawRow, type RawSheet, sameName } from '../../domain/case/cells/raw.ts';
import type { Column } from '../../domain/case/model/layout.ts';
import { readXlsx } from '../../domain/case/xlsx/read-xlsx.ts';
import { type Day, dayOf } from '../../domain/date.ts';
import { InputError } from '../../domain/errors.ts';
import type { CallResult } from '../engine/call-result.ts';
import { percent } from '../engine/percent.ts';
import { grantedStage } from '../engine/stages.ts';
import type { Call } from '../engine/subject.ts';
import { plainText } from '../workbook/plain-text.ts';
import { ABOUT_ITEMS, ABOUT_SHEET, CALL_SHEET, GIVEN_COLUMNS, RESULT_COLUMNS } from './call-columns.ts';
import type { Drawn, Training } from './draw.ts';

/** What of a row is read: the person, to be sure that it is still theirs, and the results. */
const READ: readonly Column[] = [
  ...GIVEN_COLUMNS.filter(({ key }) => key === 'code' || key === 'name'),
  ...RESULT_COLUMNS,
];
/** Most problems listed at once; the others come up when these are mended. */
const MOST_PROBLEMS = 50;

/**
 * Reads a filled-in call sheet: rows in any order, sorted, filtered or hidden; rows without a result were not called.
 * @throws InputError with every problem by its cell, and nothing is taken over
 */
export async function readAnswers(file: string, bytes: Uint8Array, drawn: Drawn): Promise<Map<Training, Call>> {
  const sheets = await readXlsx(file, bytes);
  const find = (name: string) => {
    const sheet = sheets.find((candidate) => sameName(candidate.name) === sameName(name));
    if (sheet === undefined)
      throw new InputError(`${file} 没有工作表「${name}」，不是由 --call-list 生成的回访表。请用原表填写后再读回。`);
    return sheet;
  };
  checkSample(file, find(ABOUT_SHEET), drawn);
  return new SheetReading(find(CALL_SHEET), drawn).calls();
}

function checkSample(file: string, sheet: RawSheet, { id, seed, confidence, error }: Drawn): void {
  const stated = (item: string) => {
    const row = sheet.rows.find(({ cells }) => sameName(cells[0]?.value) === sameName(item));
    return String(row?.cells[1]?.value ?? '').trim();
  };
  if (stated(ABOUT_ITEMS.id) === id) return;
  const parameters = [
    ['--seed', stated(ABOUT_ITEMS.seed), String(seed)],
    ['--confidence', stated(ABOUT_ITEMS.confidence), percent(confidence)],
    ['--error', stated(ABOUT_ITEMS.error), percent(error)],
  ] as const;
  const other = parameters.filter(([, theirs, ours]) => theirs !== ours && theirs !== '');
  throw new InputError(
    other.length > 0
      ? `${file} 属于另一次抽样：${other.map(([option, theirs, ours]) => `${option} 为 ${theirs}，本次为 ${ours}`).join('，')}。请加 ${other.map(([option, theirs]) => `${option} ${theirs.replace('%', '')}`).join(' ')} 重新运行，或换用本次抽样的回访表。`
      : `${file} 属于另一次抽样（编号 ${stated(ABOUT_ITEMS.id) || '空缺'}，本次为 ${id}）：案例、花名册或其中的问题与抽样时不同。请用抽样时的案例重新运行，或用 --call-list 重新生成回访表。`,
  );
}

type Values = Record<string, string | number | undefined>;

class SheetReading {
  private readonly problems: string[] = [];
  private readonly sheet: RawSheet;
  private readonly drawn: Drawn;
  private readonly columns = new Map<string, number>();

  constructor(sheet: RawSheet, drawn: Drawn) {
    this.sheet = sheet;
    this.drawn = drawn;
  }

  calls(): Map<Training, Call> {
    const rows = this.rows();
    const byCode = new Map(this.drawn.trainings.map((training) => [training.code, training]));
    const seen = new Map<string, number>();
    const calls = new Map<Training, Call>();
    for (const row of rows) {
      const values = this.valuesOf(row);
      const code = String(values.code ?? '');
      const training = byCode.get(code);
      if (code === '') this.say(row, '编号', '为空，请恢复原表的编号');
      else if (training === undefined) this.say(row, '编号', `「${code.slice(0, 20)}」不在本次抽样中，请核对`);
      else if (seen.has(code)) this.say(row, '编号', `「${code}」与第 ${seen.get(code)} 行重复，请只留一行`);
      else if (![training.entry.name, plainText(training.entry.name)].includes(String(values.name)))
        this.say(row, '姓名', `与抽样名单中编号「${code}」的学员不同，请恢复原表的姓名，或核对是否错行`);
      seen.set(code, seen.get(code) ?? row.row);
      const result = this.resultOf(row, values, training);
      if (training !== undefined && result !== undefined)
        calls.set(training, { entry: training.entry, result, at: (header) => this.place(row, header) });
    }
    if (this.problems.length > 0) throw new InputError(this.summary());
    return calls;
  }

  /** The rows below the header; places the columns on the way. */
  private rows(): RawRow[] {
    const { name, file, rows } = this.sheet;
    const header = rows.find(({ cells }) => cells.some((cell) => sameName(cell?.value) === sameName(READ[0]?.header)));
    const missing: string[] = [];
    for (const column of READ) {
      const places = (header?.cells ?? []).flatMap((cell, index) =>
        sameName(cell?.value) === sameName(column.header) ? [index] : [],
      );
      if (places.length === 1) this.columns.set(column.header, places[0] ?? 0);
      else
        missing.push(
          places.length === 0 ? `缺少「${column.header}」列` : `「${column.header}」列出现了 ${places.length} 次`,
        );
    }
    if (header === undefined || missing.length > 0)
      throw new InputError(`${file} 的工作表「${name}」${missing.join('，')}。请恢复原表的表头后再读回。`);
    return rows.filter(
      ({ row, cells }) => row > header.row && [...this.columns.values()].some((at) => !isBlank(cells[at])),
    );
  }

  private valuesOf(row: RawRow): Values {
    const values: Values = {};
    for (const column of READ) {
      const cell: RawCell = row.cells[this.columns.get(column.header) ?? -1] ?? { value: null };
      if (isBlank(cell)) continue;
      if (cell.dirt === 'formula' || cell.dirt === 'formula-without-value') {
        this.say(row, column.header, '是公式，请改为直接填写的内容');
        continue;
      }
      const { value, problem } = readCell(cell, column, false);
      if (problem !== undefined) this.say(row, column.header, problem.message.replace(`「${column.header}」`, ''));
      values[column.key] = value;
    }
    return values;
  }

  /**
   * Which fields must or must not be filled in depends on how far the call came. Undefined where nobody called, or
   * where there is a problem.
   */
  private resultOf(row: RawRow, values: Values, training: Training | undefined): CallResult | undefined {
    if (RESULT_COLUMNS.every(({ header }) => isBlank(row.cells[this.columns.get(header) ?? -1]))) return undefined;
    const before = this.problems.length;
    const wanted = (header: string, key: string, why: string) => {
      const blank = isBlank(row.cells[this.columns.get(header) ?? -1]);
      if (blank) this.say(row, header, `为空，${why}须填写`);
      return values[key];
    };
    const unwanted = (header: string, why: string) => {
      if (!isBlank(row.cells[this.columns.get(header) ?? -1])) this.say(row, header, `应留空：${why}`);
    };
    const reached = wanted('是否接通', 'reached', '填写回访结果时');
    const tries = wanted('拨打次数', 'tries', '填写回访结果时');
    const day = wanted('日期', 'day', '填写回访结果时');
    const begun = training && firstDay(training);
    if (day !== undefined && begun !== undefined && String(day) < begun)
      this.say(row, '日期', `${day} 早于该学员培训的第一天 ${begun}，培训之前的通话不是回访，请核对`);
    wanted('回访人', 'caller', '填写回访结果时');
    const inPerson = reached === '接通' ? wanted('是否本人', 'inPerson', '接通后') : undefined;
    const confirms = inPerson === '是' ? wanted('确认参加', 'confirms', '本人接听后') : undefined;
    const agrees = confirms === '确认' ? wanted('说法与记录是否一致', 'agrees', '确认参加后') : values.agrees;
    if (reached !== undefined && reached !== '接通')
      for (const header of ['是否本人', '确认参加', '说法与记录是否一致']) unwanted(header, '没有接通');
    if (inPerson === '否') for (const header of ['确认参加', '说法与记录是否一致']) unwanted(header, '不是本人接听');
    if (this.problems.length > before || reached === undefined || day === undefined) return undefined;
    return {
      reached,
      tries: Number(tries),
      inPerson,
      confirms,
      agrees,
      note: String(values.note ?? ''),
      day,
    } as CallResult;
  }

  private place({ row }: RawRow, header: string) {
    const cell = this.sheet.address(row, this.columns.get(header) ?? 0);
    return { file: this.sheet.file, sheet: this.sheet.name, cell };
  }

  private say(row: RawRow, header: string, problem: string): void {
    this.problems.push(`${this.sheet.name} ${this.place(row, header).cell}「${header}」${problem}`);
  }

  private summary(): string {
    const more = this.problems.length - MOST_PROBLEMS;
    const listed = this.problems.slice(0, MOST_PROBLEMS).map((problem) => `  ${problem}`);
    return [
      `${this.sheet.file} 有 ${this.problems.length} 处问题，没有读取任何回访结果；请逐处改正后再读回：`,
      ...listed,
      ...(more > 0 ? [`  另有 ${more} 处未列出`] : []),
    ].join('\n');
  }
}

/** The day on which the person's training began, by the records; by what was stated where there are none in memory. */
function firstDay({ entry: { course, idNumber }, input: { case: material, granted } }: Training): Day | undefined {
  const own = <R extends { course: string; idNumber: string }>(rows: readonly R[]) =>
    rows.filter((row) => row.course === course && row.idNumber === idNumber);
  const days = [
    ...own(material.sessions).map(({ start }) => dayOf(start)),
    ...own(material.signIns).map(({ at }) => dayOf(at)),
  ];
  const period = granted && grantedStage(granted.receipts.deadlines, '组织培训', course);
  return days.sort()[0] ?? period?.startedOn ?? material.dates.培训开始;
}
