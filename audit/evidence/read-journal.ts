import { canonicalJson, sha256 } from './canonical.ts';
import { JournalLine, NO_LINE } from './journal-line.ts';

export interface JournalProblem {
  /** Number that the line should have, from 0; absent for the file as a whole. */
  seq?: number;
  problem: string;
}

export interface JournalReading {
  /** Whole, well-formed lines in file order, up to the first that is not. */
  lines: JournalLine[];
  problems: JournalProblem[];
  /** The bytes end in the middle of a line, as a kill in the middle of a write leaves them. */
  torn: boolean;
  /** The last line says that the run came to its end. */
  ended: boolean;
}

/** Reads a journal and checks each line's form, number, chain and hash; goes on behind a fault to name every bad line. */
export function readJournal(bytes: Uint8Array): JournalReading {
  const problems: JournalProblem[] = [];
  const text = decoded(bytes);
  if (text === undefined) return { lines: [], problems: [{ problem: '不是 UTF-8 文本' }], torn: false, ended: false };
  const rows = text.split('\n');
  const rest = rows.pop() ?? '';
  const lines: JournalLine[] = [];
  let whole = true;
  let prev = NO_LINE;
  for (const [seq, row] of rows.entries()) {
    const line = parsed(row);
    const problem = line === undefined ? '不是一条完整的记录' : faultOf(line, row, seq, prev);
    if (problem !== undefined) {
      problems.push({ seq, problem });
      whole = false;
    }
    if (line === undefined) continue;
    prev = line.hash;
    if (whole) lines.push(line);
  }
  const end = lines.findIndex((line) => line.kind === 'run-end');
  if (end !== -1 && end < rows.length - 1) problems.push({ seq: end + 1, problem: '记录在结束之后又有内容' });
  if (lines[0] !== undefined && lines[0].kind !== 'run-start') problems.push({ seq: 0, problem: '第一条不是开始记录' });
  return { lines, problems, torn: rest !== '', ended: end !== -1 && end === rows.length - 1 && rest === '' };
}

function faultOf(line: JournalLine, row: string, seq: number, prev: string): string | undefined {
  const { hash, ...content } = line;
  if (line.seq !== seq) return `序号是 ${line.seq}，应为 ${seq}：有记录被删除、重复或调换`;
  if (sha256(canonicalJson(content)) !== hash) return '内容与自身的校验值不符，被改动过';
  if (line.prev !== prev) return '与上一条记录接不上';
  if (canonicalJson(line) !== row) return '写法不规范，被改动过';
  return undefined;
}

function parsed(row: string): JournalLine | undefined {
  try {
    return JournalLine.parse(JSON.parse(row));
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
