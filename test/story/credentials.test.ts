import { assemblyRoutes } from '../../src/assemblies/assemblies.contract.js';
import { designationRoutes as routes } from '../../src/assemblies/designations.contract.js';
import { liveRoutes, liveSockets, type NewsItem, type Own } from '../../src/live/live.contract.js';
import { sha256Hex } from '../../src/basics/canonical.js';
import { lanAddresses } from '../../src/house/origin.js';
import { peopleRoutes } from '../../src/people/people.contract.js';
import { pollRoutes } from '../../src/polls/polls.contract.js';
import { recordRoutes } from '../../src/record/record.contract.js';
import { issue, register, signedIn } from './convened.js';
import { ballot, hall, opened, type Hall } from './hall.js';
import { openHouse, value, type TestHouse, type Visitor } from './house.js';

/** The credentials desk: who is sent, by whom, until when; who takes whose place; and the committee's report. */
let house: TestHouse;
let secretariat: Visitor;
beforeAll(async () => {
  house = await openHouse();
  await register(house, 'secretary', { office: 'secretariat' });
  secretariat = await signedIn(house, 'secretary');
});
afterAll(() => house.close());

const LONG_AGO = '2020-01-01T00:00:00.000Z';
const FAR_OFF = '2099-01-01T00:00:00.000Z';

const credentialsOf = async ({ assembly }: Hall) =>
  (await secretariat.do(assemblyRoutes.credentials, { assembly })).credentials;
const named = async (at: Hall, name: string) =>
  (await credentialsOf(at)).find((one) => one.person.name === name)!;
const due = (at: Hall, designations: string | null) =>
  secretariat.do(routes.setCredentialDates, { assembly: at.assembly, designations, dues: null });
const linkFor = async (at: Hall, place: number) => {
  const input = { assembly: at.assembly, members: [at.members[place]!] };
  return (await secretariat.do(routes.issueLinks, input)).links[0]!;
};
const designate = (at: Hall, place: number, more: object) =>
  secretariat.ask(routes.designate, {
    ...{ assembly: at.assembly, member: at.members[place]!, name: 'Somebody' },
    ...more,
  });

describe('a member that names its delegates by a link', () => {
  let at: Hall;
  beforeAll(async () => {
    at = await hall(house, 'linked');
  });
  const visitor = () => house.visitor();

  test('sees what the link is for, without an account', async () => {
    await due(at, FAR_OFF);
    const { code, url } = await linkFor(at, 0);
    // The address in the hall, where this machine has one: `127.0.0.1` would be the reader's own.
    const { port, hostname } = new URL(house.url);
    expect(url).toBe(`http://${lanAddresses()[0] ?? hostname}:${port}/designate#${code}`);
    expect(await visitor().do(routes.openLink, { code })).toEqual({
      assembly: { id: at.assembly, name: 'linked', timeZone: 'Europe/Oslo' },
      member: 'Member 1',
      due: FAR_OFF,
      designated: [{ name: 'Delegate of linked-1', role: 'delegate' }],
    });
  });

  test('uses the newest link, once', async () => {
    const old = await linkFor(at, 0);
    const { code } = await linkFor(at, 0);
    const delegates = [
      { name: 'Wanja Njeri', email: 'Wanja@example.org', role: 'alternate' as const },
      { name: 'Tiia Saar', role: 'observer' as const },
    ];
    const use = (with_: string) => visitor().ask(routes.useLink, { code: with_, delegates });
    expect(await use(old.code)).toMatchObject({ refusal: { code: 'designation.link_dead' } });
    expect(await use(code)).toMatchObject({ value: { designated: 2 } });
    expect(await use(code)).toMatchObject({ refusal: { code: 'designation.link_dead' } });
    expect(await visitor().ask(routes.openLink, { code })).toMatchObject({ ok: false });
    expect(await named(at, 'Wanja Njeri')).toMatchObject({
      ...{ state: 'submitted', role: 'alternate', late: null },
      person: { email: 'wanja@example.org' },
    });
    const { members } = await secretariat.do(routes.designating, { assembly: at.assembly });
    expect(members[0]).toMatchObject({ name: 'Member 1', designated: 3, linkUsedAt: expect.any(String) });
    expect(members[1]).toMatchObject({ designated: 1, linkIssuedAt: null });
  });

  test('cannot name the same person twice, and then keeps the link', async () => {
    const { code } = await linkFor(at, 0);
    const again = { code, delegates: [{ name: 'Tiia Saar' }] };
    expect(await visitor().ask(routes.useLink, again)).toMatchObject({
      refusal: { code: 'credential.exists' },
    });
    expect(await visitor().ask(routes.openLink, { code })).toMatchObject({ ok: true });
  });

  test('comes too late after the deadline', async () => {
    const { code } = await linkFor(at, 1);
    await due(at, LONG_AGO);
    const late = { code, delegates: [{ name: 'Too Late' }] };
    expect(await visitor().ask(routes.useLink, late)).toMatchObject({
      refusal: { code: 'designation.late', facts: { due: LONG_AGO } },
    });
  });

  test('the record names no person and holds no code', async () => {
    const { entries } = await visitor().do(recordRoutes.record, {
      ...{ subject: `assembly:${at.assembly}`, limit: 200 },
    });
    const text = JSON.stringify(entries);
    expect(text).toContain('designation.made');
    expect(text).not.toContain('Wanja');
  });
});

