import type { Json } from '../basics/canonical.js';
import type { Entry } from '../log/entry.js';

/** What an entry speaks of. */
export type Content = Pick<Entry, 'actor' | 'subject' | 'data'> & { readonly type: string };

/** By which fields the data of entries name a thing, and of which noun it is. */
const FIELDS: Readonly<Record<string, string>> = {
  assembly: 'assembly',
  because: 'motion',
  bloc: 'motion',
  body: 'body',
  comment: 'comment',
  consultation: 'consultation',
  credential: 'credential',
  draft: 'draft',
  election: 'election',
  electedIn: 'election',
  grantor: 'member',
  holder: 'person',
  instrument: 'instrument',
  into: 'motion',
  item: 'item',
  mandate: 'mandate',
  member: 'member',
  motion: 'motion',
  notice: 'notice',
  organisation: 'organisation',
  person: 'person',
  poll: 'poll',
  procedure: 'motion',
  proxy: 'proxy',
  referral: 'referral',
  round: 'consultation',
  sitting: 'sitting',
  sponsors: 'member',
  stage: 'stage',
  supersedes: 'comment',
  version: 'version',
};
/** Where a field is of another noun in the entries of one type. */
const OF_TYPE: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'affiliation.corrected': { child: 'organisation', parent: 'organisation' },
  'affiliation.ended': { child: 'organisation', parent: 'organisation' },
  'affiliation.recorded': { child: 'organisation', parent: 'organisation' },
  'affiliation.struck': { child: 'organisation', parent: 'organisation' },
  'candidate.nominated': { by: 'member' },
  'credential.substituted': { by: 'credential' },
  'item.added': { parent: 'item' },
  'item.moved': { parent: 'item', before: 'item' },
  'mandate.granted': { from: 'body', 'terms.to': 'body' },
  'mandate.reported': { to: 'body' },
  'motion.amended': { amendments: 'motion' },
  'motion.released': { from: 'motion' },
  'motion.tabled': { urgency: 'motion' },
  'person.merged': { into: 'person' },
  'poll.hand_moved': { from: 'person', to: 'person' },
  'referral.made': { from: 'body', to: 'body' },
};

/** Nouns whose ids are slugs; all others have UUIDs. */
const SLUGS: ReadonlySet<string> = new Set(['assembly', 'body', 'instrument', 'organisation']);
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Of which noun the thing is that a field of an entry names; null: it names none. */
export const nounOfField = (type: string, field: string): string | null =>
  OF_TYPE[type]?.[field] ?? FIELDS[field] ?? null;

const isId = (noun: string, value: Json): value is string =>
  typeof value === 'string' && (SLUGS.has(noun) || UUID.test(value));

/** The fields of an entry's data, and those of the objects in it by both names: `terms.to`. */
export const fieldsOf = (data: Entry['data']): (readonly [field: string, value: Json])[] =>
  Object.entries(data).flatMap(([field, value]) => [
    [field, value] as const,
    ...(typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.entries(value).map(([inner, one]) => [`${field}.${inner}`, one] as const)
      : []),
  ]);

/** Every thing that an entry names: as its subject, in its data, and who did it. */
export function* thingsOf({ type, actor, subject, data }: Content): Generator<readonly [string, string]> {
  if (actor.kind === 'person') yield ['person', actor.person];
  for (const [noun, id] of Object.entries(subject)) if (isId(noun, id)) yield [noun, id];
  for (const [field, value] of fieldsOf(data)) {
    const noun = nounOfField(type, field);
    if (noun === null) continue;
    for (const one of Array.isArray(value) ? value : [value]) if (isId(noun, one)) yield [noun, one];
  }
}
