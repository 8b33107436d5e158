import { createPublicKey, type KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { manifestText, type TAG_FILES, writeDurably } from './bag.ts';
import { sha256 } from './canonical-json.ts';
import { writeCheckpoint } from './checkpoint.ts';
import { coreDigest } from './core-digest.ts';
import { signStatement } from './envelope.ts';
import { type JournalLine, lineText } from './journal-line.ts';
import { keyIdOf } from './keys.ts';
import {
  BAG_DECLARATION,
  BAG_INFO,
  CHECKPOINT,
  ENVELOPE,
  MANIFEST,
  PAE,
  SIGNATURE,
  TAG_MANIFEST,
  VERIFY_SCRIPT,
} from './layout.ts';
import { MerkleTree } from './merkle.ts';
import { RUN_PREDICATE, type RunStatement, STATEMENT } from './statement.ts';
import { VERIFY_SH } from './verify-sh.ts';

export interface Sealed {
  keyId: string;
  coreDigest: string;
}

export function rootOf(lines: readonly JournalLine[]): string {
  const tree = new MerkleTree();
  for (const line of lines) tree.add(Buffer.from(lineText(line)));
  return tree.root().toString('hex');
}

/** The bag's own declaration, as `writeBag` leaves it. */
type Declaration = Record<typeof BAG_INFO | typeof BAG_DECLARATION | typeof MANIFEST, string>;

/** Every file that seals a bag, by path; nothing is written, so a failing key leaves a bag that claims nothing. */
export function sealFiles(
  declaration: Readonly<Declaration>,
  payload: Readonly<Record<string, string>>,
  lines: readonly JournalLine[],
  outcome: string,
  key: KeyObject,
): { files: Record<string, Uint8Array | string>; coreDigest: string } {
  const root = rootOf(lines);
  const core = coreDigest(root, payload);
  const tagged = {
    ...declaration,
    [CHECKPOINT]: writeCheckpoint({ size: lines.length, root }, key),
    [VERIFY_SCRIPT]: VERIFY_SH,
  } satisfies Record<(typeof TAG_FILES)[number], string>;
  const tags = Object.fromEntries(Object.entries(tagged).map(([path, content]) => [path, sha256(content)]));
  const tagManifest = manifestText(tags);
  const statement: RunStatement = {
    _type: STATEMENT,
    subject: [
      { name: TAG_MANIFEST, digest: { sha256: sha256(tagManifest) } },
      { name: 'checkpoint', digest: { sha256: root } },
      { name: 'core', digest: { sha256: core } },
    ],
    predicateType: RUN_PREDICATE,
    predicate: { outcome, files: { ...payload, ...tags }, lines: lines.map((line) => line.hash) },
  };
  const { bundle, pae, signature } = signStatement(statement, key);
  return {
    coreDigest: core,
    files: {
      [TAG_MANIFEST]: tagManifest,
      [CHECKPOINT]: tagged[CHECKPOINT],
      [VERIFY_SCRIPT]: VERIFY_SH,
      [PAE]: pae,
      [SIGNATURE]: signature,
      [ENVELOPE]: bundle,
    },
  };
}

/** Seals a bag whose manifest is written. The caller must not put a bag in its place that was not sealed. */
export function sealBag(
  folder: string,
  payload: Readonly<Record<string, string>>,
  lines: readonly JournalLine[],
  outcome: string,
  key: KeyObject,
): Sealed {
  const text = (path: string) => readFileSync(join(folder, path), 'utf8');
  const declaration = {
    [BAG_INFO]: text(BAG_INFO),
    [BAG_DECLARATION]: text(BAG_DECLARATION),
    [MANIFEST]: text(MANIFEST),
  } as const;
  const sealed = sealFiles(declaration, payload, lines, outcome, key);
  for (const [path, content] of Object.entries(sealed.files)) writeDurably(join(folder, path), content);
  return { keyId: keyIdOf(createPublicKey(key)), coreDigest: sealed.coreDigest };
}
