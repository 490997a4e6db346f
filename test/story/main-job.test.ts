import { randomUUID } from 'node:crypto';
import { assemblyRoutes as assemblies } from '../../src/assemblies/assemblies.contract.js';
import { bodyRoutes as bodies } from '../../src/bodies/bodies.contract.js';
import { instrumentRoutes as instruments } from '../../src/instruments/instruments.contract.js';
import { liveRoutes, liveSockets } from '../../src/live/live.contract.js';
import type { FloorView, News } from '../../src/live/live.contract.js';
import { applyNews } from '../../src/live/floor.js';
import { motionRoutes as motions } from '../../src/motions/motions.contract.js';
import { peopleRoutes as people } from '../../src/people/people.contract.js';
import { GRANT_OFFICE, REGISTER_PERSON } from '../../src/people/people.acts.js';
import {
  pollRoutes as polls,
  pollSockets,
  type Cast,
  type HandView,
} from '../../src/polls/polls.contract.js';
import { recordRoutes as record } from '../../src/record/record.contract.js';
import { leafHash } from '../../src/log/entry.js';
import { DEMO_RULES } from '../../src/seeds/demo.data.js';
import { openHouse, value, type TestHouse, type Visitor } from './house.js';

const ASSEMBLY = 'spring-2026';
const PASSWORD = 'a long enough password';
const TEXT = '# Charter\n\n1. Everybody has a voice.\n\n2. Pay is open.\n';

