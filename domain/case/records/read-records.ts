import type { CellNote } from '../cells/cell-note.ts';
import type { PersonalCells } from '../cells/personal.ts';
import { readPlain } from '../files/plain-file.ts';
import type { RecordFile } from '../tables/locate.ts';
import { type RecordValues, readTable, type TableReading } from '../tables/read-table.ts';
import { readAtRest } from './at-rest.ts';
import { parquetAddress, whyNoRecords } from './parquet.ts';
import { HEAD, isEmpty, readCsv } from './read-csv.ts';
import type { RecordSource, RecordTitle } from './record-files.ts';

/**
 * Most bytes of a text file whose rows are held in memory: where rows may also stay in a file, and where they may not.
 */
export const IN_MEMORY = 16 * 1024 ** 2;
const MOST_IN_MEMORY = 512 * 1024 ** 2;

export interface RecordReading extends Pick<TableReading, 'rows' | 'lost' | 'notes' | 'columns' | 'headerRow'> {
  /** Every data row in memory; of rows that stay in a file, those about which something may be said when sheets are compared. */
  seen: RecordValues[];
  /** Rows that hold data; unknown of a file that nobody has read yet. */
  total: number | undefined;
  addressOf: (row: number, header: string) => string | undefined;
  /** Where the rows stay that are not in `rows`. */
  file?: RecordFile;
}

/** A file of which no row is in memory. */
const NOTHING = { rows: [], seen: [], lost: [], notes: [], columns: {}, headerRow: 1 };

export interface RecordsContext {
  /** Absolute, the caller's to remove; without it all rows are held in memory. */
  scratch: string | undefined;
  /** Bytes beyond which rows stay in `scratch`. */
  inMemory: number;
  personal: PersonalCells;
  named: { courses: ReadonlySet<string>; trainees: ReadonlySet<string> };
}

/** Reads a record sheet that lies beside the workbook. */
export async function readRecords(
  source: RecordSource,
  title: RecordTitle,
  { scratch, inMemory, personal, named }: RecordsContext,
): Promise<RecordReading> {
  if (source.kind === 'parquet') {
    const addressOf = parquetAddress(title);
    const note = await whyNoRecords(source, title);
    if (note !== undefined) return { ...NOTHING, notes: [note], total: 0, addressOf };
    return {
      ...NOTHING,
      total: undefined,
      addressOf,
      file: { path: source.path, row: 'file_row_number + 1' },
    };
  }
  // A file of blanks alone is told from one with rows by its beginning.
  if (scratch !== undefined && source.size > inMemory && !(await isBlankFile(source)))
    return { ...NOTHING, ...(await readAtRest(source, title, { scratch, personal, named })) };
  if (source.size > MOST_IN_MEMORY) return tooLarge();
  const { sheet, notes, lost } = readCsv(source.name, title, await readPlain(source.path, source.name));
  // A file of nothing has no header either: that is said once.
  if (notes.some(({ rule }) => rule === 'csv-empty')) return { ...tooLarge(), notes };
  const reading = readTable(sheet, title, personal);
  return {
    ...reading,
    lost: [...lost, ...reading.lost],
    notes: [...notes, ...reading.notes].sort((a, b) => a.row - b.row),
  };
}

async function isBlankFile({ path, name, size }: RecordSource): Promise<boolean> {
  if (size > HEAD) return false;
  return isEmpty(await readPlain(path, name));
}

function tooLarge(): RecordReading {
  const note: CellNote = {
    kind: 'violation',
    rule: 'record-file-too-large',
    row: 1,
    field: '',
    message: `超过 ${MOST_IN_MEMORY / 1024 ** 2} MB，演练时须全部放入内存，没有读取；可用 npm run check 或 npm run audit 核查，演练请用较小的案例`,
  };
  const lost = [{ record: {}, written: undefined }];
  return { ...NOTHING, lost, notes: [note], total: 0, addressOf: () => undefined };
}
