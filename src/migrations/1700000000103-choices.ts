import type { MigrationInterface, QueryRunner } from 'typeorm';

const CERTAINTY = ['high', 'medium', 'unknown'];
const SECRECY = ['recorded', 'confidential'];
const CHANNEL = ['electronic', 'hands', 'paper', 'roll_call'];
const REMINDER = ['planned', 'issued', 'missed'];
const LETTER = ['waiting', 'sent', 'failed', 'unknown', 'obsolete'];

/** What a column may hold, where that is one of a few words. */
const CHOICES: Readonly<Record<string, readonly string[]>> = {
  'agenda_item.kind': ['procedural', 'information', 'discussion', 'decision', 'election'],
  'agenda_item.state': ['planned', 'current', 'dealt_with', 'withdrawn'],
  'appeal.outcome': ['upheld', 'overruled', 'withdrawn'],
  'assembly.certainty': CERTAINTY,
  'body.certainty': CERTAINTY,
  'candidate.state': ['nominated', 'accepted', 'declined', 'withdrawn', 'ruled_out'],
  'comment.kind': ['comment', 'none'],
  'comment.via': ['person', 'link', 'desk'],
  'comment_disposition.disposition': ['accepted', 'partly', 'rejected', 'noted'],
  'comment_use.kind': ['amendment', 'draft'],
  'consultation.visibility': ['all', 'secretariat'],
  'consultation_letter.outcome': LETTER,
  'consultation_reminder.state': REMINDER,
  'corrigendum.state': ['announced', 'stands', 'objected'],
  'credential.role': ['delegate', 'alternate', 'observer'],
  'credential.state': ['submitted', 'accredited', 'refused', 'withdrawn', 'substituted'],
  'draft.kind': ['text', 'corrigendum'],
  'draft.state': ['open', 'tabled', 'abandoned'],
  'election.ballot_order': ['alphabetical', 'drawn'],
  'election.method': ['plurality', 'yes_no', 'approval', 'irv', 'scottish-stv', 'schulze'],
  'election.secrecy': SECRECY,
  'election.state': ['nominations', 'closed', 'balloting', 'declared', 'ended'],
  'expression.kind': ['authentic', 'translation', 'adaptation'],
  'instrument.certainty': CERTAINTY,
  'instrument.structure_certainty': CERTAINTY,
  'mandate.certainty': CERTAINTY,
  'motion.state': [
    ...[
      'submitted',
      'tabled',
      'debate',
      'ready',
      'voting',
      'adopted',
      'rejected',
      'withdrawn',
      'inadmissible',
    ],
    ...['composited', 'adjourned', 'remitted', 'fallen'],
  ],
  'motion_proposal.recommendation': ['adopt', 'reject', 'refer', 'modify'],
  'notice.kind': ['notice', 'reminder'],
  'notice_address.outcome': ['waiting', 'sent', 'failed', 'no_address'],
  'office.office': ['secretariat', 'chair', 'teller', 'delegate', 'observer', 'auditor'],
  'organisation.certainty': CERTAINTY,
  'passage.certainty': CERTAINTY,
  'passage.outcome': ['approved', 'amended', 'rejected', 'held', 'lapsed'],
  'poll.channel': CHANNEL,
  'poll.form': ['count', 'sight', 'consensus', 'silence', 'correspondence'],
  'poll.secrecy': SECRECY,
  'poll.state': ['open', 'suspended', 'closed', 'recounting', 'declared', 'annulled'],
  'poll_reminder.state': REMINDER,
  'proxy.state': ['registered', 'revoked'],
  'quorum_call.state': ['running', 'ended', 'closed'],
  'referral.state': ['open', 'answered', 'returned'],
  'reminder_message.outcome': LETTER,
  'roll_channel.channel': CHANNEL,
  'sitting.state': ['planned', 'open', 'closed'],
  'speakers_list.state': ['open', 'closed', 'ended'],
  'speakers_request.stance': ['for', 'against', 'neutral', 'reply', 'point_of_order'],
  'speakers_request.state': ['waiting', 'withdrawn', 'struck', 'called', 'lapsed'],
  'stage.kind': ['draft', 'consult', 'principle', 'finalise', 'final', 'adopt-parent', 'tacit'],
  'teller_count.channel': CHANNEL,
  'term.certainty': CERTAINTY,
  'translation.kind': ['authentic', 'translation', 'adaptation'],
};

/** The database refuses a state or a choice that no part of the house knows. */
export class Choices1700000000103 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const [where, words] of Object.entries(CHOICES)) {
      const [table, column] = where.split('.');
      await runner.query(
        `ALTER TABLE ${table} ADD CONSTRAINT ${table}_${column}_known
           CHECK (${column} IN (${words.map((word) => `'${word}'`).join(', ')}))`,
      );
    }
  }

  async down(): Promise<void> {
    throw new Error('the record goes only forward');
  }
}
