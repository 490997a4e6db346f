import type { EntityManager } from 'typeorm';
import { blobOf, type Context } from '../basics/event.js';
import type { Lang } from '../basics/fields.js';
import { must } from '../basics/must.js';
import { insertAll, lock } from '../house/perform.js';
import { namedBy, type Hidden, type Room } from '../house/room.js';
import type { Clause } from '../instruments/clause.js';
import { versionView } from '../instruments/instruments.store.js';
import type { Place } from '../access/access.js';
import { inTurn, remindAt } from '../polls/reminder.js';
import type { Comment } from './comment.js';
import type { Round } from './consultation.js';
import type { CommentKind, CommentState, ConsultationsEvent, Visibility } from './consultations.contract.js';
import {
  CommentRow,
  ConsultationRow,
  DispositionRow,
  ExtensionRow,
  InvitedRow,
  LinkRow,
  RoundCodeRow,
  RoundReminderRow,
  UseRow,
  WithdrawalRow,
} from './consultations.tables.js';

type Tx = EntityManager;

export const consultationsRoom: Room = {
  name: 'consultations',
  nouns: ['consultation', 'comment'],
  write: async (tx, events, context) => {
    for (const event of events) await write(tx, event as ConsultationsEvent, context);
  },
  news: () => null,
  constraints: {
    comment_superseded_once: 'comment.not_standing',
    comment_withdrawal_pk: 'comment.not_standing',
    comment_numbered: 'house.try_again',
    comment_disposition_pk: 'house.try_again',
  },
  hidden,
  named: async (tx, noun, ids) => {
    const query = NAMED[noun];
    return query === undefined ? new Map() : namedBy(await tx.query(query, [ids]));
  },
};

const NAMED: Readonly<Record<string, string>> = {
  consultation: `SELECT c.id, i.titles, c.version AS number, c.instrument FROM consultation c
    JOIN instrument i ON i.id = c.instrument WHERE c.id = ANY($1::uuid[])`,
  comment: `SELECT c.id, c.number, r.instrument FROM comment c JOIN consultation r ON r.id = c.consultation
    WHERE c.id = ANY($1::uuid[])`,
};

async function write(tx: Tx, event: ConsultationsEvent, context: Context): Promise<void> {
  const at = new Date(context.at);
  switch (event.type) {
    case 'consultation.opened': {
      const { consultation: id, hash: _, invited: __, remind: ___, opensAt, closesAt, ...facts } = event.data;
      await tx.insert(ConsultationRow, {
        ...{ id, ...facts, openedAt: at, closedAt: null, closedBecause: null },
        ...{ opensAt: new Date(opensAt), closesAt: new Date(closesAt) },
      });
      const members = JSON.parse(blobOf(event, 'members')) as string[];
      await insertAll(
        tx,
        InvitedRow,
        members.map((member) => ({ consultation: id, member })),
      );
      return;
    }
    case 'consultation.extended': {
      const { consultation, closesAt, reason } = event.data;
      const { closesAt: before } = must(await tx.findOneBy(ConsultationRow, { id: consultation }), 'round');
      const later = new Date(closesAt);
      await tx.insert(ExtensionRow, { consultation, closesAt: later, before, reason, at });
      await tx.update(ConsultationRow, consultation, { closesAt: later });
      for (const { hours } of await tx.findBy(RoundReminderRow, { consultation, state: 'planned' }))
        await tx.update(
          RoundReminderRow,
          { consultation, hours },
          { at: new Date(remindAt(closesAt, hours)) },
        );
      return;
    }
    case 'consultation.closed': {
      const { consultation, reason } = event.data;
      await tx.update(ConsultationRow, consultation, { closedAt: at, closedBecause: reason });
      return;
    }
    case 'consultation.reminded': {
      const { consultation, hours, missed } = event.data;
      await tx.update(RoundReminderRow, { consultation, hours }, { state: 'issued', issuedAt: at });
      for (const one of missed)
        await tx.update(RoundReminderRow, { consultation, hours: one }, { state: 'missed' });
      return;
    }
    case 'consultation.linked':
      await tx.insert(LinkRow, { ...event.data, issuedAt: at });
      return;
    case 'comment.made': {
      const { comment: id, ...said } = event.data;
      await tx.insert(CommentRow, { id, ...said, author: event.personal?.['author'] ?? null, at });
      return;
    }
    case 'comment.withdrawn':
      await tx.insert(WithdrawalRow, { comment: event.data.comment, at });
      return;
    case 'comment.disposed':
      await tx.insert(DispositionRow, { ...event.data, at });
      return;
    case 'comment.taken_up':
      await tx.insert(UseRow, { ...event.data, at });
      return;
  }
}

/** Plans the reminders of a round that opens. `origin`: where the house is. */
export const planReminders = (
  tx: Tx,
  consultation: string,
  { hours, closesAt, origin }: { hours: readonly number[]; closesAt: string; origin: string },
): Promise<void> =>
  insertAll(
    tx,
    RoundReminderRow,
    inTurn(hours).map((one) => ({
      ...{ consultation, hours: one, origin, at: new Date(remindAt(closesAt, one)) },
      ...{ state: 'planned' as const, issuedAt: null },
    })),
  );

/** Whether a comment `c` stands, is superseded or withdrawn. */
export const STATE = `CASE WHEN EXISTS (SELECT 1 FROM comment x WHERE x.supersedes = c.id) THEN 'superseded'
  WHEN EXISTS (SELECT 1 FROM comment_withdrawal x WHERE x.comment = c.id) THEN 'withdrawn' ELSE 'stands' END`;

