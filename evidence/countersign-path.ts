import type { KeyObject } from 'node:crypto';
import { keyIdOf } from './keys.ts';

/** A countersignature's path in a bundle; the first half of the key id's digits tells whose it is. */
export const COUNTERSIGNATURE = /^seal\/countersign-([0-9a-f]{16})\.sigstore\.json$/;

/** Where in a bundle the countersignature of this key lies. */
export function countersignaturePath(auditor: KeyObject): string {
  return `seal/countersign-${keyIdOf(auditor).slice(0, 16)}.sigstore.json`;
}
