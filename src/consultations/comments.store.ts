import type { EntityManager } from 'typeorm';
import { phaseOf } from './consultation.js';
import type {
  CommentView,
  ParticipationView,
  RoundDeskView,
  RoundSummary,
  TakenUp,
  Visibility,
} from './consultations.contract.js';
import { counted, STATE } from './consultations.store.js';

type Tx = EntityManager;

const SAID = `EXISTS (SELECT 1 FROM comment c WHERE c.consultation = i.consultation AND c.member = i.member AND ${STATE} = 'stands')`;

interface SummaryRow extends Omit<
  RoundSummary,
  'opensAt' | 'closesAt' | 'closedAt' | 'phase' | 'counts' | 'closedBecause'
> {
  readonly opens_at: Date;
  readonly closes_at: Date;
  readonly closed_at: Date | null;
  readonly closed_because: string | null;
  readonly comments: number;
  readonly unanswered: number;
}

/** Rounds, the newest first: one, or those on an instrument. `sees`: of which the reader sees what is for the secretariat. */
export async function roundSummaries(
  tx: Tx,
  by: { consultation: string } | { instrument: string },
  {
    now,
    sees,
  }: { now: Date; sees: (round: { visibility: Visibility; closed: boolean; body: string }) => boolean },
): Promise<RoundSummary[]> {
  const rows: SummaryRow[] = await tx.query(
    `SELECT r.id, r.instrument, t.titles, r.version, v.hash, r.visibility, r.opens_at, r.closes_at, r.closed_at, r.closed_because,
       r.note, jsonb_build_object('id', b.id, 'name', b.name, 'organisation', coalesce(o.short, o.name)) AS body,
       CASE WHEN s.id IS NOT NULL THEN jsonb_build_object('id', s.id, 'label', s.label,
         'passed', EXISTS (SELECT 1 FROM passage p WHERE p.stage = s.id AND p.stands)) END AS stage,
       (SELECT count(*)::int FROM consultation_member i WHERE i.consultation = r.id AND ${counted('i')}) AS invited,
       (SELECT count(*)::int FROM consultation_member i WHERE i.consultation = r.id AND ${counted('i')}
          AND ${SAID}) AS answered,
       (SELECT count(*)::int FROM comment c WHERE c.consultation = r.id AND c.kind = 'comment' AND ${STATE} = 'stands') AS comments,
       (SELECT count(*)::int FROM comment c WHERE c.consultation = r.id AND c.kind = 'comment' AND ${STATE} = 'stands'
          AND NOT EXISTS (SELECT 1 FROM comment_disposition d WHERE d.comment = c.id)) AS unanswered
     FROM consultation r JOIN instrument t ON t.id = r.instrument JOIN body b ON b.id = r.body
       JOIN organisation o ON o.id = b.organisation JOIN version v ON v.instrument = r.instrument AND v.number = r.version
       LEFT JOIN stage s ON s.id = r.stage
     WHERE ${'consultation' in by ? 'r.id' : 'r.instrument'} = $1 ORDER BY r.opened_at DESC, r.id`,
    ['consultation' in by ? by.consultation : by.instrument],
  );
  return rows.map(
    ({ opens_at: opens, closes_at: closes, closed_at: closed, closed_because: closedBecause, ...row }) => {
      const { comments, unanswered, ...facts } = row;
      const dates = { opensAt: opens.toISOString(), closesAt: closes.toISOString(), closed: closed !== null };
      const seen = sees({ visibility: row.visibility, closed: dates.closed, body: row.body.id });
      return {
        ...facts,
        ...{ opensAt: dates.opensAt, closesAt: dates.closesAt, closedBecause },
        phase: phaseOf(dates, now.toISOString()),
        closedAt: closed?.toISOString() ?? null,
        counts: seen ? { comments, unanswered } : null,
      };
    },
  );
}

/** How many were asked and answered, by region; unknown regions last. */
export const participationOf = (tx: Tx, consultation: string): Promise<ParticipationView[]> =>
  tx.query(
    `SELECT m.region, count(*)::int AS invited, (count(*) FILTER (WHERE ${SAID}))::int AS answered
     FROM consultation_member i JOIN member m ON m.id = i.member WHERE i.consultation = $1 AND ${counted('i')}
     GROUP BY m.region ORDER BY m.region NULLS LAST`,
    [consultation],
  );

export async function extensionsOf(tx: Tx, consultation: string) {
  const rows: { before: Date; closes_at: Date; reason: string; at: Date }[] = await tx.query(
    'SELECT before, closes_at, reason, at FROM consultation_extension WHERE consultation = $1 ORDER BY at',
    [consultation],
  );
  return rows.map(({ before, closes_at: to, reason, at }) => ({
    ...{ from: before.toISOString(), to: to.toISOString() },
    ...{ reason, at: at.toISOString() },
  }));
}

interface CommentQuery extends Omit<CommentView, 'at' | 'dispositions' | 'uses' | 'own'> {
  readonly at: Date;
  readonly dispositions: (Omit<CommentView['dispositions'][number], 'at'> & { at: string })[];
  readonly uses: CommentView['uses'];
}

/**
 * Who reads: `all`, what was withdrawn or replaced too (the secretariat), `standing`, or nothing but what is of the own
 * members. With `running`, own comments can still be changed.
 */
