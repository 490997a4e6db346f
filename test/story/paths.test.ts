import { dayIn } from '../../src/assemblies/meeting.js';
import { expressionRoutes } from '../../src/instruments/expressions.contract.js';
import { instrumentRoutes as routes } from '../../src/instruments/instruments.contract.js';
import { mandateRoutes } from '../../src/instruments/mandates.contract.js';
import { PathClock } from '../../src/instruments/paths.clock.js';
import type { GivenStage } from '../../src/instruments/path.js';
import { silenceRoutes } from '../../src/instruments/silence.contract.js';
import { referralRoutes } from '../../src/instruments/referrals.contract.js';
import { TEMPLATES } from '../../src/instruments/templates.js';
import { motionRoutes } from '../../src/motions/motions.contract.js';
import { pollRoutes } from '../../src/polls/polls.contract.js';
import { recordRoutes } from '../../src/record/record.contract.js';
import { register, signedIn } from './convened.js';
import { code, day, NO, YES, type Day, type Submit } from './day.js';
import { ballot } from './hall.js';
import { openHouse, type TestHouse, type Visitor } from './house.js';

jest.setTimeout(120_000);

const TEXT = '# Declaration\n\n1. Workers own.\n2. Workers decide.\n3. Gains are shared.\n';
const POLISHED = '# Declaration\n\n1. Workers own.\n2. Workers decide together.\n3. Gains are shared.\n';
const REWRITTEN = '# Declaration\n\n1. Workers may own.\n2. Workers decide together.\n3. Gains are shared.\n';

const LAST = '2099-12-31';

let house: TestHouse;
/** A general assembly, its committee and the parent's assembly, each on one day. */
let assembly: Day;
let committee: Day;
let parent: Day;
let secretary: Visitor;
let reader: Visitor;
let tellers: Visitor[];

beforeAll(async () => {
  house = await openHouse();
  reader = house.visitor();
  assembly = await day(house, 'cicopa');
  committee = await day(house, 'excom');
  parent = await day(house, 'ica');
  await register(house, 'secretary', { office: 'secretariat' });
  secretary = await signedIn(house, 'secretary');
  tellers = await Promise.all(
    ['first', 'second'].map(async (name) => {
      await register(house, `${name}-teller`, { office: 'teller', assembly: parent.assembly });
      return signedIn(house, `${name}-teller`);
    }),
  );
});
afterAll(() => house.close());

const BODIES = { assembly: 'cicopa-ga', committee: 'excom-ga', parent: 'ica-ga' } as const;
const declaration: GivenStage[] = TEMPLATES[0]!.stages.map(({ role, ...stage }) => ({
  ...stage,
  body: BODIES[role],
}));

async function found(instrument: string, stages: GivenStage[], markdown = TEXT): Promise<void> {
  await secretary.do(routes.found, {
    ...{ instrument, titles: { en: instrument }, authenticLanguages: ['en'], stages },
  });
  await freeze(instrument, markdown);
}

const freeze = async (instrument: string, markdown: string): Promise<number> =>
  (
    await secretary.do(routes.freezeVersion, {
      ...{ instrument, texts: [{ lang: 'en', markdown }], authentic: ['en'] },
    })
  ).number;

const view = (instrument: string) => reader.do(routes.instrument, { instrument });
const mandatesOf = async (instrument: string) =>
  (await reader.do(mandateRoutes.mandates, { instrument })).mandates;
const currentOf = async (instrument: string) =>
  (await view(instrument)).stages.find(({ state }) => state === 'current');

type OnStage = Extract<Submit['about'], { kind: 'stage' }>;

/** A motion on the current stage, ready for the vote. */
async function ready(at: Day, instrument: string, about: Partial<OnStage> = {}): Promise<string> {
  const stage = (await currentOf(instrument))!.id;
  const motion = await at.submit(at.secretary, {
    ...{ kind: 'stage', instrument, stage, version: 1 },
    ...about,
  });
  await at.prepare(motion);
  return motion;
}

