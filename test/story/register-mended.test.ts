import { assemblyRoutes } from '../../src/assemblies/assemblies.contract.js';
import { CLOSE_SITTING } from '../../src/assemblies/assemblies.acts.js';
import { designationRoutes } from '../../src/assemblies/designations.contract.js';
import { noticeRoutes } from '../../src/assemblies/notices.contract.js';
import { bodyRoutes, type MemberFacts } from '../../src/bodies/bodies.contract.js';
import { OPEN_ROUND } from '../../src/consultations/consultations.acts.js';
import { consultationRoutes } from '../../src/consultations/consultations.contract.js';
import { FOUND_INSTRUMENT, FREEZE_VERSION } from '../../src/instruments/instruments.acts.js';
import { pollRoutes } from '../../src/polls/polls.contract.js';
import { recordRoutes } from '../../src/record/record.contract.js';
import { DEMO_RULES } from '../../src/seeds/demo.data.js';
import { register, signedIn } from './convened.js';
import { hall, opened, type Hall } from './hall.js';
import { openHouse, type TestHouse, type Visitor } from './house.js';

/** What was typed wrong in the register is mended, by forms, before an assembly, while it sits and after it. */
let house: TestHouse;
let secretary: Visitor;
let at: Hall;
const body = 'mended-ga';
const reason = 'It was typed wrong';

beforeAll(async () => {
  house = await openHouse();
  await register(house, 'secretary', { office: 'secretariat' });
  secretary = await signedIn(house, 'secretary');
  at = await hall(house, 'mended', { quorum: { ...DEMO_RULES.quorum, counted: 'members' }, regions: [] });
});
afterAll(() => house.close());

const FACTS = {
  ...{ class: 'full', votes: null, country: null, region: null, chamber: null },
  ...{ paidUpTo: null, from: '2019', to: null },
};
const admit = (name: string, facts: MemberFacts = {}, contact: string | null = null) =>
  secretary.do(bodyRoutes.admitMember, {
    ...{ body, organisation: null, name, contact },
    facts: { ...FACTS, ...facts } as typeof FACTS,
  });
const members = async () => (await house.visitor().do(bodyRoutes.body, { body })).members;
const quorum = async (): Promise<string> =>
  (await secretary.do(assemblyRoutes.assembly, { assembly: at.assembly })).quorum!.entitled;
/** The newest entries about the body, as a stranger reads them. */
async function told(limit: number): Promise<{ type: string; data: object }[]> {
  const { entries } = await house.visitor().do(recordRoutes.record, { subject: `body:${body}`, limit });
  return entries.map(({ bytes }) => JSON.parse(bytes!) as { type: string; data: object });
}

test('a member is admitted by form, with an organisation that is new, and counts where it sits', async () => {
  const { member } = await admit('Forgotten Union', { country: 'Noruega' }, 'Office@Forgotten.example');
  expect(await quorum()).toBe('7');
  expect((await members()).find(({ id }) => id === member)).toMatchObject({
    ...{ organisation: 'forgotten-union', name: 'Forgotten Union', country: 'NO', from: '2019' },
  });
  // The address is for the secretariat alone.
  expect(await secretary.do(bodyRoutes.memberContact, { body, member })).toEqual({
    contact: 'office@forgotten.example',
  });
  const stranger = await house.visitor().ask(bodyRoutes.memberContact, { body, member });
  expect(stranger).toMatchObject({ ok: false, status: 401 });
  expect(JSON.stringify([await members(), await told(3)])).not.toContain('forgotten.example');
});

test('an organisation that is there is a member once, and a wrong fact is told by its field', async () => {
  const again = { body, organisation: 'forgotten-union', name: null, facts: FACTS };
  expect(await secretary.ask(bodyRoutes.admitMember, again)).toMatchObject({
    ok: false,
    refusal: { code: 'member.exists' },
  });
  expect(
    await secretary.ask(bodyRoutes.admitMember, {
      ...{ body, organisation: null, name: 'Another', facts: { ...FACTS, class: 'king' } },
    }),
  ).toMatchObject({ refusal: { code: 'member.faulty', facts: { field: 'class', fault: 'member.class' } } });
});

