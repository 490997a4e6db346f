import type { Actor } from '../basics/event.js';

/** Offices that somebody is named for: all but the public's. */
export const NAMED = ['secretariat', 'chair', 'teller', 'delegate', 'observer', 'auditor'] as const;
export const OFFICES = [...NAMED, 'public'] as const;
export type Office = (typeof OFFICES)[number];
/** Offices that a secretariat grants; a delegate's comes with the credential. */
export const GRANTED = NAMED.filter((office) => office !== 'delegate');

/**
 * Who may do what: one table, office -> acts. An office is held in a body, in an assembly, or in the whole house
 * (neither named), for a period. An office held in a body reaches the assemblies of that body. `public` is everybody,
 * signed in or not, where the place is open to the public.
 */
export const ACCESS = {
  'house.read': ['public', ...NAMED],
  'house.set_up': ['public', ...NAMED],
  'account.claim': ['public', ...NAMED],
  'account.read': ['public', ...NAMED],
  'account.change': ['public', ...NAMED],
  'session.begin': ['public', ...NAMED],
  'session.read': ['public', ...NAMED],
  'session.end': ['public', ...NAMED],
  'password.change': ['public', ...NAMED],
  'mail.set': ['secretariat'],
  'archive.take': ['secretariat'],
  'person.register': ['secretariat'],
  'person.invite': ['secretariat'],
  'person.correct': ['secretariat'],
  'person.merge': ['secretariat'],
  'person.sign_out': ['secretariat'],
  'person.read': ['secretariat'],
  'office.grant': ['secretariat'],
  'office.end': ['secretariat'],
  'slip.issue': ['secretariat'],
  'term.enter': ['secretariat'],
  'term.strike': ['secretariat'],
  'organisation.register': ['secretariat'],
  'organisation.correct': ['secretariat'],
  'affiliation.record': ['secretariat'],
  'affiliation.correct': ['secretariat'],
  'body.found': ['secretariat'],
  'body.correct': ['secretariat'],
  'body.read': ['public', ...NAMED],
  'member.admit': ['secretariat'],
  'member.change': ['secretariat'],
  'member.import': ['secretariat'],
  'ruleset.adopt': ['secretariat'],
  'assembly.convene': ['secretariat'],
  'assembly.plan': ['secretariat'],
  'assembly.correct': ['secretariat'],
  'assembly.read': ['public', ...NAMED],
  'assembly.desk': ['secretariat', 'chair', 'teller'],
  'sitting.plan': ['secretariat'],
  'sitting.change': ['secretariat'],
  'sitting.cancel': ['secretariat'],
  'sitting.open': ['chair'],
  'sitting.close': ['chair'],
  'item.add': ['secretariat'],
  'item.change': ['secretariat'],
  'item.move': ['secretariat'],
  'item.withdraw': ['secretariat'],
  'item.take_up': ['chair', 'secretariat'],
  'paper.attach': ['secretariat'],
  'paper.rename': ['secretariat'],
  'paper.withdraw': ['secretariat'],
  'paper.read': ['public', ...NAMED],
  'delegate.import': ['secretariat'],
  'credential.accredit': ['secretariat'],
  'credential.refuse': ['secretariat'],
  'credential.reinstate': ['secretariat'],
  'credential.designate': ['secretariat'],
  'credential.withdraw': ['secretariat'],
  'credential.substitute': ['secretariat'],
  'credential.order': ['secretariat'],
  'credential.report': ['secretariat'],
  'designation.invite': ['secretariat'],
  'designation.make': ['public', ...NAMED],
  'proxy.register': ['secretariat'],
  'proxy.revoke': ['secretariat'],
  'proxy.read': ['delegate'],
  'credential.seat': ['secretariat'],
  'notice.issue': ['secretariat'],
  'member.dues': ['secretariat'],
  'quorum.call': ['chair'],
  'hall.show': ['chair', 'secretariat'],
  'quorum.confirm': ['delegate'],
  'presence.record': ['secretariat', 'teller'],
  'presence.declare': ['delegate'],
  'instrument.found': ['secretariat'],
  'instrument.correct': ['secretariat'],
  'instrument.read': ['public', ...NAMED],
  'version.freeze': ['secretariat'],
  'version.preview': ['secretariat'],
  'expression.translate': ['secretariat'],
  'expression.publish': ['secretariat'],
  'stage.enter': ['secretariat'],
  'stage.strike': ['secretariat'],
  'stage.object': ['public', ...NAMED],
  'mandate.enter': ['secretariat'],
  'mandate.finish': ['secretariat'],
  'mandate.report': ['secretariat'],
  'referral.make': ['secretariat', 'chair'],
  'referral.answer': ['secretariat', 'chair'],
  'motion.submit': ['secretariat', 'chair', 'delegate'],
  'motion.draft': ['secretariat', 'chair', 'delegate'],
  'motion.word': ['secretariat', 'delegate'],
  'motion.propose': ['secretariat', 'chair'],
  'motion.translate': ['secretariat', 'chair'],
  'motion.correct': ['secretariat', 'chair'],
  'motion.second': ['secretariat', 'chair', 'delegate'],
  'motion.table': ['secretariat', 'chair'],
  'motion.refuse': ['secretariat', 'chair'],
  'motion.debate': ['chair'],
  'motion.ready': ['chair'],
  'motion.adjourn': ['chair'],
  'motion.order': ['chair'],
  'motion.amend': ['secretariat', 'chair'],
  'motion.take_out': ['secretariat', 'chair', 'delegate'],
  'motion.withdraw': ['secretariat', 'chair', 'delegate'],
  'motion.read': ['public', ...NAMED],
  'draft.read': ['public', ...NAMED],
  'draft.begin': ['secretariat'],
  'draft.write': ['public', ...NAMED],
  'draft.invite': ['secretariat'],
  'draft.table': ['secretariat'],
  'draft.abandon': ['secretariat'],
  'corrigendum.object': ['public', ...NAMED],
  'corrigendum.settle': ['secretariat'],
  'consultation.read': ['public', ...NAMED],
  'consultation.open': ['secretariat'],
  'consultation.run': ['secretariat'],
  'comment.make': ['public', ...NAMED],
  'comment.dispose': ['public', ...NAMED],
  'poll.open': ['chair'],
  'poll.close': ['chair'],
  'poll.suspend': ['chair'],
  'poll.annul': ['chair'],
  'poll.recount': ['chair'],
  'poll.declare': ['chair'],
  'poll.cast': ['delegate'],
  'poll.demand': ['delegate'],
  'poll.tell': ['teller'],
  'poll.hand': ['delegate'],
  'election.call': ['secretariat', 'chair'],
  'election.run': ['chair'],
  'candidate.nominate': ['secretariat', 'delegate'],
  'candidate.second': ['delegate'],
  'candidate.answer': ['secretariat', 'delegate', 'observer'],
  'candidate.rule': ['secretariat', 'chair'],
  'speakers.run': ['chair', 'secretariat'],
  'speakers.ask': ['delegate', 'observer'],
  'appeal.make': ['delegate'],
  'poll.read': ['public', ...NAMED],
  'record.read': ['public', ...NAMED],
  'record.open': ['secretariat', 'auditor'],
  'live.follow': ['public', ...NAMED],
} as const satisfies Record<string, readonly Office[]>;

