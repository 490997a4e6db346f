import { assemblyRoutes } from '../../src/assemblies/assemblies.contract.js';
import { noticeRoutes as routes } from '../../src/assemblies/notices.contract.js';
import { CONVENE } from '../../src/assemblies/assemblies.acts.js';
import { designationRoutes } from '../../src/assemblies/designations.contract.js';
import { ADOPT_RULE_SET } from '../../src/bodies/bodies.acts.js';
import { bodyRoutes } from '../../src/bodies/bodies.contract.js';
import { pollRoutes } from '../../src/polls/polls.contract.js';
import { recordRoutes } from '../../src/record/record.contract.js';
import { Post } from '../../src/mail/post.js';
import { rulesText } from '../../src/rules/file.js';
import { DEMO_RULES } from '../../src/seeds/demo.data.js';
import { register, signedIn } from './convened.js';
import { hall, opened, type Hall } from './hall.js';
import { openHouse, type TestHouse, type Visitor } from './house.js';

/** From the notice to its proof, to the next assembly; dues at the door and votes by figures. */
let house: TestHouse;
let secretariat: Visitor;
beforeAll(async () => {
  house = await openHouse();
  await register(house, 'secretary', { office: 'secretariat' });
  secretariat = await signedIn(house, 'secretary');
});
afterAll(() => house.close());

