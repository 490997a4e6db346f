import { z } from 'zod';
import { Moment, Search, Sha256 } from '../basics/fields.js';
import { route } from '../access/route.js';

export const EntryView = z
  .object({
    number: z.int().nonnegative(),
    leaf: Sha256,
    type: z.string(),
    subject: z.string(),
    at: Moment,
    /**
     * The exact canonical JSON; null until its poll is declared, of a vote that its caster changed afterwards, and where the reader
     * may not see what it is about.
     */
    bytes: z.string().nullable(),
    /** Personal fields that are still opened and that the reader may see, by name: salt (hex) and value. */
    openings: z.record(z.string(), z.object({ salt: z.string(), value: z.string() })),
  })
  .meta({ id: 'Entry' });
export type EntryView = z.infer<typeof EntryView>;

/** What a thing is called; see `Named` in `house/room.ts`. A person has a name alone, for whom the record opens it. */
export const NamedView = z
  .object({
    titles: z.record(z.string(), z.string()),
    name: z.string(),
    number: z.int(),
    label: z.string(),
    kind: z.string(),
    timeZone: z.string(),
    assembly: z.string(),
    instrument: z.string(),
    body: z.string(),
  })
  .partial()
  .meta({ id: 'Named' });
/** By `noun:id`: the things that entries name and that the reader may see. */
const Names = z.record(z.string(), NamedView);
export type Names = z.infer<typeof Names>;

const PAGE = z.coerce.number().int().min(1).max(200).default(50);

export const recordRoutes = {
  record: route({
    method: 'GET',
    path: '/api/record',
    act: 'record.read',
    summary: 'Entries of the record, newest first; `before` pages on, `subject` (such as poll:ID) narrows',
    input: z.object({
      before: z.coerce.number().int().nonnegative().optional(),
      /** Its id in small letters, however it was written. */
      subject: Search(120).toLowerCase().optional(),
      limit: PAGE,
    }),
    reply: z.object({ size: z.int(), entries: z.array(EntryView), names: Names }),
  }),
  search: route({
    method: 'GET',
    path: '/api/search',
    act: 'record.read',
    summary:
      'Assemblies, agenda items, motions, instruments, bodies and organisations by words of their names',
    input: z.object({ text: Search(100).default('') }),
    reply: z.object({ found: z.array(z.object({ noun: z.string(), id: z.string() })), names: Names }),
  }),
  entry: route({
    method: 'GET',
    path: '/api/record/:number',
    act: 'record.read',
    summary: 'One entry with its exact bytes, and what the things that it names are called',
    input: z.object({ number: z.coerce.number().int().nonnegative() }),
    reply: EntryView.extend({ names: Names }),
  }),
  blob: route({
    method: 'GET',
    path: '/api/record/blobs/:hash',
    act: 'record.read',
    summary: 'A long text of the record by its SHA-256 (rolls, results, expressions)',
    input: z.object({ hash: Sha256 }),
    reply: z.object({ hash: Sha256, text: z.string() }),
  }),
} as const;
