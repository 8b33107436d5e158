import { createHash, createPublicKey, generateKeyPairSync } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { InputError } from '../../../domain/errors.ts';
import { filesBelow } from '../../../evidence/bag.ts';
import { signatureHolds } from '../../../evidence/signature.ts';
import { verifyBundle } from '../../../evidence/verify.ts';
import type { Compared } from './compare.ts';

/*
 * Corpora of evidence rather than of cases: bags (RFC 8493) and signature vectors.
 */

/** Nobody sealed a stranger's bag: whole or not by its own manifests, it is never intact here, and always answered. */
export async function comparedBag(folder: string): Promise<Compared> {
  const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const whole = isWholeBag(folder) ? 'whole by its manifests' : 'not whole by its manifests';
  try {
    const { verdict, problems } = await verifyBundle(folder, publicKey);
    if (verdict === 'intact') return { verdict: 'differs', reason: 'unexplained' };
    if (problems.length === 0) return { verdict: 'differs', reason: 'unexplained' };
    return { verdict: 'refused here alone', reason: `${whole}, and sealed by nobody` };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return { verdict: 'refused here alone', reason: `${whole}, and cannot be opened as a bundle` };
  }
}

/** The second reader of a bag: each manifest by its own algorithm. */
function isWholeBag(folder: string): boolean {
  const listed = new Set<string>();
  for (const algorithm of ['md5', 'sha1', 'sha256', 'sha512']) {
    const manifest = join(folder, `manifest-${algorithm}.txt`);
    if (!existsSync(manifest)) continue;
    for (const line of readFileSync(manifest, 'utf8').split(/\r\n|\r|\n/)) {
      const [, digest = '', name = ''] = /^([0-9a-fA-F]+)[ \t]+\*?(.+)$/.exec(line) ?? [];
      if (name === '') continue;
      const path = join(folder, name.replace(/%0A/gi, '\n').replace(/%0D/gi, '\r').replace(/%25/g, '%'));
      if (!existsSync(path)) return false;
      if (createHash(algorithm).update(readFileSync(path)).digest('hex') !== digest.toLowerCase()) return false;
      listed.add(path);
    }
  }
  return listed.size > 0 && filesBelow(folder, 'data').every((name) => listed.has(join(folder, name)));
}

interface Vectors {
  testGroups: { publicKeyPem: string; tests: { msg: string; sig: string; result: string; flags: string[] }[] }[];
}

/** Signature vectors of ECDSA over P-256 with SHA-256 in DER, which is what a bundle is sealed with. */
export function isSignatureVectors(text: string): boolean {
  const head = text.slice(0, 1000);
  return head.includes('"ecdsa_verify_schema_v1.json"') && /"curve": "secp256r1"[\s\S]*?"sha": "SHA-256"/.test(text);
}

/** One line each: what the vector's author says is the second opinion. */
export function comparedSignatures(text: string): Compared[] {
  return (JSON.parse(text) as Vectors).testGroups.flatMap(({ publicKeyPem, tests }) => {
    const key = createPublicKey(publicKeyPem);
    return tests.map(({ msg, sig, result }): Compared => {
      const holds = signatureHolds(Buffer.from(msg, 'hex'), key, Buffer.from(sig, 'hex'));
      if (holds)
        return { verdict: result === 'valid' ? 'same' : 'differs', reason: result === 'valid' ? '' : 'unexplained' };
      if (result !== 'valid') return { verdict: 'both refuse', reason: 'no signature' };
      return { verdict: 'refused here alone', reason: 'the upper of the two s values (malleable) counts as none' };
    });
  });
}
