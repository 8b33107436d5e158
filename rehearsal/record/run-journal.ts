import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { Moment } from '../../domain/date.ts';
import { canonicalJson } from '../../evidence/canonical-json.ts';
import { RunCutOff } from '../../evidence/cut-off.ts';
import { openJournal } from '../../evidence/journal.ts';
import type { JournalEntry, JournalLine } from '../../evidence/journal-line.ts';
import { JOURNAL } from '../../evidence/layout.ts';

/**
 * The journal of a run, with several writers. A fault of one stops all of them; it is thrown where the run can stop.
 */
export interface RunJournal {
  readonly lines: readonly JournalLine[];
  /** `observed/times.jsonl`: when each line was written, by the machine's clock. */
  readonly times: readonly string[];
  /** Its number; undefined when nothing is added any more. */
  append(entry: Omit<JournalEntry, 'vtime'>): number | undefined;
  /** A line of the harness itself. */
  note(kind: JournalEntry['kind'], target: string, input?: string): void;
  /** Nothing is added any more, for this reason unless there is one already. */
  stop(reason: unknown): void;
  /** All lines are on the disk when this returns. @throws what stopped it */
  check(): void;
  /** The last line. */
  finish(outcome: string): void;
  close(): void;
}

export function openRunJournal(options: {
  folder: string;
  page: Page;
  now: () => Moment;
  repeat: readonly JournalLine[];
}): RunJournal {
  const { page, now } = options;
  const journal = openJournal(join(options.folder, JOURNAL), options.repeat);
  const times: string[] = [];
  let fault: unknown;
  let crashed = false;
  page.once('crash', () => {
    crashed = true;
  });
  const stop = (reason: unknown): void => {
    fault ??= reason;
  };
  /** Without its browser the run can't go on, and what would be recorded now says nothing of the portal. */
  const noteGone = (): void => {
    if (crashed || page.isClosed())
      stop(new RunCutOff('浏览器中途关闭或崩溃，演练没有办完。已有的记录仍然有效，可用 --resume 接着演练。'));
  };
  const append: RunJournal['append'] = (entry) => {
    noteGone();
    if (fault !== undefined) return undefined;
    try {
      const { seq } = journal.append({ vtime: now(), ...entry });
      times.push(`${canonicalJson({ seq, at: new Date().toISOString() })}\n`);
      return seq;
    } catch (error) {
      stop(error);
      return undefined;
    }
  };
  const harness = { actor: 'harness', screen: '', output: '' } as const;
  return {
    lines: journal.lines,
    times,
    append,
    note: (kind, target, input = '') => void append({ ...harness, kind, target, input }),
    stop,
    check() {
      noteGone();
      try {
        if (fault === undefined) journal.sync();
      } catch (error) {
        stop(error);
      }
      if (fault !== undefined) throw fault;
    },
    finish(outcome) {
      const target = canonicalJson({ lines: journal.lines.length + 1, outcome });
      journal.finish({ ...harness, vtime: now(), kind: 'run-end', target, input: '' });
    },
    close: journal.close,
  };
}
