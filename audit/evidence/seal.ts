import { createPublicKey, type KeyObject } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { manifestText, syncFolder, TAG_FILES, TAG_MANIFEST, writeDurably } from './bag.ts';
import { sha256 } from './canonical.ts';
import { writeCheckpoint } from './checkpoint.ts';
import { coreDigest } from './core-digest.ts';
import { signStatement } from './envelope.ts';
import { type JournalLine, lineText } from './journal-line.ts';
import { keyIdOf } from './keys.ts';
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

/**
 * The seal while it is made. It becomes `seal/` in one step when all of it is on
 * the disk: a kill leaves a whole seal or none, and who finds an ended run
 * with neither folder knows that the seal was taken away.
 */
export const SEALING = 'sealing';

/** To be called before a run's last line is written. */
export function beginSealing(folder: string): void {
  mkdirSync(join(folder, SEALING), { recursive: true });
}

/** Seals a bag whose manifest is written: checkpoint, tag manifest, statement, signature. A failing key leaves a bag that claims nothing. */
export function sealBag(
  folder: string,
  payload: Readonly<Record<string, string>>,
  lines: readonly JournalLine[],
  outcome: string,
  key: KeyObject,
): Sealed {
  const root = rootOf(lines);
  const core = coreDigest(root, payload);
  const sealing = (name: string) => join(folder, SEALING, name);
  rmSync(join(folder, SEALING), { recursive: true, force: true });
  writeDurably(sealing('checkpoint'), writeCheckpoint({ size: lines.length, root }, key));
  writeDurably(sealing('verify.sh'), VERIFY_SH);
  const placeOf = (path: string) => join(folder, path.replace(/^seal\//, `${SEALING}/`));
  const tags = Object.fromEntries(TAG_FILES.map((path) => [path, sha256(readFileSync(placeOf(path)))]));
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
  writeDurably(join(folder, TAG_MANIFEST), tagManifest);
  writeDurably(sealing('pae.bin'), pae);
  writeDurably(sealing('run.sig'), signature);
  writeDurably(sealing('run.sigstore.json'), bundle);
  syncFolder(join(folder, SEALING));
  rmSync(join(folder, 'seal'), { recursive: true, force: true });
  renameSync(join(folder, SEALING), join(folder, 'seal'));
  syncFolder(folder);
  return { keyId: keyIdOf(createPublicKey(key)), coreDigest: core };
}
