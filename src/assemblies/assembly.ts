import { format, parseChecked } from '../basics/fraction.js';
import type { Context, Event } from '../basics/event.js';
import { ok, refuse, type Result } from '../basics/result.js';
import type { RuleSet } from '../bodies/ruleset.js';
import type { PeopleEvent } from '../people/people.contract.js';
import { rollWeights } from '../polls/weights.js';
import type { AssembliesEvent, QuorumView } from './assemblies.contract.js';
import { quorumState, type QuorumState } from './quorum.js';

/** A person whom a member sends, as the credentials desk knows it. */
export interface Delegate {
  readonly credential: string;
  readonly person: string;
  readonly role: 'delegate' | 'alternate' | 'observer';
  readonly state: 'submitted' | 'accredited' | 'refused';
  readonly present: boolean;
}

/** A member of the body with everybody who may speak for it here. */
export interface Represented {
  readonly member: string;
  readonly organisation: string;
  readonly name: string;
  readonly class: string;
  readonly country: string | null;
  readonly region: string | null;
  /** Votes as an exact fraction in text. */
  readonly votes: string;
  readonly paidUp: boolean;
  readonly delegates: readonly Delegate[];
  readonly proxy: { readonly id: string; readonly holder: string } | null;
}

/** Who is here: what quorum and rolls are made from. */
export interface Floor {
  readonly assembly: string;
  readonly rules: RuleSet;
  readonly members: readonly Represented[];
}

/** Whose hand votes for a member, and how. */
export interface Hand {
  readonly holder: string | null;
  readonly byProxy: boolean;
}

const HAND_ORDER = { delegate: 0, alternate: 1 } as const;

/**
 * The hand that votes for a member: its delegate who is present, else its alternate, else the holder of its proxy
 * where that holder is present. In person always wins over a proxy; observers never vote.
 */
export function handOf(member: Represented, present: ReadonlySet<string>): Hand {
  const own = member.delegates
    .filter((one) => one.state === 'accredited' && one.present && one.role !== 'observer')
    .toSorted((a, b) => order(a) - order(b) || (a.credential < b.credential ? -1 : 1));
  if (own[0]) return { holder: own[0].person, byProxy: false };
  if (member.proxy && present.has(member.proxy.holder)) return { holder: member.proxy.holder, byProxy: true };
  return { holder: null, byProxy: false };
}

const order = (one: Delegate): number => (one.role === 'observer' ? 2 : HAND_ORDER[one.role]);

/** Persons who are here with a vote of their own member: they may hold proxies. */
export const presentVoters = (floor: Floor): Set<string> =>
  new Set(
    floor.members.flatMap((member) =>
      member.delegates
        .filter((one) => one.state === 'accredited' && one.present && one.role !== 'observer')
        .map((one) => one.person),
    ),
  );

export interface Representation {
  /** 1/unit of a vote. */
  readonly unit: bigint;
  /** Members with a vote, in the floor's order. */
  readonly lines: readonly (Represented & Hand & { readonly weight: bigint })[];
  readonly quorum: QuorumState;
}

/** Who is entitled and represented now, with exact weights, and the quorum that follows. */
export function representation(floor: Floor): Representation {
  const { rules } = floor;
  const { unit, weights } = rollWeights(
    floor.members.map((member) => ({
      id: member.member,
      class: member.class,
      country: member.country,
      paidUp: member.paidUp || !rules.duesRequired,
      votes: parseChecked(member.votes),
    })),
    rules,
  );
  const present = presentVoters(floor);
  const lines = floor.members
    .filter((member) => weights.has(member.member))
    .map((member) => ({ ...member, ...handOf(member, present), weight: weights.get(member.member)! }));
  const quorum = quorumState({
    quorum: rules.quorum,
    unit,
    members: lines.map((line) => ({ id: line.member, class: line.class, paidUp: true, weight: line.weight })),
    presentOrRepresented: new Set(lines.filter((line) => line.holder !== null).map((line) => line.member)),
  });
  return { unit, lines, quorum };
}

