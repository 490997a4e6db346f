import { assemblyRoutes } from '../../src/assemblies/assemblies.contract.js';
import { FOUND_INSTRUMENT, FREEZE_VERSION } from '../../src/instruments/instruments.acts.js';
import { instrumentRoutes } from '../../src/instruments/instruments.contract.js';
import { motionRoutes } from '../../src/motions/motions.contract.js';
import { pollRoutes } from '../../src/polls/polls.contract.js';
import { DEMO_RULES } from '../../src/seeds/demo.data.js';
import { recordRoutes } from '../../src/record/record.contract.js';
import { code, day, NO, text, YES, type Day } from './day.js';
import { ballot } from './hall.js';
import { openHouse, type TestHouse, type Visitor } from './house.js';

/** Motions as an assembly meets them: four members present, one of them with a proxy. */
let house: TestHouse;
beforeAll(async () => {
  house = await openHouse();
}, 60_000);
afterAll(() => house.close());

test('5 adopted of 7 motions: decisions 1 to 5, motion numbers 1 to 7', async () => {
  const at = await day(house, 'series');
  const motions: string[] = [];
  for (let nth = 1; nth <= 7; nth++) motions.push(await at.submit(at.secretary, text(`Motion ${nth}`)));
  for (const [place, motion] of motions.entries()) {
    await at.prepare(motion);
    expect(await at.vote(motion, place === 2 || place === 4 ? NO : YES)).toBe(
      place === 2 || place === 4 ? 'rejected' : 'adopted',
    );
  }
  const { motions: all } = await at.chair.do(motionRoutes.motions, { assembly: at.assembly });
  expect(all.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7]);
  expect(all.map(({ decision }) => decision)).toEqual([1, 2, null, 3, null, 4, 5]);
});

test('the desk and the chair record who seconds in the hall: somebody of the member is here, and it is not the mover', async () => {
  const at = await day(house, 'hands-up');
  const [mover] = at.delegates as [Visitor];
  const motion = await at.submit(mover, text('Dues rise by ten.'));
  const [own, second, third] = at.members as [string, string, string];
  const entered = (by: Visitor, member: string | null, seconded = true) =>
    code(by.ask(motionRoutes.second, { motion, member, seconded }));
  expect(await at.view(motion)).toMatchObject({ supportNeeded: 1, seconders: [] });
  expect(await entered(at.secretary, null)).toBe('motion.member_needed');
  expect(await entered(at.secretary, own)).toBe('motion.own');
  await at.enter([2], false);
  expect(await entered(at.secretary, third)).toBe('motion.member_unknown');
  expect(await entered(mover, second)).toBe('motion.member_unknown');
  expect(await entered(at.secretary, second)).toBeNull();
  expect(await entered(at.secretary, second)).toBeNull();
  expect(await at.view(motion)).toMatchObject({ seconders: [{ name: 'Member 2' }] });
  expect(await entered(at.chair, second, false)).toBeNull();
  expect(await code(at.secretary.ask(motionRoutes.table, { motion }))).toBe('motion.seconders_missing');
  expect(await entered(at.chair, second)).toBeNull();
  await at.secretary.do(motionRoutes.table, { motion });
  const { entries } = await at.chair.do(recordRoutes.record, { subject: `motion:${motion}` });
  const offices = entries
    .filter(({ type }) => type === 'motion.seconded')
    .map(({ bytes }) => (JSON.parse(bytes!) as { actor: { office: string } }).actor.office);
  expect(offices).toEqual(['chair', 'secretariat']);
});