test('a declaration: approved in principle, finished within the mandate, approved by the parent', async () => {
  const instrument = 'kept';
  await found(instrument, declaration);
  const { clauses } = (await reader.do(routes.version, { instrument, number: 1 })).expressions[0]!;
  const [, own, decide] = clauses.map(({ id }) => id);
  const terms = {
    to: BODIES.committee,
    text: 'Wording only, in article 2.',
    clauses: [decide!],
    editorialOnly: true,
  };
  const wrongs: [Partial<{ to: string; clauses: string[]; until: string }>, string][] = [
    [{ to: BODIES.assembly }, 'mandate.same_body'],
    [{ to: 'nobody' }, 'body.unknown'],
    [{ clauses: ['c99'] }, 'mandate.clause_unknown'],
    [{ until: 'soon' }, 'date.malformed'],
  ];
  for (const [wrong, refused] of wrongs) {
    const stage = (await currentOf(instrument))!.id;
    const about = { kind: 'stage', instrument, stage, version: 1, mandate: { ...terms, ...wrong } } as const;
    const asked = secretary.ask(motionRoutes.submit, {
      ...{ assembly: assembly.assembly, titles: { en: 'X' } },
      about,
    });
    expect(await code(asked)).toBe(refused);
  }
  const motion = await ready(assembly, instrument, { mandate: { ...terms, until: LAST } });
  expect(await assembly.vote(motion, YES)).toBe('adopted');
  const [mandate] = await mandatesOf(instrument);
  expect(mandate).toMatchObject({
    ...{ from: { id: BODIES.assembly }, to: { id: BODIES.committee }, version: 1, state: 'open', motion },
    terms: { ...terms, until: LAST },
  });

  // The finishing version names its mandate before it is voted on.
  expect(await freeze(instrument, POLISHED)).toBe(2);
  const finishing = await ready(committee, instrument, { version: 2 });
  expect(await code(committee.chair.ask(pollRoutes.open, { motion: finishing }))).toBe('mandate.unfinished');
  const id = { mandate: mandate!.id };
  const finish = (version: number, tags: { clause: string; tag: 'editorial'; reason: string }[]) =>
    code(secretary.ask(mandateRoutes.finishMandate, { ...id, version, tags }));
  expect(await code(secretary.ask(mandateRoutes.reportMandate, { ...id, text: 'Soon.' }))).toBe(
    'mandate.nothing_to_report',
  );
  expect(await reader.do(mandateRoutes.mandateDifference, { ...id, version: 2 })).toEqual({
    changes: [
      {
        ...{ clause: decide, change: 'changed', langs: ['en'], number: '2', within: true },
        ...{ before: 'Workers decide.', after: 'Workers decide together.' },
      },
    ],
  });
  const tag = { clause: decide!, tag: 'editorial', reason: 'Clearer' } as const;
  expect(await finish(9, [tag])).toBe('version.unknown');
  expect(await finish(1, [tag])).toBe('mandate.not_later');
  expect(await finish(2, [])).toBe('mandate.untagged');
  expect(await finish(2, [tag, { ...tag, clause: own! }])).toBe('mandate.not_changed');
  expect(await finish(2, [tag])).toBeNull();
  expect(await finish(2, [tag])).toBe('mandate.finished');
  expect(await mandatesOf(instrument)).toMatchObject([
    {
      state: 'kept',
      names: { [decide!]: '2' },
      finished: { version: 2, changes: [{ ...tag, change: 'changed' }], exceeded: [] },
    },
  ]);
  expect(await committee.vote(finishing, YES)).toBe('adopted');

  const last = await ready(parent, instrument, { version: 2 });
  expect(await parent.vote(last, YES)).toBe('adopted');
  const { state, passages } = await view(instrument);
  expect([state, passages.map(({ outcome, version }) => [outcome, version])]).toEqual([
    'approved',
    [
      ['approved', 1],
      ['approved', 2],
      ['approved', 2],
    ],
  ]);
  const { entries } = await reader.do(recordRoutes.record, { subject: `instrument:${instrument}` });
  expect(entries.map(({ type }) => type)).toEqual(
    expect.arrayContaining(['mandate.granted', 'mandate.finished', 'stage.decided']),
  );
});

