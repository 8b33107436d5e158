import type { BundleFiles } from './bundle-files.ts';
import { JOURNAL } from './core-digest.ts';
import type { Problem } from './problem.ts';
import type { JournalReading } from './read-journal.ts';
import { inStaging } from './staging.ts';

/** Made of the run and claims nothing by itself: a run that was refused leaves it beside its journal. */
const DERIVED = 'data/reports/';

/**
 * What a folder without a seal is; undefined where there is one to be checked.
 * An honest run that was cut off has its journal without an end and nothing else,
 * or is in the middle of being sealed; a bundle that lost its seal is neither.
 */
export function unsealedState(
  { files, problems }: Pick<BundleFiles, 'files' | 'problems'>,
  journal: JournalReading | undefined,
): { verdict: 'incomplete' | 'broken'; problems: Problem[] } | undefined {
  const paths = files.map(({ path }) => path);
  const sealing = [...paths, ...problems.map(({ file }) => file)].some(inStaging);
  const sealed = paths.some((path) => !path.startsWith('data/') && !inStaging(path));
  if (sealed && !sealing) return undefined;
  const found: Problem[] = problems
    .filter(({ file }) => !inStaging(file))
    .map((problem) => ({ ...problem, seq: null }));
  const say = (file: string, problem: string, seq: number | null = null) => found.push({ file, seq, problem });
  for (const { seq, problem } of journal?.problems ?? []) say(JOURNAL, problem, seq ?? null);
  if (journal === undefined) say(JOURNAL, '没有操作记录，不是证据包');
  else if (!sealing) {
    if (journal.ended) say(JOURNAL, '记录有结束，却没有封存：封存被去掉了', journal.lines.length - 1);
    for (const path of paths)
      if (path !== JOURNAL && !path.startsWith(DERIVED)) say(path, '没有封存的演练里不会有这个文件：封存被去掉了');
  }
  if (found.length > 0 || journal === undefined) return { verdict: 'broken', problems: found };
  const { lines, torn } = journal;
  const reached = lines.length === 0 ? '还没有一条完整的记录' : `记录到第 ${lines.length - 1} 条为止`;
  say(
    JOURNAL,
    `${sealing ? '演练在封存时中断' : '演练没有办完'}：${reached}${torn ? '，最后一条写到一半' : ''}。可用 --resume 接着演练。`,
    lines.length === 0 ? null : lines.length - 1,
  );
  return { verdict: 'incomplete', problems: found };
}
