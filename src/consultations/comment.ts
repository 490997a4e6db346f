import type { Actor, Context } from '../basics/event.js';
import type { Lang } from '../basics/fields.js';
import { ok, refuse, type Result } from '../basics/result.js';
import { must } from '../basics/must.js';
import type { Clause } from '../instruments/clause.js';
import { operations, type Operation } from '../instruments/operations.js';
import { atDesk } from '../access/access.js';
import { answered, subjectOf, takesComments, type Round } from './consultation.js';
import type {
  CommentKind,
  CommentState,
  CommentVia,
  ConsultationsEvent,
  Disposition,
  RoundEvent,
} from './consultations.contract.js';

/** A comment as decisions see it. */
export interface Comment {
  readonly id: string;
  readonly member: string;
  readonly kind: CommentKind;
  readonly number: number | null;
  readonly revision: number;
  readonly clause: string | null;
  readonly lang: Lang;
  readonly text: string | null;
  readonly wording: string | null;
  readonly state: CommentState;
  /** How often it was answered. */
  readonly dispositions: number;
}

/** Who stands before a round: the members for which the visitor speaks, and the one whose link was brought. */
export interface Speaking {
  readonly speaksFor: readonly string[];
  readonly linked: string | null;
}

/**
 * How somebody may comment for a member: by its link, as one who speaks for it, or at the secretariat's desk, which enters
 * what came by post. Refusals: `comment.not_member`, `comment.not_invited`.
 */
export function viaOf(
  round: Pick<Round, 'members'>,
  { member, speaking, actor }: { member: string; speaking: Speaking; actor: Actor },
): Result<CommentVia> {
  const via =
    speaking.linked === member
      ? 'link'
      : speaking.speaksFor.includes(member)
        ? 'person'
        : atDesk(actor)
          ? 'desk'
          : null;
  if (via === null) return refuse('comment.not_member');
  return round.members.includes(member) ? ok(via) : refuse('comment.not_invited');
}

/** What a comment is decided on. */
export interface Commenting {
  readonly round: Round;
  /** The version's text by language. */
  readonly texts: ReadonlyMap<Lang, readonly Clause[]>;
  /** All that the member has said here. */
  readonly own: readonly Comment[];
  readonly next: number;
  readonly speaking: Speaking;
}

const stands = (all: readonly Comment[], kind: CommentKind): Comment[] =>
  all.filter((one) => one.state === 'stands' && one.kind === kind);

const commentSubject = (round: Round, comment: string) => ({ ...subjectOf(round), comment });

/**
 * Comments on a clause, or on the whole (`clause` null), or takes the place of an own comment. Refusals: those of
 * `takesComments` and `viaOf`, `comment.lang` {lang}, `comment.clause_unknown`, `comment.wording_whole` (a wording of
 * the whole text), `comment.wording_same`, `comment.not_standing`.
 */
export function comment(
  { round, texts, own, next, speaking }: Commenting,
  said: {
    member: string;
    replaces: string | null;
    clause: string | null;
    lang: Lang;
    text: string;
    wording: string | null;
    author: string | null;
  },
  { at, actor, id }: Context,
): Result<ConsultationsEvent[]> {
  const { member, replaces, clause, lang, text, wording, author } = said;
  const via = viaOf(round, { member, speaking, actor });
  if (!via.ok) return via;
  const open = takesComments(round, at);
  if (!open.ok) return open;
  const clauses = texts.get(lang);
  if (!clauses) return refuse('comment.lang', { lang });
  const target = clauses.find((one) => one.id === clause);
  if (clause !== null && !target) return refuse('comment.clause_unknown');
  if (wording !== null && !target) return refuse('comment.wording_whole');
  if (wording !== null && wording.trim() === must(target, 'motion that is amended').text)
    return refuse('comment.wording_same');
  const before = stands(own, 'comment').find((one) => one.id === replaces);
  if (replaces !== null && !before) return refuse('comment.not_standing');
  const fresh = id();
  return ok([
    {
      type: 'comment.made',
      subject: commentSubject(round, fresh),
      data: {
        ...{ comment: fresh, consultation: round.id, member, kind: 'comment' },
        number: before ? before.number : next,
        revision: before ? before.revision + 1 : 1,
        ...{ clause, lang, text, wording: wording?.trim() ?? null, via: via.value },
        supersedes: before?.id ?? stands(own, 'none')[0]?.id ?? null,
      },
      personal: { author },
    },
  ]);
}

