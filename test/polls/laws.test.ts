import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import {
  evolveAttendance,
  handOf,
  mayActFor,
  move,
  presentVoters,
  representation,
  type Attendance,
  type Represented,
} from '../../src/assemblies/assembly.js';
import { giveProxy, revokeProxy } from '../../src/assemblies/proxies.js';
import type { AssembliesEvent } from '../../src/assemblies/assemblies.contract.js';
import type { RuleSet } from '../../src/rules/ruleset.js';
import { templates } from '../../src/rules/templates.js';
import { open, rollText, type Entitlement } from '../../src/polls/opening.js';
import { admit } from '../../src/polls/ballot.js';
import { moveHands, type OpenRoll } from '../../src/polls/poll.js';
import { count, type Box } from '../../src/polls/box.js';
import { countsMembers, voteOf, voteText } from '../../src/polls/forms.js';
import type { Receipt, Vote } from '../../src/polls/polls.contract.js';
import type { Choice } from '../../src/rules/vote.js';
import { contextAt } from '../context.js';

/**
 * Laws over whole assemblies made up at random: members with classes, countries, figures, arrears, delegates and proxies,
 * who come, leave, revoke and vote while a poll is open. Everything is decided by the functions that decide real ones.
 */
const AT = '2026-11-23T10:00:00.000Z';
const CHOICES = ['for', 'against', 'abstain'] as const;

interface Row {
  readonly class: 'full' | 'associate' | 'observer';
  readonly country: 'it' | 'jp' | null;
  readonly votes: string | null;
  readonly figure: string;
  readonly paidUp: boolean;
  readonly present: boolean;
  readonly proxyTo: number | null;
}
interface Moving {
  readonly kind: 'come' | 'leave' | 'revoke';
  readonly who: number;
}
interface Casting {
  readonly kind: 'cast';
  /** Null: whoever has the hand. */
  readonly who: number | null;
  readonly of: number;
  readonly choice: Choice;
}
type Deed = Moving | Casting;

const rows = fc.array(
  fc.record<Row>({
    class: fc.constantFrom('full', 'full', 'associate', 'observer'),
    country: fc.constantFrom('it', 'jp', null),
    votes: fc.constantFrom(null, null, '3', '5/2', '40'),
    figure: fc.constantFrom('0', '60000', '700000'),
    paidUp: fc.constantFrom(true, true, true, false),
    present: fc.constantFrom(true, true, false),
    proxyTo: fc.option(fc.nat(7)),
  }),
  { minLength: 2, maxLength: 8 },
);
const who = fc.nat(7);
/** Cast by whoever has the hand, or by anybody. */
const casting = fc.record<Casting>({
  ...{ kind: fc.constant('cast' as const), who: fc.option(who, { freq: 3 }), of: who },
  choice: fc.constantFrom(...CHOICES),
});
const moving = fc.record<Moving>({ kind: fc.constantFrom('come', 'leave', 'revoke'), who });
const deeds = fc.array(fc.oneof(moving, casting, casting), { minLength: 5, maxLength: 40 });
const rules = fc.constantFrom<RuleSet>(
  templates.cicopa,
  templates.ica,
  { ...templates.cicopa, changeOfVote: false, proxies: { allowed: true, maxPerHolder: null } },
  {
    ...templates.ica,
    votes: { ...templates.ica.votes, countryCap: { votes: '7' } },
    majorities: templates.roberts.majorities,
  },
);

const member = (row: Row, place: number): Represented => ({
  ...{ member: `m${place}`, organisation: `o${place}`, name: `Union ${place}`, region: null, chamber: null },
  ...{ class: row.class, country: row.country, votes: row.votes, paidUp: row.paidUp, figure: row.figure },
  delegates: [
    {
      ...{ credential: `c${place}`, person: `p${place}`, role: 'delegate', state: 'accredited' },
      present: row.present,
    },
  ],
  proxies: [],
});

interface Cast {
  readonly receipt: Receipt;
  readonly caster: string;
  /** Whether the caster held it as a proxy then. */
  readonly byProxy: boolean;
}

