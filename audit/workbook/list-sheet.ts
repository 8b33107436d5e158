import type ExcelJS from 'exceljs';
import { columnLetters } from '../../domain/case/cells/raw.ts';
import type { Day } from '../../domain/date.ts';
import { rowHeight } from './heights.ts';
import { type Look, lookOf, NOTE, TITLE } from './looks.ts';
import { plainText } from './plain-text.ts';

export const NOT_OFFICIAL = '模拟环境 · 非官方网站';
/** Excel opens no sheet with more links (Specifications and limits: 65,530). */
const MOST_LINKS = 65_000;

/** `to`: `#'sheet'!A1`, or a path relative to the workbook, with `#'sheet'!A1` for a cell in it. */
export interface Link {
  text: string;
  to: string;
}
export interface Formula {
  formula: string;
  result: number;
}
export type Content = string | number | Date | Link | Formula | undefined;

export interface ListColumn<T> {
  header: string;
  /** In characters of the font. */
  width: number;
  value: (row: T, index: number) => Content;
  look?: (row: T) => Look;
  format?: string;
}

export interface List<T> {
  /** At most 31 characters, unique within the workbook. */
  name: string;
  title: string;
  /** Sentences above the table. */
  notes: readonly string[];
  columns: readonly ListColumn<T>[];
  rows: readonly T[];
  /** What stands there instead of rows. */
  empty: string;
  /** Columns that stay when scrolled to the right. */
  fixed?: number;
  /** A line between notes and header, by the column's header; `rows` is the range of the column. */
  totals?: { label: string; of: Readonly<Record<string, (range: string) => Formula>> };
  /** Pages in width; one unless stated. */
  pagesWide?: number;
}

/** Number of the row that holds the header of a list with so many notes. */
export function headerRow({ notes, totals }: Pick<List<never>, 'notes' | 'totals'>): number {
  return 2 + notes.length + (totals === undefined ? 0 : 1);
}

/** A sheet that is one table: title, notes, header that stays and is printed on each page, filter, rows. */
export function addList<T>(book: ExcelJS.Workbook, list: List<T>): ExcelJS.Worksheet {
  const { name, title, notes, columns, rows, empty, fixed = 0, totals, pagesWide = 1 } = list;
  const header = headerRow(list);
  const sheet = book.addWorksheet(name, {
    views: [{ state: 'frozen', xSplit: fixed, ySplit: header }],
    pageSetup: {
      paperSize: 9,
      orientation: 'landscape',
      fitToPage: true,
      fitToWidth: pagesWide,
      fitToHeight: 0,
      printTitlesRow: `${header}:${header}`,
      ...(pagesWide > 1 && fixed > 0 && { printTitlesColumn: `A:${letters(fixed)}` }),
      margins: { left: 0.4, right: 0.4, top: 0.6, bottom: 0.6, header: 0.25, footer: 0.25 },
      horizontalCentered: true,
    },
    headerFooter: {
      oddHeader: `&L${NOT_OFFICIAL}&R${title}`,
      oddFooter: '&R第 &P 页，共 &N 页',
    },
  });
  sheet.columns = columns.map(({ width }) => ({ width }));
  const width = columns.reduce((sum, column) => sum + column.width, 0);
  const last = letters(columns.length);
  [`${title}　　${NOT_OFFICIAL}`, ...notes].forEach((sentence, index) => {
    const row = sheet.addRow([plainText(sentence)]);
    if (columns.length > 1) sheet.mergeCells(`A${row.number}:${last}${row.number}`);
    row.getCell(1).style = index === 0 ? TITLE : NOTE;
    row.height = index === 0 ? 26 : rowHeight([{ text: sentence, width }]);
  });
  if (totals !== undefined) addTotals(sheet, list, totals, header);
  const head = sheet.addRow(columns.map((column) => column.header));
  head.eachCell((cell) => {
    cell.style = lookOf('header');
  });
  head.height = rowHeight(columns.map((column) => ({ text: column.header, width: column.width }))) + 4;
  if (rows.length === 0) {
    const row = sheet.addRow([empty]);
    if (columns.length > 1) sheet.mergeCells(`A${row.number}:${last}${row.number}`);
    row.getCell(1).style = NOTE;
    row.height = rowHeight([{ text: empty, width }]);
    return sheet;
  }
  addRows(sheet, columns, rows);
  sheet.autoFilter = `A${header}:${last}${header + rows.length}`;
  return sheet;
}

function addRows<T>(sheet: ExcelJS.Worksheet, columns: readonly ListColumn<T>[], rows: readonly T[]): void {
  let links = 0;
  rows.forEach((values, index) => {
    const row = sheet.addRow([]);
    const texts: { text: string; width: number }[] = [];
    columns.forEach(({ value, look, format, width }, column) => {
      const content = value(values, index);
      const cell = row.getCell(column + 1);
      const linked = isLink(content) && links < MOST_LINKS;
      if (linked) links += 1;
      cell.value = cellValue(content, linked);
      if (typeof content === 'string') texts.push({ text: content, width });
      else if (isLink(content)) texts.push({ text: content.text, width });
      const own = look?.(values) ?? lookFor(content);
      cell.style = lookOf(
        linked && own === 'plain' ? 'link' : own,
        format ?? (content instanceof Date ? 'yyyy-mm-dd' : undefined),
      );
    });
    row.height = rowHeight(texts);
  });
}

function lookFor(content: Content): Look {
  return typeof content === 'number' ? 'number' : content instanceof Date ? 'middle' : 'plain';
}

function addTotals<T>(
  sheet: ExcelJS.Worksheet,
  { columns, rows }: List<T>,
  { label, of }: NonNullable<List<T>['totals']>,
  header: number,
): void {
  const row = sheet.addRow([label]);
  columns.forEach((column, index) => {
    const total = of[column.header];
    const letter = letters(index + 1);
    const cell = row.getCell(index + 1);
    if (total !== undefined && rows.length > 0)
      cell.value = total(`${letter}${header + 1}:${letter}${header + rows.length}`);
    cell.style = lookOf('total', column.format);
  });
}

function cellValue(content: Content, linked: boolean): ExcelJS.CellValue {
  if (content === undefined) return null;
  if (typeof content === 'string') return plainText(content);
  if (!isLink(content)) return content;
  return linked ? { text: plainText(content.text), hyperlink: content.to } : plainText(content.text);
}

function isLink(content: Content): content is Link {
  return typeof content === 'object' && 'to' in content;
}

/** A day as a spreadsheet's date. */
export function dateCell(day: Day | undefined): Date | undefined {
  return day === undefined ? undefined : new Date(`${day}T00:00:00Z`);
}

/** 1 → A. */
function letters(column: number): string {
  return columnLetters(column - 1);
}
