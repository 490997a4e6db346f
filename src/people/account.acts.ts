import type { z } from 'zod';
import { WHOLE_HOUSE } from '../access/access.js';
import { ofType } from '../basics/event.js';
import { must } from '../basics/must.js';
import { ok, refuse } from '../basics/result.js';
import { act, freshId, keyOf, lock, type Tx } from '../house/perform.js';
import type { accountRoutes as routes } from './account.contract.js';
import { endSessions, keepLink, layLetter } from './account.store.js';
import { GOOD_HOURS } from './letter.js';
import { fitPassword } from './password.js';
import { keepPassword, slipCode, slipCodeHash } from './people.acts.js';
import type { PeopleEvent } from './people.contract.js';
import { isDemo } from './people.store.js';
import { AccountLinkRow, PersonRow } from './people.tables.js';

type In<R extends { input: z.ZodType }> = z.infer<R['input']>;

/** A new password: nobody stays in by the old one, or comes in by a link that was made before. */
async function replacePassword(tx: Tx, person: string, password: string): Promise<void> {
  await tx.delete(AccountLinkRow, { person });
  await keepPassword(tx, person, password);
  await endSessions(tx, person);
}

/**
 * Sets the own password anew; whoever asks has shown the old one. Refusals: `session.required`, `password.published` (an account
 * of the demonstration), those of `fitPassword`.
 */
export const CHANGE_PASSWORD = act({
  act: 'password.change',
  place: async () => WHOLE_HOUSE,
  load: async (tx, _command: { password: string }, visitor, rooms) => {
    const row = visitor.person === null ? null : await tx.findOneBy(PersonRow, { id: visitor.person });
    if (!row) return refuse('session.required');
    if (isDemo(row.email ?? '')) return refuse('password.published');
    return ok({ person: row.id, names: [row.name, row.email ?? '', ...(await rooms.names(tx))] });
  },
  decide: ({ person, names }, { password }) => {
    const fit = fitPassword(password, names);
    const event: PeopleEvent = { type: 'person.password_set', subject: { person }, data: { person } };
    return fit.ok ? ok([event]) : fit;
  },
  after: async (tx, { state: { person }, command }) => {
    await replacePassword(tx, person, command.password);
  },
  reply: ({ state }) => ({ person: state.person }),
});

/** The person of an account that is not of the demonstration. Refusals: `session.required`, `password.published`. */
async function ownAccount(tx: Tx, person: string | null) {
  const row = person === null ? null : await tx.findOneBy(PersonRow, { id: person });
  if (!row) return refuse('session.required');
  return isDemo(row.email ?? '') ? refuse('password.published') : ok(row);
}

/** Refusals: `session.required`, `password.published`. */
export const CHANGE_LANG = act({
  act: 'account.change',
  place: async () => WHOLE_HOUSE,
  load: (tx, _command: In<typeof routes.changeLang>, { person }) => ownAccount(tx, person),
  decide: ({ id: person, lang: before }, { lang }) => {
    const event: PeopleEvent = { type: 'person.facts_changed', subject: { person }, data: { person, lang } };
    return ok(lang === before ? [] : [event]);
  },
  reply: () => ({}),
});

/**
 * Makes the link by which a person gives themselves a password, be it the first or one after a lost one; shown once, or `send`:
 * laid ready for the post. Only the house's own secretariat may: whoever has it can become that person. Refusals:
 * `person.no_email`, `password.published`, `mail.none` (it is to be sent, and the house sends nothing).
 */