describe('a designation after the deadline', () => {
  let at: Hall;
  beforeAll(async () => {
    at = await hall(house, 'late');
    await due(at, LONG_AGO);
  });

  test('needs the credentials committee’s reason', async () => {
    expect(await designate(at, 0, {})).toMatchObject({ refusal: { code: 'designation.late' } });
    expect(await designate(at, 0, { late: 'The visa came yesterday' })).toMatchObject({ ok: true });
    expect(await named(at, 'Somebody')).toMatchObject({ late: 'The visa came yesterday' });
  });

  test('which no other has', async () => {
    await due(at, null);
    const early = await designate(at, 1, { name: 'In Time', late: 'No need' });
    expect(early).toMatchObject({ refusal: { code: 'designation.not_late' } });
    expect(await designate(at, 1, { name: 'In Time' })).toMatchObject({ ok: true });
    const nobody = await designate(at, 0, { member: '00000000-0000-4000-8000-000000000000' });
    expect(nobody).toMatchObject({ refusal: { code: 'designation.member_unknown' } });
  });

  test('by a file takes the same reason for all its rows', async () => {
    await due(at, LONG_AGO);
    const file = { assembly: at.assembly, preview: false, csv: 'organisation,name\nlate-3,By File' };
    expect(await secretariat.ask(assemblyRoutes.importDelegates, file)).toMatchObject({
      refusal: { code: 'designation.late' },
    });
    await secretariat.do(assemblyRoutes.importDelegates, { ...file, late: 'Post was slow' });
    expect(await named(at, 'By File')).toMatchObject({ late: 'Post was slow' });
  });
});

describe('a substitution while a poll is open', () => {
  let at: Hall;
  let poll: string;
  let alternate: { id: string; person: string };
  beforeAll(async () => {
    at = await hall(house, 'swap');
    await designate(at, 1, { name: 'The Alternate', role: 'alternate' });
    const { id, person } = await named(at, 'The Alternate');
    alternate = { id, person: person.id };
    poll = await opened(at);
  });
  const swap = (credential: string, by: string) =>
    secretariat.ask(routes.substitute, {
      ...{ assembly: at.assembly, credential, by, reason: 'Taken ill' },
    });

  test('is within the member, and by somebody who stands', async () => {
    const [first, second] = [await named(at, 'Delegate of swap-1'), await named(at, 'Delegate of swap-2')];
    expect(await swap(second.id, first.id)).toMatchObject({
      refusal: { code: 'credential.substitute_wrong' },
    });
    expect(await swap(second.id, second.id)).toMatchObject({
      refusal: { code: 'credential.substitute_wrong' },
    });
  });

  test('takes the vote from the one and gives it to the other, on sockets that are open', async () => {
    const [out] = [at.delegates[1]!];
    await out.connect();
    const cut = new Promise((resolve) => out.live.once('disconnect', resolve));
    expect(await swap((await named(at, 'Delegate of swap-2')).id, alternate.id)).toMatchObject({ ok: true });
    await cut;
    expect(await out.ask(pollRoutes.cast, ballot(poll, 2))).toMatchObject({
      status: 403,
      refusal: { code: 'access.denied' },
    });
    const [slip] = await issue(house, { assembly: at.assembly, people: [alternate.person] });
    const newcomer = house.visitor();
    await newcomer.do(peopleRoutes.signInBySlip, { code: slip!.code });
    expect(await newcomer.do(pollRoutes.hand, { poll })).toMatchObject({
      entitlements: [{ entitlement: 2, byProxy: false }],
    });
    expect(await newcomer.do(pollRoutes.cast, ballot(poll, 2))).toMatchObject({ revision: 1 });
  });

  test('leaves both in the list, with the reason; who was replaced may be sent again', async () => {
    expect(await named(at, 'Delegate of swap-2')).toMatchObject({
      ...{ state: 'substituted', reason: 'Taken ill', present: false },
    });
    expect(await named(at, 'The Alternate')).toMatchObject({ state: 'accredited', role: 'delegate' });
    const { id } = await named(at, 'Delegate of swap-2');
    expect(await swap(id, alternate.id)).toMatchObject({
      refusal: { code: 'credential.not_standing', facts: { state: 'substituted' } },
    });
    const accredit = { assembly: at.assembly, credentials: [id] };
    expect(await secretariat.ask(assemblyRoutes.accredit, accredit)).toMatchObject({
      refusal: { code: 'credential.not_standing' },
    });
    expect(await designate(at, 1, { name: 'Delegate of swap-2' })).toMatchObject({ ok: true });
  });
});

