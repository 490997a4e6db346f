import { randomUUID } from 'node:crypto';
import { act } from '../../src/house/perform.js';
import { ok } from '../../src/basics/result.js';
import { motionRoutes } from '../../src/motions/motions.contract.js';
import { WHOLE_HOUSE } from '../../src/access/access.js';
import { pollRoutes } from '../../src/polls/polls.contract.js';
import { recordRoutes } from '../../src/record/record.contract.js';
import { SEEDER } from '../../src/seeds/seed.js';
import { register, signedIn } from '../story/convened.js';
import { ballot, hall, opened } from '../story/hall.js';
import { openHouse, type TestHouse } from '../story/house.js';

/** Numbers without gaps whoever acts at once, and an entry in the same transaction as what it tells. */
let house: TestHouse;
let other: TestHouse;
beforeAll(async () => {
  house = await openHouse();
  other = await openHouse({}, { join: house });
});
afterAll(async () => {
  await other.close();
  await house.close();
});

/** The head, and the numbers that are there. */
async function numbers(): Promise<{ size: number; numbers: number[] }> {
  const [head]: { size: string }[] = await house.source.query('SELECT size FROM record_head');
  const rows: { number: string }[] = await house.source.query('SELECT number FROM entry ORDER BY number');
  return { size: Number(head!.size), numbers: rows.map((row) => Number(row.number)) };
}

/** An act of the people's room: it registers somebody, and `fails` as it is asked to. */
const registering = (name: string, { long = false, fails = false } = {}) =>
  act({
    act: 'person.register',
    place: async () => WHOLE_HOUSE,
    load: async () => ok(null),
    decide: (_state, _command: object, context) => {
      const person = context.id();
      const data = { person, lang: 'en', ...(long && { more: 'x'.repeat(70_000) }) };
      return ok([{ type: 'person.registered', subject: { person }, data, personal: { name } }]);
    },
    reply: () => {
      if (fails) throw new Error('as it was asked to');
      return {};
    },
  });
const known = async (name: string): Promise<boolean> =>
  (await house.source.query('SELECT 1 FROM person WHERE name = $1', [name])).length > 0;

test('acts and ballots at two nodes at once, some refused and some broken, leave no gap', async () => {
  const at = await hall(house, 'at-once');
  const poll = await opened(at);
  await register(house, 'secretary', { office: 'secretariat' });
  const secretary = await signedIn(house, 'secretary');
  const there = other.visitor();
  there.session = secretary.session;
  const before = await numbers();
  const submit = (who: typeof secretary, place: number) =>
    who.ask(motionRoutes.submit, {
      ...{ assembly: at.assembly, titles: { en: `Motion ${place}` }, about: { kind: 'text', text: 'x' } },
      // Every third names an agenda item that is not there.
      item: place % 3 === 0 ? randomUUID() : null,
    });
  const asked = await Promise.all([
    ...Array.from({ length: 12 }, (_, place) => submit(place % 2 === 0 ? secretary : there, place)),
    ...[0, 1, 2, 3].map((place) => at.delegates[place]!.ask(pollRoutes.cast, ballot(poll, place + 1))),
    ...[0, 1, 2, 3].map((place) => at.delegates[place]!.ask(pollRoutes.cast, ballot(poll, 6))),
    ...[1, 2, 3, 4].map((place) =>
      [house, other]
        [place % 2]!.perform.perform(SEEDER, registering(`somebody ${place}`, { fails: place > 2 }), {})
        .catch(() => ({ ok: false }) as const),
    ),
  ]);
  const done = asked.filter((one) => one.ok).length;
  expect([done, asked.length]).toEqual([8 + 4 + 2, 24]);
  const after = await numbers();
  expect(after.size).toBe(before.size + done);
  expect(after.numbers).toEqual(Array.from({ length: after.size }, (_, number) => number));
  const { size, entries } = await house.visitor().do(recordRoutes.record, { limit: 200 });
  expect(size).toBe(after.size);
  expect(entries.map((one) => one.number)).toEqual(after.numbers.toReversed().slice(0, 200));
});

test('what cannot be recorded does not happen, and what does not happen is not recorded', async () => {
  const { size } = await numbers();
  await house.perform.perform(SEEDER, registering('Ada Whole'), {});
  expect([await known('Ada Whole'), (await numbers()).size]).toEqual([true, size + 1]);
  // Its entry is over the limit of the format: the last step fails, and takes the table's row with it.
  await expect(house.perform.perform(SEEDER, registering('Bo Long', { long: true }), {})).rejects.toThrow(
    /an entry of \d+ bytes/,
  );
  await expect(
    house.perform.perform(SEEDER, registering('Cy Broken', { fails: true }), {}),
  ).rejects.toThrow();
  expect([await known('Bo Long'), await known('Cy Broken')]).toEqual([false, false]);
  expect((await numbers()).size).toBe(size + 1);
  const openings: unknown[] = await house.source.query(
    `SELECT 1 FROM opening WHERE value IN ('Bo Long', 'Cy Broken')`,
  );
  expect(openings).toEqual([]);
});

test('an act that is refused, or changes nothing, has no entry', async () => {
  const at = await hall(house, 'nothing');
  const { size } = await numbers();
  // All of them are here already.
  await at.enter([0, 1, 2, 3]);
  expect(await at.chair.ask(pollRoutes.close, { poll: randomUUID() })).toMatchObject({ status: 404 });
  expect(await at.delegates[0]!.ask(motionRoutes.table, { motion: randomUUID() })).toMatchObject({
    status: 404,
  });
  expect((await numbers()).size).toBe(size);
});
