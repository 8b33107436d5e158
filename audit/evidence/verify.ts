import { createHash, type KeyObject } from 'node:crypto';
import { BAGIT, MANIFEST, parseManifest, TAG_FILES, TAG_MANIFEST } from './bag.ts';
import { type BundleFile, type BundleFiles, openBundle } from './bundle-files.ts';
import { sha256 } from './canonical.ts';
import { readCheckpoint } from './checkpoint.ts';
import { coreDigest, JOURNAL } from './core-digest.ts';
import { openEnvelope } from './envelope.ts';
import { keyIdOf } from './keys.ts';
import type { Problem } from './problem.ts';
import { type JournalReading, readJournal } from './read-journal.ts';
import { rootOf } from './seal.ts';
import { CountersignStatement, RunStatement } from './statement.ts';
import { unsealedState } from './unsealed.ts';
import { VERIFY_SH } from './verify-sh.ts';

export interface Verdict {
  bundle: string;
  verdict: 'intact' | 'incomplete' | 'broken';
  /** Key id of the operator whose seal holds; null without one. */
  sealedBy: string | null;
  /** Whole journal lines. */
  entries: number;
  coreDigest: string | null;
  problems: Problem[];
}

/** Files of the signature itself: they vouch for the rest and for one another. */
const SIGNATURE_FILES = ['seal/pae.bin', 'seal/run.sig', 'seal/run.sigstore.json', TAG_MANIFEST];
const OPTIONAL = /^seal\/(run\.tsr|countersign-[0-9a-f]{16}\.sigstore\.json)$/;
/** The largest file that is read whole: journals and manifests, never pictures. */
const LARGEST_TEXT = 64 * 1024 * 1024;

/** Integrity and seal of one bundle. `auditors` are keys whose countersignatures are to be checked. */
export async function verifyBundle(
  path: string,
  key: KeyObject,
  auditors: readonly KeyObject[] = [],
): Promise<Verdict> {
  const opened = await openBundle(path);
  try {
    return await verifyOpened(path, opened, key, auditors);
  } finally {
    opened.close();
  }
}

async function verifyOpened(
  path: string,
  opened: BundleFiles,
  key: KeyObject,
  auditors: readonly KeyObject[],
): Promise<Verdict> {
  const problems: Problem[] = opened.problems.map((problem) => ({ ...problem, seq: null }));
  const say = (file: string, problem: string, seq: number | null = null) => problems.push({ file, seq, problem });
  const byPath = new Map(opened.files.map((file) => [file.path, file]));
  const journal = await journalOf(byPath);
  const verdict = (verdict: Verdict['verdict'], more: Partial<Verdict> = {}): Verdict => ({
    bundle: path,
    verdict,
    sealedBy: null,
    entries: journal?.lines.length ?? 0,
    coreDigest: null,
    problems,
    ...more,
  });
  for (const { seq, problem } of journal?.problems ?? []) say(JOURNAL, problem, seq ?? null);

  const unsealed = unsealedState(opened, journal);
  if (unsealed !== undefined) {
    problems.splice(0, problems.length, ...unsealed.problems);
    return verdict(unsealed.verdict);
  }

  const text = async (file: string) => textOf(byPath.get(file));
  for (const file of ['bagit.txt', ...TAG_FILES, ...SIGNATURE_FILES])
    if (!byPath.has(file) && !problems.some((problem) => problem.file === file)) say(file, '缺少该文件，封存不完整');
  const envelope = openEnvelope((await text('seal/run.sigstore.json')) ?? '', key);
  let statement: RunStatement | undefined;
  if (typeof envelope === 'string') {
    if (byPath.has('seal/run.sigstore.json')) say('seal/run.sigstore.json', envelope);
  } else {
    const parsed = RunStatement.safeParse(envelope.statement);
    if (parsed.success) statement = parsed.data;
    else say('seal/run.sigstore.json', '被签内容不是一次演练的声明');
    if (byPath.has('seal/pae.bin') && !envelope.pae.equals(await bytesOf(byPath.get('seal/pae.bin'))))
      say('seal/pae.bin', '与签名文件不一致');
    if (byPath.has('seal/run.sig') && !envelope.signature.equals(await bytesOf(byPath.get('seal/run.sig'))))
      say('seal/run.sig', '与签名文件不一致');
  }

  const expected = statement?.predicate.files ?? (await manifests(text));
  const digests = await hashed(opened.files);
  compareFiles(expected, digests, say);
  if (statement !== undefined) compareLines(statement.predicate.lines, journal, say);
  await checkTags(text, digests, statement, say);

  const root = journal === undefined ? undefined : rootOf(journal.lines);
  const core = root === undefined ? null : coreDigest(root, digests);
  checkCheckpoint(await text('seal/checkpoint'), key, journal, root, statement, say);
  if (statement !== undefined && core !== statement.subject[2]?.digest.sha256 && problems.length === 0)
    say('data/core', '核心内容与封存时不同');
  if (journal !== undefined && !journal.ended && journal.problems.length === 0)
    say(JOURNAL, '没有结束记录，不应有封存', journal.lines.length);
  await checkCountersignatures(byPath, statement, auditors, say);
  return problems.length === 0 && statement !== undefined
    ? verdict('intact', { sealedBy: keyIdOf(key), coreDigest: core })
    : verdict('broken', { coreDigest: core });
}

