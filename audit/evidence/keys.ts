import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { InputError } from '../../domain/errors.ts';
import { sha256 } from './canonical.ts';

export const KEY_FILES = {
  operatorPrivate: 'operator.key.pem',
  operatorPublic: 'operator.pub.pem',
  identity: 'auditor.identity.txt',
  recipient: 'auditor.recipient.txt',
} as const;

/** Outside every project and every bundle; HARNESS_KEYS names another folder. */
export function defaultKeyFolder(): string {
  return (
    process.env.HARNESS_KEYS ??
    join(process.env.XDG_CONFIG_HOME ?? join(homedir(), '.config'), 'filing-rehearsal', 'keys')
  );
}

/** Makes both keys, each readable by their owner alone. @throws InputError when any of the files is there already */
export async function makeKeys(folder: string): Promise<{ keyId: string; recipient: string }> {
  const there = Object.values(KEY_FILES).find((name) => existsSync(join(folder, name)));
  if (there !== undefined)
    throw new InputError(`「${join(folder, there)}」已存在，为免覆盖没有生成。请用 --out 另选一个文件夹。`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  // Only this needs age; a verifier does without its 20 MB.
  const { generateIdentity, identityToRecipient } = await import('age-encryption');
  const identity = await generateIdentity();
  const recipient = await identityToRecipient(identity);
  const write = (name: string, text: string, mode: number) =>
    writeFileSync(join(folder, name), text, { mode, flag: 'wx' });
  write(KEY_FILES.operatorPrivate, String(privateKey.export({ format: 'pem', type: 'pkcs8' })), 0o600);
  write(KEY_FILES.operatorPublic, String(publicKey.export({ format: 'pem', type: 'spki' })), 0o644);
  write(KEY_FILES.identity, `${identity}\n`, 0o600);
  write(KEY_FILES.recipient, `${recipient}\n`, 0o644);
  return { keyId: keyIdOf(publicKey), recipient };
}

/** What sealing needs. */
export interface SealingKeys {
  operator: KeyObject;
  /** age recipient of the auditor, `age1…`. */
  recipient: string;
}

/** @throws InputError with what is missing or wrong; nothing is sealed then */
export function readSealingKeys(folder: string): SealingKeys {
  const operator = readPrivateKey(join(folder, KEY_FILES.operatorPrivate));
  const path = join(folder, KEY_FILES.recipient);
  const recipient = readText(path, '审计方的加密公钥').trim();
  if (!/^age1[0-9a-z]+$/.test(recipient)) throw new InputError(`「${path}」不是 age 公钥，案例无法加密，没有封存。`);
  return { operator, recipient };
}

export function readPrivateKey(path: string): KeyObject {
  const text = readText(path, '封存密钥');
  try {
    const key = createPrivateKey(text);
    if (isP256(key)) return key;
  } catch {
    // said below, in one sentence
  }
  throw new InputError(
    `「${path}」不是 ECDSA P-256 私钥（PEM），没有封存。请换回原来的密钥文件，或用 npm run keys 生成。`,
  );
}

export function readPublicKey(path: string): KeyObject {
  const text = readText(path, '封存方的公钥');
  try {
    const key = createPublicKey(text);
    if (isP256(key)) return key;
  } catch {
    // said below, in one sentence
  }
  throw new InputError(
    `「${path}」不是 ECDSA P-256 公钥（PEM），无法核验。请向封存方索取 ${KEY_FILES.operatorPublic}。`,
  );
}

export function readIdentity(path: string): string {
  const identity = readText(path, '审计方的解密密钥')
    .split('\n')
    .map((line) => line.trim())
    .find((line) => line.startsWith('AGE-SECRET-KEY-1'));
  if (identity === undefined) throw new InputError(`「${path}」中没有 age 解密密钥（AGE-SECRET-KEY-1…）。`);
  return identity;
}

/** SHA-256 of the public key's SPKI, hex: how a key, or the pair it belongs to, is named. */
export function keyIdOf(key: KeyObject): string {
  return sha256((key.type === 'private' ? createPublicKey(key) : key).export({ format: 'der', type: 'spki' }));
}

function isP256(key: KeyObject): boolean {
  return key.asymmetricKeyType === 'ec' && key.asymmetricKeyDetails?.namedCurve === 'prime256v1';
}

function readText(path: string, what: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    throw new InputError(
      code === 'ENOENT'
        ? `没有找到${what}「${path}」。可用 npm run keys 生成一套，或用 HARNESS_KEYS 指明所在文件夹。`
        : `无法读取${what}「${path}」（${code}）。请检查文件权限。`,
    );
  }
}
