import { WHOLE_HOUSE } from '../access/access.js';
import { must } from '../basics/must.js';
import { ok } from '../basics/result.js';
import { act } from '../house/perform.js';
import type { ArchiveEvent } from './archive.contract.js';

/** The archive is the whole house: it is for who holds the secretariat of all of it, and the record says each time who took it. */
export const archivePlace = async () => ({ ...WHOLE_HOUSE, open: false });

export const TAKE_ARCHIVE = act({
  act: 'archive.take',
  place: archivePlace,
  load: async (_tx, _command: object, visitor) => ok(must(visitor.person, 'person who asks')),
  decide: (person) => {
    const event: ArchiveEvent = { type: 'archive.taken', subject: { person }, data: {} };
    return ok([event]);
  },
  reply: () => ({}),
});