/**
 * Of those invited (the row `of` of `consultation_member`, or of what names both as it does) who was not struck as a member while
 * the round ran: who was counts there no more, and what was closed by then stays as it was.
 */
export const counted = (of: string): string => `NOT EXISTS (
  SELECT 1 FROM member gone JOIN consultation during ON during.id = ${of}.consultation
  WHERE gone.id = ${of}.member AND gone.struck_at <= coalesce(during.closed_at, 'infinity'))`;

/**
 * Comments for the secretariat alone: all until the round is closed, and for good those that did not stand then. Who sees
 * them on the round's page sees the same (`seenBy` in `comments.store.ts`).
 */
async function hidden(tx: Tx): Promise<Hidden[]> {
  const rows: { id: string; body: string }[] = await tx.query(
    `SELECT c.id, r.body FROM comment c JOIN consultation r ON r.id = c.consultation
     WHERE r.visibility = 'secretariat' AND (r.closed_at IS NULL OR ${STATE} <> 'stands')`,
  );
  return rows.map(({ id, body }) => ({
    ...{ id, act: 'consultation.run' },
    place: { body, assembly: null, open: true },
  }));
}

/** Where a round is worked on: in the body that opened it; anybody may read it. */
export async function roundPlace(tx: Tx, id: string): Promise<Place | null> {
  const row = await tx.findOneBy(ConsultationRow, { id });
  return row && { body: row.body, assembly: null, open: true };
}

export async function commentPlace(tx: Tx, id: string): Promise<Place | null> {
  const row = await tx.findOneBy(CommentRow, { id });
  return row && roundPlace(tx, row.consultation);
}

/** Loads a round for a decision; whoever changes it, or its instrument, waits here. */
export async function loadRound(tx: Tx, id: string): Promise<Round | null> {
  const found = await tx.findOneBy(ConsultationRow, { id });
  if (!found) return null;
  await lock(tx, `instrument:${found.instrument}`);
  const row = must(await tx.findOneBy(ConsultationRow, { id }), 'round');
  const members: { member: string }[] = await tx.query(
    `SELECT i.member FROM consultation_member i WHERE i.consultation = $1 AND ${counted('i')}`,
    [id],
  );
  const [count]: { unanswered: number }[] = await tx.query(
    `SELECT count(*)::int AS unanswered FROM comment c WHERE c.consultation = $1 AND c.kind = 'comment'
       AND ${STATE} = 'stands' AND NOT EXISTS (SELECT 1 FROM comment_disposition d WHERE d.comment = c.id)`,
    [id],
  );
  return {
    ...{ id, instrument: row.instrument, version: row.version, body: row.body, stage: row.stage },
    visibility: row.visibility as Visibility,
    opensAt: row.opensAt.toISOString(),
    closesAt: row.closesAt.toISOString(),
    closed: row.closedAt !== null,
    members: members.map(({ member }) => member),
    unanswered: must(count, 'count').unanswered,
  };
}

/** The texts that a round is about, authentic ones first. */
export async function textsOf(
  tx: Tx,
  { instrument, version }: Pick<Round, 'instrument' | 'version'>,
): Promise<ReadonlyMap<Lang, readonly Clause[]>> {
  const view = await versionView(tx, instrument, version);
  return new Map((view?.expressions ?? []).map(({ lang, clauses }) => [lang, clauses]));
}

/** Comments as decisions see them: one, or all of a member in a round. */
export async function loadComments(
  tx: Tx,
  by: { comment: string } | { consultation: string; member: string },
): Promise<(Comment & { readonly consultation: string })[]> {
  const rows: (CommentRow & { state: CommentState; dispositions: number })[] = await tx.query(
    `SELECT c.*, ${STATE} AS state,
       (SELECT count(*)::int FROM comment_disposition d WHERE d.comment = c.id) AS dispositions
     FROM comment c WHERE ${'comment' in by ? 'c.id = $1' : 'c.consultation = $1 AND c.member = $2'} ORDER BY c.at, c.id`,
    'comment' in by ? [by.comment] : [by.consultation, by.member],
  );
  return rows.map(({ id, consultation, member, kind, number, revision, clause, text, ...row }) => ({
    ...{ id, consultation, member, number, revision, clause, text, wording: row.wording },
    ...{
      kind: kind as CommentKind,
      lang: row.lang as Lang,
      state: row.state,
      dispositions: row.dispositions,
    },
  }));
}

export async function nextNumber(tx: Tx, consultation: string): Promise<number> {
  const [row]: { next: number }[] = await tx.query(
    'SELECT coalesce(max(number), 0)::int + 1 AS next FROM comment WHERE consultation = $1',
    [consultation],
  );
  return must(row, 'row').next;
}

/** The member whose link to a round carries this code; null: none does. */
export const linkedMember = async (tx: Tx, consultation: string, codeHash: string): Promise<string | null> =>
  (await tx.findOneBy(RoundCodeRow, { codeHash, consultation }))?.member ?? null;

/** Keeps a code of a member; `alone`: its older ones die. */
export async function keepCode(
  tx: Tx,
  { consultation, member, codeHash }: { consultation: string; member: string; codeHash: string },
  { alone }: { alone: boolean },
): Promise<void> {
  if (alone) await tx.delete(RoundCodeRow, { consultation, member });
  await tx.insert(RoundCodeRow, { codeHash, consultation, member });
}
