import { canonical, hashOf, type Json } from '../basics/canonical.js';
import { isEdtf } from '../basics/edtf.js';
import type { Context } from '../basics/event.js';
import type { Certainty } from '../basics/fields.js';
import { ok, refuse, type Result } from '../basics/result.js';
import type { BodiesEvent, Figure } from './bodies.contract.js';
import type { MembersRead } from './members.js';
import { checkRuleSet } from '../rules/ruleset.js';

/** What is said of an organisation. Left out means unknown; an invented one is marked `demonstration`. */
export interface OrganisationFacts {
  readonly organisation: string;
  readonly name: string;
  readonly short: string | null;
  readonly country: string | null;
  readonly parent: string | null;
  /** Since when it belongs to its parent. */
  readonly affiliatedFrom?: string | null;
  readonly formerName?: string | null;
  readonly kind?: string | null;
  readonly seat?: string | null;
  readonly founded?: string | null;
  readonly foundedPlace?: string | null;
  readonly demonstration?: boolean;
  readonly figures?: Readonly<Partial<Record<Figure, string>>>;
  readonly source?: string | null;
  readonly certainty?: Certainty;
}

const registered = (facts: OrganisationFacts): BodiesEvent => ({
  type: 'organisation.registered',
  subject: { organisation: facts.organisation },
  data: {
    organisation: facts.organisation,
    name: facts.name,
    short: facts.short,
    country: facts.country,
    formerName: facts.formerName ?? null,
    kind: facts.kind ?? null,
    seat: facts.seat ?? null,
    founded: facts.founded ?? null,
    foundedPlace: facts.foundedPlace ?? null,
    demonstration: facts.demonstration ?? false,
    figures: { ...facts.figures },
    source: facts.source ?? null,
    certainty: facts.certainty ?? 'high',
  },
});

/**
 * Registers an organisation, and its affiliation where it has a parent. `known`: those of the two that are there.
 * Refusals: `organisation.exists` {organisation}, `organisation.unknown` {organisation} (the parent), `date.malformed`
 * {date}.
 */
export function registerOrganisation(
  known: ReadonlySet<string>,
  facts: OrganisationFacts,
): Result<BodiesEvent[]> {
  const { organisation, parent, affiliatedFrom: from = null, founded = null } = facts;
  const wrong = [from, founded].find((date) => date !== null && !isEdtf(date)) ?? null;
  if (wrong !== null) return refuse('date.malformed', { date: wrong });
  if (known.has(organisation)) return refuse('organisation.exists', { organisation });
  if (parent === null) return ok([registered(facts)]);
  if (!known.has(parent)) return refuse('organisation.unknown', { organisation: parent });
  const source = facts.source ?? null;
  return ok([registered(facts), affiliated({ child: organisation, parent, from, source })]);
}

const affiliated = (data: {
  readonly child: string;
  readonly parent: string;
  readonly from: string | null;
  readonly source: string | null;
}): BodiesEvent => ({
  type: 'affiliation.recorded',
  subject: { organisation: data.child },
  data: { ...data, to: null },
});

/**
 * Records that an organisation belongs to another. `above`: the parents of the parent, and theirs.
 * Refusals: `organisation.unknown` {organisation}, `affiliation.exists`, `affiliation.circle` {organisation},
 * `date.malformed` {date}.
 */
export function affiliate(
  state: {
    readonly known: ReadonlySet<string>;
    readonly above: ReadonlySet<string>;
    readonly exists: boolean;
  },
  command: { readonly organisation: string; readonly parent: string; readonly from: string | null },
): Result<BodiesEvent[]> {
  const { organisation, parent, from } = command;
  if (from !== null && !isEdtf(from)) return refuse('date.malformed', { date: from });
  const unknown = [organisation, parent].find((one) => !state.known.has(one));
  if (unknown !== undefined) return refuse('organisation.unknown', { organisation: unknown });
  if (organisation === parent || state.above.has(organisation))
    return refuse('affiliation.circle', { organisation: parent });
  if (state.exists) return refuse('affiliation.exists');
  return ok([affiliated({ child: organisation, parent, from, source: null })]);
}

export interface FoundBody {
  readonly body: string;
  readonly organisation: string;
  readonly name: string;
  readonly source?: string | null;
  readonly certainty?: Certainty;
}

/** Founds a body. Refusals: `body.exists` {body}, `organisation.unknown` {organisation}. */
export function foundBody(
  state: { readonly exists: boolean; readonly organisationKnown: boolean },
  { body, organisation, name, source, certainty }: FoundBody,
): Result<BodiesEvent[]> {
  if (state.exists) return refuse('body.exists', { body });
  if (!state.organisationKnown) return refuse('organisation.unknown', { organisation });
  return ok([
    {
      type: 'body.founded',
      subject: { body, organisation },
      data: { body, organisation, name, source: source ?? null, certainty: certainty ?? 'high' },
    },
  ]);
}

/** Characters of the canonical data (all ASCII): an entry of the record holds 65,535 bytes. */
const RULES_LIMIT = 60_000;

/**
 * Adopts the next version of a body's rules; `last` is the number of the one before, 0 where there is none. What is
 * kept and hashed is the canonical form of what `checkRuleSet` read.
 * Refusals: those of `checkRuleSet`, `date.malformed` {date}, `rules.too_long` {limit}.
 */
export function adoptRuleSet(
  last: number,
  command: {
    readonly body: string;
    readonly name: string;
    readonly inForceFrom: string | null;
    readonly data: unknown;
  },
  context: Context,
): Result<BodiesEvent[]> {
  const { body, name, inForceFrom } = command;
  if (inForceFrom !== null && !isEdtf(inForceFrom)) return refuse('date.malformed', { date: inForceFrom });
  const rules = checkRuleSet(command.data);
  if (!rules.ok) return rules;
  const data = rules.value as unknown as Json;
  if (canonical(data).length > RULES_LIMIT) return refuse('rules.too_long', { limit: RULES_LIMIT });
  return ok([
    {
      type: 'ruleset.adopted',
      subject: { body },
      data: { ruleSet: context.id(), body, number: last + 1, name, inForceFrom, hash: hashOf(data), data },
    },
  ]);
}

/**
 * Admits the members of a file that was read, registers organisations that are new, and changes of known members what the file
 * says otherwise. With a fault anywhere nothing is decided: the reply tells all of them.
 */
export function admitMembers(
  { members, changes, faults }: Pick<MembersRead, 'members' | 'changes' | 'faults'>,
  { body, demonstration }: { readonly body: string; readonly demonstration: boolean },
  context: Context,
): BodiesEvent[] {
  if (faults.length > 0) return [];
  return [
    ...members
      .filter(({ fresh }) => fresh)
      .map(({ organisation, name, country }) =>
        registered({ organisation, name, short: null, country, parent: null, demonstration }),
      ),
    ...members.map(({ name: _, fresh: __, to, ...member }): BodiesEvent => ({
      type: 'member.admitted',
      subject: { body, organisation: member.organisation },
      data: { id: context.id(), body, ...member, ...(to !== null && { to }) },
    })),
    ...changes.map(({ organisation, ...change }): BodiesEvent => ({
      type: 'member.facts_changed',
      subject: { body, organisation },
      data: change,
    })),
  ];
}
