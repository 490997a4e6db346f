import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { leafHash } from '../../src/log/entry.js';
import { Tree } from '../../src/log/tree.js';

/** The roots that the tests of Certificate Transparency publish, over 0 to 8 of these entries. */
const ENTRIES = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
];
const ROOTS = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];

const rootOf = (leaves: readonly Buffer[]): string => {
  const tree = new Tree();
  for (const leaf of leaves) tree.add(leaf);
  expect(tree.size).toBe(leaves.length);
  return tree.root();
};

test.each(ROOTS.map((root, size) => [size, root] as const))(
  'the root of %i published entries',
  (size, root) => {
    const leaves = ENTRIES.slice(0, size).map((hex) => Buffer.from(leafHash(Buffer.from(hex, 'hex')), 'hex'));
    expect(rootOf(leaves)).toBe(root);
  },
);

/** As RFC 6962 says it: the left side is the largest power of two that is smaller than the whole. */
function defined(leaves: readonly Buffer[]): Buffer {
  if (leaves.length === 1) return leaves[0]!;
  let left = 1;
  while (left * 2 < leaves.length) left *= 2;
  const sides = [leaves.slice(0, left), leaves.slice(left)].map(defined);
  return createHash('sha256').update(Uint8Array.of(1)).update(sides[0]!).update(sides[1]!).digest();
}

test('is that of the definition for any number of leaves', () => {
  fc.assert(
    fc.property(
      fc.array(fc.uint8Array({ minLength: 32, maxLength: 32 }), { minLength: 1, maxLength: 70 }),
      (all) => {
        const leaves = all.map((one) => Buffer.from(one));
        expect(rootOf(leaves)).toBe(defined(leaves).toString('hex'));
      },
    ),
  );
});
