import { randomUUID } from 'node:crypto';
import { ACCREDIT, CONVENE, IMPORT_DELEGATES, PLAN_SITTING } from '../../src/assemblies/assemblies.acts.js';
import { assemblyRoutes } from '../../src/assemblies/assemblies.contract.js';
import { designationRoutes } from '../../src/assemblies/designations.contract.js';
import { noticeRoutes } from '../../src/assemblies/notices.contract.js';
import { bodyRoutes } from '../../src/bodies/bodies.contract.js';
import { debateRoutes } from '../../src/debate/debate.contract.js';
import { readBlt } from '../../src/rules/blt.js';
import { credentialViews } from '../../src/assemblies/assemblies.store.js';
import {
  ADOPT_RULE_SET,
  FOUND_BODY,
  IMPORT_MEMBERS,
  REGISTER_ORGANISATION,
} from '../../src/bodies/bodies.acts.js';
import type { RuleSet } from '../../src/rules/ruleset.js';
import { templates } from '../../src/rules/templates.js';
import { electionRoutes, Terms } from '../../src/elections/elections.contract.js';
import { motionRoutes } from '../../src/motions/motions.contract.js';
import { peopleRoutes } from '../../src/people/people.contract.js';
import { pollRoutes, type Vote } from '../../src/polls/polls.contract.js';
import { ballot } from './hall.js';
import { issue, register, signedIn } from './convened.js';
import { openHouse, type TestHouse, type Visitor } from './house.js';
import { recounted } from './recounted.js';

/** A whole day of an assembly under its own rules, with everybody in their office, over HTTP and on a real PostgreSQL. */
let house: TestHouse;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

interface Member {
  readonly slug: string;
  readonly class: string;
  readonly country: string;
  /** Of its own, where the class does not say. */
  readonly votes?: string;
  readonly region?: string;
  readonly paidUpTo?: string;
}

/** The day on which they meet; far enough for a notice in time. */
const DAY = '2099-05-01';

interface Day {
  readonly assembly: string;
  readonly body: string;
  readonly sitting: string;
  readonly credentials: ReadonlyMap<string, string>;
  readonly secretary: Visitor;
  readonly chair: Visitor;
  readonly tellers: readonly [Visitor, Visitor];
  /** Of members by slug. */
  readonly delegates: ReadonlyMap<string, Visitor>;
  readonly people: ReadonlyMap<string, string>;
  readonly members: ReadonlyMap<string, string>;
  readonly enter: (slugs: readonly string[]) => Promise<void>;
}

