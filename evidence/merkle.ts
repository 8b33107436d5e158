import { createHash } from 'node:crypto';

const hash = (...parts: Uint8Array[]): Buffer => {
  const running = createHash('sha256');
  for (const part of parts) running.update(part);
  return running.digest();
};
const LEAF = Uint8Array.of(0);
const NODE = Uint8Array.of(1);

/** RFC 6962 §2.1: leaves and nodes are hashed apart, so that a node can never pass for a leaf. */
export function merkleRoot(leaves: Iterable<Uint8Array>): Buffer {
  const tree = new MerkleTree();
  for (const leaf of leaves) tree.add(leaf);
  return tree.root();
}

/** The same root leaf by leaf, holding one hash for each bit of the count. */
export class MerkleTree {
  /** Whole subtrees, the largest first, no two of one size. */
  readonly #subtrees: { size: number; root: Buffer }[] = [];

  add(leaf: Uint8Array): void {
    let tree = { size: 1, root: hash(LEAF, leaf) };
    while (this.#subtrees.at(-1)?.size === tree.size) {
      const left = this.#subtrees.pop() as typeof tree;
      tree = { size: 2 * tree.size, root: hash(NODE, left.root, tree.root) };
    }
    this.#subtrees.push(tree);
  }

  root(): Buffer {
    const roots = this.#subtrees.map(({ root }) => root);
    return roots.length === 0 ? hash() : roots.reduceRight((right, left) => hash(NODE, left, right));
  }
}

/** RFC 6962 §2.1.1: what one needs beside leaf `index` to come to the root, nearest first. */
export function inclusionProof(leaves: readonly Uint8Array[], index: number): Buffer[] {
  if (index < 0 || index >= leaves.length) throw new RangeError(`no leaf ${index} among ${leaves.length}`);
  if (leaves.length === 1) return [];
  const half = split(leaves.length);
  return index < half
    ? [...inclusionProof(leaves.slice(0, half), index), merkleRoot(leaves.slice(half))]
    : [...inclusionProof(leaves.slice(half), index - half), merkleRoot(leaves.slice(0, half))];
}

/** The largest power of two below `size`. */
function split(size: number): number {
  return 2 ** Math.ceil(Math.log2(size) - 1);
}
