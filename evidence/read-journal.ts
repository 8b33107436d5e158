import { z } from 'zod';
import { canonicalJson, sha256 } from './canonical-json.ts';
import { JournalLine, NO_LINE } from './journal-line.ts';

export interface JournalProblem {
  /** Number that the line should have, from 0. */
  seq: number;
  problem: string;
}

/** How a journal's lines hang together. */
export interface JournalCheck {
  problems: JournalProblem[];
  /** The bytes end in the middle of a line, as a kill in the middle of a write leaves them. */
  torn: boolean;
  /** The last line says that the run came to its end. */
  ended: boolean;
  /** How it ended, in the words of that line; undefined without one. */
  outcome: string | undefined;
}

export interface JournalReading extends JournalCheck {
  /** Whole, well-formed lines in file order, up to the first that is not. */
  lines: JournalLine[];
}

/**
 * No line that the harness writes is as long; without this bound a file without line ends would be held in memory
 * whole.
 */
const LONGEST_LINE = 1024 * 1024;
/** Most problems that are listed: with more of them the file as a whole is lost. */
const MOST_PROBLEMS = 1000;
const LINE_END = 0x0a;

/** What a `run-end` says of itself, as its target. */
const RunEnd = z.strictObject({ lines: z.number().int(), outcome: z.string() });

/** The whole journal in memory, for a run that goes on from it or is held against it. */
export function readJournal(bytes: Uint8Array): JournalReading {
  const lines: JournalLine[] = [];
  const check = checkJournal([bytes], (line) => lines.push(line));
  return { lines, ...check };
}

/**
 * Checks each line's form, number, chain and hash; goes on behind a fault to
 * name every bad line. `keep` gets the whole lines up to the first that is not,
 * each with its own text; memory does not grow with the journal.
 */
export function checkJournal(
  pieces: Iterable<Uint8Array>,
  keep: (line: JournalLine, text: string) => void,
): JournalCheck {
  const problems: JournalProblem[] = [];
  const say = (seq: number, problem: string) => {
    if (problems.length < MOST_PROBLEMS) problems.push({ seq, problem });
  };
  let [rows, expected, prev, end] = [0, 0, NO_LINE, -1];
  let outcome: string | undefined;
  const read = (row: Buffer | undefined): void => {
    const text = row === undefined ? undefined : decoded(row);
    const line = text === undefined ? undefined : parsed(text);
    const problem =
      line === undefined || text === undefined ? '不是一条完整的记录' : faultOf(line, text, expected, prev);
    if (problem !== undefined) say(expected, problem);
    if (end !== -1 && end === rows - 1) say(rows, '记录在结束之后又有内容');
    if (line !== undefined && text !== undefined) {
      prev = line.hash;
      if (problems.length === 0) {
        keep(line, text);
        if (rows === 0 && line.kind !== 'run-start') say(0, '第一条不是开始记录');
        if (line.kind === 'run-end' && end === -1) {
          end = rows;
          const said = runEnd(line.target);
          outcome = said?.outcome;
          if (said?.lines !== rows + 1) say(rows, `结束记录应写明全程 ${rows + 1} 条和结果，实为「${line.target}」`);
        }
      }
    }
    // Behind a deleted or doubled line the next is expected to follow the one that is there.
    expected = (line?.seq ?? expected) + 1;
    rows += 1;
  };
  const rest = forEachRow(pieces, read);
  const ended = end !== -1 && end === rows - 1 && !rest;
  return { problems, torn: rest, ended, outcome: ended ? outcome : undefined };
}

/** Each row without its end, undefined for one that is too long; whether bytes are left behind the last end. */
function forEachRow(pieces: Iterable<Uint8Array>, read: (row: Buffer | undefined) => void): boolean {
  let parts: Buffer[] = [];
  let length = 0;
  const take = (part: Buffer): void => {
    length += part.length;
    // What is handed in may be overwritten before the row ends.
    if (length <= LONGEST_LINE) parts.push(Buffer.from(part));
  };
  for (const piece of pieces) {
    const bytes = Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength);
    let from = 0;
    for (let at = bytes.indexOf(LINE_END); at !== -1; at = bytes.indexOf(LINE_END, from)) {
      const last = bytes.subarray(from, at);
      if (length + last.length > LONGEST_LINE) read(undefined);
      else read(length === 0 ? last : Buffer.concat([...parts, last]));
      [parts, length, from] = [[], 0, at + 1];
    }
    if (from < bytes.length) take(bytes.subarray(from));
  }
  return length > 0;
}

function faultOf(line: JournalLine, text: string, seq: number, prev: string): string | undefined {
  if (line.seq !== seq) return `序号是 ${line.seq}，应为 ${seq}：有记录被删除、重复或调换`;
  const canonical = canonicalJson(line);
  // The hash is over the canonical form without itself; only `actor`, one of three words, stands before it.
  if (sha256(canonical.replace(`"hash":"${line.hash}",`, '')) !== line.hash) return '内容与自身的校验值不符，被改动过';
  if (line.prev !== prev) return '与上一条记录接不上';
  if (canonical !== text) return '写法不规范，被改动过';
  return undefined;
}

function runEnd(target: string): z.infer<typeof RunEnd> | undefined {
  try {
    return RunEnd.safeParse(JSON.parse(target)).data;
  } catch {
    return undefined;
  }
}

function parsed(text: string): JournalLine | undefined {
  try {
    const line = JournalLine.parse(JSON.parse(text));
    // A lone surrogate is JSON, and no text that has a canonical form.
    return Object.values(line).every((value) => typeof value !== 'string' || value.isWellFormed()) ? line : undefined;
  } catch {
    return undefined;
  }
}

function decoded(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
