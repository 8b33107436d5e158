import type { KeyObject, X509Certificate } from 'node:crypto';
import { type BundleFiles, openBundle } from './bundle-files.ts';
import { coreDigest, JOURNAL } from './core-digest.ts';
import { keyIdOf } from './keys.ts';
import { Contents } from './verify/contents.ts';
import { checkCountersignatures } from './verify/countersignatures.ts';
import { checkFiles, checkPresence, checkTags } from './verify/files.ts';
import { checkCheckpoint, checkLines, type JournalSummary, summarize } from './verify/journal.ts';
import { checkSeal } from './verify/seal.ts';
import { checkStamp } from './verify/timestamp.ts';
import { checkUnsealed, isUnsealed } from './verify/unsealed.ts';
import { Problems, type Verdict } from './verify/verdict.ts';

export type { Verdict } from './verify/verdict.ts';

/** Integrity and seal of one bundle. `auditors` countersigned it, `authorities` vouch for its time stamp. */
export async function verifyBundle(
  path: string,
  key: KeyObject,
  auditors: readonly KeyObject[] = [],
  authorities: readonly X509Certificate[] = [],
): Promise<Verdict> {
  const bundle = await openBundle(path);
  try {
    return { bundle: path, ...verifyFiles(bundle, key, auditors, authorities) };
  } finally {
    bundle.close();
  }
}

type Judgement = Omit<Verdict, 'bundle'>;

/** The same for a bundle that is open already. */
export function verifyFiles(
  bundle: Pick<BundleFiles, 'files' | 'emptyFolders' | 'problems' | 'digests'>,
  key: KeyObject,
  auditors: readonly KeyObject[],
  authorities: readonly X509Certificate[],
): Judgement {
  const problems = new Problems();
  const digests = bundle.digests();
  for (const { file, problem } of bundle.problems) problems.say(file, problem);
  const judgement = (verdict: Verdict['verdict'], more: Partial<Judgement> = {}): Judgement => ({
    verdict,
    sealedBy: null,
    entries: 0,
    coreDigest: null,
    problems: problems.list,
    ...more,
  });
  if (digests === undefined) return judgement('broken');

  // A file that could not be read has its problem; the checks go on with those that could.
  const contents = new Contents(bundle.files.filter(({ path }) => digests.has(path)));
  const journal = summarize(contents);
  const entries = journal?.hashes.length ?? 0;
  for (const { seq, problem } of journal?.problems ?? []) problems.say(JOURNAL, problem, seq);
  if (isUnsealed(contents.paths, bundle.emptyFolders))
    return judgement(checkUnsealed(contents.paths, bundle.emptyFolders, journal, problems), { entries });

  for (const folder of bundle.emptyFolders) problems.say(folder, '多出的空文件夹');
  const core =
    journal === undefined || journal.problems.length > 0 || journal.torn
      ? null
      : coreDigest(journal.root, Object.fromEntries(digests));
  const sealed = checkSealed(contents, digests, journal, core, key, auditors, problems);
  const stamp = checkStamp(contents, authorities, problems);
  return sealed && problems.none
    ? judgement('intact', { entries, coreDigest: core, sealedBy: keyIdOf(key), ...(stamp && { stamp }) })
    : judgement('broken', { entries, coreDigest: core });
}

/** Every check of a bundle that has a seal; whether there is a statement that counts. */
function checkSealed(
  contents: Contents,
  digests: ReadonlyMap<string, string>,
  journal: JournalSummary | undefined,
  core: string | null,
  key: KeyObject,
  auditors: readonly KeyObject[],
  problems: Problems,
): boolean {
  checkPresence(contents, problems);
  const statement = checkSeal(contents, key, problems);
  if (journal !== undefined && statement !== undefined) checkLines(statement, journal, problems);
  checkFiles(contents, digests, statement, problems);
  checkTags(contents, digests, statement, problems);
  checkCheckpoint(contents, key, journal, statement, problems);
  if (journal !== undefined && !journal.ended && !problems.names(JOURNAL))
    problems.say(JOURNAL, '没有结束记录，不应有封存', journal.hashes.length);
  if (statement !== undefined && core !== statement.subject[2]?.digest.sha256 && problems.none)
    problems.say('data/core', '核心内容与封存时不同');
  checkCountersignatures(contents, statement, auditors, problems);
  return statement !== undefined;
}
