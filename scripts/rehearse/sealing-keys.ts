import { resolve } from 'node:path';
import { defaultKeyFolder } from '../../evidence/keys.ts';
import { holdsAnything, makeKeys, readSealingKeys } from '../../evidence/sealing-keys.ts';
import type { RehearsalPlan } from './plan.ts';

/** On first use a set of keys is made; a folder of keys that lacks one is refused before anything is driven. */
export async function sealingKeys(): Promise<Pick<RehearsalPlan, 'keys' | 'begunWith'>> {
  const folder = resolve(defaultKeyFolder());
  if (!holdsAnything(folder)) {
    try {
      await makeKeys(folder);
      console.error(`首次使用：已生成封存密钥和审计密钥，存放在 ${folder}（可用 HARNESS_KEYS 另行指定）。`);
    } catch (error) {
      // Another rehearsal made them at the same moment: then they are there to be read.
      if (!holdsAnything(folder)) throw error;
    }
  }
  const { keyId, recipient } = readSealingKeys(folder);
  return { keys: folder, begunWith: { keyId, recipient } };
}