describe('a notice to the members', () => {
  let notice: string;
  const [assembly, body] = ['far-2099', 'far-ga'];
  const issue = (more: object = {}, at = assembly) =>
    secretariat.ask(routes.issueNotice, {
      ...{ assembly: at, kind: 'notice' as const, subject: 'Assemblée générale', urgency: null },
      ...{ text: 'You are convened.\nName your delegates: {link}', ...more },
    });
  const outcomes = async () => {
    const { notices } = await secretariat.do(routes.notices, { assembly });
    return notices.find(({ id }) => id === notice)!.members.map((one) => one.outcome);
  };

  beforeAll(async () => {
    await hall(house, 'far');
    const data = { ...DEMO_RULES, languages: ['en'], convening: { minimumDays: 30 } } as never;
    const { ruleSet } = await house.act(ADOPT_RULE_SET, {
      body,
      name: 'Two',
      inForceFrom: '2019-01-01',
      data,
    });
    for (const [id, from] of [
      [assembly, '2099-05-01'],
      ['far-gone', '2020-01-01'],
    ] as const)
      await house.act(CONVENE, {
        ...{ assembly: id, body, name: `Assembly of ${from}`, place: null, from, to: null },
        ...{ timeZone: 'Europe/Oslo', ruleSet, open: true },
      });
    const csv = ['organisation,email', ...[1, 2, 3, 4].map((n) => `far-${n},office@far-${n}.example`)];
    expect(
      await secretariat.do(bodyRoutes.importContacts, { body, preview: false, csv: csv.join('\n') }),
    ).toMatchObject({ imported: true, added: 4 });
  });

  test('is no notice of an assembly under rules that come later', async () => {
    const data = { ...DEMO_RULES, languages: ['en'] } as never;
    const { ruleSet } = await house.act(ADOPT_RULE_SET, {
      ...{ body, name: 'Three', inForceFrom: '2100-01-01', data },
    });
    const input = {
      assembly: 'far-early',
      body,
      name: 'Early',
      place: null,
      timeZone: 'Europe/Oslo',
      ruleSet,
    };
    expect(await secretariat.ask(assemblyRoutes.convene, { ...input, from: '2099-06-01' })).toMatchObject({
      refusal: { code: 'ruleset.not_yet', facts: { inForceFrom: '2100-01-01' } },
    });
    expect(await secretariat.ask(assemblyRoutes.convene, { ...input, from: '2100-06-01' })).toMatchObject({
      ok: true,
    });
  });

  test('is of an assembly whose rules are corrected with the reason, until it first sits', async () => {
    const early = 'far-early';
    const { ruleSets } = await secretariat.do(bodyRoutes.body, { body });
    const ruled = (number: number) => ruleSets.find((one) => one.number === number)!.id;
    const correct = (facts: object, at = early) =>
      secretariat.ask(assemblyRoutes.correct, { assembly: at, facts, reason: 'The wrong version' });
    expect(await correct({ from: '2099-06-01' })).toMatchObject({ refusal: { code: 'ruleset.not_yet' } });
    expect(await correct({ ruleSet: '01900000-0000-7000-8000-000000000000' })).toMatchObject({
      refusal: { code: 'ruleset.unknown' },
    });
    expect(await correct({ ruleSet: ruled(2), from: '2099-06-01' })).toMatchObject({ ok: true });
    expect(await secretariat.do(assemblyRoutes.assembly, { assembly: early })).toMatchObject({
      ...{ ruleSet: { id: ruled(2), name: 'Two' }, from: '2099-06-01' },
    });
    const { entries } = await secretariat.do(recordRoutes.record, { subject: `assembly:${early}`, limit: 1 });
    expect(JSON.parse(entries[0]!.bytes!)).toMatchObject({
      ...{ type: 'assembly.corrected' },
      data: { facts: { ruleSet: ruled(2) }, was: { ruleSet: ruled(3) }, reason: 'The wrong version' },
    });
    expect(await correct({ ruleSet: ruled(2) }, 'far-2026')).toMatchObject({
      refusal: { code: 'assembly.has_sat', facts: { fields: ['ruleSet'] } },
    });
  });

  test('follows rules that come from a file, whose first fault is told with its line', async () => {
    const read = (text: string) => secretariat.ask(bodyRoutes.readRules, { body, text });
    const file = rulesText(DEMO_RULES);
    expect(await read(file)).toMatchObject({ ok: true, value: { rules: DEMO_RULES } });
    const wrong = file.replace('"changeOfVote"', '"changeOfVotes": true,\n  "changeOfVote"');
    const line = file.slice(0, file.indexOf('"changeOfVote"')).split('\n').length;
    expect(await read(wrong)).toMatchObject({
      ...{ ok: false, refusal: { code: 'rules.file_unknown', facts: { at: 'changeOfVotes', line } } },
    });
    expect(await read(file.replace(',', ',,'))).toMatchObject({
      refusal: { code: 'rules.file_unreadable', facts: { line: expect.any(Number) as number } },
    });
    expect((await secretariat.do(bodyRoutes.body, { body })).ruleSets).toHaveLength(3);
  });

  test('is refused too late, unless the urgency has a reason', async () => {
    expect(await issue({}, 'far-gone')).toMatchObject({
      refusal: { code: 'notice.too_late', facts: { minimumDays: 30 } },
    });
    expect(await issue({ urgency: 'A court order' }, 'far-gone')).toMatchObject({ ok: true });
    const { notices, minimumDays, days } = await secretariat.do(routes.notices, { assembly: 'far-gone' });
    expect([minimumDays, notices[0]!.urgency]).toEqual([30, 'A court order']);
    expect(days).toBeLessThan(0);
  });

  test('is addressed to all; who has no address is told', async () => {
    const { recipients } = await secretariat.do(routes.notices, { assembly });
    expect(recipients.map(({ reached }) => reached)).toEqual([true, true, true, true, false, false]);
    expect(recipients.some(({ designated }) => designated)).toBe(false);
    const answer = await issue();
    expect(answer).toMatchObject({ value: { number: 1, addressed: 4, withoutAddress: 2 } });
    if (answer.ok) notice = answer.value.notice;
    expect(await outcomes()).toEqual([...Array(4).fill('waiting'), 'no_address', 'no_address']);
  });

  test('is a file for a mail program, with the member’s own link in it', async () => {
    const { notices } = await secretariat.do(routes.notices, { assembly });
    const { member } = notices[0]!.members[0]!;
    const path = `/api/assemblies/${assembly}/notices/${notice}/messages`;
    const one = await secretariat.fetch(`${path}/${member}`);
    expect(one.headers.get('content-type')).toContain('message/rfc822');
    const eml = await one.text();
    expect(eml).toContain('To: office@far-1.example\r\n');
    const text = Buffer.from(eml.split('\r\n\r\n')[1]!, 'base64').toString();
    const code = /\/designate#(\S+)/.exec(text)![1]!;
    expect(await house.visitor().do(designationRoutes.openLink, { code })).toMatchObject({
      member: 'Member 1',
      assembly: { id: assembly },
    });
    const many = await (await secretariat.fetch(path)).text();
    expect(many.match(/^From /gm)).toHaveLength(4);
    expect((await house.visitor().fetch(path)).status).toBe(401);
    await house.visitor().do(designationRoutes.useLink, { code, delegates: [{ name: 'Ada Named' }] });
  });

  test('waits for a hand where the house sends no mail; what was said is the proof', async () => {
    expect(await house.app.get(Post).deliver(new Date('2099-01-01'))).toBe(0);
    const { notices, carried } = await secretariat.do(routes.notices, { assembly });
    expect(carried).toBe(false);
    const [one, two, ...more] = notices[0]!.members.slice(0, 4).map(({ member }) => member);
    for (const [members, outcome, answer] of [
      [[one!, ...more], 'sent', '250 queued'],
      [[two!], 'failed', '550 no such user'],
    ] as const)
      await secretariat.do(routes.recordDelivery, {
        ...{ assembly, notice, members: [...members], outcome, answer },
      });
    expect(await outcomes()).toEqual(['sent', 'failed', 'sent', 'sent', 'no_address', 'no_address']);
    const rows: unknown[] = await house.source.query('SELECT member FROM outbox WHERE notice = $1', [notice]);
    expect(rows).toHaveLength(1);
  });

  test('that failed is handed over by hand, once', async () => {
    const { notices } = await secretariat.do(routes.notices, { assembly });
    const members = notices[0]!.members.map(({ member }) => member);
    const input = { assembly, notice, members, outcome: 'sent' as const, answer: 'By courier' };
    expect(await secretariat.do(routes.recordDelivery, input)).toEqual({ recorded: 1 });
    expect(await secretariat.ask(routes.recordDelivery, input)).toMatchObject({
      refusal: { code: 'notice.nothing_waits' },
    });
  });

  test('is proved by a list; the record has commitments to addresses, no addresses', async () => {
    const response = await secretariat.fetch(`/api/assemblies/${assembly}/notices/${notice}/proof`);
    const lines = (await response.text()).trim().split('\n');
    expect(lines).toHaveLength(7);
    expect(lines[0]).toContain('member,outcome,outcome_at,message_id,answer');
    expect(lines[2]).toContain('Member 2,sent,');
    expect(lines[2]).toContain('By courier');
    expect(lines[5]).toContain('Member 5,no_address,');
    const { entries } = await house.visitor().do(recordRoutes.record, {
      ...{ subject: `assembly:${assembly}`, limit: 200 },
    });
    const delivered = entries.filter(({ type }) => type === 'notice.delivered');
    expect(delivered).toHaveLength(5);
    const text = JSON.stringify(entries);
    expect(text).toContain('250 queued');
    expect(text).not.toContain('office@far');
  });

  test('a reminder goes to those alone who have sent nobody', async () => {
    const answer = await issue({ kind: 'reminder', text: 'Name your delegates.' });
    expect(answer).toMatchObject({ value: { addressed: 3, withoutAddress: 2 } });
  });
});

