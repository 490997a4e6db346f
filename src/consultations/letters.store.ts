import { first } from '../basics/must.js';
import type { EntityManager } from 'typeorm';
import { insertAll } from '../house/perform.js';
import { counted } from './consultations.store.js';
import { LetterRow } from './consultations.tables.js';
import type { Told } from './invitation.js';

type Tx = EntityManager;

const SAID = `EXISTS (SELECT 1 FROM comment c WHERE c.consultation = l.consultation AND c.member = l.member
  AND NOT EXISTS (SELECT 1 FROM comment_withdrawal w WHERE w.comment = c.id))`;

/** Those that have not said anything that was not withdrawn. */
export const silentMembers = async (tx: Tx, consultation: string): Promise<string[]> => {
  const rows: { member: string }[] = await tx.query(
    `SELECT l.member FROM consultation_member l WHERE l.consultation = $1 AND ${counted('l')} AND NOT ${SAID}`,
    [consultation],
  );
  return rows.map(({ member }) => member);
};

/** Lays letters ready that are due at a moment; those to members without an address are kept as unknown. */
export async function layLetters(
  tx: Tx,
  members: readonly string[],
  {
    consultation,
    hours,
    origin,
    due,
    id,
  }: { consultation: string; hours: number | null; origin: string; due: Date; id: () => string },
): Promise<void> {
  const reached: { id: string }[] = await tx.query(
    'SELECT id FROM member WHERE id = ANY($1) AND contact IS NOT NULL',
    [members],
  );
  const known = new Set(reached.map((one) => one.id));
  await insertAll(
    tx,
    LetterRow,
    members.map((member) => ({
      ...{ id: id(), consultation, member, hours, origin, attempts: 0, answer: null },
      outcome: known.has(member) ? 'waiting' : 'unknown',
      ...{ nextAt: known.has(member) ? due : null, at: known.has(member) ? null : due },
    })),
  );
}

/** Rounds of which a reminder is due. */
export async function roundsToRemind(tx: Tx, now: Date): Promise<string[]> {
  const rows: { id: string }[] = await tx.query(
    `SELECT DISTINCT r.id FROM consultation_reminder k JOIN consultation r ON r.id = k.consultation
     WHERE k.state = 'planned' AND k.at <= $1 AND r.closed_at IS NULL AND r.closes_at > $1 ORDER BY r.id`,
    [now],
  );
  return rows.map(({ id }) => id);
}

/** The reminders of a round that are due, and where the house said that it is when it opened. */
export const dueReminders = (
  tx: Tx,
  consultation: string,
  now: Date,
): Promise<{ hours: number; origin: string }[]> =>
  tx.query(
    `SELECT hours, origin FROM consultation_reminder WHERE consultation = $1 AND state = 'planned' AND at <= $2`,
    [consultation, now],
  );

/** Rounds whose date has come. */
export async function dueRounds(tx: Tx, now: Date): Promise<string[]> {
  const rows: { id: string }[] = await tx.query(
    'SELECT id FROM consultation WHERE closed_at IS NULL AND closes_at <= $1 ORDER BY id',
    [now],
  );
  return rows.map(({ id }) => id);
}

/** A letter that is due, with what it tells but for the link. */
export interface DueLetter extends Omit<Told, 'link'> {
  readonly id: string;
  readonly attempts: number;
  readonly recipient: string;
  readonly origin: string;
  readonly consultation: string;
  readonly memberId: string;
}

/**
 * Takes the letter that is due first, counting the attempt; nobody else takes it until `until`. What needs no sending any more
 * (the round is over, a reminded member has answered, one was struck) is passed over. Null: none is due.
 */
export async function takeLetter(
  tx: Tx,
  { now, until }: { readonly now: Date; readonly until: Date },
): Promise<DueLetter | null> {
  await tx.query(
    `UPDATE consultation_letter l SET outcome = 'obsolete', at = $1, next_at = NULL FROM consultation r
     WHERE r.id = l.consultation AND l.outcome = 'waiting' AND l.next_at <= $1
       AND (r.closed_at IS NOT NULL OR r.closes_at <= $1 OR (l.hours IS NOT NULL AND ${SAID}) OR NOT ${counted('l')})`,
    [now],
  );
  for (;;) {
    const [taken]: [{ id: string }[], number] = await tx.query(
      `UPDATE consultation_letter x SET attempts = x.attempts + 1, next_at = $2
       FROM (SELECT l.id FROM consultation_letter l WHERE l.outcome = 'waiting' AND l.next_at <= $1
             ORDER BY l.next_at, l.id LIMIT 1 FOR UPDATE SKIP LOCKED) due
       WHERE x.id = due.id RETURNING x.id`,
      [now, until],
    );
    if (!taken[0]) return null;
    const { id } = taken[0];
    const { recipient, ...letter } = await toldOf(tx, id);
    if (recipient !== null) return { ...letter, recipient };
    // The address went this very moment.
    await tx.update(LetterRow, id, { outcome: 'unknown', at: now, nextAt: null });
  }
}

async function toldOf(tx: Tx, id: string) {
  const rows: (Omit<DueLetter, 'recipient' | 'memberId' | 'closesAt'> & {
    recipient: string | null;
    member_id: string;
    closes_at: Date;
  })[] = await tx.query(
    `SELECT l.id, l.attempts, l.origin, l.hours, l.consultation, l.member AS member_id, m.contact AS recipient, o.name AS member,
       coalesce(g.short, g.name) || ', ' || b.name AS body, i.titles, r.version, r.closes_at, r.note
     FROM consultation_letter l JOIN consultation r ON r.id = l.consultation JOIN instrument i ON i.id = r.instrument
       JOIN body b ON b.id = r.body JOIN organisation g ON g.id = b.organisation
       JOIN member m ON m.id = l.member JOIN organisation o ON o.id = m.organisation
     WHERE l.id = $1`,
    [id],
  );
  const { member_id: memberId, closes_at: closesAt, ...row } = first(rows);
  return { ...row, memberId, closesAt: closesAt.toISOString() };
}

/** What became of it, for good. */
export const settleLetter = (
  tx: Tx,
  id: string,
  { outcome, answer, at }: { outcome: 'sent' | 'failed'; answer: string; at: Date },
): Promise<unknown> =>
  tx.update(LetterRow, { id, outcome: 'waiting' }, { outcome, answer, at, nextAt: null });

/** The house tries again at `due`. */
export const putBackLetter = (
  tx: Tx,
  id: string,
  { due, answer }: { due: Date; answer: string },
): Promise<unknown> => tx.update(LetterRow, { id }, { nextAt: due, answer });
