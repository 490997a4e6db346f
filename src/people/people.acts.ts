import { createHash, randomBytes } from 'node:crypto';
import { hash as argon2 } from '@node-rs/argon2';
import { IsNull } from 'typeorm';
import type { z } from 'zod';
import { isBefore, isEdtf } from '../basics/edtf.js';
import { ofType, type Context, type Event } from '../basics/event.js';
import { first, must } from '../basics/must.js';
import { ok, refuse } from '../basics/result.js';
import { act, insertAll, keyOf, lock, type Tx } from '../house/perform.js';
import type { Rooms } from '../house/rooms.js';
import { WHOLE_HOUSE } from '../access/access.js';
import type { Place } from '../access/access.js';
import { COST } from './cost.store.js';
import type { peopleRoutes as routes, PeopleEvent, SlipView } from './people.contract.js';
import { fitPassword } from './password.js';
import {
  deskOf,
  farewell,
  hasPerson,
  hasSecretariat,
  langOf,
  peopleByEmail,
  slipHolders,
} from './people.store.js';
import { OfficeRow, PasswordRow, PersonRow, SetUpCodeRow, SlipCodeRow, TermRow } from './people.tables.js';

type In<R extends { input: z.ZodType }> = z.infer<R['input']>;

/** Of whom an act tells first. */
const personOf = (events: readonly Event[]): string =>
  must(first(events).subject.person, 'person of the event');

/** A password is working matter: the record never sees it. */
export const passwordHash = (password: string): Promise<string> => argon2(password, COST);

export const REGISTER_PERSON = act({
  act: 'person.register',
  place: async () => WHOLE_HOUSE,
  load: async (tx, { lang }: In<typeof routes.registerPerson>, visitor, rooms) =>
    ok({ names: await rooms.names(tx), lang: lang ?? (await langOf(tx, visitor)) }),
  decide: ({ names, lang }, { name, email, password }, context) => {
    // What a seed publishes is for a demonstration alone.
    const fit =
      password === null || isHouse(context) ? ok(null) : fitPassword(password, [name, email ?? '', ...names]);
    if (!fit.ok) return fit;
    const person = context.id();
    const event: PeopleEvent = {
      type: 'person.registered',
      subject: { person },
      data: { person, lang },
      personal: { name, email },
    };
    return ok([event]);
  },
  after: async (tx, { command, events }) => {
    if (command.password === null) return;
    const { person } = (events[0] as Extract<PeopleEvent, { type: 'person.registered' }>).data;
    await tx.insert(PasswordRow, { person, hash: await passwordHash(command.password) });
  },
  reply: ({ events }) => ({ person: personOf(events) }),
});

/** Whether the house itself acts, and not somebody from outside. */
const isHouse = ({ actor }: Context): boolean => actor.kind === 'house' && actor.name !== 'public';

export async function keepPassword(tx: Tx, person: string, password: string): Promise<void> {
  await tx.upsert(PasswordRow, { person, hash: await passwordHash(password) }, ['person']);
}

/** Where an office would be held: only the secretariat of that very place may grant it. */
async function officePlace(
  tx: Tx,
  { body, assembly }: { body: string | null; assembly: string | null },
  rooms: Rooms,
): Promise<Place | null> {
  let place: Place | null = WHOLE_HOUSE;
  if (assembly !== null) place = await rooms.placeOf(tx, 'assembly', assembly);
  else if (body !== null) place = await rooms.placeOf(tx, 'body', body);
  return place && { ...place, open: false };
}

export const GRANT_OFFICE = act({
  act: 'office.grant',
  place: (tx, command: In<typeof routes.grantOffice>, rooms) => officePlace(tx, command, rooms),
  load: async (tx, { person, body, assembly }) => {
    if (body !== null && assembly !== null) return refuse('office.two_places');
    const known = await tx.findOneBy(PersonRow, { id: person });
    return known ? ok(null) : refuse('not_found');
  },
  decide: (_state, { person, office, body, assembly, from, to }, context) => {
    const event: PeopleEvent = {
      type: 'office.granted',
      subject: { person, ...(assembly && { assembly }), ...(body && { body }) },
      data: { id: context.id(), person, office, body, assembly, from: from ?? context.at, to },
    };
    return to !== null && to <= (from ?? context.at) ? refuse('office.ends_before') : ok([event]);
  },
  reply: ({ events }) => ({
    office: (events[0] as Extract<PeopleEvent, { type: 'office.granted' }>).data.id,
  }),
});

