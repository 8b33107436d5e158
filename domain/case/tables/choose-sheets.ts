import { fold } from '../../fold.ts';
import { isBlank, type RawSheet } from '../cells/raw.ts';
import type { CaseFindings } from '../model/case-findings.ts';
import {
  type Column,
  DATE_ITEMS,
  DATES_SHEET,
  ENTERPRISE_ITEMS,
  ENTERPRISE_SHEET,
  TABLE_NAMES,
  TABLES,
  type TableName,
} from '../model/layout.ts';
import { findHeader } from './find-header.ts';
import { sheetSynonyms } from './synonyms.ts';

export type SheetTitle = TableName | typeof ENTERPRISE_SHEET | typeof DATES_SHEET;
export const SHEET_TITLES: readonly SheetTitle[] = [ENTERPRISE_SHEET, ...TABLE_NAMES, DATES_SHEET];

/** A sheet, and how near its name is to ours: 0 the name itself, 1 with a number or a note, 2 a synonym, 3 a synonym with one. */
interface Candidate {
  sheet: RawSheet;
  rank: number;
  rows: number;
}

/** The sheets of a workbook by the sheet of ours that they are read as, and those that are read as none. */
export interface ChosenSheets {
  of: ReadonlyMap<SheetTitle, RawSheet>;
  unused: readonly RawSheet[];
  /** Sheets with rows that could as well have been taken, by what they are: their rows are lost until a person decides. */
  rivals: ReadonlyMap<SheetTitle, readonly RawSheet[]>;
}

/**
 * Which sheet is which: a visible one before a hidden one, then the nearest name, then the one with rows. What was
 * passed over is said where somebody could have meant it.
 */
export function chooseSheets(sheets: readonly RawSheet[], found: CaseFindings): ChosenSheets {
  const of = new Map<SheetTitle, RawSheet>();
  const rivals = new Map<SheetTitle, RawSheet[]>();
  const left = new Set(sheets);
  const candidatesOf = new Map(SHEET_TITLES.map((title) => [title, candidates(title, sheets)]));
  // Exact names first, so that no synonym takes a sheet that is another by its name.
  for (const most of [1, 3])
    for (const title of SHEET_TITLES) {
      if (of.has(title)) continue;
      const those = (candidatesOf.get(title) ?? []).filter(({ sheet }) => left.has(sheet));
      const best = those.toSorted(preferred)[0];
      if (best === undefined || best.rank > most) continue;
      of.set(title, best.sheet);
      left.delete(best.sheet);
      const same = sayChoice(
        title,
        best,
        those.filter((one) => one !== best),
        found,
      );
      rivals.set(
        title,
        same.map(({ sheet }) => sheet),
      );
      for (const { sheet, rank } of those) if (rank < 2) left.delete(sheet);
    }
  return { of, unused: [...left], rivals };
}

function preferred(a: Candidate, b: Candidate): number {
  return (
    Number(a.sheet.hidden ?? false) - Number(b.sheet.hidden ?? false) ||
    Number(a.rows === 0) - Number(b.rows === 0) ||
    a.rank - b.rank
  );
}

function candidates(title: SheetTitle, sheets: readonly RawSheet[]): Candidate[] {
  return sheets.flatMap((sheet) => {
    const rank = rankOfName(sheet.name, title);
    if (rank === undefined) return [];
    const fit = fitOf(sheet, title);
    // By its own name a sheet is what it says, whatever is in it; by another name its columns must fit.
    if (rank >= 2 && fit.share < 0.5) return [];
    return [{ sheet, rank, rows: fit.rows }];
  });
}

/** The sheet of ours that a name means; undefined where it means none. */
export function titleOfSheet(name: string): SheetTitle | undefined {
  const ranked = SHEET_TITLES.flatMap((title) => {
    const rank = rankOfName(name, title);
    return rank === undefined ? [] : [{ title, rank }];
  });
  return ranked.toSorted((a, b) => a.rank - b.rank)[0]?.title;
}