test('a delegate’s motion is seconded, amended in the order that the chair sets, and voted on as amended', async () => {
  const at = await day(house, 'amended');
  const [mover, second, third] = at.delegates as [Visitor, Visitor, Visitor];
  const main = await at.submit(mover, text('Dues rise by ten.'));
  expect(await code(at.secretary.ask(motionRoutes.table, { motion: main }))).toBe('motion.seconders_missing');
  expect(await code(mover.ask(motionRoutes.second, { motion: main }))).toBe('motion.own');
  await second.do(motionRoutes.second, { motion: main });
  await second.do(motionRoutes.second, { motion: main });
  await at.secretary.do(motionRoutes.table, { motion: main });
  expect(await at.view(main)).toMatchObject({ state: 'tabled', seconders: [{ name: 'Member 2' }] });
  await at.chair.do(motionRoutes.debate, { motion: main });

  const amendment = (by: Visitor, to: string, words: string) =>
    at.submit(by, { kind: 'amendment', to, text: words });
  const five = await amendment(second, main, 'Dues rise by five.');
  const fall = await amendment(third, main, 'All dues fall by three from next year on.');
  const six = await amendment(mover, five, 'Dues rise by six.');
  expect(
    await code(
      third.ask(motionRoutes.submit, {
        ...{ assembly: at.assembly, titles: { en: 'Again' } },
        about: { kind: 'amendment', to: six, text: 'Dues rise by seven.' },
      }),
    ),
  ).toBe('motion.third_degree');
  expect([await at.view(five), await at.view(fall), await at.view(six)].map(({ label }) => label)).toEqual([
    '1-A1',
    '1-A2',
    '1-A1.1',
  ]);
  for (const one of [five, fall, six]) {
    for (const who of [mover, second, third]) await who.ask(motionRoutes.second, { motion: one });
    await at.prepare(one);
  }
  await at.chair.do(motionRoutes.ready, { motion: main });
  expect(await code(at.chair.ask(pollRoutes.open, { motion: main }))).toBe('motion.amendments_open');

  await at.chair.do(motionRoutes.order, {
    motion: main,
    order: [
      { motion: fall, fells: [five] },
      { motion: five, fells: [fall] },
    ],
    reason: 'The furthest from the text first',
  });
  expect(await code(at.chair.ask(pollRoutes.open, { motion: five }))).toBe('motion.amendments_open');
  expect(await at.vote(six, YES)).toBe('adopted');
  expect(await code(at.chair.ask(pollRoutes.open, { motion: five }))).toBe('motion.wording_missing');
  await at.chair.do(motionRoutes.amend, { motion: five, text: 'Dues rise by six.' });
  expect(await code(at.chair.ask(pollRoutes.open, { motion: five }))).toBe('motion.not_its_turn');
  expect(await at.vote(fall, NO)).toBe('rejected');
  expect(await at.vote(five, YES)).toBe('adopted');
  expect(await at.view(fall)).toMatchObject({ state: 'rejected' });

  expect(await code(at.chair.ask(pollRoutes.open, { motion: main }))).toBe('motion.wording_missing');
  expect(await code(mover.ask(motionRoutes.withdraw, { motion: main, reason: 'No' }))).toBe('motion.amended');
  await at.secretary.do(motionRoutes.amend, { motion: main, text: 'Dues rise by six.' });
  expect(await at.vote(main, YES)).toBe('adopted');
  expect(await at.view(main)).toMatchObject({
    decision: 1,
    about: { text: 'Dues rise by six.' },
    amendedBy: [five],
    order: { reason: 'The furthest from the text first' },
  });
  expect(await at.view(five)).toMatchObject({ state: 'adopted', decision: null });
});

test('the adoption of one makes others fall, as the order said before the vote', async () => {
  const at = await day(house, 'falls');
  const main = await at.submit(at.secretary, text('Dues rise by ten.'));
  const [a, b, c] = (await Promise.all(
    ['five', 'three', 'one'].map((n) =>
      at.submit(at.secretary, { kind: 'amendment', to: main, text: `Dues rise by ${n}.` }),
    ),
  )) as [string, string, string];
  for (const one of [main, a, b, c]) await at.prepare(one);
  await at.chair.do(motionRoutes.order, {
    ...{ motion: main, reason: 'Furthest first' },
    order: [{ motion: c, fells: [a] }, { motion: b }, { motion: a }],
  });
  expect(await at.vote(c, YES)).toBe('adopted');
  expect(await at.view(a)).toMatchObject({ state: 'fallen', because: c });
  expect(await at.view(b)).toMatchObject({ state: 'ready' });
  expect(await code(at.chair.ask(motionRoutes.fall, { motion: b, because: a, reason: 'x' }))).toBe(
    'motion.not_adopted',
  );
  await at.chair.do(motionRoutes.fall, { motion: b, because: c, reason: 'Says the contrary' });
  expect(await at.view(b)).toMatchObject({ state: 'fallen', because: c, reason: 'Says the contrary' });
});