export const END_OFFICE = act({
  act: 'office.end',
  place: async (tx, { office }: In<typeof routes.endOffice>, rooms) => {
    const row = await tx.findOneBy(OfficeRow, { id: office });
    return row && officePlace(tx, row, rooms);
  },
  load: async (tx, { office }) => {
    // Of two who end it at once the second is told.
    await lock(tx, keyOf('office', office));
    const row = must(await tx.findOneBy(OfficeRow, { id: office }), 'office');
    return row.heldTo !== null && row.heldTo <= new Date() ? refuse('office.ended') : ok(row);
  },
  decide: (row, { office, reason }, context) => {
    const event: PeopleEvent = {
      type: 'office.ended',
      subject: { person: row.person, ...(row.assembly && { assembly: row.assembly }) },
      data: { id: office, person: row.person, to: context.at, reason },
    };
    return ok([event]);
  },
  reply: () => ({}),
});

type EnterTerm = In<typeof routes.enterTerm>;

/** A body, whose own secretariat says who held office there. */
const ofBody = (tx: Tx, { body }: { body: string }, rooms: Rooms) =>
  officePlace(tx, { body, assembly: null }, rooms);

/**
 * A term of office, as a source tells it; of whom the house does not know yet, the person too. Refusals: `date.malformed` {date},
 * `date.ends_before`, `term.person` (a known person or a name, and not both), `not_found`.
 */
export const ENTER_TERM = act({
  act: 'term.enter',
  place: (tx, command: EnterTerm, rooms) => ofBody(tx, command, rooms),
  load: async (tx, { person, name, from, to }, visitor) => {
    const wrong = [from, to].find((date) => date !== null && !isEdtf(date)) ?? null;
    if (wrong !== null) return refuse('date.malformed', { date: wrong });
    if (isBefore(to, from)) return refuse('date.ends_before');
    if ((person === null) === (name === null)) return refuse('term.person');
    return person === null || (await hasPerson(tx, person))
      ? ok(await langOf(tx, visitor))
      : refuse('not_found');
  },
  decide: (lang, { person: known, name, ...term }, context) => {
    const person = known ?? context.id();
    const entered: PeopleEvent = {
      type: 'term.entered',
      subject: { person, body: term.body },
      data: { id: context.id(), person, ...term },
    };
    if (name === null) return ok([entered]);
    const registered: PeopleEvent = {
      type: 'person.registered',
      subject: { person },
      data: { person, lang },
      personal: { name },
    };
    return ok([registered, entered]);
  },
  reply: ({ events }) => ({
    term: first(ofType(events as readonly PeopleEvent[], 'term.entered')).data.id,
  }),
});

/** Refusal: `not_found`, also where it was struck already. */
export const STRIKE_TERM = act({
  act: 'term.strike',
  place: (tx, command: In<typeof routes.strikeTerm>, rooms) => ofBody(tx, command, rooms),
  load: async (tx, { body, term: id }) => {
    await lock(tx, keyOf('term', id));
    const term = await tx.findOneBy(TermRow, { id, body, struckAt: IsNull() });
    return term ? ok(term) : refuse('not_found');
  },
  decide: ({ id, person, title, termFrom: from, termTo: to }, { body, reason }) => {
    const event: PeopleEvent = {
      type: 'term.struck',
      subject: { person, body },
      data: { id, person, title, from, to, reason },
    };
    return ok([event]);
  },
  reply: () => ({}),
});

/** 12 characters of Crockford's base 32 (60 bits), in groups of four. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
/** A code that nobody guesses, as it stands on slips and in links. */
export const slipCode = (): string =>
  Array.from(randomBytes(12), (byte) => ALPHABET[byte % 32])
    .join('')
    .replace(/(.{4})(?=.)/g, '$1-');

/** A typed code as it is hashed: upper case, look-alikes mended, separators gone. */
export const slipCodeHash = (typed: string): string =>
  createHash('sha256')
    .update(
      typed
        .toUpperCase()
        .replace(/[^0-9A-Z]/g, '')
        .replace(/[IL]/g, '1')
        .replace(/O/g, '0')
        .replace(/U/g, 'V'),
    )
    .digest('hex');

/** Serialises those who make the code of the first set-up and those who use it. */
const SET_UP = 'house:set_up';

/**
 * A fresh code for the first set-up, of which the house keeps only the hash; one made before is dead. Null once somebody
 * was given the secretariat of the whole house; who is `lost` gets one all the same, and whoever can start the house can ask.
 */
export async function setUpCode(
  tx: Tx,
  { demonstration = true, lost = false }: { demonstration?: boolean; lost?: boolean } = {},
): Promise<string | null> {
  await lock(tx, SET_UP);
  if (!lost && (await hasSecretariat(tx, demonstration))) return null;
  const code = slipCode();
  await tx.delete(SetUpCodeRow, { one: true });
  await tx.insert(SetUpCodeRow, { one: true, codeHash: slipCodeHash(code) });
  return code;
}

/**
 * Makes the first secretariat of the house, or one when the last is lost; its code is then dead. Whoever has the address already
 * is that person, with a new password. Refusals: `setup.done`, `setup.wrong`, those of `fitPassword`.
 */
