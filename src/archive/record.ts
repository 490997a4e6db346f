import { createHash } from 'node:crypto';
import { z } from 'zod';
import { leafOf, type Sha256 } from '../log/entry.js';
import { Tree } from '../log/tree.js';

const digest: Sha256<Buffer> = (...parts) => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
};

const Line = z.object({ number: z.int(), leaf: z.string(), bytes: z.string() });

/**
 * Reads the entries of a record as lines, in their order, and checks each: its number is the next, and its leaf hash is that of its
 * bytes. Holds no entry.
 */
export class RecordCheck {
  private readonly tree = new Tree();
  private fault: number | null = null;

  read(line: string): void {
    const { number, leaf, bytes } = Line.parse(JSON.parse(line));
    const own = leafOf<Buffer>(Buffer.from(bytes, 'utf8'), digest);
    if (number !== this.tree.size || leaf !== `\\x${own.toString('hex')}`) this.fault ??= this.tree.size;
    this.tree.add(own);
  }

  /** The number of the first entry that is not as it was; null: there is none. */
  get broken(): number | null {
    return this.fault;
  }

  get entries(): number {
    return this.tree.size;
  }

  root(): string {
    return this.tree.root();
  }
}
