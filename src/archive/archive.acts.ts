import { WHOLE_HOUSE } from '../access/access.js';
import { must } from '../basics/must.js';
import { ok, refuse } from '../basics/result.js';
import { act } from '../house/perform.js';
import type { ArchiveEvent } from './archive.contract.js';
import { isFree } from './archive.store.js';

/** The archive is the whole house: it is for who holds the secretariat of all of it, and the record says each time who took it. */
export const archivePlace = async () => ({ ...WHOLE_HOUSE, open: false });

/** Refusal: `archive.under_way`. */
export const TAKE_ARCHIVE = act({
  act: 'archive.take',
  place: archivePlace,
  load: async (tx, _command: object, visitor) =>
    (await isFree(tx)) ? ok(must(visitor.person, 'person who asks')) : refuse('archive.under_way'),
  decide: (person) => {
    const event: ArchiveEvent = { type: 'archive.taken', subject: { person }, data: {} };
    return ok([event]);
  },
  reply: () => ({}),
});
