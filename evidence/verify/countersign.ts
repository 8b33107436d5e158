import { createPublicKey, type KeyObject, type X509Certificate } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { InputError } from '../../domain/errors.ts';
import { addDurably } from '../bag.ts';
import { countersignature } from '../countersignature.ts';
import { diskReason } from '../cut-off.ts';
import { keyIdOf } from '../keys.ts';
import { countersignaturePath, ENVELOPE } from '../layout.ts';
import { verifyBundle } from '../verify.ts';

/**
 * An auditor's signature beside the operator's, over the operator's seal; the
 * file's path within the bundle. Only an intact bundle is countersigned.
 * `auditors` are the keys of those who did so before, `authorities` vouch for its stamp.
 */
export async function countersign(
  folder: string,
  operator: KeyObject,
  auditor: KeyObject,
  auditors: readonly KeyObject[] = [],
  authorities: readonly X509Certificate[] = [],
): Promise<string> {
  if (statSync(folder, { throwIfNoEntry: false })?.isFile())
    throw new InputError(`「${folder}」是压缩包，会签要写入文件夹：请先解压，会签后再用 npm run pack 打包。`);
  const path = countersignaturePath(keyIdOf(createPublicKey(auditor)));
  if (existsSync(join(folder, path))) throw new InputError(`证据包「${folder}」已由这把密钥会签，没有重复会签。`);
  const { verdict, coreDigest, problems } = await verifyBundle(folder, operator, auditors, authorities);
  if (verdict !== 'intact' || coreDigest === null)
    throw new InputError(
      `证据包「${folder}」没有通过核验，没有会签：${problems[0]?.file ?? ''} ${problems[0]?.problem ?? ''}。`,
    );
  const { text } = countersignature(readFileSync(join(folder, ENVELOPE)), coreDigest, auditor);
  try {
    addDurably(join(folder, path), text);
  } catch (error) {
    throw new InputError(`会签写不进「${folder}」：${diskReason(error)}。证据包没有改动；请排除后重新会签。`);
  }
  return path;
}
