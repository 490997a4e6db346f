import { createHash } from 'node:crypto';

const NODE = Uint8Array.of(1);

/**
 * The root of the record's entries: the Merkle Tree Hash of RFC 6962, 2.1, over leaf hashes that are given in their order.
 * Keeps one hash for each bit of their number. `test/log/tree.test.ts` has published roots.
 */
export class Tree {
  /** Whole subtrees from the left, each larger than the next: by the bits of `size`. */
  private readonly whole: Buffer[] = [];
  private leaves = 0;

  get size(): number {
    return this.leaves;
  }

  add(leaf: Buffer): void {
    let node = leaf;
    for (let rest = this.leaves; rest % 2 === 1; rest = (rest - 1) / 2) {
      const left = this.whole.pop();
      if (left) node = joined(left, node);
    }
    this.whole.push(node);
    this.leaves += 1;
  }

  /** In hexadecimal; of no entry the SHA-256 of nothing. */
  root(): string {
    const node = this.whole.reduceRight<Buffer | null>(
      (right, left) => (right === null ? left : joined(left, right)),
      null,
    );
    return (node ?? createHash('sha256').digest()).toString('hex');
  }
}

const joined = (left: Buffer, right: Buffer): Buffer =>
  createHash('sha256').update(NODE).update(left).update(right).digest();