/** An assembly of these members, each with a delegate who is accredited and not yet there; its sitting is planned. */
async function convened(name: string, rules: RuleSet, list: readonly Member[]): Promise<Day> {
  const { act } = house;
  const [assembly, body] = [`${name}-day`, `${name}-body`];
  await act(REGISTER_ORGANISATION, { organisation: name, name, short: null, country: null, parent: null });
  await act(FOUND_BODY, { body, organisation: name, name: 'General Assembly' });
  const { ruleSet } = await act(ADOPT_RULE_SET, {
    ...{ body, name: 'Orders', inForceFrom: '2026-01-01' },
    data: { ...rules, languages: [] } as never,
  });
  await act(IMPORT_MEMBERS, {
    ...{ body, preview: false },
    csv: [
      'organisation,name,class,country,region,votes,paid_up_to',
      ...list.map((one) =>
        [
          one.slug,
          `The ${one.slug}`,
          one.class,
          one.country,
          one.region ?? '',
          one.votes ?? '',
          one.paidUpTo ?? '2099-12-31',
        ].join(','),
      ),
    ].join('\n'),
  });
  await act(CONVENE, {
    ...{ assembly, body, name, place: 'Oslo', from: DAY, to: null },
    ...{ timeZone: 'Europe/Oslo', ruleSet, open: true },
  });
  await act(IMPORT_DELEGATES, {
    ...{ assembly, preview: false },
    csv: ['organisation,name', ...list.map(({ slug }) => `${slug},Delegate of ${slug}`)].join('\n'),
  });
  const { credentials } = await credentialViews(house.source.manager, assembly);
  await act(ACCREDIT, { assembly, credentials: credentials.map((one) => one.id) });
  const { sitting } = await act(PLAN_SITTING, { assembly, name: null, plannedFrom: null });
  await register(house, `${name}-secretary`, { office: 'secretariat' });
  await register(house, `${name}-chair`, { office: 'chair', body });
  for (const one of ['one', 'two']) await register(house, `${name}-${one}`, { office: 'teller', assembly });
  const slips = await issue(house, { assembly, people: credentials.map((one) => one.person.id) });
  const delegates = new Map<string, Visitor>();
  for (const one of credentials) {
    const visitor = house.visitor();
    await visitor.do(peopleRoutes.signInBySlip, {
      code: slips.find((slip) => slip.person === one.person.id)!.code,
    });
    delegates.set(one.organisation.id, visitor);
  }
  const by = <T>(of: (one: (typeof credentials)[number]) => T) =>
    new Map(credentials.map((one) => [one.organisation.id, of(one)]));
  const ids = by((one) => one.id);
  const tellers = [await signedIn(house, `${name}-one`), await signedIn(house, `${name}-two`)] as const;
  return {
    ...{ assembly, body, sitting, tellers, delegates },
    ...{ people: by((one) => one.person.id), members: by((one) => one.member), credentials: ids },
    secretary: await signedIn(house, `${name}-secretary`),
    chair: await signedIn(house, `${name}-chair`),
    enter: async (slugs) => {
      await tellers[0].do(assemblyRoutes.recordPresence, {
        ...{ assembly, present: true, credentials: slugs.map((slug) => ids.get(slug)!) },
      });
    },
  };
}

const tabled = async (day: Day, title: string, majority: string): Promise<string> => {
  const { motion } = await day.secretary.do(motionRoutes.submit, {
    ...{
      assembly: day.assembly,
      titles: { en: title },
      about: { kind: 'text', text: `${title}.` },
      majority,
    },
  });
  await day.secretary.do(motionRoutes.table, { motion });
  await day.chair.do(motionRoutes.debate, { motion });
  await day.chair.do(motionRoutes.ready, { motion });
  return motion;
};

/** The entitlements that somebody holds in a poll cast the same vote. */
async function votes(visitor: Visitor, poll: string, choice: Vote): Promise<void> {
  const { entitlements } = await visitor.do(pollRoutes.hand, { poll });
  for (const { entitlement } of entitlements)
    await visitor.do(pollRoutes.cast, ballot(poll, entitlement, { ballot: randomUUID(), choice }));
}

async function toPaper(day: Day, poll: string, slugs: readonly string[]): Promise<void> {
  const { roll } = await house.visitor().do(pollRoutes.poll, { poll });
  const entitlements = roll
    .filter((line) => slugs.some((slug) => line.name === `The ${slug}`))
    .map((line) => line.entitlement);
  await day.tellers[0].do(pollRoutes.channel, { poll, entitlements, channel: 'paper' });
}

/** Both tellers enter the same: for each stack its votes. */
async function countPapers(
  day: Day,
  poll: string,
  of: (weight: string) => Record<string, number>,
): Promise<void> {
  for (const teller of day.tellers) {
    const { channels } = await teller.do(pollRoutes.tellers, { poll });
    const paper = channels.find(({ channel }) => channel === 'paper')!;
    const counts = Object.fromEntries(paper.stacks.map(({ stack, weight }) => [stack, of(weight)]));
    await teller.do(pollRoutes.enterCount, { poll, channel: 'paper', counts });
  }
}

const declared = async (day: Day, poll: string) => {
  const { result } = await day.chair.do(pollRoutes.close, { poll });
  return { result, ...(await day.chair.do(pollRoutes.declare, { poll })) };
};

const refusal = async (answer: Promise<{ ok: boolean; refusal?: { code: string } }>) =>
  (await answer).refusal?.code ?? null;

