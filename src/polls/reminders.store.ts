import type { EntityManager } from 'typeorm';
import type { Lang, Titles } from '../basics/fields.js';
import { first, must } from '../basics/must.js';
import { insertAll } from '../house/perform.js';
import type { ReminderOutcome, RemindersView, Secrecy } from './polls.contract.js';
import { TAKING, VOTING } from './poll.js';
import { CHANNEL, HAND, HOLDER } from './polls.store.js';
import { ReminderMessageRow, ReminderRow } from './polls.tables.js';
import { inTurn, remindAt, type Reminded, type Told, type Uncast } from './reminder.js';
import { isSecret } from './forms.js';

type Tx = EntityManager;

/** Plans the reminders of a poll that opens. `origin`: where the house is. */
export const planReminders = (
  tx: Tx,
  poll: string,
  { hours, dueAt, origin }: { hours: readonly number[]; dueAt: string; origin: string },
): Promise<void> =>
  insertAll(
    tx,
    ReminderRow,
    inTurn(hours).map((one) => ({
      ...{ poll, hours: one, origin, at: new Date(remindAt(dueAt, one)) },
      ...{ state: 'planned' as const, issuedAt: null },
    })),
  );

/** Polls of which a reminder is due. One that is suspended is reminded of when it goes on. */
export async function pollsToRemind(tx: Tx, now: Date): Promise<string[]> {
  const rows: { id: string }[] = await tx.query(
    `SELECT DISTINCT p.id FROM poll_reminder r JOIN poll p ON p.id = r.poll
     WHERE r.state = 'planned' AND r.at <= $1 AND p.state = ANY($2) AND p.due_at > $1 ORDER BY p.id`,
    [now, TAKING],
  );
  return rows.map(({ id }) => id);
}

/** The hours of those that are due; none of a poll that is due itself. */
export async function dueReminders(tx: Tx, poll: string, now: Date): Promise<number[]> {
  const rows: { hours: number }[] = await tx.query(
    `SELECT r.hours FROM poll_reminder r JOIN poll p ON p.id = r.poll
     WHERE r.poll = $1 AND r.state = 'planned' AND r.at <= $2 AND p.due_at > $2`,
    [poll, now],
  );
  return rows.map(({ hours }) => hours);
}

const NOT_CAST = `NOT EXISTS (SELECT 1 FROM ballot b WHERE b.poll = r.poll AND b.entitlement = r.entitlement)`;

/** What may be cast at a device and was not, with the addresses. */
export const uncastOf = (tx: Tx, poll: string): Promise<Uncast[]> =>
  tx.query(
    `SELECT r.entitlement, r.member, n.id AS holder, n.email, m.contact
     FROM roll_line r JOIN poll p ON p.id = r.poll ${HAND} ${CHANNEL}
       JOIN person n ON n.id = ${HOLDER} JOIN member m ON m.id = r.member
     WHERE r.poll = $1 AND coalesce(c.channel, p.channel) = 'electronic' AND ${NOT_CAST} ORDER BY r.entitlement`,
    [poll],
  );

/** Lays the messages of a reminder ready; those to nobody are kept as unknown. */
export const layReady = (
  tx: Tx,
  reminded: readonly Reminded[],
  { poll, hours, now, id }: { poll: string; hours: number; now: Date; id: () => string },
): Promise<void> =>
  insertAll(
    tx,
    ReminderMessageRow,
    reminded.map(({ person, member, entitlements }) => {
      const reached = person !== null || member !== null;
      return {
        ...{ id: id(), poll, hours, person, member, entitlements: [...entitlements] },
        outcome: reached ? ('waiting' as const) : ('unknown' as const),
        ...{ attempts: 0, nextAt: reached ? now : null, answer: null, at: reached ? null : now },
      };
    }),
  );

/** The lines of a message `m` that are still to be cast by whom it goes to. */
const STILL = `roll_line r ${HAND} WHERE r.poll = m.poll AND r.entitlement = ANY(m.entitlements) AND ${NOT_CAST}
  AND (m.person IS NULL OR ${HOLDER} = m.person)`;

/** A message that is due, with all that it tells as it stands now. */
export interface DueReminder extends Told {
  readonly id: string;
  readonly attempts: number;
  readonly recipient: string;
  /** The person's; null: an office reads any of the house's languages. */
  readonly lang: Lang | null;
  readonly origin: string;
}

/**
 * Takes the message that is due first, counting the attempt; nobody else takes it until `until`. What needs no reminder any
 * more is passed over. Null: none is due.
 */
