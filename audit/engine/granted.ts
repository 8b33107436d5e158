import type { JournalLine } from '../../evidence/journal-line.ts';
import { JOURNAL, RECEIPTS } from '../../evidence/layout.ts';
import type { Receipts } from '../../evidence/receipts.ts';

/** What the portal gave in the run of a bundle, and when it was asked for. */
export interface Granted {
  receipts: Receipts;
  /** The whole lines of the run's journal. */
  lines: readonly JournalLine[];
}

/** A place in the receipts, by JSON pointer: `/claims/0/lines/1/amount`. */
export function inReceipts(pointer: string): { file: string; cell: string } {
  return { file: RECEIPTS, cell: pointer };
}

/** A line of the journal, by its number from 0. */
export function inJournal(seq: number): { file: string; cell: string } {
  return { file: JOURNAL, cell: `第 ${seq} 条` };
}