test('a mandate that was exceeded: the parent hears of it first, or goes on notwithstanding', async () => {
  const exceed = async (instrument: string): Promise<string> => {
    await found(instrument, declaration);
    const terms = { to: BODIES.committee, text: 'Wording only.', editorialOnly: true };
    await assembly.vote(await ready(assembly, instrument, { mandate: terms }), YES);
    await freeze(instrument, REWRITTEN);
    const [mandate] = await mandatesOf(instrument);
    const { changes } = await reader.do(mandateRoutes.mandateDifference, {
      mandate: mandate!.id,
      version: 2,
    });
    const tags = changes!.map(({ clause }, place) => ({
      ...{
        clause,
        tag: place === 0 ? ('substantive' as const) : ('editorial' as const),
        reason: 'As discussed',
      },
    }));
    expect(
      await secretary.do(mandateRoutes.finishMandate, { mandate: mandate!.id, version: 2, tags }),
    ).toEqual({
      exceeded: [{ kind: 'substantive', clause: tags[0]!.clause }],
    });
    // The committee may finish what it began.
    expect(await committee.vote(await ready(committee, instrument, { version: 2 }), YES)).toBe('adopted');
    return mandate!.id;
  };

  const mandate = await exceed('reported');
  const refused = await ready(parent, 'reported', { version: 2 });
  expect(await parent.chair.ask(pollRoutes.open, { motion: refused })).toMatchObject({
    ...{ status: 409, refusal: { code: 'mandate.unreported', facts: { label: 'approved' } } },
  });
  const { mandates } = await reader.do(referralRoutes.business, { body: BODIES.assembly });
  expect(mandates.find(({ id }) => id === mandate)).toMatchObject({ state: 'exceeded', reported: null });
  const report = (of: string | null) =>
    code(
      secretary.ask(mandateRoutes.reportMandate, { mandate, text: 'Article 1 was softened.', assembly: of }),
    );
  expect(await report(parent.assembly)).toBe('mandate.other_body');
  expect(await report(assembly.assembly)).toBeNull();
  expect(await report(null)).toBe('mandate.reported');
  expect(await parent.vote(refused, YES)).toBe('adopted');

  const other = await exceed('notwithstanding');
  const going = await ready(parent, 'notwithstanding', { version: 2, notwithstanding: [other] });
  const { poll } = await parent.chair.do(pollRoutes.open, { motion: going, channel: 'hands' });
  for (const who of tellers)
    await who.do(pollRoutes.enterCount, {
      ...{
        poll,
        channel: 'hands',
        counts: { '- - - 1': { for: 4, against: 0, abstain: 0, invalid: 0 } },
      },
    });
  await parent.chair.do(pollRoutes.close, { poll });
  expect((await parent.chair.do(pollRoutes.declare, { poll })).outcome).toBe('adopted');
  expect(await mandatesOf('notwithstanding')).toMatchObject([
    { state: 'exceeded', reported: null, waived: { motion: going } },
  ]);

  // A recount takes back what the vote granted with it.
  await parent.chair.do(pollRoutes.recount, { poll, reason: 'Doubted' });
  expect(await mandatesOf('notwithstanding')).toMatchObject([{ waived: null }]);
  expect(await currentOf('notwithstanding')).toMatchObject({ label: 'approved', outcome: null });
});

