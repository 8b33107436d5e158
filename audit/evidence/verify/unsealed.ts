import { JOURNAL } from '../core-digest.ts';
import { SEALING } from '../seal.ts';
import type { JournalSummary } from './journal.ts';
import type { Problems } from './verdict.ts';

/** What a run can leave before its last line: its journal, and the report of a run that could not go on. */
const BEFORE_THE_END = /^data\/(core\/journal\.jsonl$|reports\/)/;

/** No part of a seal and no list of a bag: nothing here claims to be sealed; or a seal was being made. */
export function isUnsealed(paths: readonly string[], emptyFolders: readonly string[]): boolean {
  if (paths.every((path) => path.startsWith('data/'))) return true;
  return wasSealing(paths, emptyFolders) && !paths.some((path) => path.startsWith('seal/'));
}

function wasSealing(paths: readonly string[], emptyFolders: readonly string[]): boolean {
  return emptyFolders.includes(SEALING) || paths.some((path) => path.startsWith(`${SEALING}/`));
}

/**
 * An unsealed bundle proves nothing: nobody signed it. It is an honest,
 * incomplete run only if a run that was cut off could have left it; what only an
 * ended run leaves, without the seal that ends it, had its seal taken away.
 */
export function checkUnsealed(
  paths: readonly string[],
  emptyFolders: readonly string[],
  journal: JournalSummary | undefined,
  problems: Problems,
): 'incomplete' | 'broken' {
  if (journal === undefined || journal.hashes.length === 0) {
    if (problems.none) problems.say(JOURNAL, '没有操作记录，不是证据包');
    return 'broken';
  }
  const { hashes, ended, torn } = journal;
  const late = paths.find((path) => !BEFORE_THE_END.test(path));
  if (!ended && late !== undefined)
    problems.say(JOURNAL, `末尾缺失：「${late}」是办完之后才写的，记录却没有结束，也没有封存`, hashes.length);
  if (ended && !wasSealing(paths, emptyFolders))
    problems.say(
      'seal/run.sigstore.json',
      '演练已有结束记录，却没有封存：封存被删去，或从未封存。没有签名作证，谁都可以改写，不能当作证据',
    );
  if (!problems.none) return 'broken';
  const upTo = `记录到第 ${hashes.length - 1} 条为止${torn ? '，最后一条写到一半，不算' : ''}`;
  problems.say(
    JOURNAL,
    ended
      ? `演练已结束，但封存没有做完，${upTo}。没有签名作证，谁都可以改写，不能当作证据；可用 --resume 补上封存`
      : `演练没有办完，也没有封存，${upTo}。没有签名作证，谁都可以改写，不能当作证据；可用 --resume 接着演练`,
    hashes.length - 1,
  );
  return 'incomplete';
}
