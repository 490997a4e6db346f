import { ACCREDIT, IMPORT_DELEGATES } from '../../src/assemblies/assemblies.acts.js';
import { credentialViews } from '../../src/assemblies/assemblies.store.js';
import { applyOwn, needsSnapshot } from '../../src/live/floor.js';
import { liveRoutes, liveSockets, type NewsItem, type Own } from '../../src/live/live.contract.js';
import { GRANT_OFFICE } from '../../src/people/people.acts.js';
import { pollSockets } from '../../src/polls/polls.contract.js';
import { recordRoutes } from '../../src/record/record.contract.js';
import { emailOf, register, signedIn } from '../story/convened.js';
import { hall, opened, type Hall } from '../story/hall.js';
import { openHouse, value, type TestHouse, type Visitor } from '../story/house.js';

/** What one person alone is told, on every node where they have a socket. */
let house: TestHouse;
let other: TestHouse;
let at: Hall;
beforeAll(async () => {
  house = await openHouse();
  other = await openHouse({}, { join: house });
  at = await hall(house, 'own');
});
afterAll(async () => {
  await other.close();
  await house.close();
});

/** The same person at the other node. */
const elsewhere = (visitor: Visitor): Visitor => {
  const there = other.visitor();
  there.session = visitor.session;
  return there;
};

const follow = async (visitor: Visitor): Promise<number> => {
  const { number } = await visitor.do(liveRoutes.floor, { assembly: at.assembly });
  value(await visitor.emit(liveSockets.follow, { assembly: at.assembly, since: number }));
  return number;
};

/** The pieces that a visitor's socket hears from now on, of whatever kind. */
async function ear(
  visitor: Visitor,
): Promise<{ own: NewsItem[]; news: string[]; until: (type: string, since?: number) => Promise<NewsItem> }> {
  const heard = { own: [] as NewsItem[], news: [] as string[] };
  const socket = await visitor.connect();
  const from = await follow(visitor);
  let told = (): void => undefined;
  // What was there before may be told late: a client that has it passes over it.
  const fresh = ({ items }: Own): readonly NewsItem[] => items.filter(({ number }) => number >= from);
  socket.on('own', (own: Own) => {
    heard.own.push(...fresh(own));
    told();
  });
  socket.on('news', (news: Own) => {
    heard.news.push(...fresh(news).map(({ type }) => type));
    told();
  });
  return {
    ...heard,
    until: async (type, since = 0) => {
      for (;;) {
        const item = heard.own.find((one) => one.type === type && one.number >= since);
        if (item) return item;
        if (heard.news.includes(type)) return { type } as NewsItem;
        await new Promise<void>((again) => (told = again));
      }
    },
  };
}

test('that the desk recorded them as gone or come, at once and alone', async () => {
  const [phone, neighbour] = [at.delegates[3]!, at.delegates[2]!];
  const laptop = elsewhere(phone);
  const [here, there, theirs] = [await ear(phone), await ear(laptop), await ear(neighbour)];
  const before = await phone.do(liveRoutes.floor, { assembly: at.assembly });
  expect(before.present).toBe(true);
  await at.enter([3], false);
  for (const one of [here, there]) {
    expect(await one.until('credential.own')).toMatchObject({
      subject: { assembly: at.assembly },
      data: { present: false, speaksFor: [{ member: at.members[3], name: 'Member 4' }] },
    });
  }
  const after = applyOwn(before, { items: here.own });
  const fresh = await phone.do(liveRoutes.floor, { assembly: at.assembly });
  expect([after.present, after.speaksFor]).toEqual([fresh.present, fresh.speaksFor]);
  // The rest comes with the news of the same entries, also to those who did not move.
  expect(after.number).toBe(before.number);
  await theirs.until('quorum.changed');
  expect(theirs.own).toEqual([]);
  expect(theirs.news).not.toContain('credential.own');
  await at.enter([3]);
});

test('that they hold an office: it opens what it opens at their next event', async () => {
  const poll = await opened(at);
  const person = await register(house, 'novice', { office: 'observer', assembly: at.assembly });
  const novice = await signedIn(house, 'novice');
  const far = elsewhere(novice);
  const ears = [await ear(novice), await ear(far)];
  for (const visitor of [novice, far]) {
    expect(await visitor.emit(pollSockets.hand, { poll })).toMatchObject({
      refusal: { code: 'access.denied' },
    });
  }
  // That they were made an observer may be told late: it is not what is waited for.
  const { size } = await house.visitor().do(recordRoutes.record, {});
  await house.act(GRANT_OFFICE, {
    ...{ person, office: 'delegate' as 'chair', body: null, assembly: at.assembly, from: null, to: null },
  });
  for (const [i, visitor] of [novice, far].entries()) {
    const item = await ears[i]!.until('office.own', size);
    expect(item).toMatchObject({ subject: { assembly: at.assembly }, data: {} });
    expect(needsSnapshot(item)).toBe(true);
    expect(await visitor.emit(pollSockets.hand, { poll })).toEqual({
      ok: true,
      value: { poll, entitlements: [], elsewhere: [] },
    });
  }
});

test('an office in the whole house, wherever they are', async () => {
  const person = await register(house, 'helper', { office: 'observer', assembly: at.assembly });
  const helper = await signedIn(house, 'helper');
  const heard = await ear(helper);
  await house.act(GRANT_OFFICE, {
    ...{ person, office: 'chair', body: null, assembly: null, from: null, to: null },
  });
  expect(await heard.until('office.own')).toMatchObject({ subject: {} });
});

test('that they were accredited, and for whom they speak', async () => {
  const person = await register(house, 'late', { office: 'observer', assembly: at.assembly });
  const late = await signedIn(house, 'late');
  const before = await late.do(liveRoutes.floor, { assembly: at.assembly });
  expect([before.present, before.speaksFor]).toEqual([null, []]);
  const heard = await ear(late);
  await house.act(IMPORT_DELEGATES, {
    assembly: at.assembly,
    preview: false,
    csv: `organisation,name,email\nown-6,Late,${emailOf('late')}`,
  });
  const { credentials } = await credentialViews(house.source.manager, at.assembly);
  const own = credentials.find((one) => one.person.id === person)!;
  await house.act(ACCREDIT, { assembly: at.assembly, credentials: [own.id] });
  const item = await heard.until('credential.own');
  const after = applyOwn(before, { items: [item] });
  const speaksFor = [{ member: at.members[5], name: 'Member 6', voters: [] }];
  expect([after.present, after.speaksFor]).toEqual([false, speaksFor]);
  const fresh = await late.do(liveRoutes.floor, { assembly: at.assembly });
  expect([after.present, after.speaksFor]).toEqual([fresh.present, fresh.speaksFor]);
  // A floor that was read after it knows it already; another assembly's floor is not changed by it.
  expect(applyOwn(fresh, { items: [{ ...item, data: { present: true, speaksFor: [] } }] })).toEqual(fresh);
  const elsewhereItem = { ...item, subject: { assembly: 'another' } };
  expect(applyOwn(before, { items: [elsewhereItem] })).toEqual(before);
});