/** A poll from its opening to its close: the roll as it was frozen, and every ballot that was taken, in order. */
function held(given: readonly Row[], what: readonly Deed[], of: RuleSet) {
  const context = contextAt(AT);
  let floor: Attendance = { assembly: 'oslo', rules: of, beginsAt: null, members: given.map(member) };
  const happen = (events: readonly AssembliesEvent[]): void => {
    floor = events.reduce(evolveAttendance, floor);
  };
  for (const [place, { proxyTo }] of given.entries()) {
    if (proxyTo === null) continue;
    const proxy = { grantor: `m${place}`, holder: `p${proxyTo}`, scope: null, instruction: null };
    const registered = giveProxy(floor, proxy, context);
    if (registered.ok) happen(registered.value);
  }
  const { unit, lines, quorum } = representation(floor);
  const roll = lines.map((line, place): Entitlement => ({
    ...{
      entitlement: place + 1,
      member: line.member,
      name: line.name,
      class: line.class,
      weight: line.weight,
    },
    ...{ country: line.country, region: line.region, chamber: line.chamber, holder: line.holder },
    ...{ represented: line.holder !== null, byProxy: line.byProxy },
  }));
  const majority = of.majorities.ordinary;
  const opened = open(
    {
      ...{
        assembly: 'oslo',
        motion: 'm',
        contest: null,
        number: 1,
        titles: { en: 'Peace' },
        versionHash: null,
        cites: [],
        ruleSet: 'r',
      },
      ...{ majorityName: 'ordinary', majority, unit, roll, quorum, sittingOpen: true, leastHours: null },
      ...{ mayChange: of.changeOfVote, maySplit: false, showRunning: false, quorumAtOpening: false },
      taken: { form: 'count', secrecy: 'recorded', channel: 'electronic', dueAt: null, remind: [] },
    },
    context,
  );
  if (!opened.ok) return null;

  const hands = new Map(roll.map((line) => [line.entitlement, { ...line, replacesProxy: false }]));
  const moveAll = (): void => {
    const here = presentVoters(floor);
    const now: OpenRoll = {
      ...{ poll: 'p', assembly: 'oslo', motion: 'm', election: null, state: 'open' as const, form: 'count' },
      ...{ countDemanded: false, on: null },
      lines: [...hands.values()].filter(({ represented }) => represented),
    };
    const moved = moveHands(now, {
      hands: new Map(floor.members.map((one) => [one.member, handOf(one, here)])),
      mayAct: (id, person) => mayActFor(floor, { member: id, person, on: null }),
    });
    for (const { data } of moved)
      if ('to' in data) {
        const { entitlement, to, byProxy, replacesProxy } = data;
        hands.set(entitlement, { ...hands.get(entitlement)!, holder: to, byProxy, replacesProxy });
      }
  };

  const ballots: Cast[] = [];
  const refused: { readonly person: string; readonly entitlement: number; readonly code: string }[] = [];
  for (const deed of what) {
    if (deed.kind === 'cast') {
      const entitlement = (deed.of % roll.length) + 1;
      const hand = hands.get(entitlement);
      const person = deed.who === null ? (hand?.holder ?? 'nobody') : `p${deed.who}`;
      const latest = ballots.findLast(({ receipt }) => receipt.entitlement === entitlement) ?? null;
      const ballot = randomUUID();
      const revision = latest?.receipt.revision ?? 0;
      const cast = { poll: 'p', ballot, entitlement, choice: deed.choice, replaces: revision };
      const admitted = admit(
        {
          ...{ state: 'open', dueAt: null, mayChange: of.changeOfVote, known: null },
          ...{ form: 'count', splits: false, contest: null },
          standing: hand
            ? {
                ...{ holder: hand.holder, revision, weight: hand.weight },
                ...{ channel: 'electronic' },
                byProxyBefore: hand.replacesProxy && latest !== null && latest.caster !== hand.holder,
                inPersonBefore: hand.byProxy && latest !== null && !latest.byProxy,
              }
            : null,
        },
        { cast, person, teller: false },
        AT,
      );
      if (admitted.ok && admitted.value.kind === 'new')
        ballots.push({
          receipt: {
            ...{ ballot, poll: 'p', entitlement, choice: deed.choice, entry: 0, leaf: '', at: AT },
            revision: admitted.value.revision,
          },
          caster: person,
          byProxy: hand!.byProxy,
        });
      else if (!admitted.ok) refused.push({ person, entitlement, code: admitted.refusal.code });
    } else if (deed.kind === 'come' || deed.kind === 'leave') {
      const moved = move(floor, [`c${deed.who}`], deed.kind === 'come');
      if (moved.ok) happen(moved.value);
      moveAll();
    } else {
      const proxy = floor.members.find((one) => one.member === `m${deed.who}`)?.proxies[0]?.id ?? '';
      const revoked = revokeProxy(floor, { proxy, reason: 'lost trust' });
      if (revoked.ok) happen(revoked.value);
      moveAll();
    }
  }
  return { floor, unit, roll, majority, ballots, refused, hands };
}

