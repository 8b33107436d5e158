import { fold } from '../../fold.ts';
import { isBlank, type RawCell, type RawRow, type RawSheet } from '../cells/raw.ts';
import type { Column } from '../model/layout.ts';
import type { Header } from './find-header.ts';
import { Neighbours } from './neighbours.ts';
import { NOTE, PRINTED, SIGNATURE, SIGNER, TOTAL } from './row-words.ts';

/** What a row below the header is. */
export type RowKind = 'data' | 'blank' | 'serial-only' | 'example' | 'repeated-header' | 'not-data';

/** A remark of one cell that ends a list: longer than what a cell of a list usually holds. */
const LONG = 12;

/** Kinds whose cells hold a value that only a row of data has. */
const TYPED: ReadonlySet<Column['kind']> = new Set(['mobile', 'moment', 'optionalMoment', 'day', 'optionalDay']);

/** Tells rows of data from what people and printers put between and below them. */
export function rowKinds(sheet: RawSheet, header: Header, columns: readonly Column[]): (row: RawRow) => RowKind {
  const place = (wanted: (column: Column) => boolean) =>
    columns.flatMap((column, index) =>
      wanted(column) && header.places[index] !== undefined ? [header.places[index]] : [],
    );
  const serial = place(({ serial }) => serial === true);
  const identity = place(({ kind }) => kind === 'idNumber' || kind === 'creditCode');
  const typed = place(({ kind }) => TYPED.has(kind));
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
  const holdsTyped = ({ cells }: RawRow) => typed.some((at) => isTyped(cells[at]));
  const isHeader = (texts: readonly Filled[]) =>
    texts.filter(({ at, text }) => header.labels[at]?.includes(text)).length >= Math.max(2, named.length / 2);
  const isData = identity.length === 0 ? measured : identified;
  const neighbours = new Neighbours(sheet, header, {
    isData,
    isHeader: (row) => isHeader(filledOf(row)),
  });

  const notData = new Set<RawRow>();
  const kindOf = (row: RawRow): RowKind => {
    const start = row.cells.find((cell) => !isBlank(cell))?.value;
    if (typeof start === 'string' && start.trimStart().startsWith('示例')) return 'example';
    // A quick answer for most rows: folding each cell of a million rows takes long.
    if (identified(row)) return 'data';
    const filled = filledOf(row);
    const [first] = filled;
    if (first === undefined) return 'blank';
    const texts = filled.map(({ text }) => text);
    if (isHeader(filled) || neighbours.isTitle(texts)) return 'repeated-header';
    if (filled.length === 1 && named.length > 2 && !/^\d/.test(first.text) && neighbours.opensPage(row))
      return NOTE.test(first.text) ? 'not-data' : 'repeated-header';
    if (filled.every(({ at }) => serial.includes(at)))
      return /^\d+[.、]?$/.test(first.text) ? 'serial-only' : 'not-data';
    if (texts.slice(0, 3).some((text) => TOTAL.test(text))) return 'not-data';
    // Whoever's the row is stands in the cell that it is merged with.
    const above = neighbours.mergedWith(row, named);
    if (above.some(isData)) return 'data';
    if (above.some((top) => notData.has(top))) return 'not-data';
    if (identity.length === 0 && measured(row)) return 'data';
    if (SIGNATURE.test(first.text) || NOTE.test(first.text)) return 'not-data';
    if (SIGNER.test(first.text) && !measured(row) && !holdsTyped(row)) return 'not-data';
    if (isBelowHeader(texts)) return 'not-data';
    if (filled.length > 1 || named.length <= 2) return 'data';
    return first.text.length >= LONG || (PRINTED.test(first.text) && neighbours.closes(row)) ? 'not-data' : 'data';
  };
  return (row) => {
    const kind = kindOf(row);
    if (kind === 'not-data') notData.add(row);
    return kind;
  };
}

interface Filled {
  at: number;
  text: string;
}

function filledOf({ cells }: RawRow): Filled[] {
  return cells.flatMap((cell, at) => (isBlank(cell) ? [] : [{ at, text: fold(cell.value) }]));
}

/** As an ID number or a credit code is written, right or wrong. */
function isLongCode(cell: RawCell | undefined): boolean {
  if (cell === undefined || isBlank(cell)) return false;
  return typeof cell.value === 'number'
    ? cell.value >= 1e13
    : typeof cell.value === 'string' &&
        (/^[\dA-Z]{15,18}$/.test(cell.value) || /^[\da-z]{12,}$/.test(fold(cell.value).replace(/[-']/g, '')));
}

/** A time, or as many digits as one has. */
function isTyped(cell: RawCell | undefined): boolean {
  return cell !== undefined && !isBlank(cell) && (cell.isDate === true || /\d{2}/.test(fold(cell.value)));
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
