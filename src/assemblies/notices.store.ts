import { assemblyOf, blobOf } from '../basics/event.js';
import { Not, type EntityManager } from 'typeorm';
import { agendaOf } from './agenda.store.js';
import type { Addressee, Last } from './notice.js';
import type { NoticesEvent, NoticeView } from './notices.contract.js';
import { AssemblyRow, NoticeAddressRow, NoticeRow, OutboxRow, SittingRow } from './assemblies.tables.js';
import { askedBy } from './membership.store.js';
import { ruleSetsOf } from '../bodies/bodies.store.js';

type Tx = EntityManager;

/** The proof: what was issued, to whom, and what became of it. The messages themselves are working matter (`outbox`). */
export async function writeNotice(tx: Tx, event: NoticesEvent, at: Date): Promise<void> {
  switch (event.type) {
    case 'notice.issued': {
      const { notice: id, number, kind, days, urgency } = event.data;
      const { subject, text } = JSON.parse(blobOf(event, 'notice')) as {
        subject: string;
        text: string;
      };
      await tx.insert(NoticeRow, {
        ...{
          id,
          assembly: assemblyOf(event),
          number,
          kind,
          subject,
          text,
          days,
          urgency,
        },
        issuedAt: at,
      });
      return;
    }
    case 'notice.addressed': {
      const { notice, member, messageId } = event.data;
      const outcome = messageId === null ? 'no_address' : 'waiting';
      await tx.insert(NoticeAddressRow, { notice, member, messageId, outcome, answer: null, at: null });
      return;
    }
    case 'notice.delivered': {
      const { notice, member, outcome, answer } = event.data;
      await tx.update(NoticeAddressRow, { notice, member }, { outcome, answer, at });
      // What was sent is gone from here; what failed can be handed over once more.
      if (outcome === 'sent') await tx.delete(OutboxRow, { notice, member });
      else await tx.update(OutboxRow, { notice, member }, { nextAt: null });
    }
  }
}

export const lastNotice = async (tx: Tx, assembly: string): Promise<number> =>
  (await tx.maximum(NoticeRow, 'number', { assembly })) ?? 0;

/** The members that an assembly asks, by name; `undesignated`: only those that have sent nobody. */
export async function addressees(
  tx: Tx,
  assembly: string,
  { undesignated }: { undesignated: boolean },
): Promise<Addressee[]> {
  const asked = await askedBy(tx, assembly);
  const rows: Addressee[] = await tx.query(
    `SELECT m.id AS member, o.name, m.contact FROM assembly a JOIN member m ON m.body = a.body
     JOIN organisation o ON o.id = m.organisation
     WHERE a.id = $1 AND NOT ($2 AND EXISTS (
       SELECT 1 FROM credential c WHERE c.assembly = a.id AND c.member = m.id AND c.state IN ('submitted', 'accredited')))
     ORDER BY o.name`,
    [assembly, undesignated],
  );
  return rows.filter(({ member }) => asked.has(member));
}

/** The members that an assembly asks: whether the register has an address, never which; and whether they have sent somebody. */
export async function recipientViews(
  tx: Tx,
  assembly: string,
): Promise<{ member: string; name: string; reached: boolean; designated: boolean }[]> {
  const without = new Set(
    (await addressees(tx, assembly, { undesignated: true })).map(({ member }) => member),
  );
  return (await addressees(tx, assembly, { undesignated: false })).map(({ member, name, contact }) => ({
    ...{ member, name, reached: contact !== null, designated: !without.has(member) },
  }));
}

/** Members whose message waits or failed: its delivery can be recorded. */
export async function undelivered(
  tx: Tx,
  { assembly, notice }: { assembly: string; notice: string },
): Promise<Set<string> | null> {
  if (!(await tx.existsBy(NoticeRow, { id: notice, assembly }))) return null;
  const rows = await tx.findBy(OutboxRow, { notice });
  return new Set(rows.map(({ member }) => member));
}