export interface CommentReader {
  readonly sees: 'all' | 'standing' | 'own';
  readonly members: readonly string[];
  readonly running: boolean;
}

const iso = (at: string): string => new Date(at).toISOString();

/** The comments of a round that somebody may see, by number and revision; those that have none last. */
export async function commentViews(
  tx: Tx,
  consultation: string,
  { sees, members, running }: CommentReader,
): Promise<CommentView[]> {
  const rows: CommentQuery[] = await tx.query(
    `SELECT c.id, c.consultation, c.number, c.revision, c.member, o.name, m.region, c.kind, c.clause, c.lang, c.text, c.wording,
       c.author, c.via, c.at, ${STATE} AS state,
       coalesce((SELECT jsonb_agg(jsonb_build_object('disposition', d.disposition, 'reason', d.reason, 'at', d.at) ORDER BY d.nth DESC)
         FROM comment_disposition d WHERE d.comment = c.id), '[]') AS dispositions,
       coalesce((SELECT jsonb_agg(jsonb_build_object('kind', u.kind, 'motion', u.motion, 'draft', u.draft, 'label', u.label, 'at', u.at) ORDER BY u.at)
         FROM comment_use u WHERE u.comment = c.id), '[]') AS uses
     FROM comment c JOIN member m ON m.id = c.member JOIN organisation o ON o.id = m.organisation
     WHERE c.consultation = $1 ORDER BY c.number NULLS LAST, o.name, c.revision, c.at`,
    [consultation],
  );
  return rows.flatMap((row) => {
    const own = members.includes(row.member);
    const seen = own || sees === 'all' || (sees === 'standing' && row.state === 'stands');
    if (!seen) return [];
    return [
      {
        ...row,
        author: own || sees === 'all' ? row.author : null,
        at: row.at.toISOString(),
        dispositions: row.dispositions.map((one) => ({ ...one, at: iso(one.at) })),
        uses: row.uses.map((one) => ({
          ...one,
          draft: sees === 'all' ? one.draft : null,
          at: iso(one.at),
        })),
        own: own && running && row.state === 'stands',
      },
    ];
  });
}

/** Members by name, with what became of their letters. */
export async function roundDesk(tx: Tx, consultation: string): Promise<Omit<RoundDeskView, 'carried'>> {
  const reminders: {
    hours: number;
    at: Date;
    state: 'planned' | 'issued' | 'missed';
    issued_at: Date | null;
  }[] = await tx.query(
    'SELECT hours, at, state, issued_at FROM consultation_reminder WHERE consultation = $1 ORDER BY hours DESC',
    [consultation],
  );
  const members: (Omit<RoundDeskView['members'][number], 'letters' | 'linkIssuedAt'> & {
    letters: {
      hours: number | null;
      outcome: RoundDeskView['members'][number]['letters'][number]['outcome'];
      answer: string | null;
      at: string | null;
    }[];
    linked: Date | null;
  })[] = await tx.query(
    `SELECT i.member, o.name, m.region, ${SAID} AS answered, m.contact IS NOT NULL AS reached,
       coalesce((SELECT jsonb_agg(jsonb_build_object('hours', l.hours, 'outcome', l.outcome, 'answer', l.answer, 'at', l.at)
           ORDER BY l.hours DESC NULLS FIRST)
         FROM consultation_letter l WHERE l.consultation = i.consultation AND l.member = i.member), '[]') AS letters,
       (SELECT max(k.issued_at) FROM consultation_link k WHERE k.consultation = i.consultation AND k.member = i.member) AS linked
     FROM consultation_member i JOIN member m ON m.id = i.member JOIN organisation o ON o.id = m.organisation
     WHERE i.consultation = $1 AND ${counted('i')} ORDER BY o.name`,
    [consultation],
  );
  return {
    reminders: reminders.map(({ issued_at: issued, at, ...one }) => ({
      ...one,
      at: at.toISOString(),
      issuedAt: issued?.toISOString() ?? null,
    })),
    members: members.map(({ letters, linked, ...one }) => ({
      ...one,
      letters: letters.map((letter) => ({ ...letter, at: letter.at === null ? null : iso(letter.at) })),
      linkIssuedAt: linked?.toISOString() ?? null,
    })),
  };
}

/** The members for which somebody may comment among those invited, by name, and whether each has answered. */
export const speakingFor = (
  tx: Tx,
  consultation: string,
  members: readonly string[],
): Promise<{ member: string; name: string; answered: boolean }[]> =>
  tx.query(
    `SELECT i.member, o.name, ${SAID} AS answered FROM consultation_member i
       JOIN member m ON m.id = i.member JOIN organisation o ON o.id = m.organisation
     WHERE i.consultation = $1 AND i.member = ANY($2) AND ${counted('i')} ORDER BY o.name`,
    [consultation, members],
  );

/** The comments whose wording became a motion, or was taken into a draft. */
export const takenUpBy = (tx: Tx, by: { motion: string } | { draft: string }): Promise<TakenUp[]> =>
  tx.query(
    `SELECT DISTINCT c.id, c.consultation, c.number, c.revision, o.name FROM comment_use u JOIN comment c ON c.id = u.comment
       JOIN member m ON m.id = c.member JOIN organisation o ON o.id = m.organisation
     WHERE ${'motion' in by ? 'u.motion' : 'u.draft'} = $1 ORDER BY c.consultation, c.number`,
    ['motion' in by ? by.motion : by.draft],
  );
