import { JOURNAL } from '../core-digest.ts';
import { inStaging } from '../staging.ts';
import type { JournalSummary } from './journal.ts';
import type { Problems } from './verdict.ts';

/** What a run can leave before its end: its journal, and the report of a run that could not be sealed. */
const BEFORE_THE_END = /^data\/(core\/journal\.jsonl$|reports\/)/;
const NO_PROOF = '没有签名作证，谁都可以改写，不能当作证据';

/** No part of a seal and no list of a bag, so that nothing here claims to be sealed; or the bundle was being put in place. */
export function isUnsealed(paths: readonly string[], emptyFolders: readonly string[]): boolean {
  return isSealing(paths, emptyFolders) || paths.every((path) => path.startsWith('data/'));
}

/**
 * An unsealed bundle proves nothing: nobody signed it. It is an honest, incomplete run
 * only if a run that was cut off could have left it (docs/decisions/0010): what only an
 * ended run leaves, without the seal that ends it, had its seal taken away.
 */
export function checkUnsealed(
  paths: readonly string[],
  emptyFolders: readonly string[],
  journal: JournalSummary | undefined,
  problems: Problems,
): 'incomplete' | 'broken' {
  if (journal === undefined) {
    if (problems.none) problems.say(JOURNAL, '没有操作记录，不是证据包');
    return 'broken';
  }
  const { hashes, ended, torn } = journal;
  const sealing = isSealing(paths, emptyFolders);
  const late = paths.find((path) => !BEFORE_THE_END.test(path));
  if (!ended && !sealing && late !== undefined)
    problems.say(JOURNAL, `末尾缺失：「${late}」是办完之后才写的，记录却没有结束，也没有封存`, hashes.length);
  if (ended && !sealing)
    problems.say('seal/run.sigstore.json', `演练已有结束记录，却没有封存：封存被删去，或从未封存。${NO_PROOF}`);
  if (!problems.none) return 'broken';
  const upTo = hashes.length === 0 ? '还没有一条完整的记录' : `记录到第 ${hashes.length - 1} 条为止`;
  problems.say(
    JOURNAL,
    `${sealing ? '演练在封存时中断' : '演练没有办完，也没有封存'}，${upTo}${torn ? '，最后一条写到一半，不算' : ''}。${NO_PROOF}；可用 --resume 接着演练`,
    hashes.length === 0 ? null : hashes.length - 1,
  );
  return 'incomplete';
}

function isSealing(paths: readonly string[], emptyFolders: readonly string[]): boolean {
  return paths.some(inStaging) || emptyFolders.some(inStaging);
}