test('a text that is amended is read again, not before its days; and a path with a fault is refused', async () => {
  const stages: GivenStage[] = [
    { key: 'first', kind: 'principle', label: 'first reading', body: BODIES.assembly },
    {
      ...{ key: 'second', kind: 'final', label: 'second reading', body: BODIES.assembly, rule: 'two-thirds' },
      ...{ follows: { rejected: { stage: 'first' } }, languages: ['en'] },
    },
  ];
  await found('read-twice', stages);
  expect(
    await code(
      secretary.ask(routes.found, { ...founding(stages), stages: [{ ...stages[0]!, rule: 'of-saints' }] }),
    ),
  ).toBe('path.rule');
  expect(
    await code(
      secretary.ask(routes.found, {
        ...founding(stages),
        stages: [{ ...stages[0]!, follows: { rejected: { stage: 'nowhere' } } }],
      }),
    ),
  ).toBe('path.target');
  expect(await assembly.vote(await ready(assembly, 'read-twice'), YES)).toBe('adopted');
  const { id: stage } = (await currentOf('read-twice'))!;
  const about = { kind: 'stage', instrument: 'read-twice', stage, version: 1 } as const;
  const ordinary = { assembly: assembly.assembly, titles: { en: 'X' }, about, majority: 'ordinary' };
  expect(await code(secretary.ask(motionRoutes.submit, ordinary))).toBe('stage.other_rule');
  const second = await ready(assembly, 'read-twice');
  expect((await assembly.view(second)).majority).toBe('two-thirds');
  expect(await assembly.vote(second, NO)).toBe('rejected');
  const { stages: path, state, passages } = await view('read-twice');
  expect([state, path.map((one) => [one.state, one.round])]).toEqual([
    'in_progress',
    [
      ['current', 2],
      ['pending', 1],
    ],
  ]);
  expect(passages.map(({ outcome, round }) => [outcome, round])).toEqual([
    ['approved', 1],
    ['rejected', 1],
  ]);
  expect(await code(assembly.chair.ask(pollRoutes.open, { motion: second }))).not.toBeNull();

  await found('too-early', [stages[0]!, { ...stages[1]!, minimumDays: 30 }]);
  await assembly.vote(await ready(assembly, 'too-early'), YES);
  const early = await ready(assembly, 'too-early');
  const { earliest } = (await currentOf('too-early'))!;
  expect(await assembly.chair.ask(pollRoutes.open, { motion: early })).toMatchObject({
    refusal: { code: 'stage.too_early', facts: { label: 'second reading', earliest } },
  });

  await found('two-languages', [{ ...stages[0]!, languages: ['en', 'fr'] }]);
  const missing = await ready(assembly, 'two-languages');
  expect(await assembly.chair.ask(pollRoutes.open, { motion: missing })).toMatchObject({
    refusal: { code: 'stage.language_missing', facts: { languages: ['fr'] } },
  });
  // A translation that came after the version was frozen is there, too, once it is whole.
  const french = { instrument: 'two-languages', number: 1, lang: 'fr' as const };
  const { clauses } = await secretary.do(expressionRoutes.translation, french);
  const wordings = clauses.map(({ id }, place) => ({ clause: id, before: '', text: `Texte ${place + 1}` }));
  const publish = { ...french, kind: 'translation', revision: null, reason: null } as const;
  await secretary.do(expressionRoutes.saveTranslation, { ...french, wordings: wordings.slice(1) });
  await secretary.do(expressionRoutes.publishTranslation, publish);
  expect(await code(assembly.chair.ask(pollRoutes.open, { motion: missing }))).toBe('stage.language_missing');
  await secretary.do(expressionRoutes.saveTranslation, { ...french, wordings: wordings.slice(0, 1) });
  await secretary.do(expressionRoutes.publishTranslation, { ...publish, revision: 1, reason: 'The title' });
  await assembly.chair.do(pollRoutes.open, { motion: missing });
});

const founding = (stages: GivenStage[]) => ({
  ...{ instrument: 'never', titles: { en: 'Never' }, authenticLanguages: ['en' as const], stages },
});

