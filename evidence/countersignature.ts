import { createPublicKey, type KeyObject } from 'node:crypto';
import type { z } from 'zod';
import { sha256 } from './canonical-json.ts';
import { signStatement } from './envelope.ts';
import { keyIdOf } from './keys.ts';
import { countersignaturePath, ENVELOPE } from './layout.ts';
import { COUNTERSIGN_PREDICATE, type CountersignStatement, STATEMENT } from './statement.ts';

/** The countersignature of a seal, and where in the bundle it lies. */
export function countersignature(
  seal: Uint8Array,
  coreDigest: string,
  auditor: KeyObject,
): { path: string; text: string } {
  const statement: z.infer<typeof CountersignStatement> = {
    _type: STATEMENT,
    subject: [{ name: ENVELOPE, digest: { sha256: sha256(seal) } }],
    predicateType: COUNTERSIGN_PREDICATE,
    predicate: { coreDigest },
  };
  return {
    path: countersignaturePath(keyIdOf(createPublicKey(auditor))),
    text: signStatement(statement, auditor).bundle,
  };
}
