import { fold } from '../../fold.ts';
import { isBlank, type RawCell, type RawRow } from '../cells/raw.ts';
import type { Column } from '../model/layout.ts';
import type { Header } from './find-header.ts';

/** What a row below the header is. */
export type RowKind = 'data' | 'blank' | 'serial-only' | 'example' | 'repeated-header' | 'not-data';

const TOTAL =
  /^(本页|本表|本班|总|人数|课时|学时|全部)?(合计|总计|小计|共计|累计)(人数|课时|学时|时长|金额)?[:\d.人名条次门节页课时学分钟元]*$|^(共|共计|总共|总人数|总数)[:]?\d+(人|名|条|页|门|节|个)?$/;
const WHO =
  '填表|制表|填报|编制|审核|复核|审批|批准|负责|经办|校对|录入|主管|单位|企业|公司|机构|平台|培训|申报|法定代表|授权|联系|报送|打印|导出|班主任';
const SIGNATURE = new RegExp(
  `^\\(?(${WHO})[^:]{0,12}:|^(填表|制表|填报|审核|复核|经办|负责|审批)人$|^(填表|制表|填报|打印|导出)?(日期|时间):|(盖章|公章|签字|签名|签章)\\)?:?$`,
);
const NOTE =
  /^(注|备注|说明|填表说明|填写说明|注意|注意事项|温馨提示|附注)\d?[:.、]|以下空白|以下无正文|^第\d+页(共\d+页)?$/;
/** A remark of one cell that ends a list: longer than what a cell of a list usually holds. */
const LONG = 12;

/** Tells rows of data from what people and printers put between and below them. */
export function rowKinds(header: Header, columns: readonly Column[]): (row: RawRow) => RowKind {
  const place = (wanted: (column: Column) => boolean) =>
    columns.flatMap((column, index) =>
      wanted(column) && header.places[index] !== undefined ? [header.places[index]] : [],
    );
  const serial = place(({ serial }) => serial === true);
  const identity = place(({ kind }) => kind === 'idNumber' || kind === 'creditCode');
  const measures = columns.filter(
    ({ kind, serial }) => (kind === 'count' || kind === 'number' || kind === 'choice') && !serial,
  );
  const named = header.places.filter((one) => one !== undefined);

  const identified = ({ cells }: RawRow) => identity.some((at) => isLongCode(cells[at]));
  const measured = ({ cells }: RawRow) =>
    measures.some((column) => {
      const at = header.places[columns.indexOf(column)];
      return at !== undefined && fits(cells[at], column);
    });

  return (row) => {
    const start = row.cells.find((cell) => !isBlank(cell))?.value;
    if (typeof start === 'string' && start.trimStart().startsWith('示例')) return 'example';
    // A quick answer for most rows: folding each cell of a million rows takes long.
    if (identified(row)) return 'data';
    const filled = row.cells.flatMap((cell, at) => (isBlank(cell) ? [] : [{ at, text: fold(cell.value) }]));
    const [first] = filled;
    if (first === undefined) return 'blank';
    if (filled.every(({ at }) => serial.includes(at)))
      return /^\d+[.、]?$/.test(first.text) ? 'serial-only' : 'not-data';
    const repeated = filled.filter(({ at, text }) => header.labels[at]?.includes(text)).length;
    if (repeated >= Math.max(2, named.length / 2)) return 'repeated-header';
    if (filled.slice(0, 3).some(({ text }) => TOTAL.test(text))) return 'not-data';
    if (identity.length === 0 && measured(row)) return 'data';
    if (SIGNATURE.test(first.text) || NOTE.test(first.text)) return 'not-data';
    if (isBelowHeader(filled.map(({ text }) => text))) return 'not-data';
    return filled.length === 1 && named.length > 2 && first.text.length >= LONG ? 'not-data' : 'data';
  };
}

/** As an ID number or a credit code is written, right or wrong. */
function isLongCode(cell: RawCell | undefined): boolean {
  if (cell === undefined || isBlank(cell)) return false;
  return typeof cell.value === 'number'
    ? cell.value >= 1e13
    : typeof cell.value === 'string' &&
        (/^[\dA-Z]{15,18}$/.test(cell.value) || /^[\da-z]{12,}$/.test(fold(cell.value).replace(/[-']/g, '')));
}

function fits(cell: RawCell | undefined, { kind, choices = [] }: Column): boolean {
  if (cell === undefined || isBlank(cell)) return false;
  return kind === 'choice'
    ? choices.some((choice) => fold(choice) === fold(cell.value))
    : Number.isFinite(Number(cell.value));
}

/** What must be filled in, or the columns' numbers, as official forms print it under the header. */
function isBelowHeader(texts: string[]): boolean {
  if (texts.length < 3) return false;
  const numbers = texts.map(Number);
  return (
    texts.every((text) => /^(必填|选填|可选|\(.*\))$/.test(text)) ||
    numbers.every((number, index) => number === (numbers[0] ?? 0) + index && number < 100)
  );
}
