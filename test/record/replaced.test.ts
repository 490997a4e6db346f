import { leafHash } from '../../src/log/entry.js';
import { pollRoutes, type Receipt, type Vote } from '../../src/polls/polls.contract.js';
import { recordRoutes as record, type EntryView } from '../../src/record/record.contract.js';
import { register, signedIn } from '../story/convened.js';
import { ballot, hall, opened, type Hall } from '../story/hall.js';
import { openHouse, type TestHouse, type Visitor } from '../story/house.js';

/** A vote that its caster changed is read in the record by nobody but the auditors, however the poll ended. */
let house: TestHouse;
let at: Hall;
const readers = new Map<string, Visitor>();

beforeAll(async () => {
  house = await openHouse();
  at = await hall(house, 'changed');
  const [assembly, body] = ['changed-2026', 'changed-ga'];
  await register(house, 'of-the-assembly', { office: 'auditor', assembly });
  await register(house, 'of-the-body', { office: 'auditor', body });
  await register(house, 'of-the-house', { office: 'auditor' });
  await register(house, 'observer', { office: 'observer', assembly });
  await register(house, 'somebody');
  for (const name of ['of-the-assembly', 'of-the-body', 'of-the-house', 'observer', 'somebody'])
    readers.set(name, await signedIn(house, name));
  readers.set('nobody', house.visitor());
  readers.set('chair', at.chair);
  readers.set('caster', at.delegates[1]!);
});
afterAll(() => house.close());

const PUBLIC = ['nobody', 'somebody', 'observer', 'chair', 'caster'];
const AUDITORS = ['of-the-assembly', 'of-the-body', 'of-the-house'];

/** Casts one after the other for one entitlement, each over the one before. */
async function change(who: Visitor, poll: string, entitlement: number, votes: readonly Vote[]) {
  const receipts: Receipt[] = [];
  for (const [replaces, choice] of votes.entries())
    receipts.push(await who.do(pollRoutes.cast, ballot(poll, entitlement, { choice, replaces })));
  return receipts;
}

/**
 * The casts of a poll, oldest first, each as it is read in the list, in that of its poll and alone: always the same. What is withheld
 * names nothing.
 */
async function casts(reader: Visitor, poll: string): Promise<EntryView[]> {
  const { entries: whole } = await reader.do(record.record, { limit: 200 });
  const { entries } = await reader.do(record.record, { subject: `poll:${poll}`, limit: 200 });
  const found = entries.filter(({ type }) => type === 'poll.cast').toReversed();
  for (const entry of found) {
    expect(whole.find(({ number }) => number === entry.number)).toEqual(entry);
    const { names, ...alone } = await reader.do(record.entry, { number: entry.number });
    expect(alone).toEqual(entry);
    if (alone.bytes === null) expect(names).toEqual({});
    else expect(names).toHaveProperty([`poll:${poll}`]);
  }
  return found;
}

const choiceIn = ({ bytes }: EntryView): Vote | null =>
  bytes === null ? null : (JSON.parse(bytes) as { data: { choice: Vote } }).data.choice;

test.each([
  [
    'declared',
    async (poll: string) => {
      await at.chair.do(pollRoutes.close, { poll });
      await at.chair.do(pollRoutes.declare, { poll });
    },
  ],
  [
    'annulled',
    async (poll: string) => {
      await at.chair.do(pollRoutes.annul, { poll, reason: 'Again' });
    },
  ],
])('a poll that is %s', async (_, end) => {
  const poll = await opened(at);
  const changed = await change(at.delegates[1]!, poll, 2, ['for', 'against', 'abstain']);
  const [once] = await change(at.delegates[2]!, poll, 3, ['against']);
  for (const reader of readers.values())
    expect((await casts(reader, poll)).map(({ bytes }) => bytes)).toEqual([null, null, null, null]);
  await end(poll);
  const leaves = [...changed, once!].map(({ leaf }) => leaf);
  for (const [name, reader] of readers) {
    const read = await casts(reader, poll);
    // What is withheld is still proved by its leaf, which its caster has on the receipt.
    expect(read.map(({ leaf }) => leaf)).toEqual(leaves);
    for (const { bytes, leaf } of read) if (bytes !== null) expect(leafHash(bytes)).toBe(leaf);
    expect([name, read.map(choiceIn)]).toEqual([
      name,
      AUDITORS.includes(name) ? ['for', 'against', 'abstain', 'against'] : [null, null, 'abstain', 'against'],
    ]);
  }
  expect([...readers.keys()].toSorted()).toEqual([...PUBLIC, ...AUDITORS].toSorted());
});

test('a vote over which the member itself voted, and one that a proxy cast again', async () => {
  const poll = await opened(at);
  await change(at.delegates[0]!, poll, 5, ['for', 'against']);
  await at.enter([4]);
  await at.delegates[4]!.do(pollRoutes.cast, ballot(poll, 5, { choice: 'abstain', replaces: 2 }));
  await at.chair.do(pollRoutes.close, { poll });
  await at.chair.do(pollRoutes.declare, { poll });
  expect((await casts(house.visitor(), poll)).map(choiceIn)).toEqual([null, null, 'abstain']);
  expect((await casts(readers.get('of-the-body')!, poll)).map(choiceIn)).toEqual([
    'for',
    'against',
    'abstain',
  ]);
});

test('of a confidential poll no entry has a choice, and all are read', async () => {
  const { poll } = await at.chair.do(pollRoutes.open, { motion: await at.motion(), secrecy: 'confidential' });
  await change(at.delegates[1]!, poll, 2, ['for', 'against']);
  await at.chair.do(pollRoutes.close, { poll });
  await at.chair.do(pollRoutes.declare, { poll });
  const { entries } = await house.visitor().do(record.record, { subject: `poll:${poll}`, limit: 200 });
  const told = entries.filter(({ type }) => type === 'poll.cast_many');
  expect(told).toHaveLength(2);
  for (const { bytes, leaf } of told) expect(leafHash(bytes!)).toBe(leaf);
});