test('a late motion is tabled by an urgency vote that it cites', async () => {
  const at = await day(house, 'late');
  await at.secretary.do(assemblyRoutes.setDeadlines, {
    assembly: at.assembly,
    motions: '2026-08-17T23:59:00.000Z',
  });
  const late = await at.submit(at.secretary, text('Found a fund.'));
  expect(await at.view(late)).toMatchObject({ lateAfter: '2026-08-17T23:59:00.000Z' });
  expect(await code(at.secretary.ask(motionRoutes.table, { motion: late }))).toBe('motion.urgency_needed');
  const ask = () => at.submit(at.chair, { kind: 'procedure', procedure: 'urgency', motion: late });
  const refused = await ask();
  expect(await at.view(refused)).toMatchObject({ state: 'ready', majority: 'two-thirds', label: '1-P1' });
  expect(await at.vote(refused, ['for', 'for', 'against', 'against'])).toBe('rejected');
  expect(await code(at.secretary.ask(motionRoutes.table, { motion: late }))).toBe('motion.urgency_needed');
  const urgent = await ask();
  expect(await at.vote(urgent, YES)).toBe('adopted');
  await at.secretary.do(motionRoutes.table, { motion: late });
  expect(await at.view(late)).toMatchObject({ state: 'tabled', urgency: urgent });
  // It still cites it when something else has become of it.
  await at.chair.do(motionRoutes.adjourn, { motion: late, until: null, reason: 'Late in the day' });
  expect(await at.view(late)).toMatchObject({ because: null, urgency: urgent });
});

test('a delegate moves the previous question: adopted by two thirds it closes the debate', async () => {
  const at = await day(house, 'closure');
  const main = await at.submit(at.secretary, text('Dues rise.'));
  await at.secretary.do(motionRoutes.table, { motion: main });
  await at.chair.do(motionRoutes.debate, { motion: main });
  const closure = await at.submit(at.delegates[1]!, {
    kind: 'procedure',
    procedure: 'closure',
    motion: main,
  });
  expect(await at.view(closure)).toMatchObject({ state: 'submitted', mover: 'Member 2' });
  await at.chair.do(motionRoutes.table, { motion: closure });
  expect(await at.vote(closure, ['for', 'for', 'against', 'abstain'])).toBe('adopted');
  expect(await at.view(main)).toMatchObject({ state: 'ready', because: closure });
  expect(await at.view(closure)).toMatchObject({ state: 'adopted', decision: null });
});

test('matters are adjourned, remitted with a due date, taken up again, reconsidered', async () => {
  const at = await day(house, 'put-off');
  const main = await at.submit(at.secretary, text('Dues rise.'));
  await at.secretary.do(motionRoutes.table, { motion: main });
  await at.chair.do(motionRoutes.adjourn, { motion: main, until: '2026-05-02', reason: 'Late' });
  expect(await at.view(main)).toMatchObject({ state: 'adjourned', until: '2026-05-02' });
  await at.chair.do(motionRoutes.resumeMotion, { motion: main });
  const remittal = await at.submit(at.chair, {
    ...{ kind: 'procedure', procedure: 'remit', motion: main, to: 'The Board', until: '2027-03' },
  });
  expect(await at.vote(remittal, YES)).toBe('adopted');
  expect(await at.view(main)).toMatchObject({
    ...{ state: 'remitted', remittedTo: 'The Board', until: '2027-03', because: remittal },
  });
  await at.chair.do(motionRoutes.resumeMotion, { motion: main });
  await at.prepare(main);
  expect(await at.vote(main, NO)).toBe('rejected');
  const again = await at.submit(at.chair, { kind: 'procedure', procedure: 'reconsider', motion: main });
  expect(await at.vote(again, YES)).toBe('adopted');
  expect(await at.view(main)).toMatchObject({ state: 'debate', because: again });
  await at.prepare(main);
  expect(await at.vote(main, YES)).toBe('adopted');
  const { polls, decision } = await at.view(main);
  expect(polls).toHaveLength(2);
  expect(decision).toBe(1);
  // The first result is kept.
  expect((await at.chair.do(pollRoutes.poll, { poll: polls[1]! })).poll.result?.outcome).toBe('rejected');
});

