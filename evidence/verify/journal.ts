import type { KeyObject } from 'node:crypto';
import { readCheckpoint } from '../checkpoint.ts';
import { CHECKPOINT, JOURNAL } from '../layout.ts';
import { MerkleTree } from '../merkle.ts';
import { checkJournal, type JournalCheck } from '../read-journal.ts';
import type { RunStatement } from '../statement.ts';
import type { Contents } from './contents.ts';
import type { Problems } from './verdict.ts';

export interface JournalSummary extends JournalCheck {
  /** Hash of each whole line up to the first that is not. */
  hashes: string[];
  /** Merkle root of those lines, hex. */
  root: string;
}

/** Reads the journal once; undefined where there is none. */
export function summarize(contents: Contents): JournalSummary | undefined {
  if (!contents.has(JOURNAL)) return undefined;
  const hashes: string[] = [];
  const tree = new MerkleTree();
  const check = checkJournal(contents.chunks(JOURNAL), (line, text) => {
    hashes.push(line.hash);
    tree.add(Buffer.from(text));
  });
  return { ...check, hashes, root: tree.root().toString('hex') };
}

/** The signed hashes name the line even where the whole chain was made anew. */
export function checkLines(
  { predicate: { lines: signed } }: RunStatement,
  { hashes, problems: faults, torn }: JournalSummary,
  problems: Problems,
): void {
  const first = signed.findIndex((hash, index) => hashes[index] !== hash);
  if (first !== -1) {
    if (!faults.some(({ seq }) => seq === first))
      problems.say(JOURNAL, hashes[first] === undefined ? '从这一条起记录缺失' : '这一条与封存时不同', first);
  } else if (hashes.length > signed.length) problems.say(JOURNAL, '封存之后增加的记录', signed.length);
  else if (torn && faults.length === 0) problems.say(JOURNAL, '封存之后增加的内容，不成一条记录', signed.length);
}

export function checkCheckpoint(
  contents: Contents,
  key: KeyObject,
  journal: JournalSummary | undefined,
  statement: RunStatement | undefined,
  problems: Problems,
): void {
  const note = contents.text(CHECKPOINT);
  if (note === undefined) return;
  const checkpoint = readCheckpoint(note, key);
  if (typeof checkpoint === 'string') {
    problems.say(CHECKPOINT, checkpoint);
    return;
  }
  if (journal !== undefined && !problems.names(JOURNAL)) {
    const { hashes, root } = journal;
    const count = Math.min(checkpoint.size, hashes.length);
    if (checkpoint.size !== hashes.length)
      problems.say(JOURNAL, `封存时有 ${checkpoint.size} 条记录，现有 ${hashes.length} 条`, count);
    else if (checkpoint.root !== root) problems.say(JOURNAL, '记录的总校验值与封存时不同');
  }
  if (statement !== undefined && statement.subject[1]?.digest.sha256 !== checkpoint.root)
    problems.say(CHECKPOINT, '不是这次封存的检查点');
}

/** A sealed journal comes to its end, and its last line and the statement tell the same one. */
export function checkEnd(
  { ended, outcome, hashes }: JournalSummary,
  statement: RunStatement | undefined,
  problems: Problems,
): void {
  if (!ended) problems.say(JOURNAL, '没有结束记录，不应有封存', hashes.length);
  else if (statement !== undefined && outcome !== statement.predicate.outcome)
    problems.say(
      JOURNAL,
      `结束记录说的结果「${outcome}」与封存的声明「${statement.predicate.outcome}」不同`,
      hashes.length - 1,
    );
}
