import type { DuckDBConnection } from '@duckdb/node-api';
import type { PersonalCells } from '../cells/personal.ts';
import type { Column } from '../model/layout.ts';
import type { TableReading } from '../tables/read-table.ts';
import type { Layout } from './beginning.ts';
import type { CountedNotes } from './counted-notes.ts';
import type { RecordSource, RecordTitle } from './record-files.ts';
import { lostRecord, type Unread } from './text-rows.ts';

/** A record file while it is read, and the database that its rows go through. */
export interface Reading {
  connection: DuckDBConnection;
  source: RecordSource;
  title: RecordTitle;
  columns: readonly Column[];
  layout: Layout;
  /** Absolute; the rows are kept there, as Parquet. */
  folder: string;
  personal: PersonalCells;
  notes: CountedNotes;
  /** Rows that hold data and could not be read. */
  lost: TableReading['lost'];
}

/** Rows that are handed over at a time. */
export const BATCH = 5000;

/** The first number of the first row of an answer. */
export async function numberOf(connection: DuckDBConnection, query: string): Promise<number> {
  return Number((await connection.runAndReadAll(query)).getRows()[0]?.[0] ?? 0);
}

/** A record that cannot be read is told, and whoever's it is lacks it only here. */
export function refuseRecord({ notes, lost }: Pick<Reading, 'notes' | 'lost'>, record: Unread): void {
  notes.add(record.note);
  lost.push(lostRecord(record));
}