/** The motion goes through one poll with these votes by hand; more of the poll as wanted. */
async function voted(
  day: Day,
  title: string,
  {
    majority = 'ordinary',
    ...given
  }: { majority?: string; for?: readonly string[]; against?: readonly string[]; abstain?: readonly string[] },
) {
  const motion = await tabled(day, title, majority);
  const { poll } = await day.chair.do(pollRoutes.open, { motion });
  for (const choice of ['for', 'against', 'abstain'] as const)
    for (const slug of given[choice] ?? []) await votes(day.delegates.get(slug)!, poll, choice);
  return { motion, poll, ...(await declared(day, poll)) };
}

/** The secretariat convenes in time, and what became of the messages is the proof. */
async function noticed(day: Day): Promise<void> {
  const { assembly, secretary, body } = day;
  const csv = [
    'organisation,email',
    ...[...day.members.keys()].map((slug) => `${slug},office@${slug}.example`),
  ];
  await secretary.do(bodyRoutes.importContacts, { body, preview: false, csv: csv.join('\n') });
  const { notice, addressed } = await secretary.do(noticeRoutes.issueNotice, {
    ...{ assembly, kind: 'notice', subject: 'General Assembly', text: 'You are convened. {link}' },
    urgency: null,
  });
  expect(addressed).toBe(day.members.size);
  await secretary.do(noticeRoutes.recordDelivery, {
    ...{ assembly, notice, members: [...day.members.values()], outcome: 'sent', answer: 'By courier' },
  });
  const proof = await secretary.fetch(`/api/assemblies/${assembly}/notices/${notice}/proof`);
  expect((await proof.text()).match(/,sent,/g)).toHaveLength(day.members.size);
}

/** An item of the agenda is taken up, and whoever is named speaks on it. */
async function debated(day: Day, title: string, speakers: readonly string[]): Promise<void> {
  const { assembly, chair, secretary } = day;
  const { item } = await secretary.do(assemblyRoutes.addItem, { assembly, titles: { en: title } });
  await chair.do(assemblyRoutes.takeUpItem, { assembly, item });
  await chair.do(debateRoutes.openSpeakers, {
    ...{ assembly, about: { kind: 'item', item }, order: [], limit: 180 },
  });
  for (const slug of speakers) {
    const { request } = await day.delegates.get(slug)!.do(debateRoutes.ask, { assembly, stance: 'for' });
    const { speech } = await chair.do(debateRoutes.callSpeaker, { assembly, request, reason: null });
    await chair.do(debateRoutes.endSpeech, { assembly, speech });
  }
  await chair.do(debateRoutes.endSpeakers, { assembly });
}

/** The next assembly has the agenda and the sittings of this one, under the rules of its own day. */
async function closed(day: Day): Promise<void> {
  const { assembly, chair, secretary, sitting } = day;
  await chair.do(assemblyRoutes.closeSitting, { assembly, sitting });
  const next = `${assembly}-next`;
  const prepared = await secretary.do(noticeRoutes.prepareNext, {
    ...{ assembly, next, name: 'The next', place: null, from: '2101-05-01', timeZone: 'Europe/Oslo' },
    ...{ open: true, sittings: true, items: true, observers: true },
  });
  expect(prepared).toMatchObject({ assembly: next, sittings: 1, items: 1 });
}