export async function takeReminder(
  tx: Tx,
  { now, until }: { readonly now: Date; readonly until: Date },
): Promise<DueReminder | null> {
  await tx.query(
    `UPDATE reminder_message m SET outcome = 'obsolete', at = $1, next_at = NULL FROM poll p
     WHERE p.id = m.poll AND m.outcome = 'waiting' AND m.next_at <= $1
       AND (p.state <> ALL($2) OR p.due_at <= $1 OR NOT EXISTS (SELECT 1 FROM ${STILL}))`,
    [now, VOTING],
  );
  for (;;) {
    const [taken]: [{ id: string }[], number] = await tx.query(
      `UPDATE reminder_message x SET attempts = x.attempts + 1, next_at = $2
       FROM (SELECT m.id FROM reminder_message m JOIN poll p ON p.id = m.poll
             WHERE m.outcome = 'waiting' AND m.next_at <= $1 AND p.state = ANY($3)
             ORDER BY m.next_at, m.id LIMIT 1 FOR UPDATE OF m SKIP LOCKED) due
       WHERE x.id = due.id RETURNING x.id`,
      [now, until, TAKING],
    );
    if (!taken[0]) return null;
    const { id } = taken[0];
    const told = await toldOf(tx, id);
    if (told.members.length > 0 && told.recipient !== null) return { ...told, recipient: told.recipient };
    // The last vote came in, or the address went, this very moment.
    const outcome = told.members.length === 0 ? 'obsolete' : 'unknown';
    await tx.update(ReminderMessageRow, id, { outcome, at: now, nextAt: null });
  }
}

async function toldOf(tx: Tx, id: string) {
  const rows: {
    attempts: number;
    assembly: string;
    name: string;
    time_zone: string | null;
    number: number | null;
    titles: Titles;
    due_at: Date;
    origin: string;
    recipient: string | null;
    lang: Lang | null;
    members: string[];
  }[] = await tx.query(
    `SELECT m.attempts, a.id AS assembly, a.name, a.time_zone, p.number, p.titles, p.due_at,
       k.origin, coalesce(n.email, o.contact) AS recipient, n.lang,
       ARRAY(SELECT r.name FROM ${STILL} ORDER BY r.entitlement) AS members
     FROM reminder_message m JOIN poll_reminder k ON k.poll = m.poll AND k.hours = m.hours JOIN poll p ON p.id = m.poll
       JOIN assembly a ON a.id = p.assembly
       LEFT JOIN person n ON n.id = m.person LEFT JOIN member o ON o.id = m.member
     WHERE m.id = $1`,
    [id],
  );
  const { attempts, recipient, lang, origin, number, titles, members, ...row } = first(rows);
  return {
    ...{ id, attempts, recipient, lang, origin, number, titles, members },
    assembly: row.name,
    dueAt: row.due_at.toISOString(),
    timeZone: row.time_zone,
    address: `${origin}/assemblies/${row.assembly}/floor`,
  };
}

/** What became of it, for good. */
export const settleReminder = (
  tx: Tx,
  id: string,
  { outcome, answer, at }: { outcome: 'sent' | 'failed'; answer: string; at: Date },
): Promise<unknown> =>
  tx.update(ReminderMessageRow, { id, outcome: 'waiting' }, { outcome, answer, at, nextAt: null });

/** The house tries again at `due`. */
export const putBackReminder = (
  tx: Tx,
  id: string,
  { due, answer }: { due: Date; answer: string },
): Promise<unknown> => tx.update(ReminderMessageRow, { id }, { nextAt: due, answer });

const OUTCOMES = ['waiting', 'sent', 'failed', 'unknown', 'obsolete'] as const;

/** For the desk. What waits when the poll is over needs no sending any more. */
export async function remindersView(tx: Tx, poll: string): Promise<RemindersView> {
  const reminders = await tx.find(ReminderRow, { where: { poll }, order: { hours: 'DESC' } });
  const rows: {
    hours: number;
    outcome: ReminderOutcome;
    answer: string | null;
    secrecy: Secrecy;
    names: string[];
  }[] = await tx.query(
    `SELECT m.hours, m.answer, p.secrecy,
       CASE WHEN m.outcome = 'waiting' AND p.state <> ALL($2) THEN 'obsolete' ELSE m.outcome END AS outcome,
       ARRAY(SELECT r.name FROM roll_line r WHERE r.poll = m.poll AND r.entitlement = ANY(m.entitlements)
             ORDER BY r.entitlement) AS names
     FROM reminder_message m JOIN poll p ON p.id = m.poll WHERE m.poll = $1 ORDER BY names`,
    [poll, VOTING],
  );
  const unreachable: { name: string }[] = await tx.query(
    `SELECT r.name FROM roll_line r ${HAND} JOIN person n ON n.id = ${HOLDER}
       JOIN member m ON m.id = r.member
     WHERE r.poll = $1 AND n.email IS NULL AND m.contact IS NULL ORDER BY r.entitlement`,
    [poll],
  );
  return {
    reminders: reminders.map(({ hours, at, state, issuedAt }) => {
      const own = rows.filter((row) => row.hours === hours);
      const counted = (outcome: ReminderOutcome) => own.filter((row) => row.outcome === outcome).length;
      return {
        ...{ hours, at: at.toISOString(), state, issuedAt: issuedAt?.toISOString() ?? null },
        counts: Object.fromEntries(OUTCOMES.map((outcome) => [outcome, counted(outcome)])) as Record<
          ReminderOutcome,
          number
        >,
        troubles: own
          .filter(({ outcome, answer }) => answer !== null && (outcome === 'waiting' || outcome === 'failed'))
          .map(({ outcome, answer, secrecy, names }) => ({
            names: isSecret({ secrecy }) ? [] : names,
            ...{ answer: must(answer, 'answer'), failed: outcome === 'failed' },
          })),
      };
    }),
    unreachable: unreachable.map(({ name }) => name),
  };
}