test('several motions in one vote, from which any member takes one out', async () => {
  const at = await day(house, 'bloc');
  const motions: string[] = [];
  for (const words of ['One', 'Two', 'Three', 'Four'])
    motions.push(await at.submit(at.secretary, text(words)));
  for (const motion of motions) await at.prepare(motion);
  const bloc = await at.submit(at.chair, { kind: 'bloc', motions });
  expect(await at.view(bloc)).toMatchObject({ label: 'B1', number: null, state: 'ready' });
  expect(await code(at.chair.ask(pollRoutes.open, { motion: motions[0]! }))).toBe('motion.in_bloc');
  await at.delegates[3]!.do(motionRoutes.takeOut, { motion: motions[1]! });
  expect(await at.vote(bloc, YES)).toBe('adopted');
  const decisions = await Promise.all(motions.map(async (motion) => (await at.view(motion)).decision));
  expect(decisions).toEqual([1, null, 2, 3]);
  expect(await at.view(motions[1]!)).toMatchObject({ state: 'ready', bloc: null });
  expect(await at.vote(motions[1]!, YES)).toBe('adopted');
  expect((await at.view(motions[1]!)).decision).toBe(4);
});

test('a motion is divided; the whole that is left is voted on last', async () => {
  const at = await day(house, 'parts');
  const main = await at.submit(at.secretary, text('Dues rise.\n\nA fund is founded.'));
  await at.prepare(main);
  const { parts } = await at.chair.do(motionRoutes.divide, {
    motion: main,
    parts: ['Dues rise.', 'A fund is founded.'].map((words) => ({ titles: { en: words }, text: words })),
  });
  expect(await code(at.chair.ask(pollRoutes.open, { motion: main }))).toBe('motion.parts_open');
  expect(await at.vote(parts[0]!, NO)).toBe('rejected');
  expect(await code(at.chair.ask(motionRoutes.amend, { motion: main, text: 'Nothing' }))).toBe(
    'motion.parts_open',
  );
  expect(await at.vote(parts[1]!, YES)).toBe('adopted');
  // The final vote is on what is left, not on what was rejected.
  expect(await code(at.chair.ask(pollRoutes.open, { motion: main }))).toBe('motion.wording_missing');
  await at.chair.do(motionRoutes.amend, { motion: main, text: 'A fund is founded.' });
  expect(await at.vote(main, YES)).toBe('adopted');
  expect(await at.view(main)).toMatchObject({
    ...{ decision: 1, amendedBy: [parts[0]], about: { text: 'A fund is founded.' } },
  });
});

test('when no part is adopted the motion falls with the last of them, and so does what amends its parts', async () => {
  const at = await day(house, 'no-part');
  const main = await at.submit(at.secretary, text('One.\n\nTwo.'));
  await at.prepare(main);
  const { parts } = await at.chair.do(motionRoutes.divide, {
    motion: main,
    parts: ['One.', 'Two.'].map((words) => ({ titles: { en: words }, text: words })),
  });
  expect(await at.vote(parts[0]!, NO)).toBe('rejected');
  expect(await at.vote(parts[1]!, NO)).toBe('rejected');
  expect(await at.view(main)).toMatchObject({ state: 'fallen', because: parts[1], decision: null });
});

test('with a motion goes what amends it, and what amends that', async () => {
  const at = await day(house, 'deep');
  const main = await at.submit(at.delegates[0]!, text('Dues rise.'));
  const first = await at.submit(at.secretary, { kind: 'amendment', to: main, text: 'Dues fall.' });
  const second = await at.submit(at.secretary, { kind: 'amendment', to: first, text: 'Dues stay.' });
  await at.delegates[0]!.do(motionRoutes.withdraw, { motion: main, reason: 'No longer needed' });
  expect(await at.view(first)).toMatchObject({ state: 'fallen', because: main });
  expect(await at.view(second)).toMatchObject({ state: 'fallen', because: main });
});

test('a text is tabled in the languages that the rules demand; what amends it ends its translations', async () => {
  const at = await day(house, 'tongues', { languages: ['en', 'fr'] } as never);
  const [delegate, seconder] = at.delegates as [Visitor, Visitor];
  const motion = await at.submit(delegate, { ...text('Dues rise.'), lang: 'en' });
  await seconder.do(motionRoutes.second, { motion });
  const table = () => at.secretary.ask(motionRoutes.table, { motion });
  expect(await table()).toMatchObject({
    refusal: { code: 'motion.language_missing', facts: { languages: ['fr'] } },
  });
  const french = { motion, lang: 'fr' as const };
  expect(await code(delegate.ask(motionRoutes.translate, { ...french, text: 'x' }))).toBe('access.denied');
  await at.secretary.do(motionRoutes.translate, { ...french, text: 'Les cotisations montent.' });
  expect(await table()).toMatchObject({ refusal: { code: 'motion.language_missing' } });
  await at.secretary.do(motionRoutes.translate, { ...french, title: 'Cotisations' });
  expect(await table()).toMatchObject({ ok: true });
  expect(await at.view(motion)).toMatchObject({
    titles: { en: 'A motion', fr: 'Cotisations' },
    about: { text: 'Dues rise.', lang: 'en', translations: { fr: 'Les cotisations montent.' } },
  });
  const amendment = await at.submit(at.secretary, {
    ...{ kind: 'amendment', to: motion, text: 'Dues fall.' },
  });
  await at.prepare(amendment);
  expect(await at.vote(amendment, YES)).toBe('adopted');
  await at.secretary.do(motionRoutes.amend, { motion, text: 'Dues fall.' });
  expect((await at.view(motion)).about).toEqual({
    ...{ kind: 'text', text: 'Dues fall.', lang: 'en', translations: {} },
  });
});