describe('two delegates of one member', () => {
  let at: Hall;
  let poll: string;
  let both: { id: string; visitor: Visitor }[];
  beforeAll(async () => {
    at = await hall(house, 'pair', { present: [0, 1, 2] });
    await designate(at, 3, { name: 'Aaron, named second' });
    const { id, person } = await named(at, 'Aaron, named second');
    await secretariat.do(assemblyRoutes.accredit, { assembly: at.assembly, credentials: [id] });
    const first = await named(at, 'Delegate of pair-4');
    const credentials = [first.id, id];
    await secretariat.do(assemblyRoutes.recordPresence, {
      ...{ assembly: at.assembly, credentials, present: true },
    });
    const [slip] = await issue(house, { assembly: at.assembly, people: [person.id] });
    const visitor = house.visitor();
    await visitor.do(peopleRoutes.signInBySlip, { code: slip!.code });
    both = [
      { id: first.id, visitor: at.delegates[3]! },
      { id, visitor },
    ];
    poll = await opened(at);
  });
  const hands = () => Promise.all(both.map(({ visitor }) => visitor.do(pollRoutes.hand, { poll })));
  const told = () =>
    Promise.all(
      both.map(
        async ({ visitor }) => (await visitor.do(liveRoutes.floor, { assembly: at.assembly })).speaksFor,
      ),
    );
  const voters = (...names: [string, boolean][]) => [
    expect.objectContaining({ voters: names.map(([name, own]) => ({ name, own })) }),
  ];

  test('are told who of them votes: who was named first', async () => {
    expect(await hands()).toMatchObject([
      { entitlements: [{ entitlement: 4 }], elsewhere: [] },
      { entitlements: [], elsewhere: [{ entitlement: 4, name: 'Member 4', holder: 'Delegate of pair-4' }] },
    ]);
    expect(await told()).toEqual([
      voters(['Delegate of pair-4', true], ['Aaron, named second', false]),
      voters(['Delegate of pair-4', false], ['Aaron, named second', true]),
    ]);
    const turns = (await credentialsOf(at)).filter(({ member }) => member === at.members[3]);
    expect(turns.map(({ person, turn }) => [person.name, turn])).toEqual([
      ['Delegate of pair-4', { place: 1, of: 2 }],
      ['Aaron, named second', { place: 2, of: 2 }],
    ]);
  });

  test('change places at the desk: the hand moves in the poll under way, and both hear of it', async () => {
    const [first, second] = both.map(({ visitor }) => visitor) as [Visitor, Visitor];
    await first.do(pollRoutes.cast, ballot(poll, 4));
    const socket = await first.connect();
    const { number } = await first.do(liveRoutes.floor, { assembly: at.assembly });
    // How they stood before may be told late.
    const heard = new Promise<NewsItem>((resolve) =>
      socket.on('own', ({ items }: Own) => {
        const fresh = items.find((one) => one.type === 'credential.own' && one.number >= number);
        if (fresh) resolve(fresh);
      }),
    );
    value(await first.emit(liveSockets.follow, { assembly: at.assembly, since: number }));
    const ask = { assembly: at.assembly, credential: both[1]!.id };
    await secretariat.do(routes.putFirst, ask);
    expect(await heard).toMatchObject({
      data: { speaksFor: voters(['Aaron, named second', false], ['Delegate of pair-4', true]) },
    });
    expect(await hands()).toMatchObject([
      { entitlements: [], elsewhere: [{ holder: 'Aaron, named second' }] },
      { entitlements: [{ entitlement: 4, receipt: { revision: 1 } }], elsewhere: [] },
    ]);
    expect(await first.ask(pollRoutes.cast, ballot(poll, 4, { replaces: 1 }))).toMatchObject({
      refusal: { code: 'roll.not_yours' },
    });
    expect(
      await second.do(pollRoutes.cast, ballot(poll, 4, { choice: 'against', replaces: 1 })),
    ).toMatchObject({ revision: 2 });
    // Said once more it changes nothing, and nothing is recorded.
    const { size } = await house.visitor().do(recordRoutes.record, {});
    await secretariat.do(routes.putFirst, ask);
    expect((await house.visitor().do(recordRoutes.record, {})).size).toBe(size);
  });

  test('follow each other as they come and go', async () => {
    const move = (place: number, present: boolean) =>
      secretariat.do(assemblyRoutes.recordPresence, {
        ...{ assembly: at.assembly, credentials: [both[place]!.id], present },
      });
    await move(1, false);
    expect(await told()).toEqual([
      voters(['Delegate of pair-4', true]),
      voters(['Delegate of pair-4', false]),
    ]);
    await move(1, true);
    expect(await told()).toEqual([
      voters(['Aaron, named second', false], ['Delegate of pair-4', true]),
      voters(['Aaron, named second', true], ['Delegate of pair-4', false]),
    ]);
  });
});