test('the next assembly is prepared from the last, under the rules of its day', async () => {
  const at = await hall(house, 'next');
  await house.act(ADOPT_RULE_SET, {
    ...{ body: 'next-ga', name: 'Of 2030', inForceFrom: '2030-01-01' },
    data: { ...DEMO_RULES, languages: ['en'] } as never,
  });
  await secretariat.do(assemblyRoutes.addItem, { assembly: at.assembly, titles: { en: 'Accounts' } });
  const input = {
    ...{ assembly: at.assembly, next: 'next-2031', name: 'Next', place: 'Lima', from: '2031-03-03' },
    ...{ timeZone: 'America/Lima', open: false, sittings: true, items: true, observers: true },
  };
  expect(await secretariat.do(routes.prepareNext, input)).toEqual({
    ...{ assembly: 'next-2031', sittings: 1, items: 1, observers: 0 },
  });
  const view = await secretariat.do(assemblyRoutes.assembly, { assembly: 'next-2031' });
  expect(view).toMatchObject({
    ...{ body: { id: 'next-ga' }, place: 'Lima', open: false, ruleSet: { number: 2 } },
    items: [{ number: '1', titles: { en: 'Accounts' } }],
  });
  expect(await secretariat.ask(routes.prepareNext, input)).toMatchObject({
    refusal: { code: 'assembly.exists' },
  });
});