/** The quorum as everybody sees it: members as integers, votes as exact fractions. */
export function quorumView(floor: Floor): QuorumView {
  const { quorum, lines } = representation(floor);
  const text = (n: bigint): string =>
    floor.rules.quorum.counted === 'votes' ? format({ n, d: quorum.unit }) : n.toString();
  return {
    counted: floor.rules.quorum.counted,
    needed: text(quorum.needed),
    present: text(quorum.present),
    entitled: text(quorum.entitled),
    byProxy: lines.filter((line) => line.byProxy).length,
    reached: quorum.reached,
    steps: quorum.steps.map((step) => ({ code: step.code, facts: { ...step.facts } })),
  };
}

/** Puts a changed delegate into the floor. */
const changed = (floor: Floor, credential: string, change: Partial<Delegate>): Floor => ({
  ...floor,
  members: floor.members.map((member) =>
    member.delegates.some((one) => one.credential === credential)
      ? {
          ...member,
          delegates: member.delegates.map((one) =>
            one.credential === credential ? { ...one, ...change } : one,
          ),
        }
      : member,
  ),
});

/** `quorum.changed`, where it did. */
function quorumNews(before: Floor, after: Floor): AssembliesEvent[] {
  const [was, is] = [quorumView(before), quorumView(after)];
  if (JSON.stringify(was) === JSON.stringify(is)) return [];
  return [{ type: 'quorum.changed', subject: { assembly: after.assembly }, data: is }];
}

const delegateOf = (floor: Floor, credential: string): [Represented, Delegate] | null => {
  for (const member of floor.members) {
    const delegate = member.delegates.find((one) => one.credential === credential);
    if (delegate) return [member, delegate];
  }
  return null;
};

/** Accredits: from now on the person holds the office here. Refusals: `credential.unknown`, `credential.refused`. */
export function accredit(floor: Floor, credentials: readonly string[], context: Context): Result<Event[]> {
  const events: (AssembliesEvent | PeopleEvent)[] = [];
  const subject = { assembly: floor.assembly };
  for (const credential of credentials) {
    const found = delegateOf(floor, credential);
    if (!found) return refuse('credential.unknown', { credential });
    const [, delegate] = found;
    if (delegate.state === 'refused') return refuse('credential.refused', { credential });
    if (delegate.state === 'accredited') continue;
    events.push(
      {
        type: 'credential.accredited',
        subject: { ...subject, person: delegate.person },
        data: { credential, person: delegate.person, role: delegate.role },
      },
      {
        type: 'office.granted',
        subject: { person: delegate.person, ...subject },
        data: {
          id: context.id(),
          person: delegate.person,
          office: delegate.role === 'observer' ? 'observer' : 'delegate',
          body: null,
          assembly: floor.assembly,
          from: context.at,
          to: null,
        },
      },
    );
  }
  return ok(events);
}

/** Refuses a credential that was not accredited yet. Refusals: `credential.unknown`, `credential.accredited`. */
export function refuseCredential(
  floor: Floor,
  { credential, reason }: { credential: string; reason: string },
): Result<AssembliesEvent[]> {
  const found = delegateOf(floor, credential);
  if (!found) return refuse('credential.unknown', { credential });
  if (found[1].state === 'accredited') return refuse('credential.accredited', { credential });
  return ok([
    { type: 'credential.refused', subject: { assembly: floor.assembly }, data: { credential, reason } },
  ]);
}

/** Delegates enter or leave. Who is already so is passed over. Refusals: `credential.unknown`, `credential.not_accredited`. */
export function move(
  floor: Floor,
  credentials: readonly string[],
  present: boolean,
): Result<AssembliesEvent[]> {
  const events: AssembliesEvent[] = [];
  let after = floor;
  for (const credential of credentials) {
    const found = delegateOf(after, credential);
    if (!found) return refuse('credential.unknown', { credential });
    const [member, delegate] = found;
    if (delegate.state !== 'accredited') return refuse('credential.not_accredited', { credential });
    if (delegate.present === present) continue;
    events.push({
      type: present ? 'presence.entered' : 'presence.left',
      subject: { assembly: floor.assembly },
      data: { credential, member: member.member },
    });
    after = changed(after, credential, { present });
  }
  return ok([...events, ...quorumNews(floor, after)]);
}