test('what is changed is recorded with how it was, and moves the quorum of what sits', async () => {
  const { member } = await admit('Late Union', { from: null });
  expect(await quorum()).toBe('7');
  await secretary.do(bodyRoutes.changeMember, { body, member, facts: { from: '2001' }, reason });
  expect(await quorum()).toBe('8');
  expect(await told(1)).toMatchObject([
    { type: 'member.facts_changed', data: { member, facts: { from: '2001' }, was: { from: null }, reason } },
  ]);
  const same = await secretary.ask(bodyRoutes.changeMember, { body, member, facts: { from: '2001' } });
  expect(same).toMatchObject({ refusal: { code: 'member.unchanged' } });
});

test('a membership that ended before the assembly counts there no more, and nobody invites it', async () => {
  const { member } = await admit('Left Union');
  const invited = async (): Promise<boolean[]> => {
    const { assembly } = at;
    const [{ recipients }, { members: asked }] = await Promise.all([
      secretary.do(noticeRoutes.notices, { assembly }),
      secretary.do(designationRoutes.designating, { assembly }),
    ]);
    return [recipients, asked].map((all) => all.some((one) => one.member === member));
  };
  expect([await quorum(), await invited()]).toEqual(['9', [true, true]]);
  await secretary.do(bodyRoutes.endMembership, { body, member, to: '2025-12', reason: 'It left' });
  expect([await quorum(), await invited()]).toEqual(['8', [false, false]]);
  expect((await members()).find(({ id }) => id === member)).toMatchObject({ to: '2025-12' });
  const again = await secretary.ask(bodyRoutes.endMembership, { body, member, to: '2026', reason });
  expect(again).toMatchObject({ refusal: { code: 'member.ended', facts: { to: '2025-12' } } });
});

test('who was admitted twice is struck, once nothing stands on it, and may be admitted again', async () => {
  const { member } = await admit('Member One');
  const strike = () => secretary.ask(bodyRoutes.strikeMember, { body, member, reason: 'Entered twice' });
  const poll = await opened(at);
  expect(await strike()).toMatchObject({
    refusal: { code: 'member.on_roll', facts: { assembly: 'mended' } },
  });
  await at.chair.do(pollRoutes.annul, { poll, reason: 'Opened in a test' });
  const rolled = async () => (await secretary.do(pollRoutes.poll, { poll })).roll.map((line) => line.name);
  const roll = await rolled();
  expect(roll).toContain('Member One');
  expect(await strike()).toMatchObject({ ok: true });
  expect(await quorum()).toBe('8');
  // The roll stays as it was, and so does what the body's page says of it.
  expect(await rolled()).toEqual(roll);
  const view = await house.visitor().do(bodyRoutes.body, { body });
  expect(view.members.map(({ id }) => id)).not.toContain(member);
  expect(view.struck).toMatchObject([{ id: member, name: 'Member One', reason: 'Entered twice' }]);
  expect(await strike()).toMatchObject({ status: 404 });
  const file = await secretary.do(bodyRoutes.importMembers, {
    ...{ body, preview: true, csv: 'organisation,class\nmember-one,full' },
  });
  expect(file).toMatchObject({ added: 1, faulty: 0 });
  const { member: anew } = await secretary.do(bodyRoutes.admitMember, {
    ...{ body, organisation: 'member-one', name: null, facts: { ...FACTS, from: '2099' } },
  });
  expect(anew).not.toBe(member);
});

test('delegates and a proxy stand in the way, and the reason says where', async () => {
  const strike = (place: number) =>
    secretary.ask(bodyRoutes.strikeMember, { body, member: at.members[place]!, reason });
  expect(await strike(5)).toMatchObject({
    refusal: { code: 'member.has_credential', facts: { assembly: 'mended' } },
  });
  const { credentials } = await secretary.do(assemblyRoutes.credentials, { assembly: at.assembly });
  const own = (place: number) =>
    credentials.find((one) => one.member === at.members[place] && one.state === 'accredited')!.id;
  for (const place of [4, 5])
    await secretary.do(designationRoutes.withdraw, {
      ...{ assembly: at.assembly, credential: own(place), reason },
    });
  expect(await strike(4)).toMatchObject({ refusal: { code: 'member.has_proxy' } });
  expect(await strike(5)).toMatchObject({ ok: true });
});

