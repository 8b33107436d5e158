import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Encrypter, generateIdentity, identityToRecipient } from 'age-encryption';
import { InputError } from '../domain/errors.ts';
import { writeDurably } from './bag.ts';
import { diskReason } from './cut-off.ts';
import { KEY_FILES, keyIdOf, readKeyFile, readPrivateKey, readPublicKey } from './keys.ts';

/**
 * Makes both pairs, the private ones readable by their owner alone. They are
 * made beside `folder` and appear in it in one step: never half a set, and of
 * two that start at once one makes it and the other is told.
 * @throws InputError when the folder holds anything already, or cannot be made
 */
export async function makeKeys(folder: string): Promise<{ keyId: string; recipient: string }> {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const identity = await generateIdentity();
  const recipient = await identityToRecipient(identity);
  if (holdsAnything(folder)) throw new InputError(taken(folder));
  let making: string | undefined;
  try {
    mkdirSync(dirname(folder), { recursive: true, mode: 0o700 });
    making = mkdtempSync(`${folder}.making-`);
    const write = (name: string, text: string, mode: number) => {
      writeDurably(join(making ?? '', name), text);
      chmodSync(join(making ?? '', name), mode);
    };
    write(KEY_FILES.operatorPrivate, String(privateKey.export({ format: 'pem', type: 'pkcs8' })), 0o600);
    write(KEY_FILES.operatorPublic, String(publicKey.export({ format: 'pem', type: 'spki' })), 0o644);
    write(KEY_FILES.identity, `${identity}\n`, 0o600);
    write(KEY_FILES.recipient, `${recipient}\n`, 0o644);
    // Onto a folder that is not empty this fails, whoever filled it meanwhile.
    renameSync(making, folder);
  } catch (error) {
    if (making !== undefined) rmSync(making, { recursive: true, force: true });
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOTEMPTY' || code === 'EEXIST') throw new InputError(taken(folder));
    throw new InputError(
      `无法在「${folder}」生成密钥：${diskReason(error)}。请换一个可写的文件夹（--out 或 HARNESS_KEYS）。`,
    );
  }
  return { keyId: keyIdOf(publicKey), recipient };
}

/** Whether there is something in the folder that may be a set of keys. */
export function holdsAnything(folder: string): boolean {
  try {
    return readdirSync(folder).length > 0;
  } catch (error) {
    // A file, or a folder that may not be read, is not free either.
    return (error as NodeJS.ErrnoException).code !== 'ENOENT';
  }
}

function taken(folder: string): string {
  return `「${folder}」里已有内容，为免覆盖密钥没有生成。请用 --out 另选一个空文件夹。`;
}

/** What sealing needs. */
export interface SealingKeys {
  operator: KeyObject;
  /** Key id of the operator. */
  keyId: string;
  /** age recipient of the auditor, `age1…`. */
  recipient: string;
}

/** A file's time may be ahead of the clock by this much: clocks of shared disks are not exact. */
const AHEAD = 5 * 60_000;

/**
 * @param expected what the run began with: a key that was changed meanwhile seals nothing
 * @throws InputError with what is missing or wrong; nothing is sealed then
 */
export function readSealingKeys(folder: string, expected?: { keyId: string; recipient: string }): SealingKeys {
  const path = join(folder, KEY_FILES.operatorPrivate);
  const operator = readPrivateKey(path);
  const keyId = keyIdOf(operator);
  const publicPath = join(folder, KEY_FILES.operatorPublic);
  if (keyIdOf(readPublicKey(publicPath)) !== keyId)
    throw new InputError(
      `「${publicPath}」与「${path}」不是一对，没有封存。请换回原来的公钥文件，或另用一个密钥文件夹。`,
    );
  const recipient = readRecipient(join(folder, KEY_FILES.recipient));
  if (expected !== undefined && (expected.keyId !== keyId || expected.recipient !== recipient))
    throw new InputError(`「${folder}」里的密钥在演练途中被换过，没有封存。请确认密钥后加 --resume 重新封存。`);
  const made = statSync(path).mtime;
  if (made.getTime() > Date.now() + AHEAD)
    throw new InputError(
      `本机时间 ${new Date().toISOString()} 早于封存密钥的生成时间 ${made.toISOString()}，时钟可能被拨回，没有封存。请校准本机时钟后重试。`,
    );
  return { operator, keyId, recipient };
}

/** An X25519 recipient: what `replay` can decrypt for. Keys of hardware and of plugins have other forms. */
function readRecipient(path: string): string {
  const recipient = readKeyFile(path, '审计方的加密公钥').trim();
  try {
    if (/^age1[02-9ac-hj-np-z]{58}$/.test(recipient)) {
      new Encrypter().addRecipient(recipient);
      return recipient;
    }
  } catch {
    // said below, in one sentence
  }
  throw new InputError(
    `「${path}」不是 age 公钥（age1 开头，X25519），案例无法加密，没有封存。请向审计方索取其 ${KEY_FILES.recipient}。`,
  );
}