test('a day under CICOPA-like rules: notice, arrears, quorum, proxies, a hybrid vote, associates capped, seven motions, a president', async () => {
  const full = Array.from({ length: 10 }, (_, i) => ({
    ...{ slug: `union-${i + 1}`, class: 'full', country: 'NO' },
    ...(i === 9 && { paidUpTo: '2024-12-31' }),
  }));
  const associates = Array.from({ length: 6 }, (_, i) => ({
    ...{ slug: `friend-${i + 1}`, class: 'associate', country: 'SE' },
  }));
  const day = await convened('cicopa-like', templates.cicopa, [...full, ...associates]);
  const { assembly, chair, delegates, secretary } = day;
  await noticed(day);

  // A member sends an alternate by its own link; somebody else is refused, with the reason.
  const { links } = await secretary.do(designationRoutes.issueLinks, {
    ...{ assembly, members: [day.members.get('union-5')!] },
  });
  await house.visitor().do(designationRoutes.useLink, {
    ...{
      code: links[0]!.code,
      delegates: [{ name: 'Ada Alternate', role: 'alternate' }, { name: 'Nobody' }],
    },
  });
  const sent = (await secretary.do(assemblyRoutes.credentials, { assembly })).credentials;
  const alternate = sent.find(({ person }) => person.name === 'Ada Alternate')!;
  await secretary.do(assemblyRoutes.refuseCredential, {
    ...{
      assembly,
      credential: sent.find(({ person }) => person.name === 'Nobody')!.id,
      reason: 'No signature',
    },
  });
  await chair.do(assemblyRoutes.openSitting, { assembly, sitting: day.sitting });

  // Nine full members are entitled, the tenth is in arrears: five are the quorum, and four are not.
  await day.enter(['union-1', 'union-2', 'union-3', 'union-4', ...associates.map(({ slug }) => slug)]);
  const accounts = await tabled(day, 'The accounts', 'ordinary');
  expect(await refusal(chair.ask(pollRoutes.open, { motion: accounts }))).toBe('quorum.missing');
  await secretary.do(assemblyRoutes.registerProxy, {
    ...{ assembly, grantor: day.members.get('union-6')!, holder: day.people.get('union-1')! },
  });
  // The rules allow one proxy a holder.
  expect(
    await refusal(
      secretary.ask(assemblyRoutes.registerProxy, {
        ...{ assembly, grantor: day.members.get('union-7')!, holder: day.people.get('union-1')! },
      }),
    ),
  ).toBe('proxy.limit');
  await day.enter(['union-5', 'union-10']);
  await debated(day, 'Accounts of the year', ['union-2', 'friend-1']);

  // Hybrid: two unions on paper, the others at devices, one proxy voted otherwise than its holder.
  const { poll } = await chair.do(pollRoutes.open, { motion: accounts });
  const { poll: opened, roll } = await house.visitor().do(pollRoutes.poll, { poll });
  expect(roll.some((line) => line.name === 'The union-10')).toBe(false);
  expect(roll.find((line) => line.name === 'The union-6')).toMatchObject({ byProxy: true });
  // Six associates together have at most a third of the nine others' votes: three, a half each.
  const unit = BigInt(opened.unit);
  const weightOf = (name: string): bigint => BigInt(roll.find((line) => line.name === name)!.weight);
  expect(weightOf('The friend-1') * 2n).toBe(unit);
  await toPaper(day, poll, ['union-4', 'union-5']);
  const { entitlement } = roll.find((line) => line.name === 'The union-4')!;
  expect(await refusal(delegates.get('union-4')!.ask(pollRoutes.cast, ballot(poll, entitlement)))).toBe(
    'roll.other_channel',
  );
  for (const slug of ['union-1', 'union-2', 'union-3']) await votes(delegates.get(slug)!, poll, 'for');
  for (const { slug } of associates) await votes(delegates.get(slug)!, poll, 'against');
  await countPapers(day, poll, () => ({ for: 1, against: 1 }));
  const first = await declared(day, poll);
  // For: three unions, the proxy, one paper. Against: six associates at a half, and one paper.
  expect(first).toMatchObject({ outcome: 'adopted', decision: 1 });
  expect(first.result.totals!.weight).toMatchObject({
    for: (5n * unit).toString(),
    against: (4n * unit).toString(),
  });

  // A motion that fails takes a motion number and no decision number; the next adopted one is decision 2.
  const unions = ['union-1', 'union-2', 'union-3'];
  expect(await voted(day, 'To move the seat', { against: unions })).toMatchObject({
    ...{ outcome: 'rejected', decision: null },
  });
  const third = await tabled(day, 'To thank the hosts', 'ordinary');
  const { poll: consensus } = await chair.do(pollRoutes.open, { motion: third, form: 'consensus' });
  expect(await declared(day, consensus)).toMatchObject({ outcome: 'adopted', decision: 2 });
  expect(await chair.do(motionRoutes.motion, { motion: third })).toMatchObject({ number: 3, decision: 2 });

  // The tenth member pays at the door and votes from now on; the associates' share follows: a third of ten, five ninths each.
  await secretary.do(noticeRoutes.payDues, {
    ...{ assembly, member: day.members.get('union-10')!, paidUpTo: '2099-12-31', note: 'Receipt 7' },
  });
  const fourth = await tabled(day, 'To admit observers', 'ordinary');
  const { poll: sight } = await chair.do(pollRoutes.open, { motion: fourth, form: 'sight' });
  await chair.do(pollRoutes.seen, { poll: sight, outcome: 'adopted' });
  await delegates.get('union-10')!.do(pollRoutes.demandCount, { poll: sight });
  await chair.do(pollRoutes.annul, { poll: sight, reason: 'A count was demanded' });
  const { poll: recounted } = await chair.do(pollRoutes.open, { motion: fourth });
  const later = await house.visitor().do(pollRoutes.poll, { poll: recounted });
  expect(later.roll.some((line) => line.name === 'The union-10')).toBe(true);
  const friend = later.roll.find((line) => line.name === 'The friend-1')!;
  expect(BigInt(friend.weight) * 9n).toBe(BigInt(later.poll.unit) * 5n);
  // The grantor comes while the poll is open, votes in person, and replaces the proxy's ballot.
  await votes(delegates.get('union-1')!, recounted, 'against');
  await day.enter(['union-6']);
  const { entitlements } = await delegates.get('union-6')!.do(pollRoutes.hand, { poll: recounted });
  expect(entitlements).toMatchObject([{ byProxy: false }]);
  await delegates.get('union-6')!.do(pollRoutes.cast, {
    ...ballot(recounted, entitlements[0]!.entitlement, { replaces: 1 }),
  });
  for (const slug of ['union-2', 'union-3', 'union-10']) await votes(delegates.get(slug)!, recounted, 'for');
  expect(await declared(day, recounted)).toMatchObject({
    ...{ outcome: 'adopted', decision: 3 },
    result: { totals: { members: { for: 4, against: 1, abstain: 0 } } },
  });

  // By-laws by two thirds of the votes cast: 4 to 2 pass, 3 to 2 do not.
  const [a, b, c, d, e] = ['union-1', 'union-2', 'union-3', 'union-6', 'union-10'] as const;
  const bylaws = { majority: 'by-laws' };
  expect(
    await voted(day, 'Article 4', { ...bylaws, for: [a, b, c, 'union-4'], against: [d, e] }),
  ).toMatchObject({ outcome: 'adopted', decision: 4 });
  expect(await voted(day, 'Article 5', { ...bylaws, for: [a, b, c], against: [d, e] })).toMatchObject({
    ...{ outcome: 'rejected', decision: null },
  });
  // A delegate is taken ill: the alternate takes the place, and votes.
  await secretary.do(designationRoutes.substitute, {
    ...{ assembly, credential: day.credentials.get('union-5')!, by: alternate.id, reason: 'Taken ill' },
  });
  await secretary.do(assemblyRoutes.recordPresence, {
    ...{ assembly, present: true, credentials: [alternate.id] },
  });
  const [slip] = await issue(house, { assembly, people: [alternate.person.id] });
  const ada = house.visitor();
  await ada.do(peopleRoutes.signInBySlip, { code: slip!.code });
  const seventh = await tabled(day, 'To meet again', 'ordinary');
  const { poll: last } = await chair.do(pollRoutes.open, { motion: seventh });
  await votes(ada, last, 'for');
  expect(await declared(day, last)).toMatchObject({ outcome: 'adopted', decision: 5 });
  // Seven motions, of which five were adopted: motion numbers 1 to 7, decisions 1 to 5.
  const { motions } = await house.visitor().do(motionRoutes.motions, { assembly });
  const inOrder = motions.toSorted((x, y) => x.number! - y.number!);
  expect(inOrder.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7]);
  expect(inOrder.map(({ decision }) => decision)).toEqual([1, null, 2, 3, 4, null, 5]);

  // The credentials committee reports: eleven names of members were accredited, one was refused.
  await secretary.do(designationRoutes.adoptReport, { assembly });
  const { adopted } = await secretary.do(designationRoutes.report, { assembly });
  expect(adopted[0]!.report).toMatchObject({
    members: { entitled: 16, inArrears: 0, present: 13, byProxy: 0 },
    credentials: { refused: 1, substituted: 1 },
    refusals: [{ member: 'The union-5', reason: 'No signature' }],
  });

  // A president in two rounds, confidential.
  const { election } = await secretary.do(electionRoutes.call, {
    assembly,
    ...Terms.parse({
      titles: { en: 'President' },
      seats: 1,
      method: 'plurality',
      rounds: ['majority', 'plurality'],
    }),
  });
  const candidates: string[] = [];
  for (const slug of ['union-1', 'union-2', 'union-3']) {
    const { candidate } = await secretary.do(electionRoutes.nominate, {
      ...{ election, person: day.people.get(slug)!, member: day.members.get(slug)! },
    });
    await delegates.get(slug)!.do(electionRoutes.answer, { candidate, accept: true });
    candidates.push(candidate);
  }
  await chair.do(electionRoutes.closeNominations, { election });
  const round = async (marks: readonly (readonly [string, number])[]) => {
    const { poll: ballots } = await chair.do(electionRoutes.ballot, { election });
    const { poll: asked } = await house.visitor().do(pollRoutes.poll, { poll: ballots });
    const numberOf = (place: number): number =>
      asked.contest!.candidates.findIndex((one) => one.candidate === candidates[place]) + 1;
    for (const [slug, place] of marks)
      await votes(delegates.get(slug)!, ballots, { marks: [numberOf(place)] });
    await chair.do(pollRoutes.close, { poll: ballots });
    return chair.do(electionRoutes.declare, { election });
  };
  // 2, 1 and 2 of 5 are no majority.
  expect(
    await round([
      ['union-1', 0],
      ['union-6', 0],
      ['union-2', 1],
      ['union-3', 2],
      ['union-4', 2],
    ]),
  ).toMatchObject({ outcome: 'undecided', seatsLeft: 1 });
  expect(
    await round([
      ['union-1', 0],
      ['union-2', 0],
      ['union-3', 2],
    ]),
  ).toEqual({ outcome: 'elected', elected: [candidates[0]], seatsLeft: 0 });
  const everything = await house.visitor().do(pollRoutes.polls, { assembly });
  expect(everything.polls.map(({ number }) => number)).toEqual([10, 9, 8, 7, 6, 5, 4, 3, 2, 1]);
  await closed(day);
}, 60_000);

