import { createPublicKey, type KeyObject } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';
import { InputError } from '../../domain/errors.ts';
import { writeDurably } from './bag.ts';
import { sha256 } from './canonical.ts';
import { signStatement } from './envelope.ts';
import { keyIdOf } from './keys.ts';
import { COUNTERSIGN_PREDICATE, type CountersignStatement, STATEMENT } from './statement.ts';
import { verifyBundle } from './verify.ts';

/**
 * An auditor's signature beside the operator's, over the operator's seal; the
 * file's path within the bundle. Only an intact bundle is countersigned.
 */
export async function countersign(folder: string, operator: KeyObject, auditor: KeyObject): Promise<string> {
  const publicKey = createPublicKey(auditor);
  const path = `seal/countersign-${keyIdOf(publicKey).slice(0, 16)}.sigstore.json`;
  if (existsSync(join(folder, path))) throw new InputError(`证据包「${folder}」已由这把密钥会签，没有重复会签。`);
  const { verdict, coreDigest, problems } = await verifyBundle(folder, operator);
  if (verdict !== 'intact' || coreDigest === null)
    throw new InputError(
      `证据包「${folder}」没有通过核验，没有会签：${problems[0]?.file ?? ''} ${problems[0]?.problem ?? ''}。`,
    );
  const statement: z.infer<typeof CountersignStatement> = {
    _type: STATEMENT,
    subject: [
      {
        name: 'seal/run.sigstore.json',
        digest: { sha256: sha256(readFileSync(join(folder, 'seal/run.sigstore.json'))) },
      },
    ],
    predicateType: COUNTERSIGN_PREDICATE,
    predicate: { coreDigest },
  };
  writeDurably(join(folder, path), signStatement(statement, auditor).bundle);
  return path;
}