export async function noticeViews(tx: Tx, assembly: string): Promise<NoticeView[]> {
  const notices = await tx.find(NoticeRow, { where: { assembly }, order: { number: 'DESC' } });
  const rows: (Omit<NoticeView['members'][number], 'at' | 'messageId' | 'nextAt'> & {
    notice: string;
    at: Date | null;
    message_id: string | null;
    next_at: Date | null;
  })[] = await tx.query(
    `SELECT d.notice, d.member, d.outcome, d.at, d.message_id, o.name, coalesce(d.answer, x.answer) AS answer,
       coalesce(x.attempts, 0) AS attempts, x.next_at
     FROM notice n JOIN notice_address d ON d.notice = n.id JOIN member m ON m.id = d.member
     JOIN organisation o ON o.id = m.organisation LEFT JOIN outbox x ON x.notice = d.notice AND x.member = d.member
     WHERE n.assembly = $1 ORDER BY o.name`,
    [assembly],
  );
  return notices.map(({ issuedAt, ...notice }) => ({
    ...notice,
    issuedAt: issuedAt.toISOString(),
    members: rows
      .filter((row) => row.notice === notice.id)
      .map(({ member, name, outcome, at, message_id: messageId, answer, attempts, next_at: nextAt }) => ({
        ...{ member, name, outcome, messageId, answer, attempts },
        at: at?.toISOString() ?? null,
        nextAt: nextAt?.toISOString() ?? null,
      })),
  }));
}

/** The messages of a notice that were not sent, or of one member, as they go to a mail server; null: there is no such notice. */
export async function waitingMessages(
  tx: Tx,
  { assembly, notice, member = null }: { assembly: string; notice: string; member?: string | null },
): Promise<{ message: string }[] | null> {
  if (!(await tx.existsBy(NoticeRow, { id: notice, assembly }))) return null;
  return tx.query(
    `SELECT x.message FROM outbox x
     JOIN member m ON m.id = x.member JOIN organisation o ON o.id = m.organisation
     WHERE x.notice = $1 AND ($2::uuid IS NULL OR x.member = $2) ORDER BY o.name`,
    [notice, member],
  );
}

/** A notice's message that the house sends. */
export interface Posted {
  readonly assembly: string;
  readonly notice: string;
  readonly member: string;
  readonly recipient: string;
  readonly message: string;
  readonly attempts: number;
}

/** Takes the message that is due first, counting the attempt; nobody else takes it until `until`. Null: none is due. */
export async function takeDue(
  tx: Tx,
  { now, until }: { readonly now: Date; readonly until: Date },
): Promise<Posted | null> {
  const [rows]: [Posted[], number] = await tx.query(
    `UPDATE outbox x SET attempts = x.attempts + 1, next_at = $2
     FROM (SELECT o.notice, o.member, n.assembly FROM outbox o
           JOIN notice_address d ON d.notice = o.notice AND d.member = o.member JOIN notice n ON n.id = o.notice
           WHERE d.outcome = 'waiting' AND o.next_at <= $1
           ORDER BY o.next_at, o.notice, o.member LIMIT 1 FOR UPDATE OF o SKIP LOCKED) due
     WHERE x.notice = due.notice AND x.member = due.member
     RETURNING due.assembly, x.notice, x.member, x.recipient, x.message, x.attempts`,
    [now, until],
  );
  return rows[0] ?? null;
}

/** The house tries again at `due`. */
export const putBack = (
  tx: Tx,
  { notice, member }: Pick<Posted, 'notice' | 'member'>,
  { due, answer }: { readonly due: Date; readonly answer: string },
): Promise<unknown> => tx.update(OutboxRow, { notice, member }, { nextAt: due, answer });

/** What the next assembly takes from this one; null where there is none. */
export async function lastAssembly(tx: Tx, id: string, next: string): Promise<Last | null> {
  const row = await tx.findOneBy(AssemblyRow, { id });
  if (!row) return null;
  const sittings = await tx.find(SittingRow, {
    where: { assembly: id, state: Not('cancelled') },
    order: { number: 'ASC' },
  });
  const { items } = await agendaOf(tx, id);
  const observers: { member: string; person: string }[] = await tx.query(
    `SELECT member, person FROM credential WHERE assembly = $1 AND role = 'observer' AND state = 'accredited' ORDER BY id`,
    [id],
  );
  return {
    ...{ body: row.body, from: row.heldFrom, timeZone: row.timeZone, observers },
    sittings: sittings.map(({ name, plannedFrom, plannedUntil }) => ({
      name,
      plannedFrom: plannedFrom?.toISOString() ?? null,
      plannedUntil: plannedUntil?.toISOString() ?? null,
    })),
    items: items.filter(({ state }) => state !== 'withdrawn'),
    versions: await ruleSetsOf(tx, row.body),
    exists: await tx.existsBy(AssemblyRow, { id: next }),
  };
}

export const assemblyRow = (tx: Tx, id: string): Promise<AssemblyRow | null> =>
  tx.findOneBy(AssemblyRow, { id });