/**
 * Registers a proxy. Refusals: `proxy.not_allowed`, `proxy.grantor_unknown`, `proxy.grantor_without_vote`,
 * `proxy.exists`, `proxy.holder_not_delegate`, `proxy.own_member`, `proxy.limit` {limit}.
 */
export function giveProxy(
  floor: Floor,
  { grantor, holder }: { grantor: string; holder: string },
  context: Context,
): Result<AssembliesEvent[]> {
  const { proxies } = floor.rules;
  if (!proxies.allowed) return refuse('proxy.not_allowed');
  const member = floor.members.find((one) => one.member === grantor);
  if (!member) return refuse('proxy.grantor_unknown', { grantor });
  if (!representation(floor).lines.some((line) => line.member === grantor)) {
    return refuse('proxy.grantor_without_vote', { name: member.name });
  }
  if (member.proxy) return refuse('proxy.exists', { name: member.name });
  const holds = floor.members.filter((one) =>
    one.delegates.some(
      (delegate) =>
        delegate.person === holder && delegate.state === 'accredited' && delegate.role !== 'observer',
    ),
  );
  if (holds.length === 0) return refuse('proxy.holder_not_delegate');
  if (holds.some((one) => one.member === grantor)) return refuse('proxy.own_member', { name: member.name });
  const held = floor.members.filter((one) => one.proxy?.holder === holder).length;
  if (proxies.maxPerHolder !== null && held >= proxies.maxPerHolder) {
    return refuse('proxy.limit', { limit: proxies.maxPerHolder });
  }
  const proxy = context.id();
  const after: Floor = {
    ...floor,
    members: floor.members.map((one) =>
      one.member === grantor ? { ...one, proxy: { id: proxy, holder } } : one,
    ),
  };
  return ok([
    { type: 'proxy.registered', subject: { assembly: floor.assembly }, data: { proxy, grantor, holder } },
    ...quorumNews(floor, after),
  ]);
}

/** Revokes a proxy. Refusal: `proxy.unknown`. */
export function revokeProxy(
  floor: Floor,
  { proxy, reason }: { proxy: string; reason: string },
): Result<AssembliesEvent[]> {
  const member = floor.members.find((one) => one.proxy?.id === proxy);
  if (!member) return refuse('proxy.unknown');
  const after: Floor = {
    ...floor,
    members: floor.members.map((one) => (one === member ? { ...one, proxy: null } : one)),
  };
  return ok([
    { type: 'proxy.revoked', subject: { assembly: floor.assembly }, data: { proxy, reason } },
    ...quorumNews(floor, after),
  ]);
}

/** A sitting as its acts see it. */
export interface Sitting {
  readonly id: string;
  readonly assembly: string;
  readonly state: 'planned' | 'open' | 'closed';
}

/** Opens a sitting. Refusals: `sitting.wrong_state` {state}, `sitting.other_open`. */
export function openSitting(
  sitting: Sitting,
  { otherOpen, at }: { otherOpen: boolean; at: string },
): Result<AssembliesEvent[]> {
  if (sitting.state !== 'planned') return refuse('sitting.wrong_state', { state: sitting.state });
  if (otherOpen) return refuse('sitting.other_open');
  return ok([
    { type: 'sitting.opened', subject: { assembly: sitting.assembly }, data: { sitting: sitting.id, at } },
  ]);
}

/** Closes a sitting. Refusals: `sitting.wrong_state` {state}, `sitting.poll_open`. */
export function closeSitting(
  sitting: Sitting,
  { openPolls, at }: { openPolls: number; at: string },
): Result<AssembliesEvent[]> {
  if (sitting.state !== 'open') return refuse('sitting.wrong_state', { state: sitting.state });
  if (openPolls > 0) return refuse('sitting.poll_open', { polls: openPolls });
  return ok([
    { type: 'sitting.closed', subject: { assembly: sitting.assembly }, data: { sitting: sitting.id, at } },
  ]);
}