type Say = (file: string, problem: string, seq?: number | null) => void;

function compareFiles(
  expected: Readonly<Record<string, string>>,
  found: Readonly<Record<string, string>>,
  say: Say,
): void {
  for (const [file, digest] of Object.entries(expected)) {
    if (found[file] === undefined) say(file, '清单里有，但文件不在');
    else if (found[file] !== digest) say(file, '内容与封存时不同');
  }
  for (const file of Object.keys(found))
    if (expected[file] === undefined && !SIGNATURE_FILES.includes(file) && !OPTIONAL.test(file))
      say(file, '不在清单里，是后来加入的');
}

/** The signed hashes name the line even where the whole chain was made anew. */
function compareLines(signed: readonly string[], journal: JournalReading | undefined, say: Say): void {
  if (journal === undefined) return;
  const { lines, problems } = journal;
  const first = signed.findIndex((hash, index) => lines[index]?.hash !== hash);
  if (first !== -1 && !problems.some(({ seq }) => seq === first))
    say(JOURNAL, lines[first] === undefined ? '从这一条起记录缺失' : '这一条与封存时不同', first);
  else if (first === -1 && lines.length > signed.length) say(JOURNAL, '封存之后增加的记录', signed.length);
}

async function checkTags(
  text: (file: string) => Promise<string | undefined>,
  digests: Readonly<Record<string, string>>,
  statement: RunStatement | undefined,
  say: Say,
): Promise<void> {
  if (
    statement !== undefined &&
    digests[TAG_MANIFEST] !== undefined &&
    statement.subject[0]?.digest.sha256 !== digests[TAG_MANIFEST]
  )
    say(TAG_MANIFEST, '与封存时不同');
  const [payload, tags] = [await text(MANIFEST), await text(TAG_MANIFEST)];
  const listed = payload === undefined ? undefined : parseManifest(payload);
  if (payload !== undefined && listed === undefined) say(MANIFEST, '清单的写法不规范');
  if (listed !== undefined)
    for (const file of Object.keys(digests))
      if (file.startsWith('data/') && listed[file] !== digests[file] && statement === undefined)
        say(file, listed[file] === undefined ? '不在清单里' : '与清单不符');
  const tagged = tags === undefined ? undefined : parseManifest(tags);
  if (tags !== undefined && (tagged === undefined || Object.keys(tagged).join() !== [...TAG_FILES].sort().join()))
    say(TAG_MANIFEST, '标签清单不完整或写法不规范');
  const bagit = await text('bagit.txt');
  if (bagit !== undefined && bagit !== BAGIT) say('bagit.txt', '不是 BagIt 1.0 的声明');
  const script = await text('seal/verify.sh');
  if (script !== undefined && script !== VERIFY_SH) say('seal/verify.sh', '不是本工具写入的核验脚本，请勿运行');
}

