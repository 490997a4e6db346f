import type { Context } from '../basics/event.js';
import { must } from '../basics/must.js';
import { never, ok, refuse, type Result } from '../basics/result.js';
import type { BodiesEvent, MemberFacts } from './bodies.contract.js';
import { admitMembers } from './body.js';
import {
  FACTS,
  factsSaid,
  isSameFact,
  namer,
  type FactColumn,
  type Fault,
  type Fields,
  type MemberKnown,
  type MemberRowRead,
} from './members.js';
import type { Named } from './rows.js';
import type { RuleSet } from '../rules/ruleset.js';

/** What a form says of one member. Left out: as it is; null: not known, and of votes: as the rules give to the class. */
export type MemberSaid = { readonly [K in keyof MemberFacts]?: string | null | undefined };

type Rules = Pick<RuleSet, 'classes' | 'regions' | 'chambers'> | null;
const COLUMNS = Object.keys(FACTS) as FactColumn[];

/** What is said as a row of the file has it, so that form and file refuse alike. */
const asRow = (said: MemberSaid): Fields =>
  Object.fromEntries(COLUMNS.map((column) => [column, said[FACTS[column]] ?? null]));

/** Reads what a form says; the first fault is the refusal: `member.faulty` {field, fault, value}. */
function read<T>(fields: Fields, reading: (fault: Fault) => T): Result<T> {
  const refusals: Result<never>[] = [];
  const value = reading((column, fault) => {
    const field = Object.hasOwn(FACTS, column) ? FACTS[column as FactColumn] : column;
    refusals.push(refuse('member.faulty', { field, fault, value: fields[column] ?? null }));
  });
  return refusals[0] ?? ok(value);
}

/**
 * Reads who is to be admitted: a known organisation by its code, or one by its name, which is known or new; a new one gets a
 * code of its name. Refusals: `organisation.unknown` {organisation}, `member.exists`, `member.faulty` {field, fault, value} with
 * the faults of the members' file.
 */
export function readAdmission(
  { organisation, name, facts }: { organisation: string | null; name: string | null; facts: MemberSaid },
  known: {
    readonly organisations: readonly Named[];
    readonly members: ReadonlyMap<string, MemberKnown>;
    readonly rules: Rules;
  },
): Result<MemberRowRead> {
  if (organisation !== null && !known.organisations.some(({ id }) => id === organisation))
    return refuse('organisation.unknown', { organisation });
  const fields = { ...asRow(facts), organisation, name: organisation === null ? name : null };
  const admitted = read(fields, (fault) => ({
    named: namer(known.organisations)(fields, { fault, remark: () => undefined }),
    said: factsSaid(fields, { there: null, rules: known.rules, fault }),
  }));
  if (!admitted.ok) return admitted;
  const { id, fresh, ...named } = must(admitted.value.named, 'organisation of the member');
  if (known.members.has(id)) return refuse('member.exists');
  const { paid_up_to: paidUpTo, class: kind, ...rest } = admitted.value.said;
  return ok({
    ...{ organisation: id, name: named.name, fresh, ...rest, paidUpTo },
    class: must(kind, 'class of the member'),
  });
}

const contactSet = (body: string, member: string, contact: string | null): BodiesEvent => ({
  type: 'member.contact_set',
  subject: { body },
  data: { member },
  personal: { contact },
});

/** Admits one member, with its contact address where one is given. */
export function admitMember(
  member: MemberRowRead,
  { body, contact }: { readonly body: string; readonly contact: string | null },
  context: Context,
): BodiesEvent[] {
  const id = context.id();
  const events = admitMembers(
    { members: [member], changes: [], faults: [] },
    { body, demonstration: false },
    { ...context, id: () => id },
  );
  return contact === null ? events : [...events, contactSet(body, id, contact)];
}

/** A member with its organisation and address, and the rules by which it is said anew. */
export interface OneMember {
  readonly known: MemberKnown;
  readonly organisation: string;
  readonly contact: string | null;
  readonly rules: Rules;
}

/**
 * Changes what is said otherwise of a member. Refusals: `member.unchanged`, `member.faulty` {field, fault, value} with the faults
 * of the members' file.
 */
export function changeMember(
  { known, organisation, contact, rules }: OneMember,
  command: {
    readonly body: string;
    readonly facts: MemberSaid;
    /** Left out: as it is. */
    readonly contact?: string | null | undefined;
    readonly reason: string | null;
  },
): Result<BodiesEvent[]> {
  const { body, facts: said, reason } = command;
  const emptied = Object.fromEntries(Object.entries(said).filter(([, value]) => value === null));
  const fields = asRow(said);
  const reading = read(fields, (fault) =>
    factsSaid(fields, { there: { ...known, ...emptied }, rules, fault }),
  );
  if (!reading.ok) return reading;
  const changed = COLUMNS.filter((column) => {
    if (said[FACTS[column]] === undefined) return false;
    const [after, before] = [reading.value[column], known[FACTS[column]]];
    return after === null || before === null ? after !== before : !isSameFact(column, after, before);
  });
  const of = (value: (column: FactColumn) => string | null): MemberFacts =>
    Object.fromEntries(changed.map((column) => [FACTS[column], value(column)]));
  const events: BodiesEvent[] = [];
  if (changed.length > 0)
    events.push({
      type: 'member.facts_changed',
      subject: { body, organisation },
      data: {
        member: known.id,
        facts: of((column) => reading.value[column]),
        was: of((column) => known[FACTS[column]]),
        ...(reason !== null && { reason }),
      },
    });
  if (command.contact !== undefined && command.contact !== contact)
    events.push(contactSet(body, known.id, command.contact));
  return events.length === 0 ? refuse('member.unchanged') : ok(events);
}

/**
 * Ends a membership on a date (EDTF). Refusals: `member.ended` {to}, `member.faulty` {field: to}: it is no date, or before the
 * membership began.
 */
export function endMembership(
  { known, organisation }: OneMember,
  { body, to, reason }: { readonly body: string; readonly to: string; readonly reason: string },
): Result<BodiesEvent[]> {
  if (known.to !== null) return refuse('member.ended', { to: known.to });
  const fields = asRow({ to });
  const reading = read(fields, (fault) => factsSaid(fields, { there: known, rules: null, fault }));
  if (!reading.ok) return reading;
  return ok([
    { type: 'member.ended', subject: { body, organisation }, data: { member: known.id, to, reason } },
  ]);
}

/** What all rooms say that stands on a member (`onMember`); `assembly` by its name. */
type StandsOn =
  | { readonly kind: 'poll' | 'credential' | 'proxy'; readonly assembly: string }
  | { readonly kind: 'objection' };

/**
 * Strikes a member that was admitted by mistake: it stays in the record and counts nowhere from then on. Refusals: while
 * something stands on it, `member.on_roll`, `member.has_credential`, `member.has_proxy` {assembly}, `member.has_objection`.
 */
export function strikeMember(
  { known, organisation, standing }: OneMember & { readonly standing: readonly StandsOn[] },
  { body, reason }: { readonly body: string; readonly reason: string },
): Result<BodiesEvent[]> {
  const [hold] = standing;
  switch (hold?.kind) {
    case undefined:
      break;
    case 'poll':
      return refuse('member.on_roll', { assembly: hold.assembly });
    case 'credential':
      return refuse('member.has_credential', { assembly: hold.assembly });
    case 'proxy':
      return refuse('member.has_proxy', { assembly: hold.assembly });
    case 'objection':
      return refuse('member.has_objection');
    default:
      return never(hold);
  }
  return ok([{ type: 'member.struck', subject: { body, organisation }, data: { member: known.id, reason } }]);
}
