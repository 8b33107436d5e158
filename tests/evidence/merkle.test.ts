import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { inclusionProof, merkleRoot } from '../../evidence/merkle.ts';
import { provesInclusion } from '../../fixtures/evidence/inclusion.ts';

/** The published test vectors of Certificate Transparency (RFC 6962's reference implementation). */
const LEAVES = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'];
const ROOTS: Record<number, string> = {
  0: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  1: '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  2: 'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  3: 'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  8: '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
};

describe('Merkle 树（RFC 6962）', () => {
  test('与公开的测试向量一致', () => {
    for (const [size, root] of Object.entries(ROOTS)) {
      const leaves = LEAVES.slice(0, Number(size)).map((hex) => Buffer.from(hex, 'hex'));
      assert.equal(merkleRoot(leaves).toString('hex'), root, `${size} leaves`);
    }
  });

  test('任何一条都能单独证明，换一条、换位置、改证明都不成立', () => {
    const leaf = fc.uint8Array({ maxLength: 12 });
    fc.assert(
      fc.property(fc.array(leaf, { minLength: 1, maxLength: 40 }), fc.nat(), fc.nat(), (leaves, a, b) => {
        const [size, at, bit] = [leaves.length, a % leaves.length, b];
        const [root, own] = [merkleRoot(leaves), leaves[at] as Uint8Array];
        const proof = inclusionProof(leaves, at);
        assert.ok(provesInclusion(own, at, size, proof, root));
        assert.ok(!provesInclusion(Buffer.concat([own, Buffer.of(0)]), at, size, proof, root));
        assert.ok(!provesInclusion(own, size, size, proof, root));
        assert.ok(!provesInclusion(own, at, size, [...proof, root], root));
        if (proof.length === 0) return;
        const changed = proof.map((hash) => Buffer.from(hash));
        const hash = changed[bit % changed.length] as Buffer;
        hash[bit % 32] = (hash[bit % 32] ?? 0) ^ 1;
        assert.ok(!provesInclusion(own, at, size, changed, root));
      }),
    );
  });
});