test('a day under ICA-like rules: votes by dated size figures, a country capped, by-laws by two thirds of those represented, a hybrid vote and a hybrid board', async () => {
  // Individual members: the table of the rules gives 20, 20, 12, 12, 5, 5 votes.
  const list: (Member & { figure: number })[] = [
    { slug: 'big-1', class: 'full', country: 'IT', region: 'europe', figure: 6_000_000 },
    { slug: 'big-2', class: 'full', country: 'IT', region: 'europe', figure: 5_000_000 },
    { slug: 'mid-1', class: 'full', country: 'FR', region: 'europe', figure: 1_000_000 },
    { slug: 'mid-2', class: 'full', country: 'ES', region: 'europe', figure: 4_999_999 },
    { slug: 'small-1', class: 'full', country: 'KE', region: 'africa', figure: 250_000 },
    { slug: 'small-2', class: 'full', country: 'JP', region: 'asia-pacific', figure: 499_999 },
  ];
  const day = await convened('ica-like', templates.ica, list);
  const { assembly, chair, delegates, secretary } = day;
  await noticed(day);
  await chair.do(assemblyRoutes.openSitting, { assembly, sitting: day.sitting });
  await day.enter(['big-1', 'mid-1', 'mid-2', 'small-1', 'small-2']);
  const [majority] = Object.keys(templates.ica.majorities).filter((name) => name !== 'ordinary');
  const motion = await tabled(day, 'To amend the by-laws', majority!);

  // No figure is known of one member: no poll opens, and the others' figures are those of the cut-off.
  const figures = (rows: string[]) =>
    secretary.do(bodyRoutes.importFigures, {
      ...{ body: day.body, preview: false },
      csv: ['organisation,date,figure,source', ...rows].join('\n'),
    });
  await figures(list.slice(1).map(({ slug, figure }) => `${slug},2098-12-31,${figure},Annual report`));
  expect(await chair.ask(pollRoutes.open, { motion })).toMatchObject({
    refusal: { code: 'roll.figure_unknown', facts: { members: ['The big-1'] } },
  });
  await figures([
    `big-1,2098-12-31,${list[0]!.figure},Annual report`,
    // Of after the cut-off, so it counts for nothing here.
    'small-1,2099-06-01,9000000,Later report',
  ]);
  // Proxies and the quorum count votes: 59 are entitled, 46 1/2 here, and with the proxy all.
  const quorumNow = async () => (await secretary.do(assemblyRoutes.assembly, { assembly })).quorum!;
  expect(await quorumNow()).toMatchObject({
    counted: 'votes',
    entitled: '59',
    needed: '59/2',
    present: '93/2',
  });
  await secretary.do(assemblyRoutes.registerProxy, {
    ...{ assembly, grantor: day.members.get('big-2')!, holder: day.people.get('small-1')! },
    instruction: 'For the by-laws',
  });
  expect(await quorumNow()).toMatchObject({ present: '59', byProxy: 1 });
  await debated(day, 'By-laws', ['big-1', 'small-2']);

  const { poll } = await chair.do(pollRoutes.open, { motion });
  const { poll: opened, roll } = await house.visitor().do(pollRoutes.poll, { poll });
  const unit = BigInt(opened.unit);
  const weightOf = (slug: string) => BigInt(roll.find((line) => line.name === `The ${slug}`)!.weight);
  // Italy's forty votes are twenty-five together.
  expect((weightOf('big-1') + weightOf('big-2')) / unit).toBe(25n);
  expect(['mid-1', 'mid-2', 'small-1', 'small-2'].map((slug) => weightOf(slug) / unit)).toEqual([
    ...[12n, 12n, 5n, 5n],
  ]);
  expect(BigInt(opened.represented.weight) / unit).toBe(59n);

  // 2/3 of 59 are 39 1/3: with 37 for it fails, although nobody is against.
  for (const slug of ['mid-1', 'mid-2']) await votes(delegates.get(slug)!, poll, 'for');
  await votes(delegates.get('big-1')!, poll, 'for');
  const { entitlements } = await delegates.get('small-1')!.do(pollRoutes.hand, { poll });
  expect(entitlements.map(({ byProxy }) => byProxy)).toEqual([false, true]);
  expect(await declared(day, poll)).toMatchObject({ outcome: 'rejected', decision: null });

  // Hybrid, with 49 for and 10 against: two members on paper of stacks that weigh differently.
  const again = await tabled(day, 'To amend the by-laws once more', majority!);
  const { poll: hybrid } = await chair.do(pollRoutes.open, { motion: again });
  await toPaper(day, hybrid, ['mid-2', 'small-2']);
  for (const slug of ['big-1', 'mid-1']) await votes(delegates.get(slug)!, hybrid, 'for');
  const own = await delegates.get('small-1')!.do(pollRoutes.hand, { poll: hybrid });
  for (const { entitlement, byProxy } of own.entitlements)
    await delegates.get('small-1')!.do(pollRoutes.cast, {
      ...ballot(hybrid, entitlement, { choice: byProxy ? 'for' : 'against' }),
    });
  const five = (5n * unit).toString();
  const { channels } = await day.tellers[0].do(pollRoutes.tellers, { poll: hybrid });
  expect(channels[0]!.stacks.map(({ lines }) => lines)).toEqual([1, 1]);
  await countPapers(day, hybrid, (weight) => ({ [weight === five ? 'against' : 'for']: 1 }));
  await chair.do(pollRoutes.announceClosing, { poll: hybrid, seconds: 30 });
  const passed = await declared(day, hybrid);
  expect(passed).toMatchObject({ outcome: 'adopted', decision: 1 });
  expect(passed.result.totals!.weight).toMatchObject({
    ...{ for: (49n * unit).toString(), against: (10n * unit).toString(), abstain: '0' },
  });

  // A board of two by the single transferable vote with a quota, hybrid: one delegate's ballot is of paper.
  const { election } = await secretary.do(electionRoutes.call, {
    assembly,
    ...Terms.parse({
      ...{ titles: { en: 'Board' }, seats: 2, method: 'scottish-stv' },
      quotas: [{ kind: 'region', of: 'africa', atLeast: 1 }],
    }),
  });
  const stand = new Map<string, string>();
  for (const slug of ['big-1', 'mid-1', 'small-1']) {
    const { candidate } = await delegates.get(slug)!.do(electionRoutes.nominate, {
      ...{ election, person: day.people.get(slug)!, member: day.members.get(slug)! },
    });
    await delegates.get(slug)!.do(electionRoutes.answer, { candidate, accept: true });
    await delegates.get(slug)!.do(electionRoutes.state, { candidate, statement: `I am of ${slug}.` });
    stand.set(slug, candidate);
  }
  await chair.do(electionRoutes.closeNominations, { election });
  const { poll: board } = await chair.do(electionRoutes.ballot, { election });
  const { poll: asked } = await house.visitor().do(pollRoutes.poll, { poll: board });
  const ranks = (...slugs: string[]): Vote => ({
    ranks: slugs.map((slug) => [
      asked.contest!.candidates.findIndex((one) => one.candidate === stand.get(slug)) + 1,
    ]),
  });
  await toPaper(day, board, ['mid-2']);
  await votes(delegates.get('big-1')!, board, ranks('big-1', 'mid-1'));
  await votes(delegates.get('mid-1')!, board, ranks('mid-1', 'big-1'));
  await votes(delegates.get('small-1')!, board, ranks('small-1', 'mid-1'));
  await votes(delegates.get('small-2')!, board, ranks('big-1'));
  await countPapers(day, board, () => ({ [JSON.stringify(ranks('mid-1'))]: 1 }));
  await chair.do(pollRoutes.close, { poll: board });
  // 59 votes are valid and 20 are a seat. Of 17 1/2, 24 and 17 1/2 the surplus elects two of Europe; the quota asks for Africa.
  const missed = await chair.ask(electionRoutes.declare, { election });
  if (missed.ok) throw new Error('declared');
  expect(missed.refusal).toMatchObject({ code: 'election.quota_missed', facts: { of: 'africa' } });
  const ruling = { elected: missed.refusal.facts['proposal'] as string[], reason: 'By-law 9: one of Africa' };
  const ruled = await chair.do(electionRoutes.declare, { election, ruling });
  expect(ruled.elected.toSorted()).toEqual([stand.get('mid-1')!, stand.get('small-1')!].toSorted());
  const taken = await house.visitor().fetch(`/api/polls/${board}/ballots.blt`);
  const read = readBlt(await taken.text());
  expect(read).toMatchObject({ ok: true, value: { seats: 2, title: 'Board' } });
  expect((await secretary.do(assemblyRoutes.assembly, { assembly })).quorum).toMatchObject({ reached: true });
  await closed(day);
}, 60_000);

test('every result counted again from the record alone is the one that was declared', async () => {
  const all = await recounted(house);
  expect(all.length).toBeGreaterThan(3);
  for (const { declared, again } of all) expect(again).toEqual(declared);
});