export const SET_UP_HOUSE = act({
  act: 'house.set_up',
  place: async () => WHOLE_HOUSE,
  load: async (tx, { code, email }: In<typeof routes.setUp>, _visitor, rooms) => {
    await lock(tx, SET_UP);
    const kept = await tx.findOneBy(SetUpCodeRow, { one: true });
    if (!kept) return refuse('setup.done');
    if (kept.codeHash !== slipCodeHash(code)) return refuse('setup.wrong');
    const known = (await peopleByEmail(tx, [email.toLowerCase()])).get(email.toLowerCase());
    return ok({ known: known?.id ?? null, names: await rooms.names(tx) });
  },
  decide: ({ known, names }, { name, email, lang, password }, context) => {
    const fit = fitPassword(password, [name, email, ...names]);
    if (!fit.ok) return fit;
    const person = known ?? context.id();
    const office = { office: 'secretariat' as const, body: null, assembly: null, from: context.at, to: null };
    const events: PeopleEvent[] = [
      known === null
        ? {
            type: 'person.registered',
            subject: { person },
            data: { person, lang },
            personal: { name, email },
          }
        : { type: 'person.password_set', subject: { person }, data: { person } },
      { type: 'office.granted', subject: { person }, data: { id: context.id(), person, ...office } },
    ];
    return ok(events);
  },
  after: async (tx, { command, events }) => {
    await tx.delete(SetUpCodeRow, { one: true });
    const person = personOf(events);
    await keepPassword(tx, person, command.password);
    // Who had the account until now has it no longer.
    await tx.query(`DELETE FROM session WHERE sess ->> 'person' = $1`, [person]);
    await farewell(tx, { person });
  },
  reply: ({ events }) => ({ person: personOf(events) }),
});

/** A slip that nobody used is dead after so many days: paper lies about. */
export const SLIP_DAYS = 30;

/**
 * Issues slips. One that was lost is issued again: the old code is gone, and sessions it began end. Who holds an office in the house, or in a body that the desk does not reach, gets none from it: they sign in
 * by password. Refusals: `slip.no_office` {people}, `slip.wider_office` {people}: their names.
 */
export const ISSUE_SLIPS = act({
  act: 'slip.issue',
  place: (tx, command: In<typeof routes.issueSlips> & { origin: string }, rooms) =>
    officePlace(tx, { body: null, assembly: command.assembly }, rooms),
  load: async (tx, { assembly, people }, visitor, rooms) => {
    await lock(tx, `slips:${assembly}`);
    const place = must(await officePlace(tx, { body: null, assembly }, rooms), 'place of the slips');
    const holders = await slipHolders(tx, assembly, { people, desk: deskOf(visitor, place) });
    const known = new Set(holders.map((holder) => holder.person));
    const missing = people.filter((person) => !known.has(person));
    if (missing.length > 0) return refuse('slip.no_office', { people: missing });
    const wider = holders.filter((holder) => holder.beyond);
    if (wider.length > 0) return refuse('slip.wider_office', { people: wider.map(({ name }) => name) });
    return ok({
      holders: new Map(holders.map((holder) => [holder.person, { ...holder, code: slipCode() }])),
      until: new Date(Date.now() + SLIP_DAYS * 24 * 60 * 60 * 1000).toISOString(),
    });
  },
  decide: ({ holders }, { assembly }, context) =>
    ok(
      Array.from(holders.values(), ({ person, slip }): Event => {
        const event: PeopleEvent = {
          type: 'slip.issued',
          subject: { person, assembly },
          data: { id: context.id(), person, assembly, replaces: slip },
        };
        return event;
      }),
    ),
  after: async (tx, { state, events }) => {
    const slips = (events as Extract<PeopleEvent, { type: 'slip.issued' }>[]).map(({ data }) => data);
    await insertAll(
      tx,
      SlipCodeRow,
      slips.map(({ id, person }) => {
        const { code } = must(state.holders.get(person), 'holder of the slip');
        return { slip: id, codeHash: slipCodeHash(code) };
      }),
    );
    for (const { replaces } of slips) {
      if (replaces === null) continue;
      await tx.delete(SlipCodeRow, replaces);
      const [ended]: [{ sid: string }[], number] = await tx.query(
        `DELETE FROM session WHERE sess ->> 'slip' = $1 RETURNING sid`,
        [replaces],
      );
      for (const { sid } of ended) await farewell(tx, { session: sid });
    }
  },
  reply: ({ state, command, events }): { slips: SlipView[] } => ({
    slips: (events as Extract<PeopleEvent, { type: 'slip.issued' }>[]).map(({ data }) => {
      const { name, lang, code } = must(state.holders.get(data.person), 'holder of the slip');
      return {
        id: data.id,
        person: data.person,
        name,
        lang,
        code,
        url: `${command.origin}/slip#${code}`,
        replaces: data.replaces,
        until: state.until,
      };
    }),
  }),
});
