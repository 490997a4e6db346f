import type { Context } from '../basics/event.js';
import { ok, refuse, type Result } from '../basics/result.js';
import { isHeld, type Held } from '../access/access.js';
import type { PeopleEvent } from './people.contract.js';

/** A person as the house knows them. */
export interface PersonKnown {
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
  readonly lang: 'en' | 'fr' | 'es';
  /** Of whom this is a double. */
  readonly mergedInto: string | null;
  /** Whether the account is of the demonstration, whose password everybody knows. */
  readonly published: boolean;
}

/**
 * Corrects what is known of a person. Names and addresses are personal, also those of before. Refusals: `person.merged`,
 * `password.published`, `person.unchanged`.
 */
export function correctPerson(
  known: PersonKnown,
  said: {
    readonly name?: string | undefined;
    readonly email?: string | null | undefined;
    readonly lang?: 'en' | 'fr' | 'es' | undefined;
    readonly reason: string;
  },
): Result<PeopleEvent[]> {
  if (known.mergedInto !== null) return refuse('person.merged');
  if (known.published) return refuse('password.published');
  const name = said.name === known.name ? undefined : said.name;
  const email = said.email === known.email ? undefined : said.email;
  const lang = said.lang === known.lang ? undefined : said.lang;
  if (name === undefined && email === undefined && lang === undefined) return refuse('person.unchanged');
  const event: PeopleEvent = {
    type: 'person.corrected',
    subject: { person: known.id },
    data: {
      person: known.id,
      ...(name !== undefined && { name: true }),
      ...(email !== undefined && { email: email === null ? 'removed' : 'set' }),
      ...(lang !== undefined && { lang, wasLang: known.lang }),
      reason: said.reason,
    },
    personal: {
      ...(name !== undefined && { name, wasName: known.name }),
      ...(email !== undefined && { email, wasEmail: known.email }),
    },
  };
  return ok([event]);
}

/** An office that a person has or had. */
export type OfficeKnown = Held & { readonly id: string };

const samePlace = (a: Held, b: Held): boolean =>
  a.office === b.office && a.body === b.body && a.assembly === b.assembly;

/** What a person has in an assembly, by its name; a credential is substituted and a proxy revoked at its desk. */
export interface Holding {
  readonly kind: 'credential' | 'proxy' | 'candidacy';
  readonly assembly: { readonly name: string };
  readonly open: boolean;
}

/**
 * Says that a person was registered twice. What is over stays as it was recorded; offices that go on, the address where the other
 * has none, and what is read of terms go to the other. Refusals: `person.merge_self`, `person.merged`, `password.published`, and
 * while something of the double is open in an assembly `person.has_credential`, `person.has_proxy`, `person.has_candidacy`
 * {assembly}: that is mended there first, where others see it.
 */
export function mergePerson(
  {
    double,
    into,
    offices,
    theirs,
    holdings,
  }: {
    readonly double: PersonKnown;
    readonly into: PersonKnown;
    readonly offices: readonly OfficeKnown[];
    readonly theirs: readonly OfficeKnown[];
    readonly holdings: readonly Holding[];
  },
  { reason }: { readonly reason: string },
  context: Context,
): Result<PeopleEvent[]> {
  if (double.id === into.id) return refuse('person.merge_self');
  if (double.mergedInto !== null || into.mergedInto !== null) return refuse('person.merged');
  if (double.published || into.published) return refuse('password.published');
  const hold = holdings.find(({ open }) => open);
  if (hold) return refuse(`person.has_${hold.kind}`, { assembly: hold.assembly.name });
  const goesOn = (held: OfficeKnown): boolean => held.to === null || held.to > context.at;
  const events: PeopleEvent[] = [
    {
      type: 'person.merged',
      subject: { person: double.id },
      data: { person: double.id, into: into.id, reason },
      personal: { email: double.email },
    },
  ];
  if (into.email === null && double.email !== null)
    events.push({
      ...{ type: 'person.facts_changed', subject: { person: into.id }, data: { person: into.id } },
      personal: { email: double.email },
    });
  for (const { id, office, body, assembly, from, to } of offices.filter(goesOn)) {
    events.push({
      type: 'office.ended',
      subject: { person: double.id, ...(assembly && { assembly }) },
      data: { id, person: double.id, to: context.at, reason },
    });
    const held = { office, body, assembly, from, to };
    if (theirs.some((one) => samePlace(one, held) && isHeld(one, context.at))) continue;
    events.push({
      type: 'office.granted',
      subject: { person: into.id, ...(assembly && { assembly }), ...(body && { body }) },
      data: {
        ...{ id: context.id(), person: into.id, office, body, assembly, to },
        from: from === null || from < context.at ? context.at : from,
      },
    });
  }
  return ok(events);
}
