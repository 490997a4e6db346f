import { CLOSE_POLL, DECLARE_POLL } from '../../src/polls/polls.acts.js';
import { peopleRoutes } from '../../src/people/people.contract.js';
import { pollRoutes } from '../../src/polls/polls.contract.js';
import { recordRoutes as record, type EntryView } from '../../src/record/record.contract.js';
import { convened, issue, register, signedIn, type Convened } from '../story/convened.js';
import { ballot } from '../story/hall.js';
import { openHouse, type TestHouse, type Visitor } from '../story/house.js';

/** What happened at an assembly that is not public is in the record, and is withheld from those who are not of it. */
describe('an assembly that is not open', () => {
  let house: TestHouse;
  let closed: Convened;
  let open: Convened;

  beforeAll(async () => {
    house = await openHouse();
    closed = await convened(house, 'closed', { open: false });
    open = await convened(house, 'open');
    await register(house, 'insider', { office: 'auditor', body: null, assembly: closed.assembly });
    await register(house, 'outsider', { office: 'auditor', body: null, assembly: open.assembly });
    await register(house, 'auditor', { office: 'auditor', body: null, assembly: null });
  });
  afterAll(() => house.close());

  const of = async (who: Visitor, one: Convened) => {
    const { entries } = await who.do(record.record, { subject: `motion:${one.motion}` });
    expect(entries.length).toBeGreaterThan(1);
    return entries;
  };
  const seen = async (who: Visitor, one: Convened): Promise<boolean> => {
    const told = (await of(who, one)).map(({ bytes }) => bytes !== null);
    expect(new Set(told).size).toBe(1);
    return told[0]!;
  };

  test('its entries are leaf hashes to the public and to those of another assembly', async () => {
    expect(await seen(house.visitor(), closed)).toBe(false);
    expect(await seen(await signedIn(house, 'outsider'), closed)).toBe(false);
    expect(await seen(await signedIn(house, 'insider'), closed)).toBe(true);
    expect(await seen(await signedIn(house, 'auditor'), closed)).toBe(true);
    expect(await seen(house.visitor(), open)).toBe(true);
    const [entry] = await of(house.visitor(), closed);
    const alone = await house.visitor().do(record.entry, { number: entry!.number });
    expect(alone).toMatchObject({ bytes: null, leaf: entry!.leaf, openings: {} });
  });

  test('no entry of it is read by the public, its ballots neither, when the poll is declared', async () => {
    const { assembly, poll, delegates } = closed;
    const [slip] = await issue(house, { assembly, people: [delegates[0]!.person] });
    const delegate = house.visitor();
    await delegate.do(peopleRoutes.signInBySlip, { code: slip!.code });
    await delegate.do(pollRoutes.cast, ballot(poll, 1));
    await house.act(CLOSE_POLL, { poll });
    await house.act(DECLARE_POLL, { poll, casting: null });
    const { sitting, item, paper, motion, election, candidate, call, notice } = closed;
    const about = [assembly, poll, sitting, item, paper, motion, election, candidate, call, notice, slip!.id];
    const whole = async (who: Visitor): Promise<EntryView[]> => {
      const all: EntryView[] = [];
      for (let before: number | undefined; before !== 0; before = all.at(-1)!.number) {
        all.push(...(await who.do(record.record, { before, limit: 200 })).entries);
      }
      return all;
    };
    const named = (all: readonly EntryView[]): EntryView[] =>
      all.filter(({ bytes }) => about.some((id) => bytes?.includes(id)));
    const inside = named(await whole(await signedIn(house, 'insider')));
    expect(inside.map(({ type }) => type)).toEqual(
      expect.arrayContaining(['poll.cast', 'poll.counted', 'motion.adopted', 'office.granted']),
    );
    expect(named(await whole(house.visitor()))).toEqual([]);
  });

  test('names of people are opened to secretariat and auditors of the house only', async () => {
    const names = async (who: Visitor): Promise<number> => {
      const { entries } = await who.do(record.record, { limit: 200 });
      return entries.filter(({ openings }) => Object.keys(openings).length > 0).length;
    };
    expect(await names(house.visitor())).toBe(0);
    expect(await names(await signedIn(house, 'insider'))).toBe(0);
    expect(await names(await signedIn(house, 'auditor'))).toBeGreaterThan(0);
  });
});
