import type { JournalLine } from '../../evidence/journal-line.ts';
import type { Receipts } from '../../evidence/receipts.ts';

/** Where rules point to in a bundle. */
export const RECEIPTS_FILE = 'data/core/receipts.json';
export const JOURNAL_FILE = 'data/core/journal.jsonl';

/** What the portal gave in the run of a bundle, and when it was asked for. */
export interface Granted {
  receipts: Receipts;
  /** The whole lines of the run's journal. */
  lines: readonly JournalLine[];
}

/** A place in the receipts, by JSON pointer: `/claims/0/lines/1/amount`. */
export function inReceipts(pointer: string): { file: string; cell: string } {
  return { file: RECEIPTS_FILE, cell: pointer };
}

/** A line of the journal, by its number from 0. */
export function inJournal(seq: number): { file: string; cell: string } {
  return { file: JOURNAL_FILE, cell: `第 ${seq} 条` };
}
