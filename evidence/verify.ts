import type { KeyObject, X509Certificate } from 'node:crypto';
import type { BundleFiles } from './bundle-files.ts';
import { coreDigest } from './core-digest.ts';
import { keyIdOf } from './keys.ts';
import { JOURNAL } from './layout.ts';
import { lineEndProblem, litterIn, litterProblem, withLineEnds, withoutPaths } from './litter.ts';
import { withBundle } from './open-bundle.ts';
import { Contents } from './verify/contents.ts';
import { checkCountersignatures } from './verify/countersignatures.ts';
import { checkFiles, checkPresence, checkTags, isAddedLater } from './verify/files.ts';
import { checkCheckpoint, checkEnd, checkLines, type JournalSummary, summarize } from './verify/journal.ts';
import { checkSeal } from './verify/seal.ts';
import { checkStamp } from './verify/timestamp.ts';
import { unanswered } from './verify/unanswered.ts';
import { asPublished, checkUnsealed, isSealing, isUnsealed, sayIncomplete } from './verify/unsealed.ts';
import { Problems, type Verdict } from './verify/verdict.ts';

export { unanswered } from './verify/unanswered.ts';
export type { Problem, Verdict } from './verify/verdict.ts';

/**
 * Integrity and seal of one bundle. `auditors` countersigned it, `authorities` vouch for its
 * time stamp: a missing one of either is a problem of an otherwise intact bundle.
 */
export async function verifyBundle(
  path: string,
  key: KeyObject,
  auditors: readonly KeyObject[] = [],
  authorities: readonly X509Certificate[] = [],
): Promise<Verdict> {
  return withBundle(path, (bundle) => ({ bundle: path, ...verifyOpened(bundle, key, auditors, authorities) }));
}

/** The same for a bundle that is already open. */
export function verifyOpened(
  bundle: Laid,
  key: KeyObject,
  auditors: readonly KeyObject[],
  authorities: readonly X509Certificate[],
): Judgement {
  const judgement = verifyFiles(bundle, key, auditors, authorities);
  const missing = judgement.verdict === 'intact' ? unanswered(judgement, auditors, authorities) : [];
  return { ...judgement, ...(missing.length > 0 && { ...NOT_SEALED, problems: missing }) };
}

/** What the operator sealed, whatever others put beside it since: their keys and certificates are not at hand. */
export async function verifyOwnSeal(path: string, key: KeyObject): Promise<Verdict> {
  return withBundle(path, (bundle) => {
    const files = bundle.files.filter((file) => !isAddedLater(file.path));
    return { bundle: path, ...verifyFiles({ ...bundle, files }, key, [], []) };
  });
}

type Judgement = Omit<Verdict, 'bundle'>;
type Laid = Pick<BundleFiles, 'files' | 'emptyFolders' | 'problems' | 'digests'>;

const NOT_SEALED = { verdict: 'broken', sealedBy: null } as const;

/**
 * The same for a bundle that is already open, without the check that everybody named has signed. What a system left in
 * it, and line ends that a program turned, are one problem each: they say nothing against what was sealed.
 */
export function verifyFiles(
  bundle: Laid,
  key: KeyObject,
  auditors: readonly KeyObject[],
  authorities: readonly X509Certificate[],
): Judgement {
  const digests = bundle.digests();
  const litter = litterIn(bundle);
  const clean = withoutPaths({ ...bundle, digests: () => digests }, litter);
  const judged = verifyLaid(clean, key, auditors, authorities);
  const judgement = judged.verdict === 'broken' ? (onlyTurned(clean, key, auditors, authorities) ?? judged) : judged;
  if (litter.length === 0) return judgement;
  return {
    ...judgement,
    ...(judgement.verdict === 'intact' && NOT_SEALED),
    problems: [litterProblem(litter), ...judgement.problems],
  };
}

/** A bundle that is whole but for its line ends; undefined where it is not. */
function onlyTurned(
  bundle: Laid,
  key: KeyObject,
  auditors: readonly KeyObject[],
  authorities: readonly X509Certificate[],
): Judgement | undefined {
  const unturned = bundle.digests() && withLineEnds(bundle);
  if (unturned === undefined) return undefined;
  const whole = verifyLaid(unturned.bundle, key, auditors, authorities);
  return whole.verdict === 'intact'
    ? { ...whole, ...NOT_SEALED, problems: [lineEndProblem(unturned.turned)] }
    : undefined;
}

function verifyLaid(
  bundle: Laid,
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
    countersignedBy: [],
    problems: problems.list,
    ...more,
  });
  if (digests === undefined) return judgement('broken');

  // A file that could not be read has its problem; the checks go on with those that could.
  const readable = bundle.files.filter(({ path }) => digests.has(path));
  const published = asPublished({ ...bundle, files: readable }, digests);
  if (published !== undefined) {
    const whole = verifyLaid(published, key, auditors, authorities);
    if (whole.verdict !== 'intact') return { ...whole, ...NOT_SEALED };
    sayIncomplete(problems, true, whole.entries);
    return judgement('incomplete', { entries: whole.entries });
  }
  const contents = new Contents(readable);
  const journal = summarize(contents);
  const entries = journal?.hashes.length ?? 0;
  for (const { seq, problem } of journal?.problems ?? []) problems.say(JOURNAL, problem, seq);
  const sealing = isSealing(contents.paths, bundle.emptyFolders);
  if (sealing || isUnsealed(contents.paths))
    return judgement(checkUnsealed(contents.paths, sealing, journal, problems), { entries });

  for (const folder of bundle.emptyFolders) problems.say(folder, '多出的空文件夹');
  const core =
    journal === undefined || journal.problems.length > 0 || journal.torn
      ? null
      : coreDigest(journal.root, Object.fromEntries(digests));
  const { sealed, countersignedBy } = checkSealed(contents, digests, journal, core, key, auditors, problems);
  const stamp = checkStamp(contents, authorities, problems);
  return sealed && problems.none
    ? judgement('intact', {
        entries,
        coreDigest: core,
        sealedBy: keyIdOf(key),
        countersignedBy,
        ...(stamp && { stamp }),
      })
    : judgement('broken', { entries, coreDigest: core });
}

/** Every check of a bundle that has a seal; whether there is a statement that counts, and who countersigned it. */
function checkSealed(
  contents: Contents,
  digests: ReadonlyMap<string, string>,
  journal: JournalSummary | undefined,
  core: string | null,
  key: KeyObject,
  auditors: readonly KeyObject[],
  problems: Problems,
): { sealed: boolean; countersignedBy: string[] } {
  checkPresence(contents, problems);
  const statement = checkSeal(contents, key, problems);
  if (journal !== undefined && statement !== undefined) checkLines(statement, journal, problems);
  checkFiles(contents, digests, statement, problems);
  checkTags(contents, digests, statement, problems);
  checkCheckpoint(contents, key, journal, statement, problems);
  if (journal !== undefined && !problems.names(JOURNAL)) checkEnd(journal, statement, problems);
  if (statement !== undefined && core !== statement.subject[2]?.digest.sha256 && problems.none)
    problems.say('data/core', '核心内容与封存时不同');
  return {
    sealed: statement !== undefined,
    countersignedBy: checkCountersignatures(contents, statement, auditors, problems),
  };
}