test('a stage that was entered by mistake is struck with the reason, unless something rests on it', async () => {
  const instrument = 'mended';
  await found(instrument, [
    { kind: 'principle', label: 'in principle', body: BODIES.assembly },
    { kind: 'final', label: 'in final form', body: BODIES.assembly },
  ]);
  const enter = async (result: string) =>
    secretary.do(routes.enterStage, {
      ...{ instrument, stage: (await currentOf(instrument))!.id, outcome: 'approved' },
      ...{ assembly: assembly.assembly, date: '2003', version: 1, result, source: 'Minutes' },
      ...{ counts: { for: null, against: null, abstain: null }, certainty: 'high', note: null },
    });
  const strike = (number: number, by = secretary) =>
    code(by.ask(routes.strikeStage, { instrument, number, reason: 'Of another text' }));
  await enter('unanimous');
  expect(await strike(1, assembly.chair)).toBe('access.denied');
  expect(await strike(9)).toBe('not_found');
  expect(await strike(1)).toBeNull();
  expect(await strike(1)).toBe('not_found');
  expect(await currentOf(instrument)).toMatchObject({ label: 'in principle', round: 1 });
  const struck = { number: 1, result: 'unanimous', reason: 'Of another text', source: 'Minutes' };
  expect(await view(instrument)).toMatchObject({ state: 'in_progress', passages: [], struck: [struck] });
  const { entries } = await reader.do(recordRoutes.record, { subject: `instrument:${instrument}`, limit: 1 });
  expect(JSON.parse(entries[0]!.bytes!)).toMatchObject({
    ...{ type: 'stage.struck', subject: { instrument, assembly: assembly.assembly } },
    data: { number: 1, reason: 'Of another text' },
  });

  await enter('by a show of hands');
  const motion = await ready(assembly, instrument);
  const { poll } = await assembly.chair.do(pollRoutes.open, { motion });
  expect(await strike(2)).toBe('stage.next_votes');
  await assembly.chair.do(pollRoutes.annul, { poll, reason: 'Once more' });
  expect(await assembly.vote(motion, YES)).toBe('adopted');
  expect(await strike(2)).toBe('stage.rested_on');
  expect(await strike(3)).toBe('stage.decided_here');
  expect(await view(instrument)).toMatchObject({
    ...{ state: 'approved', struck: [struck] },
    passages: [
      { number: 2, result: 'by a show of hands' },
      { number: 3, enteredFromSource: false },
    ],
  });
});

test('silence approves on its day and not before, unless a vote is under way', async () => {
  const clock = house.app.get(PathClock);
  const inDays = (days: number): Date => new Date(Date.now() + days * 86_400_000);
  const silent: GivenStage[] = [
    { key: 'silence', kind: 'tacit', label: 'silence procedure', body: BODIES.assembly, withinDays: 10 },
    { key: 'last', kind: 'final', label: 'last', body: BODIES.assembly },
  ];
  await found('silent', silent);
  await found('voted', silent);
  const { id: stage, due } = (await currentOf('silent'))!;
  expect(due).toBe(inDays(10).toISOString().slice(0, 10));
  const motion = await ready(assembly, 'voted');
  const { poll } = await assembly.chair.do(pollRoutes.open, { motion });
  expect(await clock.lapseDue(inDays(10))).toEqual([]);
  expect(await clock.lapseDue(inDays(11))).toEqual([stage]);
  expect(await clock.lapseDue(inDays(11))).toEqual([]);
  expect(await currentOf('voted')).toMatchObject({ key: 'silence' });
  expect(await view('silent')).toMatchObject({
    passages: [{ outcome: 'lapsed', date: due, version: 1, enteredFromSource: false, poll: null }],
    stages: [{ state: 'done', outcome: 'lapsed' }, { state: 'current' }],
  });
  const { entries } = await reader.do(recordRoutes.record, { subject: 'instrument:silent' });
  expect(entries[0]!.type).toBe('stage.lapsed');
  expect(JSON.parse(entries[0]!.bytes!)).toMatchObject({ actor: { kind: 'house', name: 'clock' } });
  await assembly.delegates[1]!.do(pollRoutes.cast, ballot(poll, 2, { choice: 'against' }));
  await assembly.chair.do(pollRoutes.close, { poll });
  expect((await assembly.chair.do(pollRoutes.declare, { poll })).outcome).toBe('rejected');
  expect((await view('voted')).state).toBe('rejected');
});