/** Says that a member has no comments. Refusals: those of `viaOf` and `takesComments`, `comment.has_comments` {count}, `comment.said_nothing`. */
export function nothing(
  { round, own, speaking }: Omit<Commenting, 'texts' | 'next'>,
  { member, author, lang }: { member: string; author: string | null; lang: Lang },
  { at, actor, id }: Context,
): Result<ConsultationsEvent[]> {
  const via = viaOf(round, { member, speaking, actor });
  if (!via.ok) return via;
  const open = takesComments(round, at);
  if (!open.ok) return open;
  const count = stands(own, 'comment').length;
  if (count > 0) return refuse('comment.has_comments', { count });
  if (stands(own, 'none').length > 0) return refuse('comment.said_nothing');
  const fresh = id();
  return ok([
    {
      type: 'comment.made',
      subject: commentSubject(round, fresh),
      data: {
        ...{ comment: fresh, consultation: round.id, member, kind: 'none', number: null, revision: 1 },
        ...{ clause: null, lang, text: null, wording: null, via: via.value, supersedes: null },
      },
      personal: { author },
    },
  ]);
}

/** What an act on one comment sees. */
export interface OnComment {
  readonly round: Round;
  readonly comment: Comment;
  readonly speaking: Speaking;
}

/** Refusals: those of `viaOf` and `takesComments`, `comment.not_standing`. */
export function withdraw(
  { round, comment: said, speaking }: OnComment,
  { at, actor }: Context,
): Result<ConsultationsEvent[]> {
  const via = viaOf(round, { member: said.member, speaking, actor });
  if (!via.ok) return via;
  const open = takesComments(round, at);
  if (!open.ok) return open;
  if (said.state !== 'stands') return refuse('comment.not_standing');
  return ok([
    { type: 'comment.withdrawn', subject: commentSubject(round, said.id), data: { comment: said.id } },
  ]);
}

/**
 * Answers a comment; another answer later takes its place, and both stay. `drafter`: whether the visitor writes in an open
 * draft of the instrument. Refusals: `comment.not_answerer`, `comment.not_standing`, `comment.nothing_to_answer`.
 */
export function dispose(
  { round, comment: said, drafter }: Omit<OnComment, 'speaking'> & { drafter: boolean },
  { disposition, reason }: { disposition: Disposition; reason: string },
  { actor }: Context,
): Result<RoundEvent[]> {
  if (!drafter && !atDesk(actor)) return refuse('comment.not_answerer');
  if (said.kind === 'none') return refuse('comment.nothing_to_answer');
  if (said.state !== 'stands') return refuse('comment.not_standing');
  return ok([
    {
      type: 'comment.disposed',
      subject: commentSubject(round, said.id),
      data: { comment: said.id, nth: said.dispositions + 1, disposition, reason },
    },
    ...(said.dispositions === 0 ? answered(round) : []),
  ]);
}

/** What a proposed wording changes in the version. Refusals: `comment.no_wording`, `comment.not_standing`. */
export function changesOf(
  said: Pick<Comment, 'clause' | 'wording' | 'state'>,
  clauses: readonly Clause[],
): Result<Operation[]> {
  if (said.state !== 'stands') return refuse('comment.not_standing');
  if (said.wording === null) return refuse('comment.no_wording');
  const { wording } = said;
  return ok(
    operations(
      clauses,
      clauses.map((one) => (one.id === said.clause ? { ...one, text: wording } : one)),
    ),
  );
}

/** Notes what a wording became. */
export const takenUp = (
  round: Round,
  said: Comment,
  into: { kind: 'amendment' | 'draft'; motion: string | null; draft: string | null; label: string },
): ConsultationsEvent => ({
  type: 'comment.taken_up',
  subject: { ...commentSubject(round, said.id), ...(into.motion !== null && { motion: into.motion }) },
  data: { comment: said.id, ...into },
});