export const MAKE_ACCOUNT_LINK = act({
  act: 'person.invite',
  place: async () => ({ ...WHOLE_HOUSE, open: false }),
  load: async (
    tx,
    { person, send, mails }: In<typeof routes.makeLink> & { origin: string; mails: boolean },
  ) => {
    const row = await tx.findOneBy(PersonRow, { id: person });
    if (!row) return refuse('not_found');
    if (row.email === null) return refuse('person.no_email', { name: row.name });
    if (isDemo(row.email)) return refuse('password.published');
    if (send && !mails) return refuse('mail.none');
    return ok({ code: send ? null : slipCode(), recipient: row.email, lang: row.lang });
  },
  decide: (_state, { person }, { at }) => {
    const until = new Date(Date.parse(at) + GOOD_HOURS.invitation * 60 * 60 * 1000).toISOString();
    const event: PeopleEvent = { type: 'person.invited', subject: { person }, data: { person, until } };
    return ok([event]);
  },
  after: async (tx, { state: { code, recipient, lang }, command: { person, origin }, context: { at } }) => {
    const [purpose, now] = ['invitation' as const, new Date(at)];
    if (code === null) await layLetter(tx, { id: freshId(), purpose, person, recipient, lang, origin, now });
    else await keepLink(tx, { person, purpose, codeHash: slipCodeHash(code), now });
  },
  reply: ({ state: { code }, command: { origin }, events }) => ({
    url: code === null ? null : `${origin}/account#${code}`,
    until: must(ofType(events as PeopleEvent[], 'person.invited')[0], 'event of the act').data.until,
  }),
});

/** The link of this code that is still good, alone with whoever else uses it. */
async function goodLink(tx: Tx, code: string): Promise<AccountLinkRow | null> {
  const codeHash = slipCodeHash(code);
  // Of two who use it at once the second finds it used.
  await lock(tx, keyOf('account_link', codeHash));
  const link = await tx.findOneBy(AccountLinkRow, { codeHash });
  return link && link.until > new Date() ? link : null;
}

/** Whoever has the link gives themselves a password; it is then dead. Refusals: `account.link_wrong`, those of `fitPassword`. */
export const USE_ACCOUNT_LINK = act({
  act: 'account.claim',
  place: async () => WHOLE_HOUSE,
  load: async (tx, { code }: In<typeof routes.useLink>, _visitor, rooms) => {
    const link = await goodLink(tx, code);
    if (!link || link.purpose === 'address') return refuse('account.link_wrong');
    const { id, name, email } = await tx.findOneByOrFail(PersonRow, { id: link.person });
    return ok({ person: id, names: [name, email ?? '', ...(await rooms.names(tx))] });
  },
  decide: ({ person, names }, { password }) => {
    const fit = fitPassword(password, names);
    const event: PeopleEvent = { type: 'person.password_set', subject: { person }, data: { person } };
    return fit.ok ? ok([event]) : fit;
  },
  after: (tx, { state: { person }, command }) => replacePassword(tx, person, command.password),
  reply: ({ state }) => ({ person: state.person }),
});

/**
 * The address to which the link went is from then on that of the account; the old one is told. Refusals: `account.link_wrong`,
 * `person.email_taken`.
 */
export const CONFIRM_ADDRESS = act({
  act: 'account.claim',
  place: async () => WHOLE_HOUSE,
  load: async (tx, { code }: In<typeof routes.confirmAddress> & { origin: string }) => {
    const link = await goodLink(tx, code);
    if (!link || link.email === null) return refuse('account.link_wrong');
    const { id, email: before, lang } = await tx.findOneByOrFail(PersonRow, { id: link.person });
    return ok({ person: id, before, lang, email: link.email });
  },
  decide: ({ person, email }) => {
    const event: PeopleEvent = {
      ...{ type: 'person.facts_changed', subject: { person }, data: { person } },
      personal: { email },
    };
    return ok([event]);
  },
  after: async (tx, { state: { person, before: recipient, lang }, command: { origin }, context: { at } }) => {
    await tx.delete(AccountLinkRow, { person });
    if (recipient === null) return;
    await layLetter(tx, {
      ...{ id: freshId(), purpose: 'moved', person, recipient, lang, origin, now: new Date(at) },
    });
  },
  reply: ({ state }) => ({ person: state.person }),
});