test('a slip in a tabled motion is corrected with its reason, both wordings stay, and a vote ends it', async () => {
  const at = await day(house, 'slip');
  const motion = await at.submit(at.secretary, { ...text('Deus rise.'), lang: 'en' });
  await at.prepare(motion);
  const slip = { motion, lang: 'en', reason: 'Typed wrongly' } as const;
  const [delegate] = at.delegates as [Visitor];
  expect(await code(delegate.ask(motionRoutes.correct, { ...slip, text: 'Dues fall.' }))).toBe(
    'access.denied',
  );
  await at.secretary.do(motionRoutes.correct, { ...slip, text: 'Dues rise.', title: 'A motion' });
  await at.chair.do(motionRoutes.correct, { ...slip, title: 'On dues' });
  await at.secretary.do(motionRoutes.correct, { ...slip, majority: 'two-thirds', reason: 'They are dues' });
  expect(await code(at.chair.ask(motionRoutes.correct, { ...slip, majority: 'constructor' }))).toBe(
    'rules.unknown_majority',
  );
  const corrected = {
    ...{ titles: { en: 'On dues' }, about: { text: 'Dues rise.' } },
    corrections: [
      { lang: 'en', title: null, text: { was: 'Deus rise.', is: 'Dues rise.' }, reason: 'Typed wrongly' },
      { title: { was: 'A motion', is: 'On dues' }, text: null, majority: null },
      { lang: null, majority: { was: 'ordinary', is: 'two-thirds' }, reason: 'They are dues' },
    ],
    majority: 'two-thirds',
  };
  expect(await at.view(motion)).toMatchObject(corrected);
  expect(await at.vote(motion, YES)).toBe('adopted');
  const [poll] = (await at.view(motion)).polls;
  expect((await at.chair.do(pollRoutes.poll, { poll: poll! })).poll).toMatchObject({
    ...{ majorityName: 'two-thirds' },
  });
  expect(await code(at.chair.ask(motionRoutes.correct, { ...slip, title: 'Off dues' }))).toBe(
    'motion.wrong_state',
  );
});

test('a draft is its writer’s alone, outside the record, and goes when it is submitted', async () => {
  const at = await day(house, 'draft');
  const [writer, other] = at.delegates as [Visitor, Visitor];
  const draft = '01900000-0000-7000-8000-00000000d4a7';
  const { assembly } = at;
  const save = (who: Visitor, words: string) =>
    who.ask(motionRoutes.saveDraft, {
      ...{ assembly, draft, titles: { en: '', fr: '', es: '' }, text: words },
      ...{ to: null, member: null, item: null },
    });
  const own = async (who: Visitor) => (await who.do(motionRoutes.drafts, { assembly })).drafts;
  const size = async () => (await at.chair.do(recordRoutes.record, { limit: 1 })).entries[0]!.number;
  const before = await size();
  expect(await save(writer, '')).toMatchObject({ ok: true });
  expect(await save(writer, 'Dues rise by')).toMatchObject({ ok: true });
  expect(await own(writer)).toMatchObject([{ draft, text: 'Dues rise by', to: null }]);
  expect(await own(other)).toEqual([]);
  expect(await save(other, 'Mine now')).toMatchObject({ status: 404 });
  await other.do(motionRoutes.discardDraft, { assembly, draft });
  expect(await own(writer)).toHaveLength(1);
  expect(await size()).toBe(before);
  await at.submit(writer, text('Dues rise by ten.'), { draft });
  expect(await own(writer)).toEqual([]);
  await save(writer, 'Another');
  await writer.do(motionRoutes.discardDraft, { assembly, draft });
  expect(await own(writer)).toEqual([]);
});

