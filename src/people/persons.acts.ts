import { IsNull, Not } from 'typeorm';
import type { z } from 'zod';
import { WHOLE_HOUSE } from '../access/access.js';
import { ok, refuse } from '../basics/result.js';
import { act, freshId, keyOf, lock, type Tx } from '../house/perform.js';
import { endSessions, layLetter } from './account.store.js';
import { isDemo } from './people.store.js';
import { AccountLetterRow, AccountLinkRow } from './people.tables.js';
import { correctPerson, mergePerson, type PersonKnown } from './person.js';
import type { personRoutes as routes } from './persons.contract.js';
import { officesOf, personKnown } from './persons.store.js';

type In<R extends { input: z.ZodType }> = z.infer<R['input']>;

const place = async () => ({ ...WHOLE_HOUSE, open: false });

/** A person, alone with whoever else mends what is known of them. */
async function locked(tx: Tx, id: string): Promise<PersonKnown | null> {
  await lock(tx, keyOf('person', id));
  return personKnown(tx, id);
}

/** Nobody stays in, or comes in, by what the account was. */
async function close(tx: Tx, person: string): Promise<void> {
  await tx.delete(AccountLinkRow, { person });
  await tx.delete(AccountLetterRow, { person, nextAt: Not(IsNull()) });
  await endSessions(tx, person);
}

/** Refusals: those of `correctPerson`, `person.email_taken`; `password.published`: the new address is of the demonstration. */
export const CORRECT_PERSON = act({
  act: 'person.correct',
  place,
  load: async (tx, { person, email }: In<typeof routes.correct> & { origin: string; mails: boolean }) => {
    const known = await locked(tx, person);
    if (!known) return refuse('not_found');
    return isDemo(email ?? '') ? refuse('password.published') : ok(known);
  },
  decide: (known, command) => correctPerson(known, command),
  after: async (tx, { state: known, command: { person, email, origin, mails }, context: { at } }) => {
    if (email === undefined || email === known.email) return;
    // Links and sessions were given to whoever had the address.
    await close(tx, person);
    if (known.email === null || !mails) return;
    await layLetter(tx, {
      ...{ id: freshId(), purpose: 'moved', person, recipient: known.email, lang: known.lang },
      ...{ origin, now: new Date(at) },
    });
  },
  reply: () => ({}),
});

/** Refusals: those of `mergePerson`. */
export const MERGE_PERSON = act({
  act: 'person.merge',
  place,
  load: async (tx, { person, into }: In<typeof routes.merge>, _visitor, rooms) => {
    // Two who merge each other wait in the same order.
    for (const id of [person, into].toSorted()) await lock(tx, keyOf('person', id));
    const [double, other] = [await personKnown(tx, person), await personKnown(tx, into)];
    if (!double || !other) return refuse('not_found');
    return ok({
      ...{ double, into: other },
      ...{ offices: await officesOf(tx, person), theirs: await officesOf(tx, into) },
      holdings: await rooms.onPerson(tx, person),
    });
  },
  decide: (state, command, context) => mergePerson(state, command, context),
  after: (tx, { command: { person } }) => close(tx, person),
  reply: () => ({}),
});
