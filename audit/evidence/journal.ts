import { closeSync, fsyncSync, ftruncateSync, openSync, writeSync } from 'node:fs';
import { InputError } from '../../domain/errors.ts';
import { type JournalEntry, type JournalLine, lineAfter, lineText } from './journal-line.ts';

/** Where two runs part. */
export interface Difference {
  seq: number;
  field: string;
  recorded: string;
  replayed: string;
}

/** A run came out otherwise than the lines that it had to repeat. */
export class JournalDiffers extends InputError {
  readonly difference: Difference;

  constructor(difference: Difference) {
    super(
      `第 ${difference.seq} 步与原记录不同（${difference.field}）：原为「${short(difference.recorded)}」，这次为「${short(difference.replayed)}」。`,
    );
    this.difference = difference;
  }
}

export interface Journal {
  /** All lines so far, repeated ones too. */
  readonly lines: readonly JournalLine[];
  append(entry: JournalEntry): JournalLine;
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
  const file = guarded(path, () => openSync(path, repeat.length === 0 ? 'w' : 'r+'));
  let end = Buffer.byteLength(repeat.map((line) => `${lineText(line)}\n`).join(''));
  // A line cut off in the middle of writing never happened.
  guarded(path, () => ftruncateSync(file, end));
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
        guarded(path, () => {
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
    sync() {
      if (dirty) guarded(path, () => fsyncSync(file));
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

function guarded<T>(path: string, run: () => T): T {
  try {
    return run();
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    const why =
      {
        ENOSPC: '磁盘空间不足',
        EDQUOT: '磁盘配额已用完',
        EACCES: '没有写入权限',
        EROFS: '磁盘只读',
        EIO: '磁盘读写出错',
      }[code] ?? `写入出错（${code}）`;
    throw new InputError(`无法写入记录「${path}」：${why}。已写入的记录仍然有效；排除后可用 --resume 接着演练。`);
  }
}

function short(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