describe('two motions on one stage of an instrument', () => {
  let at: Day;
  let motions: string[];
  const stages = async () =>
    (await at.chair.do(instrumentRoutes.instrument, { instrument: 'staged-charter' })).stages;

  beforeAll(async () => {
    at = await day(house, 'staged', { quorum: { ...DEMO_RULES.quorum, when: 'close' } });
    const instrument = 'staged-charter';
    const kinds = ['principle', 'final'] as const;
    await house.act(FOUND_INSTRUMENT, {
      ...{ instrument, titles: { en: 'Charter' }, authenticLanguages: ['en'] },
      stages: kinds.map((kind) => ({ kind, label: kind, body: 'staged-ga' })),
    });
    await house.act(FREEZE_VERSION, {
      ...{ instrument, texts: [{ lang: 'en', markdown: '# Charter\n\n1. Pay is open.\n' }] },
      ...{ authentic: ['en'], parent: null, reason: null },
    });
    const { id: stage } = (await stages())[0]!;
    motions = [];
    for (const _ of [1, 2])
      motions.push(await at.submit(at.secretary, { kind: 'stage', instrument, stage, version: 1 }));
    for (const motion of motions) await at.prepare(motion);
  });

  test('a void vote decides nothing: no decision number, the stage waits, the motion is ready again', async () => {
    const { poll } = await at.chair.do(pollRoutes.open, { motion: motions[0]! });
    await at.delegates[1]!.do(pollRoutes.cast, ballot(poll, 2));
    await at.enter([0, 2], false);
    expect((await at.chair.do(pollRoutes.close, { poll })).result.outcome).toBe('void');
    expect(await at.chair.do(pollRoutes.declare, { poll })).toEqual({ outcome: 'void', decision: null });
    expect((await stages()).map(({ state }) => state)).toEqual(['current', 'pending']);
    expect(await at.view(motions[0]!)).toMatchObject({ state: 'ready', decision: null });
    await at.enter([0, 2]);
  });

  test('the first that is adopted moves the stage and takes decision 1; on the other no poll opens any more', async () => {
    expect(await at.vote(motions[0]!, YES)).toBe('adopted');
    expect((await stages()).map(({ state, decision }) => [state, decision])).toEqual([
      ['done', 1],
      ['current', null],
    ]);
    expect(await at.chair.ask(pollRoutes.open, { motion: motions[1]! })).toMatchObject({
      ...{ status: 409, refusal: { code: 'stage.decided', facts: { label: 'principle' } } },
    });
    expect(await at.view(motions[1]!)).toMatchObject({ state: 'ready', polls: [] });
    await at.secretary.do(motionRoutes.withdraw, { motion: motions[1]!, reason: 'Decided already' });
  });
});

test('a composite keeps its parents, which stand again when it is withdrawn', async () => {
  const at = await day(house, 'composite');
  const own = async (place: number) => at.submit(at.delegates[place]!, text(`By ${place}`));
  const parents = [await own(0), await own(1)];
  const composite = await at.submit(at.secretary, { kind: 'composite', text: 'Both', parents });
  expect(await at.view(parents[0]!)).toMatchObject({ state: 'composited', because: composite });
  await at.secretary.do(motionRoutes.withdraw, { motion: composite, reason: 'They could not agree' });
  expect(await at.view(parents[0]!)).toMatchObject({ state: 'tabled', because: null });
  expect(await code(at.delegates[1]!.ask(motionRoutes.withdraw, { motion: parents[0]!, reason: 'x' }))).toBe(
    'motion.not_yours',
  );
  await at.delegates[0]!.do(motionRoutes.withdraw, { motion: parents[0]!, reason: 'No longer needed' });
  expect(await at.view(parents[0]!)).toMatchObject({ state: 'withdrawn', reason: 'No longer needed' });
  const { entries } = await at.chair.do(recordRoutes.record, { subject: `motion:${parents[0]!}` });
  expect(entries.map(({ type }) => type).toSorted()).toEqual([
    'motion.composited',
    'motion.released',
    'motion.submitted',
    'motion.withdrawn',
  ]);
});

test('two submit at once: numbers without gaps', async () => {
  const at = await day(house, 'race');
  const ids = await Promise.all(
    Array.from({ length: 12 }, (_, n) => at.submit(at.secretary, text(`N ${n}`))),
  );
  const numbers = await Promise.all(ids.map(async (id) => (await at.view(id)).number!));
  expect(numbers.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 12 }, (_, n) => n + 1));
});