test('an objection breaks the silence, which then needs a vote; taken back in time, it approves again', async () => {
  const clock = house.app.get(PathClock);
  const inDays = (days: number): Date => new Date(Date.now() + days * 86_400_000);
  const instrument = 'objected';
  const silent: GivenStage = {
    ...{ key: 'silence', kind: 'tacit', label: 'silence procedure', body: BODIES.assembly, withinDays: 10 },
    follows: { rejected: { stage: 'silence' } },
  };
  await found(instrument, [silent]);
  await found('restored', [silent]);
  await found('votes', [{ kind: 'final', label: 'final', body: BODIES.assembly }]);
  const { delegates, members } = assembly;
  const stageOf = async (one: string) => ({ instrument: one, stage: (await currentOf(one))!.id });
  const at = await stageOf(instrument);
  const object = (who: Visitor, place: number, where: { instrument: string; stage: string } = at) =>
    code(who.ask(silenceRoutes.objectStage, { ...where, member: members[place]!, reason: 'Not like this' }));
  const takeBack = (who: Visitor, place: number, where = at) =>
    code(who.ask(silenceRoutes.withdrawObjection, { ...where, member: members[place]! }));
  const silence = async (who: Visitor) => (await who.do(silenceRoutes.silence, { instrument })).silence!;

  expect(await object(delegates[1]!, 2)).toBe('objection.no_member');
  expect(await object(reader, 1)).toBe('objection.no_member');
  expect(await object(secretary, 1, await stageOf('votes'))).toBe('stage.not_silent');
  expect(await takeBack(delegates[1]!, 1)).toBe('objection.none');
  const { mayObjectFor } = await silence(delegates[1]!);
  expect(mayObjectFor.map(({ member }) => member)).toEqual([members[1]]);
  expect(await object(delegates[1]!, 1)).toBeNull();
  expect(await object(delegates[1]!, 1)).toBe('objection.twice');
  // By post, at the desk.
  expect(await object(secretary, 2)).toBeNull();
  expect(await takeBack(delegates[1]!, 2)).toBe('objection.no_member');
  expect(await takeBack(secretary, 2)).toBeNull();
  expect(await silence(reader)).toMatchObject({
    ...{ label: 'silence procedure', over: false, mayObjectFor: [] },
    objections: [{ member: members[1], reason: 'Not like this', mine: false }],
  });

  const restored = await stageOf('restored');
  expect(await object(delegates[1]!, 1, restored)).toBeNull();
  expect(await currentOf('restored')).toMatchObject({ due: null, objections: 1 });
  expect(await takeBack(delegates[1]!, 1, restored)).toBeNull();
  const due = inDays(10).toISOString().slice(0, 10);
  expect(await currentOf('restored')).toMatchObject({ due, objections: 0 });
  expect(await clock.lapseDue(inDays(11))).toEqual([restored.stage]);

  // The path sends a rejected text through silence once more: the objection of the first time does not hold there.
  expect(await currentOf(instrument)).toMatchObject({ key: 'silence', due: null, objections: 1 });
  expect(await assembly.vote(await ready(assembly, instrument), NO)).toBe('rejected');
  // The vote was on a day of the assembly's calendar, from which the days are counted.
  const after = dayIn(inDays(10).toISOString(), 'Europe/Oslo');
  expect(await currentOf(instrument)).toMatchObject({ key: 'silence', round: 2, due: after, objections: 0 });
  expect(await object(secretary, 2)).toBeNull();
  expect(await assembly.vote(await ready(assembly, instrument), YES)).toBe('adopted');
  expect(await view(instrument)).toMatchObject({
    state: 'approved',
    passages: [{}, { outcome: 'approved' }],
  });
  expect(await object(secretary, 3)).toBe('stage.decided');
  const { entries } = await reader.do(recordRoutes.record, { subject: `instrument:${instrument}` });
  expect(entries.map(({ type }) => type)).toEqual(
    expect.arrayContaining(['stage.objected', 'stage.objection_withdrawn']),
  );
});