/** The box of a roll and ballots: the highest revision of each entitlement counts. */
function boxOf(
  { unit, roll, majority }: { unit: bigint; roll: readonly Entitlement[]; majority: Box['majority'] },
  ballots: readonly { entitlement: number; revision: number; choice: Vote; ballot: string }[],
): Box {
  return {
    ...{ poll: 'p', assembly: 'oslo', motion: 'm', election: null, state: 'open', form: 'count' },
    ...{ countDemanded: false, dueAt: null, secrecy: 'recorded', splits: false, contest: null },
    ...{ majority, unit, counts: {}, quorumAtClose: null, result: null },
    lines: roll.map((line) => {
      const last = ballots
        .filter(({ entitlement }) => entitlement === line.entitlement)
        .toSorted((a, b) => b.revision - a.revision)[0];
      return {
        ...{ entitlement: line.entitlement, member: line.member, class: line.class, weight: line.weight },
        ...{ region: line.region, chamber: line.chamber, represented: line.represented },
        ...{ attending: line.represented && !line.byProxy, channel: 'electronic' as const },
        ...{ ballot: last?.ballot ?? null, vote: last?.choice ?? null },
      };
    }),
  };
}

const over = (check: (poll: NonNullable<ReturnType<typeof held>>) => void): void => {
  let polls = 0;
  fc.assert(
    fc.property(rows, deeds, rules, (given, what, of) => {
      const poll = held(given, what, of);
      if (!poll) return;
      polls += poll.ballots.length > 0 ? 1 : 0;
      check(poll);
    }),
    { numRuns: 400 },
  );
  // Polls in which nobody voted prove nothing.
  expect(polls).toBeGreaterThan(100);
};

test('no one votes twice, in person and by proxy: one ballot of each entitlement counts, and a grantor’s own replaces the proxy’s', () => {
  over(({ roll, ballots, majority, unit }) => {
    const box = boxOf(
      { unit, roll, majority },
      ballots.map(({ receipt }) => receipt),
    );
    const voted = box.lines.filter(({ vote }) => vote !== null);
    expect(new Set(voted.map((line) => line.member)).size).toBe(voted.length);
    for (const [at, { receipt, byProxy }] of ballots.entries()) {
      const later = ballots.slice(at + 1).filter((one) => one.receipt.entitlement === receipt.entitlement);
      // No proxy votes again what was voted in person.
      if (!byProxy) expect(later.filter((one) => one.byProxy)).toEqual([]);
      for (const one of later) expect(one.receipt.revision).toBeGreaterThan(receipt.revision);
    }
    const { members } = count(box, null).totals!;
    expect(members.for + members.against + members.abstain).toBe(voted.length);
  });
});

test('only the hand casts: whoever was represented, and nobody whose right ended', () => {
  over(({ roll, ballots, refused, hands, floor }) => {
    for (const { receipt } of ballots)
      expect(roll.find((line) => line.entitlement === receipt.entitlement)!.represented).toBe(true);
    for (const { code } of refused)
      expect(['roll.not_yours', 'roll.unknown', 'ballot.final', 'ballot.in_person']).toContain(code);
    for (const { member: id, holder } of hands.values())
      if (holder !== null) expect(mayActFor(floor, { member: id, person: holder, on: null })).toBe(true);
  });
});

test('weight is conserved: what is counted is the weight of those who voted, and no more than was represented', () => {
  over(({ roll, ballots, majority, unit }) => {
    const box = boxOf(
      { unit, roll, majority },
      ballots.map(({ receipt }) => receipt),
    );
    const { weight } = count(box, null).totals!;
    const counted = CHOICES.reduce((sum, choice) => sum + BigInt(weight[choice]), 0n);
    const sum = (some: readonly { readonly weight: bigint }[]): bigint =>
      some.reduce((total, line) => total + line.weight, 0n);
    expect(counted).toBe(sum(box.lines.filter(({ vote }) => vote !== null)));
    expect(counted <= sum(roll.filter(({ represented }) => represented))).toBe(true);
  });
});

test('the order of ballots is irrelevant', () => {
  over((poll) => {
    const receipts = poll.ballots.map(({ receipt }) => receipt);
    const straight = count(boxOf(poll, receipts), null);
    const turned = boxOf(poll, receipts.toReversed());
    expect(count({ ...turned, lines: turned.lines.toReversed() }, null)).toEqual(straight);
  });
});

test('every result recomputed from its ballots is the same: from the roll’s text and the ballots as they are written', () => {
  over((poll) => {
    const receipts = poll.ballots.map(({ receipt }) => receipt);
    const result = count(boxOf(poll, receipts), null);
    const read = JSON.parse(rollText(poll.unit, poll.roll)) as {
      unit: string;
      lines: (Omit<Entitlement, 'weight'> & { weight: string })[];
    };
    const roll = read.lines.map((line): Entitlement => ({ ...line, weight: BigInt(line.weight) }));
    const written = receipts.map((one) => ({ ...one, choice: voteOf(voteText(one.choice)) }));
    const majority = JSON.parse(JSON.stringify(poll.majority)) as Box['majority'];
    expect(count(boxOf({ unit: BigInt(read.unit), roll, majority }, written), null)).toEqual(result);
    expect(JSON.parse(JSON.stringify(result))).toEqual(result);
    expect(countsMembers(majority)).toBe(countsMembers(poll.majority));
  });
});
