import { createHash, createPublicKey, type KeyObject } from 'node:crypto';
import { signatureHolds, signBytes } from './signature.ts';

/** A journal's length and root. */
export interface Checkpoint {
  size: number;
  /** Hex. */
  root: string;
}

const ORIGIN = 'filing-rehearsal.invalid/journal';
const FORM = /^([^\n]+)\n(0|[1-9]\d*)\n([A-Za-z0-9+/]{43}=)\n\n— ([^ +\n]+) ([A-Za-z0-9+/]+={0,2})\n$/;
const KEY_NAME = 'operator';

/** Signed note of C2SP tlog-checkpoint; ECDSA over the text, key id as for algorithm 0x02: SHA-256 of the SPKI. */
export function writeCheckpoint({ size, root }: Checkpoint, key: KeyObject): string {
  const text = `${ORIGIN}\n${size}\n${Buffer.from(root, 'hex').toString('base64')}\n`;
  const signature = Buffer.concat([noteKeyId(createPublicKey(key)), signBytes(Buffer.from(text), key)]);
  return `${text}\n— ${KEY_NAME} ${signature.toString('base64')}\n`;
}

/** The checkpoint, or why it does not count. */
export function readCheckpoint(note: string, key: KeyObject): Checkpoint | string {
  const match = FORM.exec(note);
  if (match === null || match[1] !== ORIGIN || match[4] !== KEY_NAME) return '格式不对';
  const [, origin, size, root, , encoded = ''] = match;
  const signature = Buffer.from(encoded, 'base64');
  if (signature.toString('base64') !== encoded) return '签名的写法不规范';
  if (!signature.subarray(0, 4).equals(noteKeyId(key))) return '不是这把密钥签的';
  const text = `${origin}\n${size}\n${root}\n`;
  if (!signatureHolds(Buffer.from(text), key, signature.subarray(4))) return '签名与内容不符';
  return { size: Number(size), root: Buffer.from(root ?? '', 'base64').toString('hex') };
}

function noteKeyId(key: KeyObject): Buffer {
  return createHash('sha256')
    .update(key.export({ format: 'der', type: 'spki' }))
    .digest()
    .subarray(0, 4);
}
