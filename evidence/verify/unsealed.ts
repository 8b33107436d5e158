import type { BundleFile, BundleFiles } from '../bundle-files.ts';
import { ENVELOPE, JOURNAL, STAGING } from '../layout.ts';
import { inStaging } from '../staging.ts';
import type { JournalSummary } from './journal.ts';
import type { Problems } from './verdict.ts';

/** What a run can leave before its end: its journal, and the report of a run that could not be sealed. */
const BEFORE_THE_END = /^data\/(core\/journal\.jsonl$|reports\/)/;
const NO_PROOF = '没有签名作证，谁都可以改写，不能当作证据';

/** No part of a seal and no list of a bag, so that nothing here claims to be sealed. */
export function isUnsealed(paths: readonly string[]): boolean {
  return paths.every((path) => path.startsWith('data/'));
}

/** The bundle was being made or put in place. */
export function isSealing(paths: readonly string[], emptyFolders: readonly string[]): boolean {
  return paths.some(inStaging) || emptyFolders.some(inStaging);
}

/**
 * A bundle on its way out of `sealing/`, as it lies once it is there; undefined where none is. Files are put
 * in place only when all of them are written and signed, so once a part of the seal is there, those in both
 * places together are the sealed bundle: if they are not, something was changed and `sealing/` was put there to hide
 * it.
 */
export function asPublished(
  { files, emptyFolders }: Pick<BundleFiles, 'files' | 'emptyFolders'>,
  digests: ReadonlyMap<string, string>,
):
  | (Pick<BundleFiles, 'files' | 'emptyFolders' | 'problems'> & { digests: () => ReadonlyMap<string, string> })
  | undefined {
  const paths = files.map(({ path }) => path);
  if (!isSealing(paths, emptyFolders) || !paths.some((path) => path.startsWith('seal/'))) return undefined;
  const laid = new Map<string, BundleFile>(
    files.filter(({ path }) => !inStaging(path)).map((file) => [file.path, file]),
  );
  const sums = new Map([...digests].filter(([path]) => !inStaging(path)));
  for (const file of files.filter(({ path }) => inStaging(path))) {
    const path = file.path.slice(STAGING.length + 1);
    laid.set(path, { ...file, path });
    sums.set(path, digests.get(file.path) ?? '');
  }
  return {
    files: [...laid.values()].sort((a, b) => (a.path < b.path ? -1 : 1)),
    // A folder whose files are still in `sealing/` is not an empty one.
    emptyFolders: emptyFolders.filter(
      (folder) => !inStaging(folder) && ![...laid.keys()].some((path) => path.startsWith(`${folder}/`)),
    ),
    problems: [],
    digests: () => sums,
  };
}

/**
 * An unsealed bundle proves nothing: nobody signed it. It is an honest, incomplete run
 * only if a run that was cut off could have left it (docs/decisions/0010): what only an
 * ended run leaves, without the seal that ends it, had its seal taken away.
 */
export function checkUnsealed(
  paths: readonly string[],
  sealing: boolean,
  journal: JournalSummary | undefined,
  problems: Problems,
): 'incomplete' | 'broken' {
  if (journal === undefined) {
    if (problems.none) problems.say(JOURNAL, '没有操作记录，不是证据包');
    return 'broken';
  }
  const { hashes, ended, torn } = journal;
  const late = paths.find((path) => !BEFORE_THE_END.test(path));
  if (!ended && !sealing && late !== undefined)
    problems.say(JOURNAL, `末尾缺失：「${late}」是办完之后才写的，记录却没有结束，也没有封存`, hashes.length);
  if (ended && !sealing) problems.say(ENVELOPE, `演练已有结束记录，却没有封存：封存被删去，或从未封存。${NO_PROOF}`);
  if (!problems.none) return 'broken';
  sayIncomplete(problems, sealing, hashes.length, torn);
  return 'incomplete';
}

/** The run was cut off; where it was `sealing`, after its end. */
export function sayIncomplete(problems: Problems, sealing: boolean, entries: number, torn = false): void {
  const upTo = entries === 0 ? '还没有一条完整的记录' : `记录到第 ${entries - 1} 条为止`;
  problems.say(
    JOURNAL,
    `${sealing ? '演练在封存时中断' : '演练没有办完，也没有封存'}，${upTo}${torn ? '，最后一条写到一半，不算' : ''}。${NO_PROOF}；可用 --resume 接着演练`,
    entries === 0 ? null : entries - 1,
  );
}
