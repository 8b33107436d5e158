import type { KeyObject } from 'node:crypto';
import { keyIdOf } from './keys.ts';

/** Where in a bundle the countersignature of this key lies. */
export function countersignaturePath(auditor: KeyObject): string {
  return `seal/countersign-${keyIdOf(auditor).slice(0, 16)}.sigstore.json`;
}
