import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { InputError } from '../domain/errors.ts';
import { sha256 } from './canonical-json.ts';

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

export function readPrivateKey(path: string): KeyObject {
  const text = readKeyFile(path, '封存密钥');
  try {
    const key = createPrivateKey(text);
    if (isP256(key)) return key;
  } catch {
    // said below, in one sentence
  }
  const locked = /ENCRYPTED/.test(text) ? '（设有口令的私钥不能用）' : '';
  throw new InputError(
    `「${path}」不是 ECDSA P-256 私钥（PEM）${locked}，没有封存。请换回原来的密钥文件，或用 npm run keys 生成。`,
  );
}

export function readPublicKey(path: string): KeyObject {
  const text = readKeyFile(path, '封存方的公钥');
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
  const identity = readKeyFile(path, '审计方的解密密钥')
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

/** @throws InputError that says what the file should have been */
export function readKeyFile(path: string, what: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    throw new InputError(
      code === 'ENOENT'
        ? `没有找到${what}「${path}」。可用 npm run keys 生成一套，或用 HARNESS_KEYS 指明所在文件夹。`
        : code === 'EISDIR'
          ? `${what}「${path}」是文件夹，不是文件。请换回原来的密钥文件。`
          : `无法读取${what}「${path}」（${code}）。请检查文件权限。`,
    );
  }
}
