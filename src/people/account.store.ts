import { createHash } from 'node:crypto';
import type { SessionData } from 'express-session';
import type { EntityManager } from 'typeorm';
import type { Lang } from '../basics/fields.js';
import type { AccountView } from './account.contract.js';
import { GOOD_HOURS, type Purpose } from './letter.js';
import { farewell, isDemo, peopleByEmail } from './people.store.js';
import { AccountLetterRow, AccountLinkRow, PasswordRow, PersonRow } from './people.tables.js';

type Tx = EntityManager;

const HOUR_MS = 60 * 60 * 1000;
/** So many letters of recovery go to one address within an hour. */
const RECOVERIES = 3;
const KEPT_DAYS = 30;

/** Keeps the hash of a link's code; one of the same purpose that was made before is dead. */
export async function keepLink(
  tx: Tx,
  {
    purpose,
    ...link
  }: { person: string; purpose: keyof typeof GOOD_HOURS; codeHash: string; email?: string | null; now: Date },
): Promise<void> {
  const { person, codeHash, email = null, now } = link;
  const until = new Date(now.getTime() + GOOD_HOURS[purpose] * HOUR_MS);
  await tx.upsert(AccountLinkRow, { person, purpose, codeHash, email, until }, ['person', 'purpose']);
}

/** Lays a letter ready for the post. */
export const layLetter = (
  tx: Tx,
  letter: Pick<AccountLetterRow, 'id' | 'person' | 'recipient' | 'lang' | 'origin'> & {
    purpose: Purpose;
    now: Date;
  },
): Promise<unknown> => {
  const { now, ...row } = letter;
  return tx.insert(AccountLetterRow, { ...row, askedAt: now, nextAt: now, attempts: 0 });
};

/** A letter that is due, with the person to whom it goes. */
export interface DueLetter {
  readonly id: string;
  readonly purpose: Purpose;
  readonly person: string;
  readonly name: string;
  readonly recipient: string;
  readonly lang: Lang;
  readonly origin: string;
  readonly attempts: number;
}

/**
 * Takes the letter that is due first, counting the attempt; nobody else takes it until `until`. Asked for an address that nobody
 * has, or too often, it goes nowhere, and whoever asked does not learn it. Null: none is due.
 */
export async function takeLetter(
  tx: Tx,
  { now, until }: { now: Date; until: Date },
): Promise<DueLetter | null> {
  for (;;) {
    const [taken]: [{ id: string }[], number] = await tx.query(
      `UPDATE account_letter x SET attempts = x.attempts + 1, next_at = $2
       FROM (SELECT l.id FROM account_letter l WHERE l.next_at <= $1
             ORDER BY l.next_at, l.id LIMIT 1 FOR UPDATE SKIP LOCKED) due
       WHERE x.id = due.id RETURNING x.id`,
      [now, until],
    );
    const [due] = taken;
    if (!due) return null;
    const row = await tx.findOneByOrFail(AccountLetterRow, { id: due.id });
    const purpose = row.purpose as Purpose;
    const known =
      row.person === null
        ? await recoverable(tx, { ...row, now })
        : await tx.findOneBy(PersonRow, { id: row.person });
    if (known) {
      const { id, attempts, recipient, origin } = row;
      const lang = (row.person === null ? known.lang : row.lang) as Lang;
      return { id, purpose, attempts, recipient, origin, lang, person: known.id, name: known.name };
    }
    await tx.delete(AccountLetterRow, row.id);
  }
}

/** Whose account a letter of recovery is about; null: nobody's that it may recover. */
async function recoverable(
  tx: Tx,
  { id, recipient, now }: { id: string; recipient: string; now: Date },
): Promise<PersonRow | null> {
  const person = (await peopleByEmail(tx, [recipient.toLowerCase()])).get(recipient.toLowerCase());
  if (!person || isDemo(recipient)) return null;
  const [asked]: { count: number }[] = await tx.query(
    `SELECT count(*)::int AS count FROM account_letter
     WHERE purpose = 'recovery' AND lower(recipient) = lower($1) AND id <> $2 AND asked_at > $3 AND attempts > 0`,
    [recipient, id, new Date(now.getTime() - HOUR_MS)],
  );
  return (asked?.count ?? 0) < RECOVERIES ? person : null;
}

/** What became of it, for good. Old ones go with it. */
export async function settleLetter(
  tx: Tx,
  id: string,
  end: { outcome: 'sent' | 'failed'; answer: string },
): Promise<void> {
  await tx.update(AccountLetterRow, { id }, { ...end, nextAt: null });
  await tx.query('DELETE FROM account_letter WHERE asked_at < now() - make_interval(days => $1)', [
    KEPT_DAYS,
  ]);
}

export const putBackLetter = (
  tx: Tx,
  id: string,
  { due, answer }: { due: Date; answer: string },
): Promise<unknown> => tx.update(AccountLetterRow, { id }, { nextAt: due, answer });

/** By what a session is named to those who may end it: a part of the SHA-256 of its id, base64url. */
export const sessionKey = (sid: string): string =>
  createHash('sha256').update(sid).digest('base64url').slice(0, 16);

interface SessionRow {
  readonly sid: string;
  readonly sess: Partial<SessionData>;
  readonly expire: Date;
}

export const sessionsOf = (tx: Tx, person: string): Promise<SessionRow[]> =>
  tx.query(
    `SELECT sid, sess, expire FROM session WHERE sess ->> 'person' = $1 AND expire > now()
     ORDER BY expire DESC, sid LIMIT 100`,
    [person],
  );

/** Ends all sessions of a person, with their sockets on every node. */
export async function endSessions(tx: Tx, person: string): Promise<void> {
  await tx.query(`DELETE FROM session WHERE sess ->> 'person' = $1`, [person]);
  await farewell(tx, { person });
}

/** `here`: the id of the session that asks; `lasts`: how long one is kept after it was used, in milliseconds. */
export async function accountView(
  tx: Tx,
  person: string,
  { here, lasts, mails }: { here: string; lasts: number; mails: boolean },
): Promise<AccountView> {
  const { email, lang } = await tx.findOneByOrFail(PersonRow, { id: person });
  const sessions = await sessionsOf(tx, person);
  return {
    ...{ email, lang: lang as Lang, mails },
    hasPassword: await tx.existsBy(PasswordRow, { person }),
    sessions: sessions.map(({ sid, sess, expire }) => ({
      ...{ id: sessionKey(sid), here: sid === here },
      ...{ began: sess.began ?? null, by: sess.by ?? null, device: sess.device ?? null },
      assembly: sess.assembly ?? null,
      used: new Date(expire.getTime() - lasts).toISOString(),
    })),
  };
}
