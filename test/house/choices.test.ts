import { readFileSync } from 'node:fs';
import type { z } from 'zod';
import { NAMED } from '../../src/access/access.js';
import {
  CredentialRole,
  CredentialState,
  ItemKind,
  ItemState,
  ProxyView,
  QuorumCallView,
  SCENES,
  SittingView,
} from '../../src/assemblies/assemblies.contract.js';
import { NoticeKind, Outcome } from '../../src/assemblies/notices.contract.js';
import { Certainty } from '../../src/basics/fields.js';
import {
  CommentKind,
  CommentVia,
  Disposition,
  LetterOutcome,
  Visibility,
} from '../../src/consultations/consultations.contract.js';
import { AppealOutcome, Stance } from '../../src/debate/debate.contract.js';
import { CorrigendumState, DraftKind, DraftState } from '../../src/drafting/drafting.contract.js';
import { CandidateState, ElectionState, Terms } from '../../src/elections/elections.contract.js';
import { ExpressionView } from '../../src/instruments/instruments.contract.js';
import { StageKind, StageOutcome } from '../../src/instruments/path.js';
import { TLS } from '../../src/mail/setting.contract.js';
import { MotionState, Recommendation } from '../../src/motions/motions.contract.js';
import {
  Channel,
  ContestMethod,
  Form,
  PollState,
  ReminderOutcome,
  Secrecy,
} from '../../src/polls/polls.contract.js';

const wordsOf = (words: z.ZodEnum): readonly string[] => words.options as string[];
const reminders = ['planned', 'issued', 'missed'];
/** By table and column: the words that the house knows for it. */
const KNOWN: Readonly<Record<string, readonly string[]>> = {
  'account_letter.outcome': ['sent', 'failed'],
  'account_letter.purpose': ['invitation', 'recovery', 'address', 'moved'],
  'account_link.purpose': ['invitation', 'recovery', 'address'],
  'agenda_item.kind': wordsOf(ItemKind),
  'agenda_item.state': wordsOf(ItemState),
  'appeal.outcome': wordsOf(AppealOutcome),
  'assembly.certainty': wordsOf(Certainty),
  'assembly.scene': [...SCENES],
  'body.certainty': wordsOf(Certainty),
  'candidate.state': wordsOf(CandidateState),
  'comment.kind': wordsOf(CommentKind),
  'comment.via': wordsOf(CommentVia),
  'comment_disposition.disposition': wordsOf(Disposition),
  'comment_use.kind': ['amendment', 'draft'],
  'consultation.visibility': wordsOf(Visibility),
  'consultation_letter.outcome': wordsOf(LetterOutcome),
  'consultation_reminder.state': reminders,
  'corrigendum.state': wordsOf(CorrigendumState),
  'credential.role': wordsOf(CredentialRole),
  'credential.state': wordsOf(CredentialState),
  'draft.kind': wordsOf(DraftKind),
  'draft.state': wordsOf(DraftState),
  'election.ballot_order': wordsOf(Terms.shape.order.unwrap()),
  'election.method': wordsOf(ContestMethod),
  'election.secrecy': wordsOf(Secrecy),
  'election.state': wordsOf(ElectionState),
  'expression.kind': wordsOf(ExpressionView.shape.kind),
  'instrument.certainty': wordsOf(Certainty),
  'instrument.structure_certainty': wordsOf(Certainty),
  'mail_setting.tls': [...TLS],
  'mandate.certainty': wordsOf(Certainty),
  'motion.state': wordsOf(MotionState),
  'motion_proposal.recommendation': wordsOf(Recommendation),
  'notice.kind': wordsOf(NoticeKind),
  'notice_address.outcome': wordsOf(Outcome),
  'office.office': [...NAMED],
  'organisation.certainty': wordsOf(Certainty),
  'passage.certainty': wordsOf(Certainty),
  'passage.outcome': wordsOf(StageOutcome),
  'poll.channel': wordsOf(Channel),
  'poll.form': wordsOf(Form),
  'poll.secrecy': wordsOf(Secrecy),
  'poll.state': wordsOf(PollState),
  'poll_reminder.state': reminders,
  'proxy.state': wordsOf(ProxyView.shape.state),
  'quorum_call.state': wordsOf(QuorumCallView.shape.state),
  // `overdue` is read off the date.
  'referral.state': ['open', 'answered', 'returned'],
  'reminder_message.outcome': wordsOf(ReminderOutcome),
  'roll_channel.channel': wordsOf(Channel),
  'sitting.state': wordsOf(SittingView.shape.state),
  'speakers_list.state': ['open', 'closed', 'ended'],
  'speakers_request.stance': wordsOf(Stance),
  'speakers_request.state': ['waiting', 'withdrawn', 'struck', 'called', 'lapsed'],
  'stage.kind': wordsOf(StageKind),
  'teller_count.channel': wordsOf(Channel),
  'term.certainty': wordsOf(Certainty),
  'translation.kind': wordsOf(ExpressionView.shape.kind),
};
/** Columns that are called like a choice and hold what somebody wrote. */
const FREE = ['organisation.kind'];

const schema = readFileSync('src/migrations/schema.sql', 'utf8');
const tables = [...schema.matchAll(/^CREATE TABLE (\w+) \(\n([\s\S]*?)^\);/gm)];

test('the database takes the words that the house knows, and no others', () => {
  const checked = tables.flatMap(([, table, body]) =>
    [...body!.matchAll(/CONSTRAINT \w+_known CHECK \(\((\w+) = ANY \(ARRAY\[([^\]]*)\]\)\)\)/g)].map(
      ([, column, words]) =>
        [
          `${table}.${column}`,
          [...words!.matchAll(/'([^']*)'/g)].map(([, word]) => word!).toSorted(),
        ] as const,
    ),
  );
  expect(Object.fromEntries(checked)).toEqual(
    Object.fromEntries(Object.entries(KNOWN).map(([where, words]) => [where, words.toSorted()])),
  );
});

test('no column that is called like a choice is without one', () => {
  const named = tables.flatMap(([, table, body]) =>
    [
      ...body!.matchAll(
        /^ {2}(state|outcome|kind|form|secrecy|channel|role|\w*certainty|visibility|stance|method|recommendation|disposition|via|office) text/gm,
      ),
    ].map(([, column]) => `${table}.${column}`),
  );
  expect(named.length).toBeGreaterThan(40);
  expect(named.filter((where) => !(where in KNOWN) && !FREE.includes(where))).toEqual([]);
});