test('a consultation that runs asks no more who was struck, nor one that opens who left', async () => {
  const { member } = await admit('Silent Union');
  await house.act(FOUND_INSTRUMENT, {
    ...{ instrument: 'mended-charter', titles: { en: 'Charter' }, authenticLanguages: ['en'] },
    stages: [{ kind: 'final', label: 'final', body }],
  });
  await house.act(FREEZE_VERSION, {
    ...{ instrument: 'mended-charter', authentic: ['en'], parent: null, reason: null },
    texts: [{ lang: 'en', markdown: '# Charter\n\n1. Everybody has a voice.\n' }],
  });
  const { consultation } = await house.act(OPEN_ROUND, {
    ...{ instrument: 'mended-charter', body, version: 1, stage: null, visibility: 'all', opensAt: null },
    ...{ note: null, closesAt: '2099-01-01T00:00:00Z', classes: null, members: null, remind: [] },
    ...{ origin: house.url, mail: false },
  });
  const asked = async (): Promise<string[]> =>
    (await secretary.do(consultationRoutes.desk, { consultation })).members.map(({ name }) => name);
  expect(await asked()).toContain('Silent Union');
  expect(await asked()).not.toContain('Left Union');
  await secretary.do(bodyRoutes.strikeMember, { body, member, reason });
  expect(await asked()).not.toContain('Silent Union');
  const { invited } = (await secretary.do(consultationRoutes.consultations, { instrument: 'mended-charter' }))
    .consultations[0]!;
  expect(invited).toBe((await asked()).length);
});

test('what is over stays as it was', async () => {
  const { assembly } = at;
  const { member } = await admit('Last Union');
  const before = await quorum();
  const { sittings } = await secretary.do(assemblyRoutes.assembly, { assembly });
  await house.act(CLOSE_SITTING, { assembly, sitting: sittings[0]!.id });
  await secretary.do(bodyRoutes.strikeMember, { body, member, reason });
  expect(await quorum()).toBe(before);
});

test('organisations and bodies are corrected, with the reason and what was before', async () => {
  const organisation = 'mended';
  await secretary.do(bodyRoutes.correctOrganisation, {
    ...{ organisation, reason, facts: { name: 'Mended Federation', country: 'Bélgica', founded: '1979' } },
  });
  await secretary.do(bodyRoutes.renameOrganisation, {
    ...{ organisation, name: 'Mended Union', short: 'MU', from: '2026-05' },
  });
  expect(await house.visitor().do(bodyRoutes.organisation, { organisation })).toMatchObject({
    ...{ name: 'Mended Union', short: 'MU', formerName: 'Mended Federation', country: 'BE' },
  });
  await secretary.do(bodyRoutes.correctBody, { body, name: 'Congress', reason });
  expect(await told(1)).toMatchObject([
    { type: 'body.corrected', data: { facts: { name: 'Congress' }, was: { name: 'General Assembly' } } },
  ]);
  const unchanged = await secretary.ask(bodyRoutes.correctBody, { body, name: 'Congress', reason });
  expect(unchanged).toMatchObject({ refusal: { code: 'body.unchanged' } });
});

test('an affiliation ends, may begin again, and is struck where it was a mistake', async () => {
  const [organisation, parent] = ['forgotten-union', 'mended'];
  const record = (from: string) => secretary.ask(bodyRoutes.affiliate, { organisation, parent, from });
  const parents = async () => (await house.visitor().do(bodyRoutes.organisation, { organisation })).parents;
  await record('1990');
  expect(await record('2001')).toMatchObject({ refusal: { code: 'affiliation.exists' } });
  const { affiliation } = (await parents())[0]!;
  const one = { organisation, affiliation, reason };
  await secretary.do(bodyRoutes.endAffiliation, { ...one, to: '2000' });
  expect(await record('2010')).toMatchObject({ ok: true });
  expect(await parents()).toMatchObject([
    { from: '2010', to: null },
    { from: '1990', to: '2000' },
  ]);
  // It went on: then the second one is the mistake.
  const again = await secretary.ask(bodyRoutes.correctAffiliation, { ...one, from: '1990', to: null });
  expect(again).toMatchObject({ refusal: { code: 'affiliation.exists' } });
  const second = (await parents())[0]!.affiliation;
  await secretary.do(bodyRoutes.strikeAffiliation, { organisation, affiliation: second, reason });
  await secretary.do(bodyRoutes.correctAffiliation, { ...one, from: '1990', to: null });
  expect(await parents()).toMatchObject([{ affiliation, from: '1990', to: null }]);
  const gone = await secretary.ask(bodyRoutes.strikeAffiliation, {
    ...{ organisation, affiliation: second, reason },
  });
  expect(gone).toMatchObject({ status: 404 });
});