test('of several in one file who stands first in it votes first', async () => {
  const at = await hall(house, 'filed');
  const names = ['Zoe', 'Yan', 'Xi', 'Wim', 'Vic'];
  await secretariat.do(assemblyRoutes.importDelegates, {
    ...{ assembly: at.assembly, preview: false },
    csv: ['organisation,name', ...names.map((name) => `filed-6,${name}`)].join('\n'),
  });
  const sent = (await credentialsOf(at)).filter(({ member }) => member === at.members[5]);
  expect(sent.map(({ person }) => person.name)).toEqual(['Delegate of filed-6', ...names]);
});

test('who is withdrawn has no office, no presence and no vote any more', async () => {
  const at = await hall(house, 'gone');
  const { id } = await named(at, 'Delegate of gone-1');
  const input = { assembly: at.assembly, credential: id, reason: 'Recalled by the union' };
  await secretariat.do(routes.withdraw, input);
  expect(await named(at, 'Delegate of gone-1')).toMatchObject({ state: 'withdrawn', present: false });
  const view = await secretariat.do(assemblyRoutes.assembly, { assembly: at.assembly });
  // The fifth member's proxy was with this delegate: it is represented no more.
  expect(view.quorum).toMatchObject({ present: '3', byProxy: 0 });
  const poll = await opened(at);
  expect(await at.delegates[0]!.ask(pollRoutes.hand, { poll })).toMatchObject({ status: 403 });
  expect(await secretariat.ask(routes.withdraw, input)).toMatchObject({
    refusal: { code: 'credential.not_standing' },
  });
});

test('who speaks for two members and is withdrawn by one casts no more for that one in a poll that is open', async () => {
  const at = await hall(house, 'twice');
  const { email } = (await named(at, 'Delegate of twice-1')).person;
  expect(email).toBeNull();
  await house.source.query('UPDATE person SET email = $2 WHERE id = $1', [
    at.people[0],
    'both@twice.example',
  ]);
  await secretariat.do(routes.withdraw, {
    ...{ assembly: at.assembly, credential: (await named(at, 'Delegate of twice-2')).id, reason: 'Ill' },
  });
  await designate(at, 1, { name: 'Delegate of twice-1', email: 'both@twice.example' });
  const both = (await credentialsOf(at)).find(
    (one) => one.person.id === at.people[0] && one.member === at.members[1],
  )!;
  const input = { assembly: at.assembly, credentials: [both.id] };
  await secretariat.do(assemblyRoutes.accredit, input);
  await secretariat.do(assemblyRoutes.recordPresence, { ...input, present: true });
  const poll = await opened(at);
  const mine = async () =>
    (await at.delegates[0]!.do(pollRoutes.hand, { poll })).entitlements.map((one) => one.entitlement);
  expect(await mine()).toEqual([1, 2, 5]);
  await secretariat.do(routes.withdraw, {
    ...{ assembly: at.assembly, credential: both.id, reason: 'Recalled by the second union' },
  });
  expect(await mine()).toEqual([1, 5]);
  expect(await at.delegates[0]!.ask(pollRoutes.cast, ballot(poll, 2))).toMatchObject({
    refusal: { code: 'roll.not_yours' },
  });
});

