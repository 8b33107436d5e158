import { addNotes } from './cells/cell-note.ts';
import type { PersonalCells } from './cells/personal.ts';
import type { RawSheet } from './cells/raw.ts';
import type { CaseFindings } from './model/case-findings.ts';
import { NEEDED_SHEETS, RECORD_TABLES, TABLE_FIELDS, type TableName } from './model/layout.ts';
import type { Case, ReadableCase } from './model/schema.ts';
import type { RecordsBeside } from './records/records-beside.ts';
import { type ChosenSheets, SHEET_TITLES, type SheetTitle } from './tables/choose-sheets.ts';
import type { Locate } from './tables/locate.ts';
import { sayMissingSheet } from './tables/missing-sheets.ts';
import { ITEMS, readItems } from './tables/read-items.ts';
import { type RecordValues, readTable, type TableReading } from './tables/read-table.ts';

/** How a sheet was understood: which of ours it is, and what it calls our columns. */
export interface SheetMapping {
  file: string;
  /** As its tab says. */
  sheet: string;
  /** The sheet of ours that it was read as. */
  table: SheetTitle;
  /** 1-based; the lowest where the header takes several rows. */
  headerRow: number;
  /** Our column or item → the sheet's. */
  columns: Record<string, string>;
}

export interface SheetsReading {
  /** Parts of a case by their key, as far as they could be read. */
  values: Partial<Omit<ReadableCase, 'name'>>;
  /** Every data row of each sheet, unreadable cells left out; shared with `values`. */
  seen: ReadonlyMap<TableName, readonly RecordValues[]>;
  lost: ReadonlyMap<TableName, TableReading['lost']>;
  mapping: SheetMapping[];
  locate: Locate;
}

/** Reads each sheet by itself, or the record file beside it; `file` is the workbook, for what is missing in it. */
export async function readSheets(
  sheets: ChosenSheets,
  file: string,
  beside: RecordsBeside,
  found: CaseFindings,
  personal: PersonalCells,
): Promise<SheetsReading> {
  const values: Partial<Record<keyof Case, unknown>> = {};
  const seen = new Map<TableName, RecordValues[]>();
  const lost = new Map<TableName, TableReading['lost']>();
  const mapping: SheetMapping[] = [];
  const places = new Map<string, Place>();
  const totals: Totals = new Map();
  for (const title of SHEET_TITLES) {
    const sheet = sheets.of.get(title);
    const own = await beside.read(title as TableName, sheet, seen, personal, found);
    if (own !== undefined) {
      const table = title as TableName;
      const at = { file: own.name, sheet: title };
      values[TABLE_FIELDS[table]] = own.rows;
      seen.set(table, own.seen);
      lost.set(table, own.lost);
      totals.set(table, own.total);
      places.set(title, { ...at, cell: (row, header) => own.addressOf(row ?? own.headerRow, header) });
      mapping.push({ ...at, table, headerRow: own.headerRow, columns: own.columns });
    } else if (sheet === undefined) sayMissingSheet(title, file, sheets, found);
    else if (title in ITEMS) {
      const reading = readItems(sheet, title as keyof typeof ITEMS, personal);
      values[title === '企业信息' ? 'enterprise' : 'dates'] = reading.values;
      places.set(title, { ...nameOf(sheet), cell: (_row, header) => reading.addressOf(header) });
      mapping.push({ ...nameOf(sheet), table: title, headerRow: reading.headerRow, columns: reading.columns });
      addNotes(found, sheet, reading.notes);
    } else {
      const table = title as TableName;
      const reading = readTable(sheet, table, personal);
      values[TABLE_FIELDS[table]] = reading.rows;
      seen.set(table, reading.seen);
      const unread = (sheets.rivals.get(title) ?? []).flatMap((rival) => readTable(rival, table, personal).seen);
      lost.set(table, [...reading.lost, ...unread.map((record) => ({ record, written: undefined }))]);
      places.set(title, {
        ...nameOf(sheet),
        cell: (row, header) => reading.addressOf(row ?? reading.headerRow, header),
      });
      mapping.push({ ...nameOf(sheet), table, headerRow: reading.headerRow, columns: reading.columns });
      totals.set(table, reading.total);
      addNotes(found, sheet, reading.notes);
      if (reading.total === 0 && NEEDED_SHEETS.includes(title))
        found.violation('empty-sheet', nameOf(sheet), `工作表「${title}」没有数据行；请填写后重试`);
    }
  }
  sayEmptyRecords(totals, lost, places, found);
  return { values: values as SheetsReading['values'], seen, lost, mapping, locate: locateIn(places, file) };
}

/** Rows of each table that hold data; undefined of a file that nobody has counted. */
type Totals = Map<TableName, number | undefined>;

/** A sheet of records with its header alone, where others hold records: as much as a missing sheet, and as easily overlooked. */
function sayEmptyRecords(
  totals: Totals,
  lost: SheetsReading['lost'],
  places: ReadonlyMap<string, Place>,
  found: CaseFindings,
): void {
  const filled = RECORD_TABLES.filter((table) => totals.has(table) && totals.get(table) !== 0);
  if (filled.length === 0) return;
  for (const table of RECORD_TABLES) {
    const place = places.get(table);
    if (place === undefined || totals.get(table) !== 0 || (lost.get(table)?.length ?? 0) > 0) continue;
    found.doubt(
      'empty-sheet',
      { file: place.file, sheet: place.sheet },
      `「${table}」只有表头、没有数据行，而${filled.map((other) => `「${other}」`).join('')}已填写；这样不能申请补贴，如已有数据请补上`,
    );
  }
}

interface Place {
  file: string;
  sheet: string;
  cell: (row: number | undefined, header: string) => string | undefined;
}

const nameOf = ({ file, name }: RawSheet) => ({ file, sheet: name });

function locateIn(places: ReadonlyMap<string, Place>, workbook: string): Locate {
  return (title, row, header) => {
    const place = places.get(title);
    if (place === undefined) return { file: workbook, sheet: title };
    const cell = place.cell(row, header);
    return { file: place.file, sheet: place.sheet, ...(cell !== undefined && { cell }) };
  };
}
