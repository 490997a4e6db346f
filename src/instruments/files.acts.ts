import type { Result } from '../basics/result.js';
import type { Perform } from '../house/perform.js';
import type { Visitor } from '../access/visitor.js';
import type { Act } from '../access/access.js';
import { readImports } from './files.store.js';
import type { Imported } from './instrument.js';
import type { ImportInput } from './instruments.contract.js';
import { instrumentPlace } from './instruments.store.js';

/** Reads the files of a text before anything waits for its instrument, and only for those who may do the act on it. */
export async function readFor(
  perform: Perform,
  who: Visitor,
  { act, instrument, texts }: { act: Act; instrument: string; texts: readonly ImportInput[] },
): Promise<Result<Imported[]>> {
  const may = await perform.read(who, {
    act,
    place: (tx) => instrumentPlace(tx, instrument),
    view: async () => true,
  });
  return may.ok ? readImports(texts) : may;
}