test('an observer who is here never receives a ballot', async () => {
  const at = await hall(house, 'watch');
  await designate(at, 5, { name: 'The Observer', role: 'observer' });
  const { id, person } = await named(at, 'The Observer');
  await secretariat.do(assemblyRoutes.accredit, { assembly: at.assembly, credentials: [id] });
  await secretariat.do(assemblyRoutes.recordPresence, {
    ...{ assembly: at.assembly, credentials: [id], present: true },
  });
  const proxy = { assembly: at.assembly, grantor: at.members[5]!, holder: person.id };
  expect(await secretariat.ask(assemblyRoutes.registerProxy, proxy)).toMatchObject({
    refusal: { code: 'proxy.holder_not_delegate' },
  });
  const poll = await opened(at);
  const { roll } = await house.visitor().do(pollRoutes.poll, { poll });
  expect(roll.map((line) => line.represented)).toEqual([true, true, true, true, true, false]);
  const [slip] = await issue(house, { assembly: at.assembly, people: [person.id] });
  const observer = house.visitor();
  await observer.do(peopleRoutes.signInBySlip, { code: slip!.code });
  expect(await observer.ask(pollRoutes.hand, { poll })).toMatchObject({ status: 403 });
  expect(await observer.ask(pollRoutes.cast, ballot(poll, 6))).toMatchObject({ status: 403 });
});

test('a refusal by mistake is taken back; accrediting all names who was refused', async () => {
  const at = await hall(house, 'mistake', {});
  await designate(at, 1, { name: 'The Wrong Row' });
  const { id } = await named(at, 'The Wrong Row');
  const one = { assembly: at.assembly, credential: id };
  await secretariat.do(assemblyRoutes.refuseCredential, { ...one, reason: 'Wrong row' });
  const accredit = () =>
    secretariat.ask(assemblyRoutes.accredit, { assembly: at.assembly, credentials: [id] });
  expect(await accredit()).toMatchObject({
    status: 409,
    refusal: { code: 'credential.refused', facts: { members: ['Member 2'] } },
  });
  await secretariat.do(assemblyRoutes.reinstateCredential, { ...one, reason: 'It was the row below' });
  expect(await named(at, 'The Wrong Row')).toMatchObject({ state: 'submitted', reason: null });
  expect(await accredit()).toMatchObject({ ok: true, value: { accredited: 1 } });
  expect(await secretariat.ask(assemblyRoutes.reinstateCredential, { ...one, reason: 'x' })).toMatchObject({
    refusal: { code: 'credential.standing', facts: { state: 'accredited' } },
  });
});

describe('the report of the credentials committee', () => {
  let at: Hall;
  beforeAll(async () => {
    at = await hall(house, 'report', { duesRequired: true, arrears: [3] });
    await due(at, LONG_AGO);
    await designate(at, 2, { name: 'The Late', role: 'alternate', late: 'A strike' });
    await designate(at, 2, { name: 'The Refused', late: 'A strike' });
    const { id } = await named(at, 'The Refused');
    await secretariat.do(assemblyRoutes.refuseCredential, {
      ...{ assembly: at.assembly, credential: id, reason: 'Not of this member' },
    });
  });
  const report = () => secretariat.do(routes.report, { assembly: at.assembly });

  test('has its numbers', async () => {
    const { current } = await report();
    expect(current).toMatchObject({
      members: { entitled: 5, inArrears: 1, designated: 6, accredited: 6, present: 3, byProxy: 1 },
      proxies: { registered: 1, revoked: 0, limited: 0 },
      credentials: { designated: 7, accredited: 6, refused: 1, withdrawn: 0, substituted: 0, observers: 0 },
      votes: { entitled: '5', represented: '4' },
      arrears: ['Member 4'],
      refusals: [{ member: 'Member 3', role: 'delegate', reason: 'Not of this member' }],
      late: [
        { member: 'Member 3', role: 'alternate', reason: 'A strike' },
        { member: 'Member 3', role: 'delegate', reason: 'A strike' },
      ],
    });
  });

  test('once adopted is a snapshot that later acts do not change, under the hash of the record', async () => {
    const { number, hash } = await secretariat.do(routes.adoptReport, { assembly: at.assembly });
    expect(number).toBe(1);
    const before = (await report()).adopted[0]!;
    await at.enter([0], false);
    const { adopted, current } = await report();
    expect(adopted).toEqual([before]);
    expect(current.members.present).toBe(2);
    const blob = await house.visitor().do(recordRoutes.blob, { hash });
    expect(sha256Hex(blob.text)).toBe(hash);
    expect(JSON.parse(blob.text)).toEqual(before.report);
    expect(await secretariat.do(routes.adoptReport, { assembly: at.assembly })).toMatchObject({ number: 2 });
  });
});
