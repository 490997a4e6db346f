import type { z } from 'zod';
import { ofType, type Event } from '../basics/event.js';
import { ok, refuse } from '../basics/result.js';
import { must } from '../basics/must.js';
import { bodyPlace } from '../bodies/bodies.store.js';
import { mailbox, messageText, senderOf } from '../mail/message.js';
import { act, type Tx } from '../house/perform.js';
import { slipCode, slipCodeHash } from '../people/people.acts.js';
import { here, lockedAttendance, quorumAfter } from './assemblies.acts.js';
import type { AssembliesEvent } from './assemblies.contract.js';
import { assemblyPlace, assemblyRules, lockAssembly } from './assemblies.store.js';
import { DesignationCodeRow, OutboxRow } from './assemblies.tables.js';
import { cutOffOf } from './meeting.js';
import { linksOf } from './designations.store.js';
import { duesUntil, issueNotice, payDues, prepareNext, recordDelivery } from './notice.js';
import { LINK_MARK, type noticeRoutes as routes, type NoticesEvent } from './notices.contract.js';
import { addressees, assemblyRow, lastAssembly, lastNotice, undelivered } from './notices.store.js';

type In<R extends { input: z.ZodType }> = z.infer<R['input']>;

/** Where the house is, who it writes as (null: an address of where it is), and whether it sends its mail itself. */
interface Issuing {
  readonly origin: string;
  /** The header's From. */
  readonly from?: string;
  readonly carried?: boolean;
}

/** Issues a notice, and writes each message into the outbox, with the member's own designation link where the text asks. */
export const ISSUE_NOTICE = act({
  act: 'notice.issue',
  place: (tx, command: In<typeof routes.issueNotice> & Issuing) => here(tx, command),
  load: async (tx, { assembly, kind, text }) => {
    await lockAssembly(tx, assembly);
    const row = must(await assemblyRow(tx, assembly), 'assembly');
    const rules = await assemblyRules(tx, assembly);
    const to = await addressees(tx, assembly, { undesignated: kind === 'reminder' });
    const links = text.includes(LINK_MARK) ? await linksOf(tx, assembly) : null;
    const reached = to.filter(({ contact }) => contact !== null);
    return ok({
      ...{ from: row.heldFrom, timeZone: row.timeZone, addressees: to, last: await lastNotice(tx, assembly) },
      minimumDays: rules?.data.convening?.minimumDays ?? null,
      links:
        links &&
        reached.map(({ member }) => ({ member, code: slipCode(), replaces: links.get(member)?.id ?? null })),
    });
  },
  decide: (state, command, context) => {
    const host = new URL(command.origin).hostname;
    const issued = issueNotice(state, command, {
      ...context,
      messageId: (notice, member) => `${notice}.${member}@${host}`,
    });
    if (!issued.ok) return issued;
    const invited = (state.links ?? []).map(({ member, replaces }): AssembliesEvent => ({
      type: 'designation.invited',
      subject: { assembly: command.assembly },
      data: { link: context.id(), member, replaces },
    }));
    return ok<readonly Event[]>([...issued.value, ...invited]);
  },
  after: async (tx, { state, command, events, context }) => {
    const links = new Map<string, string>();
    for (const { data } of ofType(events as AssembliesEvent[], 'designation.invited')) {
      const { code } = must(
        state.links?.find((one) => one.member === data.member),
        'link of the member',
      );
      if (data.replaces !== null) await tx.delete(DesignationCodeRow, { link: data.replaces });
      await tx.insert(DesignationCodeRow, { link: data.link, codeHash: slipCodeHash(code) });
      links.set(data.member, `${command.origin}/designate#${code}`);
    }
    for (const { data, personal } of ofType(events as NoticesEvent[], 'notice.addressed')) {
      const to = personal?.['to'];
      if (!to || data.messageId === null) continue;
      const text = command.text.replaceAll(LINK_MARK, links.get(data.member) ?? '');
      const { subject, origin, carried = false } = command;
      const from = command.from ?? mailbox(senderOf(origin));
      const message = messageText({ from, to, subject, text, messageId: data.messageId, at: context.at });
      await tx.insert(OutboxRow, {
        ...{ notice: data.notice, member: data.member, recipient: to, message },
        ...{ nextAt: carried ? new Date(context.at) : null, attempts: 0, answer: null },
      });
    }
  },
  reply: ({ events }) => {
    const [issued] = ofType(events as NoticesEvent[], 'notice.issued');
    const all = ofType(events as NoticesEvent[], 'notice.addressed');
    const withoutAddress = all.filter(({ data }) => data.messageId === null).length;
    const { notice, number } = must(issued, 'event of the act').data;
    return { notice, number, addressed: all.length - withoutAddress, withoutAddress };
  },
});

type Delivery = In<typeof routes.recordDelivery> & { by?: 'hand' | 'mail' };

export const RECORD_DELIVERY = act({
  act: 'notice.issue',
  place: (tx, command: Delivery) => here(tx, command),
  load: async (tx, command) => {
    await lockAssembly(tx, command.assembly);
    const waiting = await undelivered(tx, command);
    return waiting ? ok(waiting) : refuse('not_found');
  },
  decide: (waiting, { by = 'hand', ...command }, context) =>
    recordDelivery(waiting, { ...command, by }, context),
  reply: ({ events }) => ({ recorded: events.length }),
});

/** A place where the office must be held: the body whose next assembly it becomes. */
async function bodyOf(tx: Tx, assembly: string) {
  const place = await assemblyPlace(tx, assembly);
  return place && bodyPlace(tx, must(place.body, 'body of the assembly'));
}

export const PREPARE_NEXT = act({
  act: 'assembly.convene',
  place: (tx, { assembly }: In<typeof routes.prepareNext>) => bodyOf(tx, assembly),
  load: async (tx, { assembly, next }) => {
    const last = await lastAssembly(tx, assembly, next);
    return last ? ok(last) : refuse('not_found');
  },
  decide: (last, command, context) => prepareNext(last, command, context),
  reply: ({ command, events }) => {
    const count = (type: string): number => events.filter((event) => event.type === type).length;
    return {
      assembly: command.next,
      sittings: count('sitting.planned'),
      items: count('item.added'),
      observers: count('credential.submitted'),
    };
  },
});

export const PAY_DUES = act({
  act: 'member.dues',
  place: (tx, command: In<typeof routes.payDues>) => here(tx, command),
  load: async (tx, command) => {
    const attendance = await lockedAttendance(tx, command);
    if (!attendance.ok) return attendance;
    const row = must(await assemblyRow(tx, command.assembly), 'assembly');
    const set = row.duesUntil?.toISOString() ?? null;
    return ok({
      attendance: attendance.value,
      until: duesUntil({ set, from: row.heldFrom, timeZone: row.timeZone }),
      cutOff: cutOffOf(row.heldFrom),
    });
  },
  decide: ({ attendance, until, cutOff }, command, { at }) =>
    payDues(attendance, command, { until, cutOff, at }),
  reply: ({ tx, command }) => quorumAfter(tx, command.assembly),
});