function rankOfName(name: string, title: SheetTitle): number | undefined {
  const folded = fold(name).replace(/[*:]/g, '');
  const bare = withoutNumbers(folded);
  const own = fold(title);
  if (folded === own) return 0;
  if (bare === own) return 1;
  const synonyms = sheetSynonyms(title).map(fold);
  if (synonyms.includes(folded)) return 2;
  return synonyms.includes(bare) ? 3 : undefined;
}

/** Without the numbering, dates, notes and versions that people put around a sheet's name. */
function withoutNumbers(folded: string): string {
  return folded
    .replace(/\([^()]*\)/g, '')
    .replace(/^(附件|附表|表|sheet)?[\d一二三四五六七八九十]{0,3}[-.、_:]?/, '')
    .replace(/^\d{4}年?(度)?/, '')
    .replace(/[-_.·]?(\d{4}年?(度)?)?(\d{1,2}月)?(\d{1,2}日)?\d*$/, '')
    .replace(/[-_.]?(最新|最终|终版|定稿|新|final|new|v\d*|副本|表|\d+)?$/, '')
    .replace(/[-_.·]+$/, '');
}

/** What share of our columns a sheet names, and how many rows hold something below the header. */
export function fitOf(sheet: RawSheet, title: SheetTitle): { share: number; rows: number } {
  if (title === ENTERPRISE_SHEET || title === DATES_SHEET) {
    const items: readonly Column[] = title === ENTERPRISE_SHEET ? ENTERPRISE_ITEMS : DATE_ITEMS;
    const named = new Set(sheet.rows.flatMap(({ cells }) => cells.slice(0, 3).map((cell) => fold(cell?.value))));
    const there = items.filter(({ header }) => named.has(fold(header))).length;
    return { share: there / items.length, rows: there };
  }
  const columns: readonly Column[] = TABLES[title];
  const header = findHeader(sheet, title, columns);
  if (header === undefined) return { share: 0, rows: 0 };
  const needed = columns.flatMap((column, index) =>
    column.kind.startsWith('optional') || column.serial ? [] : [index],
  );
  const there = needed.filter((index) => header.places[index] !== undefined).length;
  const rows = sheet.rows.filter(({ row, cells }) => row > header.last && cells.some((cell) => !isBlank(cell))).length;
  return { share: there / needed.length, rows };
}

/** Returns those that are as good and hold rows. */
function sayChoice(
  title: SheetTitle,
  chosen: Candidate,
  others: readonly Candidate[],
  found: CaseFindings,
): readonly Candidate[] {
  const { sheet } = chosen;
  const place = { file: sheet.file, sheet: sheet.name };
  const rivals = others.filter(({ rank }) => rank < 2 || rank <= chosen.rank);
  const full = rivals.filter((one) => one.rows > 0 && !one.sheet.hidden);
  const same = full.filter(({ rank }) => rank === chosen.rank);
  if (same.length > 0)
    found.violation(
      'two-sheets',
      place,
      `工作表${[chosen, ...same].map((one) => called(one)).join('、')}都是「${title}」，且都有数据；只读取了${called(chosen)}，请只保留一张`,
    );
  else if (full.length > 0 || rivals.some((one) => one.sheet.hidden) || rivals.length > 0)
    found.doubt(
      'sheet-passed-over',
      place,
      `「${title}」读取的是工作表${called(chosen)}，没有读取${rivals.map((one) => `${called(one)}${one.sheet.hidden ? '（已隐藏）' : one.rows === 0 ? '（没有数据）' : ''}`).join('、')}；请核对，并删去不用的工作表`,
    );
  if (sheet.hidden)
    found.doubt('hidden-sheet', place, `工作表${called(chosen)}是隐藏的，仍作为「${title}」读取；请核对`);
  if (chosen.rank >= 2)
    found.doubt(
      'sheet-name',
      place,
      `工作表${called(chosen)}作为「${title}」读取；如不是请改名，如是建议改名为「${title}」`,
    );
  return same;
}

/** A name that is ours or a usual one, and nobody's: as the tab has it. */
const called = ({ sheet }: Candidate) => `「${sheet.name}」`;