test('a vote on another wording than was tabled leads where the path says', async () => {
  const instrument = 'worded-anew';
  const reading = { kind: 'final', body: BODIES.assembly } as const;
  await found(instrument, [
    { ...reading, key: 'first', label: 'first', follows: { amended: { stage: 'again' } } },
    { ...reading, key: 'last', label: 'last', follows: { approved: { end: 'approved' } } },
    { ...reading, key: 'again', label: 'again', follows: { approved: { stage: 'last' } } },
  ]);
  await freeze(instrument, POLISHED);
  const stage = (await currentOf(instrument))!.id;
  const main = await assembly.submit(assembly.secretary, { kind: 'stage', instrument, stage, version: 1 });
  await assembly.secretary.do(motionRoutes.table, { motion: main });
  const { clauses } = (await reader.do(routes.version, { instrument, number: 1 })).expressions[0]!;
  const { id: clause, kind } = clauses[2]!;
  const wordings = { en: [{ op: 'replace', clause, kind, text: 'Workers decide together.' } as const] };
  const amendment = await assembly.submit(
    assembly.secretary,
    { kind: 'amendment', to: main, text: 'It is clearer.' },
    { changes: { version: 1, wordings } },
  );
  await assembly.prepare(amendment);
  expect(await assembly.vote(amendment, YES)).toBe('adopted');
  await assembly.secretary.do(motionRoutes.amend, { motion: main, version: 2 });
  await assembly.prepare(main);
  expect(await assembly.vote(main, YES)).toBe('adopted');
  expect(await view(instrument)).toMatchObject({ passages: [{ outcome: 'amended', version: 2 }] });
  expect(await currentOf(instrument)).toMatchObject({ key: 'again' });
});

test('a referral is the same instrument before two bodies, each sees how it stands with the other', async () => {
  const instrument = 'referred';
  await found(instrument, [{ kind: 'final', label: 'final', body: BODIES.assembly }]);
  const made = {
    instrument,
    from: BODIES.assembly,
    to: BODIES.parent,
    version: 1,
    reason: 'For advice',
    until: LAST,
  };
  const asking = (more: object) => code(secretary.ask(referralRoutes.refer, { ...made, ...more }));
  expect(await asking({ to: made.from })).toBe('referral.same_body');
  expect(await asking({ to: 'nobody' })).toBe('body.unknown');
  expect(await asking({ version: 9 })).toBe('version.unknown');
  const { referral } = await assembly.chair.do(referralRoutes.refer, made);
  expect(await asking({})).toBe('referral.already');
  const business = async (body: string) => {
    const { instruments, referrals } = await reader.do(referralRoutes.business, { body });
    return {
      instrument: instruments.find(({ id }) => id === instrument),
      referral: referrals.find(({ id }) => id === referral),
    };
  };
  expect(await business(BODIES.parent)).toMatchObject({
    instrument: {
      current: { label: 'final', body: { id: BODIES.assembly } },
      here: [],
      state: 'in_progress',
    },
    referral: { state: 'open', reason: 'For advice', from: { id: BODIES.assembly } },
  });
  const answering = { referral, answer: 'supports', text: 'With pleasure.' } as const;
  expect(await code(assembly.chair.ask(referralRoutes.answerReferral, answering))).toBe('access.denied');
  await parent.chair.do(referralRoutes.answerReferral, answering);
  expect(await code(secretary.ask(referralRoutes.answerReferral, { ...answering, answer: null }))).toBe(
    'referral.over',
  );
  await assembly.vote(await ready(assembly, instrument), YES);
  for (const body of [BODIES.assembly, BODIES.parent])
    expect(await business(body)).toMatchObject({
      instrument: { current: null, state: 'approved' },
      referral: { state: 'answered', back: { answer: 'supports', text: 'With pleasure.' } },
    });
  expect(await asking({ until: 'soon' })).toBe('date.malformed');
});
