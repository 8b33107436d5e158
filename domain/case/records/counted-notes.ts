import type { CellNote } from '../cells/cell-note.ts';

/** Problems of one kind and column that are listed one by one; the rest is a number. */
const MOST_NOTES = 1000;

/** The notes of a file that may have a million of one kind. */
export class CountedNotes {
  private readonly notes: CellNote[] = [];
  private readonly counted = new Map<string, { note: CellNote; more: number }>();

  /** `uncounted`: notes on the file as a whole. */
  constructor(uncounted: readonly CellNote[]) {
    this.notes.push(...uncounted);
  }

  add(note: CellNote): void {
    const key = `${note.kind} ${note.rule} ${note.field}`;
    const seen = this.counted.get(key);
    if (seen === undefined) this.counted.set(key, { note, more: -MOST_NOTES + 1 });
    else {
      seen.more += 1;
      if (seen.more > 0) return;
      seen.note = note;
    }
    this.notes.push(note);
  }

  /** In the order of the rows; the last one listed of a kind says how many more there are. */
  list(): CellNote[] {
    for (const { note, more } of this.counted.values())
      if (more > 0) note.message = `${note.message.replace(/。$/, '')}。此后另有 ${more} 处同类问题未逐一列出`;
    return this.notes.sort((a, b) => a.row - b.row);
  }
}