function checkCheckpoint(
  note: string | undefined,
  key: KeyObject,
  journal: JournalReading | undefined,
  root: string | undefined,
  statement: RunStatement | undefined,
  say: Say,
): void {
  if (note === undefined) return;
  const checkpoint = readCheckpoint(note, key);
  if (typeof checkpoint === 'string') {
    say('seal/checkpoint', checkpoint);
    return;
  }
  if (journal === undefined) say(JOURNAL, '没有操作记录');
  else if (checkpoint.size !== journal.lines.length && journal.problems.length === 0)
    say(
      JOURNAL,
      `封存时有 ${checkpoint.size} 条记录，现有 ${journal.lines.length} 条`,
      Math.min(checkpoint.size, journal.lines.length),
    );
  else if (checkpoint.root !== root && journal.problems.length === 0) say(JOURNAL, '记录的总校验值与封存时不同');
  if (statement !== undefined && statement.subject[1]?.digest.sha256 !== checkpoint.root)
    say('seal/checkpoint', '不是这次封存的检查点');
}

async function checkCountersignatures(
  byPath: ReadonlyMap<string, BundleFile>,
  statement: RunStatement | undefined,
  auditors: readonly KeyObject[],
  say: Say,
): Promise<void> {
  for (const [file, content] of byPath) {
    const match = /^seal\/countersign-([0-9a-f]{16})\.sigstore\.json$/.exec(file);
    if (match === null) continue;
    const auditor = auditors.find((key) => keyIdOf(key).startsWith(match[1] ?? '-'));
    if (auditor === undefined) {
      say(file, '没有这位审计方的公钥，会签无法核验；请用 --key 一并给出');
      continue;
    }
    const envelope = openEnvelope((await textOf(content)) ?? '', auditor);
    if (typeof envelope === 'string') {
      say(file, envelope);
      continue;
    }
    const parsed = CountersignStatement.safeParse(envelope.statement);
    const seal = sha256(await bytesOf(byPath.get('seal/run.sigstore.json')));
    if (!parsed.success || parsed.data.subject[0]?.digest.sha256 !== seal) say(file, '会签的不是这份封存');
    else if (statement !== undefined && parsed.data.predicate.coreDigest !== statement.subject[2]?.digest.sha256)
      say(file, '会签的核心内容与封存不同');
  }
}

async function manifests(text: (file: string) => Promise<string | undefined>): Promise<Record<string, string>> {
  const listed = { ...parseManifest((await text(MANIFEST)) ?? ''), ...parseManifest((await text(TAG_MANIFEST)) ?? '') };
  return listed;
}

async function journalOf(byPath: ReadonlyMap<string, BundleFile>): Promise<JournalReading | undefined> {
  const file = byPath.get(JOURNAL);
  return file === undefined ? undefined : readJournal(await bytesOf(file));
}

async function bytesOf(file: BundleFile | undefined): Promise<Buffer> {
  if (file === undefined || file.size > LARGEST_TEXT) return Buffer.alloc(0);
  const chunks: Buffer[] = [];
  for await (const chunk of await file.stream()) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

async function textOf(file: BundleFile | undefined): Promise<string | undefined> {
  return file === undefined ? undefined : (await bytesOf(file)).toString('utf8');
}

/** One file after the other, in chunks: memory does not grow with the bundle. */
async function hashed(files: readonly BundleFile[]): Promise<Record<string, string>> {
  const digests: Record<string, string> = {};
  for (const file of files) {
    const running = createHash('sha256');
    for await (const chunk of await file.stream()) running.update(chunk as Buffer);
    digests[file.path] = running.digest('hex');
  }
  return digests;
}