export type Act = keyof typeof ACCESS;

/** Where an act happens. `open`: the public may read here. */
export interface Place {
  readonly body: string | null;
  readonly assembly: string | null;
  readonly open: boolean;
}

/** The whole house: acts that belong to no body (signing in, registering an organisation). */
export const WHOLE_HOUSE: Place = { body: null, assembly: null, open: true };

/** Whether somebody works at a secretariat's desk: the house itself does, the public never. */
export const atDesk = (actor: Actor): boolean =>
  actor.kind === 'house' ? actor.name !== 'public' : actor.office === 'secretariat';

/** An office that somebody holds; `from` and `to` are RFC 3339, null is without limit. */
export interface Held {
  readonly office: Office;
  readonly body: string | null;
  readonly assembly: string | null;
  readonly from: string | null;
  readonly to: string | null;
}

/** Whether an office is held at the moment `at`. Compares RFC 3339 UTC as text. */
export const isHeld = ({ from, to }: Pick<Held, 'from' | 'to'>, at: string): boolean =>
  (from === null || at >= from) && (to === null || at < to);

/** Those that reach a place at the moment `at`. */
export const reaching = <H extends Held>({
  held,
  place,
  at,
}: {
  held: readonly H[];
  place: Pick<Place, 'body' | 'assembly'>;
  at: string;
}): H[] =>
  held.filter(
    ({ body, assembly, ...period }) =>
      isHeld(period, at) &&
      ((body === null && assembly === null) ||
        (assembly !== null && assembly === place.assembly) ||
        (assembly === null && body !== null && body === place.body)),
  );

/** When the last of them that reaches a place runs out; null: one has no end, or none reaches it. */
export function reachEnds(holding: Parameters<typeof reaching>[0]): string | null {
  const ends = reaching(holding).map(({ to }) => to);
  if (ends.includes(null)) return null;
  return (
    ends
      .flatMap((end) => end ?? [])
      .toSorted()
      .at(-1) ?? null
  );
}

/**
 * The office in which a person may do `act` at `place` at the moment `at`, or null; of several the one that the table names
 * first.
 */
export function officeFor(
  act: Act,
  { held, place, at }: { held: readonly Held[]; place: Place; at: string },
): Office | null {
  const allowed: readonly Office[] = ACCESS[act];
  const here = new Set(reaching({ held, place, at }).map((own) => own.office));
  const office = allowed.find((one) => here.has(one));
  if (office) return office;
  return allowed.includes('public') && place.open ? 'public' : null;
}
