import { digestOf } from './canonical-json.ts';
import { CORE, JOURNAL } from './layout.ts';

/**
 * One number for all that a replay must reproduce: the journal's Merkle root
 * and the digest of every other file under data/core/, by sorted path.
 */
export function coreDigest(root: string, files: Readonly<Record<string, string>>): string {
  const core = Object.entries(files)
    .filter(([path]) => path.startsWith(CORE) && path !== JOURNAL)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return digestOf({ core, root });
}
