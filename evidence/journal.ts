import { closeSync, fsyncSync, ftruncateSync, openSync, writeSync } from 'node:fs';
import { onDisk } from './cut-off.ts';
import { type Difference, JournalDiffers } from './journal-differs.ts';
import { type JournalEntry, type JournalLine, lineAfter, lineText } from './journal-line.ts';

export interface Journal {
  /** All lines so far, repeated ones too. */
  readonly lines: readonly JournalLine[];
  append(entry: JournalEntry): JournalLine;
  /** The last line: it is written with the bundle, so that no journal has an end without a seal. */
  finish(entry: JournalEntry): JournalLine;
  /** Everything appended is on the disk when this returns. */
  sync(): void;
  close(): void;
}

/**
 * Opens a journal for appending. With `repeat` the run goes over lines that are
 * already in the file: each must come out the same, and only what follows is written.
 * @throws JournalDiffers at the first line that does not come out the same
 */
export function openJournal(path: string, repeat: readonly JournalLine[] = []): Journal {
  const file = onDisk(path, () => openSync(path, repeat.length === 0 ? 'w' : 'r+'));
  let end = Buffer.byteLength(repeat.map((line) => `${lineText(line)}\n`).join(''));
  let torn = repeat.length > 0;
  const lines: JournalLine[] = [];
  let dirty = false;
  return {
    lines,
    append(entry) {
      const line = lineAfter(lines.at(-1), entry);
      const before = repeat[lines.length];
      if (before !== undefined) {
        const difference = firstDifference(before, line);
        if (difference !== undefined) throw new JournalDiffers(difference);
      } else {
        const bytes = Buffer.from(`${lineText(line)}\n`);
        onDisk(path, () => {
          // A line cut off in the middle of writing never happened; until we write, the file stays as it was.
          if (torn) ftruncateSync(file, end);
          torn = false;
          let written = 0;
          while (written < bytes.length)
            written += writeSync(file, bytes, written, bytes.length - written, end + written);
        });
        end += bytes.length;
        dirty = true;
      }
      lines.push(line);
      return line;
    },
    finish(entry) {
      const line = lineAfter(lines.at(-1), entry);
      const more = repeat[lines.length];
      if (more !== undefined) throw new JournalDiffers(firstDifference(more, line) as Difference);
      lines.push(line);
      return line;
    },
    sync() {
      if (dirty) onDisk(path, () => fsyncSync(file));
      dirty = false;
    },
    close() {
      closeSync(file);
    },
  };
}

/** The first field that differs, in the order a person reads a line; undefined when the lines are the same. */
export function firstDifference(recorded: JournalLine, replayed: JournalLine): Difference | undefined {
  for (const field of ['kind', 'actor', 'screen', 'target', 'vtime', 'input', 'output', 'prev', 'hash'] as const)
    if (recorded[field] !== replayed[field])
      return { seq: recorded.seq, field, recorded: recorded[field], replayed: replayed[field] };
  return undefined;
}