test('dues paid at the door entitle at once, and not after the cut-off', async () => {
  const at = await hall(house, 'dues', { duesRequired: true, arrears: [3, 5] });
  const { assembly } = at;
  const set = (dues: string) =>
    secretariat.do(designationRoutes.setCredentialDates, { assembly, designations: null, dues });
  const pay = (place: number) =>
    secretariat.ask(routes.payDues, {
      ...{ assembly, member: at.members[place]!, paidUpTo: '2026-12-31', note: 'Receipt 17' },
    });
  const before = await secretariat.do(assemblyRoutes.assembly, { assembly });
  expect(before.quorum).toMatchObject({ entitled: '4', present: '4' });
  await set('2099-01-01T00:00:00.000Z');
  expect(await pay(3)).toMatchObject({ value: { quorum: { entitled: '5', present: '5' } } });
  expect(await pay(3)).toMatchObject({ refusal: { code: 'dues.paid_up' } });
  await set('2020-01-01T00:00:00.000Z');
  expect(await pay(5)).toMatchObject({ refusal: { code: 'dues.too_late' } });
});

describe('votes by a table of dated figures', () => {
  let at: Hall;
  const figures = (rows: string[]) =>
    secretariat.do(bodyRoutes.importFigures, {
      ...{ body: 'table-ga', preview: false },
      csv: ['organisation,date,figure,source', ...rows].join('\n'),
    });
  beforeAll(async () => {
    const bands = [
      { from: '0', votes: '1' },
      { from: '1000', votes: '5/2' },
    ];
    const votes = { perMember: { full: '1', associate: '1' }, table: { classes: ['full'], bands } };
    at = await hall(house, 'table', { votes });
  });

  test('open no poll while a figure is unknown, and say whose', async () => {
    await figures([1, 2, 3, 4, 5].map((n) => `table-${n},2026-01-01,${n * 300},Report`));
    // Too young for the first of May.
    await figures(['table-6,2026-06-01,99,Report']);
    const motion = await at.motion();
    expect(await at.chair.ask(pollRoutes.open, { motion })).toMatchObject({
      refusal: { code: 'roll.figure_unknown', facts: { members: ['Member 6'] } },
    });
    const view = await secretariat.do(assemblyRoutes.assembly, { assembly: at.assembly });
    expect(view.quorum).toMatchObject({ unknownFigures: ['Member 6'] });
  });

  test('are exact on the roll once all are known; a correction counts', async () => {
    await figures(['table-6,2025-01-01,1000,Report of 2024', 'table-5,2026-01-01,999,Corrected']);
    const poll = await opened(at);
    const { poll: view, roll } = await house.visitor().do(pollRoutes.poll, { poll });
    expect(view.unit).toBe('2');
    expect(roll.map((line) => line.weight)).toEqual(['2', '2', '2', '5', '2', '5']);
  });
});
