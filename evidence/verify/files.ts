import { BAGIT, parseManifest, TAG_FILES } from '../bag.ts';
import {
  BAG_DECLARATION,
  countersignerOf,
  ENVELOPE,
  MANIFEST,
  PAE,
  SIGNATURE,
  STAMP,
  TAG_MANIFEST,
  VERIFY_SCRIPT,
} from '../layout.ts';
import type { RunStatement } from '../statement.ts';
import { VERIFY_SH } from '../verify-sh.ts';
import type { Contents } from './contents.ts';
import type { Problems } from './verdict.ts';

/** Files of the signature itself: they vouch for the rest and for one another. */
export const SIGNATURE_FILES = [PAE, SIGNATURE, ENVELOPE, TAG_MANIFEST];
/** Countersignatures and the time stamp: beside what was sealed, and each checked by itself. */
export function isAddedLater(path: string): boolean {
  return path === STAMP || countersignerOf(path) !== undefined;
}

export function checkPresence(contents: Contents, problems: Problems): void {
  for (const file of [BAG_DECLARATION, ...TAG_FILES, ...SIGNATURE_FILES])
    if (!contents.has(file) && !problems.names(file)) problems.say(file, '缺少该文件，封存不完整');
}

/** Exactly the sealed files with their content; without a statement that counts, what the manifests say instead. */
export function checkFiles(
  contents: Contents,
  digests: ReadonlyMap<string, string>,
  statement: RunStatement | undefined,
  problems: Problems,
): void {
  const expected = statement === undefined ? listed(contents) : new Map(Object.entries(statement.predicate.files));
  if (expected === undefined) return;
  for (const [file, digest] of expected) {
    const found = digests.get(file);
    if (problems.names(file)) continue;
    if (found === undefined) problems.say(file, '清单里有，但文件不在');
    else if (found !== digest) problems.say(file, statement === undefined ? '内容与清单不符' : '内容与封存时不同');
  }
  for (const file of digests.keys())
    if (!expected.has(file) && !SIGNATURE_FILES.includes(file) && !isAddedLater(file) && !problems.names(file))
      problems.say(file, '不在清单里，是后来加入的');
}

/** The tag files say in the open what the statement signs; a bag must be whole by its own rules too (RFC 8493). */
export function checkTags(
  contents: Contents,
  digests: ReadonlyMap<string, string>,
  statement: RunStatement | undefined,
  problems: Problems,
): void {
  const sealed = statement?.subject[0]?.digest.sha256;
  if (sealed !== undefined && contents.has(TAG_MANIFEST) && sealed !== digests.get(TAG_MANIFEST))
    problems.say(TAG_MANIFEST, '与封存时不同');
  const [payload, tags] = [contents.text(MANIFEST), contents.text(TAG_MANIFEST)];
  if (payload !== undefined && parseManifest(payload) === undefined && !problems.names(MANIFEST))
    problems.say(MANIFEST, '清单的写法不规范');
  const tagged = tags === undefined ? undefined : parseManifest(tags);
  if (
    tags !== undefined &&
    [...(tagged?.keys() ?? [])].join() !== [...TAG_FILES].sort().join() &&
    !problems.names(TAG_MANIFEST)
  )
    problems.say(TAG_MANIFEST, '标签清单不完整或写法不规范');
  // The holder of the key could sign one content and list another; sha256sum and verify.sh use the list.
  const changed = problems.names(MANIFEST) || problems.names(TAG_MANIFEST);
  if (statement !== undefined && !changed && !lists(contents, statement.predicate.files))
    problems.say(MANIFEST, '清单与封存的声明不一致');
  const bagit = contents.text(BAG_DECLARATION);
  if (bagit !== undefined && bagit !== BAGIT && !problems.names(BAG_DECLARATION))
    problems.say(BAG_DECLARATION, '不是 BagIt 1.0 的声明');
  const script = contents.text(VERIFY_SCRIPT);
  if (script !== undefined && script !== VERIFY_SH) problems.say(VERIFY_SCRIPT, '不是本工具写入的核验脚本，请勿运行');
}

/** The manifests list exactly these files with these digests. */
function lists(contents: Contents, files: Readonly<Record<string, string>>): boolean {
  const entries = [...(listed(contents) ?? [])];
  return entries.length === Object.keys(files).length && entries.every(([file, digest]) => files[file] === digest);
}

/** Undefined when the manifest says nothing that can be held against the files. */
function listed(contents: Contents): ReadonlyMap<string, string> | undefined {
  const payload = parseManifest(contents.text(MANIFEST) ?? '');
  return payload && new Map([...payload, ...(parseManifest(contents.text(TAG_MANIFEST) ?? '') ?? [])]);
}