/** An assembly of 46 members from CSV import to the declared decision, over HTTP and sockets. */
describe('the main job', () => {
  let house: TestHouse;
  let secretary: Visitor;
  let chair: Visitor;
  const delegates: Visitor[] = [];
  const members = Array.from({ length: 46 }, (_, i) => `member-${String(i + 1).padStart(2, '0')}`);

  beforeAll(async () => {
    house = await openHouse();
    for (const [name, office] of [
      ['secretary', 'secretariat'],
      ['chair', 'chair'],
    ] as const) {
      const { person } = await house.act(REGISTER_PERSON, {
        name,
        email: `${name}@example.org`,
        lang: 'en',
        password: PASSWORD,
      });
      const place = { body: null, assembly: null, from: null, to: null };
      await house.act(GRANT_OFFICE, { person, office, ...place });
    }
    secretary = house.visitor();
    chair = house.visitor();
    await secretary.signIn('secretary@example.org', PASSWORD);
    await chair.signIn('chair@example.org', PASSWORD);
  });

  afterAll(() => house.close());

  let motion: string;
  let poll: string;
  let stage: string;

  test('the secretariat creates the assembly of a body under its rules', async () => {
    await secretary.do(bodies.registerOrganisation, { organisation: 'fed', name: 'Federation' });
    await secretary.do(bodies.foundBody, { body: 'fed-ga', organisation: 'fed', name: 'General Assembly' });
    const { ruleSet } = await secretary.do(bodies.adoptRuleSet, {
      body: 'fed-ga',
      name: 'Standing orders',
      inForceFrom: '2026-01-01',
      data: { ...DEMO_RULES, languages: ['en'] } as never,
    });
    const convene = {
      assembly: ASSEMBLY,
      body: 'fed-ga',
      name: 'Spring assembly',
      place: 'Oslo',
      from: '2026-05-01',
      timeZone: 'Europe/Oslo',
      ruleSet,
    };
    const wrong = await secretary.ask(assemblies.convene, { ...convene, timeZone: 'Europe/Atlantis' });
    expect(wrong).toMatchObject({ status: 409, refusal: { code: 'assembly.time_zone' } });
    await secretary.do(assemblies.convene, convene);
    const again = await secretary.ask(assemblies.convene, convene);
    expect(again).toMatchObject({ status: 409, refusal: { code: 'assembly.exists' } });
    await secretary.do(assemblies.planSitting, { assembly: ASSEMBLY, name: null, plannedFrom: null });
    await secretary.do(assemblies.addItem, { assembly: ASSEMBLY, titles: { en: 'Charter' } });
  });

  test('members come in from CSV: a fault in one row leaves everything out', async () => {
    const rows = members.map((slug, i) => `${slug},Member ${i + 1},full,Norway,europe,1,2026-12-31`);
    const head = 'organisation,name,class,country,region,votes,paid_up_to';
    const broken = [head, ...rows.slice(0, 5), 'member-01,Twice,full,,,1,', 'x y,Bad,none,,,-1,2026-02-30'];
    const refused = await secretary.do(bodies.importMembers, {
      body: 'fed-ga',
      csv: broken.join('\n'),
      preview: false,
    });
    expect(refused.imported).toBe(false);
    expect(refused.faults.map(({ line, code }) => `${line} ${code}`)).toEqual([
      '7 member.repeated',
      '8 member.organisation',
      '8 member.class',
      '8 member.votes',
      '8 member.paid_up_to',
    ]);
    expect((await secretary.do(bodies.body, { body: 'fed-ga' })).members).toHaveLength(0);
    const good = await secretary.do(bodies.importMembers, {
      body: 'fed-ga',
      csv: [head, ...rows].join('\n'),
      preview: false,
    });
    expect(good).toMatchObject({ imported: true, added: 46, faults: [] });
  });

  test('delegates come in, are accredited and get slips; a lost slip is issued again', async () => {
    const csv = [
      'organisation;name;email;lang',
      ...members.map((m, i) => `${m};Delegate ${i + 1};d${i + 1}@example.org;${['en', 'fr', 'es'][i % 3]}`),
    ];
    const preview = await secretary.do(assemblies.importDelegates, {
      assembly: ASSEMBLY,
      csv: csv.join('\r\n'),
      preview: true,
    });
    expect(preview).toMatchObject({ imported: false, added: 46, faults: [] });
    expect(preview.rows).toHaveLength(46);
    await secretary.do(assemblies.importDelegates, {
      assembly: ASSEMBLY,
      csv: csv.join('\r\n'),
      preview: false,
    });
    const { credentials } = await secretary.do(assemblies.credentials, { assembly: ASSEMBLY });
    await secretary.do(assemblies.accredit, {
      assembly: ASSEMBLY,
      credentials: credentials.map((one) => one.id),
    });
    const ids = credentials.map((one) => one.person.id);
    const { slips } = await secretary.do(people.issueSlips, { assembly: ASSEMBLY, people: ids });
    expect(slips.find(({ name }) => name === 'Delegate 2')).toMatchObject({ lang: 'fr' });
    const lost = slips.find((slip) => slip.person === ids[0])!;
    const again = await secretary.do(people.issueSlips, { assembly: ASSEMBLY, people: [ids[0]!] });
    expect(again.slips[0]!.replaces).toBe(lost.id);
    const thief = await house.visitor().ask(people.signInBySlip, { code: lost.code });
    expect(thief).toMatchObject({ status: 401, refusal: { code: 'session.wrong' } });
    for (const person of ids) {
      const slip = person === ids[0] ? again.slips[0]! : slips.find((one) => one.person === person)!;
      const delegate = house.visitor();
      await delegate.do(people.signInBySlip, { code: slip.code.toLowerCase().replaceAll('-', ' ') });
      delegates.push(delegate);
    }
    const twice = await house.visitor().ask(people.signInBySlip, { code: again.slips[0]!.code });
    expect(twice).toMatchObject({ status: 401, refusal: { code: 'session.slip_used' } });
  });

  test('a text is frozen from Markdown and a motion tabled on its stage', async () => {
    await secretary.do(instruments.found, {
      instrument: 'charter',
      titles: { en: 'Charter' },
      authenticLanguages: ['en'],
      stages: [
        { kind: 'principle', label: 'in principle', body: 'fed-ga' },
        { kind: 'final', label: 'in final form', body: 'fed-ga' },
      ],
    });
    const frozen = await secretary.do(instruments.freezeVersion, {
      instrument: 'charter',
      texts: [{ lang: 'en', markdown: TEXT }],
      authentic: ['en'],
    });
    expect(frozen.number).toBe(1);
    stage = (await secretary.do(instruments.instrument, { instrument: 'charter' })).stages[0]!.id;
    const submitted = await secretary.do(motions.submit, {
      assembly: ASSEMBLY,
      titles: { en: 'To approve the Charter in principle' },
      about: { kind: 'stage', instrument: 'charter', stage, version: 1 },
      majority: 'two-thirds',
    });
    motion = submitted.motion;
    expect(submitted.number).toBe(1);
    await secretary.do(motions.table, { motion });
    await chair.do(motions.ready, { motion });
    expect((await chair.do(motions.motion, { motion })).versionHash).toBe(frozen.hash);
  });

  test('the chair is refused a poll without a sitting and without a quorum, with the reason', async () => {
    expect(await chair.ask(polls.open, { motion })).toMatchObject({
      status: 409,
      refusal: { code: 'sitting.none_open' },
    });
    const { sittings } = await chair.do(assemblies.assembly, { assembly: ASSEMBLY });
    await chair.do(assemblies.openSitting, { assembly: ASSEMBLY, sitting: sittings[0]!.id });
    expect(await chair.ask(polls.open, { motion })).toMatchObject({
      status: 409,
      refusal: { code: 'quorum.missing', facts: { present: '0', needed: '23', entitled: '46' } },
    });
    for (const delegate of delegates.slice(0, 44)) {
      await delegate.do(assemblies.declarePresence, { assembly: ASSEMBLY, present: true });
    }
    const { credentials } = await secretary.do(assemblies.credentials, { assembly: ASSEMBLY });
    await secretary.do(assemblies.registerProxy, {
      assembly: ASSEMBLY,
      grantor: credentials[44]!.member,
      holder: credentials[0]!.person.id,
    });
    const { quorum } = await chair.do(assemblies.assembly, { assembly: ASSEMBLY });
    expect(quorum).toMatchObject({ present: '45', needed: '23', byProxy: 1, reached: true });
  });

  const news: News[] = [];
  let floor: FloorView;

  test('delegates see the poll at once and vote; the same vote three times is one ballot', async () => {
    floor = await delegates[5]!.do(liveRoutes.floor, { assembly: ASSEMBLY });
    for (const delegate of delegates) await delegate.connect();
    delegates[5]!.live.on('news', (piece: News) => news.push(piece));
    await delegates[5]!.emit(liveSockets.follow, { assembly: ASSEMBLY, since: floor.number });
    // News of the quorum may still be on its way.
    const told = new Promise<void>((heard) =>
      delegates[5]!.live.on('news', ({ items }: News) => {
        if (items.some((item) => item.type === 'poll.opened')) heard();
      }),
    );
    poll = (await chair.do(polls.open, { motion })).poll;
    await told;

    const hands: HandView[] = [];
    for (const delegate of delegates.slice(0, 44)) {
      hands.push(value(await delegate.emit(pollSockets.hand, { poll })));
    }
    expect(hands[0]!.entitlements.map((one) => one.byProxy)).toEqual([false, true]);
    const receipts = await Promise.all(
      hands.flatMap((hand, i) =>
        hand.entitlements.map(async ({ entitlement, byProxy }) => {
          const choice = byProxy ? 'against' : i < 30 ? 'for' : i < 40 ? 'against' : 'abstain';
          const cast: Cast = { poll, ballot: randomUUID(), entitlement, choice, replaces: 0 };
          const [first, second] = await Promise.all([
            delegates[i]!.emit(pollSockets.cast, cast),
            delegates[i]!.emit(pollSockets.cast, cast),
          ]);
          expect(second).toEqual(first);
          return { i, cast, receipt: value(first) };
        }),
      ),
    );
    for (const { i, cast, receipt } of receipts) {
      delegates[i]!.leave();
      await delegates[i]!.connect();
      expect(value(await delegates[i]!.emit(pollSockets.cast, cast))).toEqual(receipt);
      expect(await delegates[i]!.do(polls.cast, cast)).toEqual(receipt);
    }
    expect(receipts).toHaveLength(45);
    expect(new Set(receipts.map(({ receipt }) => receipt.entry)).size).toBe(45);
    const view = await chair.do(polls.poll, { poll });
    expect(view.poll).toMatchObject({ cast: 45, state: 'open', result: null });
    expect(view.roll.every((line) => line.choice === null)).toBe(true);
  });

  test('a vote may be changed until closing, a stale change is refused, nobody votes for another', async () => {
    const mine = value(await delegates[1]!.emit(pollSockets.hand, { poll })).entitlements[0]!;
    const change = {
      poll,
      ballot: randomUUID(),
      entitlement: mine.entitlement,
      choice: 'abstain',
      replaces: 1,
    };
    expect(value(await delegates[1]!.emit(pollSockets.cast, change))).toMatchObject({ revision: 2 });
    const stale = { ...change, ballot: randomUUID(), choice: 'for' };
    expect(await delegates[1]!.emit(pollSockets.cast, stale)).toMatchObject({
      refusal: { code: 'ballot.stale', facts: { revision: 2 } },
    });
    const stolen = { ...change, ballot: randomUUID(), replaces: 2 };
    expect(await delegates[2]!.emit(pollSockets.cast, stolen)).toMatchObject({
      refusal: { code: 'roll.not_yours' },
    });
    expect(await delegates[1]!.emit(pollSockets.cast, { ...change, choice: 'for' })).toMatchObject({
      refusal: { code: 'ballot.reused' },
    });
    expect(await chair.emit(pollSockets.cast, stolen)).toMatchObject({ refusal: { code: 'access.denied' } });
    const back = { ...change, ballot: randomUUID(), choice: 'for', replaces: 2 };
    expect(value(await delegates[1]!.emit(pollSockets.cast, back))).toMatchObject({ revision: 3 });
  });

  test('while the poll is open no ballot is read from the record', async () => {
    const { entries } = await house.visitor().do(record.record, { subject: `poll:${poll}`, limit: 200 });
    const casts = entries.filter((entry) => entry.type === 'poll.cast');
    expect(casts).toHaveLength(47);
    expect(casts.every((entry) => entry.bytes === null)).toBe(true);
  });

  test('the chair closes and declares: motion, decision number and stage follow', async () => {
    const { result } = await chair.do(polls.close, { poll });
    expect(result).toMatchObject({
      outcome: 'adopted',
      totals: { members: { for: 30, against: 11, abstain: 4 } },
    });
    const late = { poll, ballot: randomUUID(), entitlement: 1, choice: 'for', replaces: 1 };
    expect(await delegates[0]!.emit(pollSockets.cast, late)).toMatchObject({
      refusal: { code: 'poll.closed' },
    });
    expect(await chair.do(polls.declare, { poll })).toEqual({ outcome: 'adopted', decision: 1 });
    expect(await chair.do(motions.motion, { motion })).toMatchObject({ state: 'adopted', decision: 1 });
    const charter = await house.visitor().do(instruments.instrument, { instrument: 'charter' });
    expect(charter.stages[0]).toMatchObject({
      state: 'done',
      outcome: 'approved',
      poll,
      decision: 1,
      version: 1,
      enteredFromSource: false,
      counts: { for: '30', against: '11', abstain: '4' },
      members: { for: 30, against: 11, abstain: 4 },
    });
    expect(charter.stages[1]!.state).toBe('current');
  });

  test('what a screen folded from the news is what a fresh snapshot says', async () => {
    const fresh = await delegates[5]!.do(liveRoutes.floor, { assembly: ASSEMBLY });
    const caught = value(
      await delegates[5]!.emit(liveSockets.follow, { assembly: ASSEMBLY, since: floor.number }),
    );
    if (caught.kind !== 'news') throw new Error('expected news');
    const folded = applyNews(floor, caught.news)!;
    expect(folded.polls).toEqual(fresh.polls);
    expect(folded.motions.map(({ state, decision }) => [state, decision])).toEqual(
      fresh.motions.map(({ state, decision }) => [state, decision]),
    );
    expect(folded.number).toBe(fresh.number);
    expect(news.flatMap((piece) => piece.items).some((item) => item.type === 'poll.cast')).toBe(false);
    expect(news.flatMap((piece) => piece.items).some((item) => item.type === 'poll.counted')).toBe(false);
  });

  test('anyone reads the roll, the votes and the record behind the decision', async () => {
    const auditor = house.visitor();
    const { poll: view, roll } = await auditor.do(polls.poll, { poll });
    expect(roll.filter((line) => line.choice === 'for')).toHaveLength(30);
    expect(view.result!.steps.map((step) => step.code)).toContain('tally.count');
    const blob = await auditor.do(record.blob, { hash: view.rollHash });
    expect((JSON.parse(blob.text) as { lines: unknown[] }).lines).toHaveLength(46);
    const { entries, size } = await auditor.do(record.record, { subject: `poll:${poll}`, limit: 200 });
    expect(entries.every(({ bytes, leaf }) => bytes === null || leafHash(bytes) === leaf)).toBe(true);
    // The two votes that their caster changed are nobody's.
    expect(entries.flatMap(({ bytes, type }) => (bytes === null ? [type] : []))).toEqual([
      'poll.cast',
      'poll.cast',
    ]);
    const all = await house.source.query('SELECT count(*)::int AS n, max(number)::int AS last FROM entry');
    expect(all[0]).toEqual({ n: size, last: size - 1 });
  });
});
