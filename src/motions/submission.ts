import type { Context } from '../basics/event.js';
import { Lang } from '../basics/fields.js';
import { never, ok, refuse, type Result } from '../basics/result.js';
import { first, must } from '../basics/must.js';
import { majorityNamed, motionRules, type Procedure, type RuleSet } from '../rules/ruleset.js';
import type { z } from 'zod';
import { wordedOf, wordOf, type Amended } from './amendment.js';
import {
  allows,
  eventOf,
  isMain,
  isPending,
  subjectOf,
  table,
  translate,
  type Motion,
  type Transition,
} from './motion.js';
import type { MotionAbout, motionRoutes, MotionsEvent } from './motions.contract.js';

export type Submit = z.infer<(typeof motionRoutes.submit)['input']>;

/** What a submission looks at. */
export interface SubmissionState {
  readonly rules: RuleSet;
  /** Members of the body that may be named. */
  readonly members: readonly { readonly member: string; readonly name: string }[];
  /** Members for which the visitor speaks here as an accredited delegate or alternate. */
  readonly speaksFor: readonly string[];
  /** The motions that this one is about, by id; those that are not of this assembly are left out. */
  readonly others: ReadonlyMap<string, Motion>;
  /** The next number of the series. */
  readonly next: number;
  /** How many motions of this kind depend on the same motion already. */
  readonly siblings: number;
  /** Motions come in time until then; null: always. */
  readonly due: string | null;
  /** The hash of the version that a motion on a stage is about. */
  readonly versionHash: string | null;
  /** The majority by which the path has its stage decided; null: any that the motion names. */
  readonly stageRule: string | null;
  /** What an amendment amends, where that is about a version. */
  readonly amended: Amended | null;
}

/** The state that a procedural motion needs in the one that it concerns. */
const CONCERNS: Readonly<Record<Procedure, Transition | null>> = {
  closure: 'ready',
  adjourn: 'adjourn',
  remit: 'remit',
  urgency: 'table',
  reconsider: 'reopen',
  other: null,
};

/**
 * Submits a motion. A main one gets the next number, without gaps; another the next label under what it depends on. What
 * comes from the secretariat or the chair to order the proceedings (a procedure, a bloc) is ready at once.
 *
 * Refusals: `motion.not_by_delegates`, `motion.member_needed`, `motion.member_unknown`, `motion.own`,
 * `motion.sponsor_seconds` {name}, `motion.unknown`,
 * `motion.third_degree` {label}, `motion.target_over` {label, state}, `motion.not_late` {label}, `motion.not_composable`
 * {label}, `motion.named_twice`, `bloc.not_ready` {label, state}, `bloc.same_stage`, `bloc.majorities_differ`, `motion.in_bloc` {label},
 * `motion.stage_decided` {label}, `motion.target_needed`, `rules.unknown_majority`, `stage.other_rule` {name},
 * those of `wordedOf` and `translate`.
 */
export function submit(state: SubmissionState, command: Submit, context: Context): Result<MotionsEvent[]> {
  const member = moverOf(state, command, context);
  if (!member.ok) return member;
  const { about } = command;
  const named = about.kind === 'composite' ? about.parents : about.kind === 'bloc' ? about.motions : [];
  if (new Set(named).size < named.length) return refuse('motion.named_twice');
  const others = othersOf(state, about);
  if (!others.ok) return others;
  const fits = checkOthers(about, others.value);
  if (!fits.ok) return fits;
  const majority = majorityOf(state, command, others.value);
  if (!majority.ok) return majority;
  const worded = wordedOf(state.amended, command);
  if (!worded.ok) return worded;

  const names = new Map(state.members.map((one) => [one.member, one.name]));
  const sponsored = checkSponsors(state, command, { member: member.value, names, context });
  if (!sponsored.ok) return sponsored;
  const main = isMain({ about });
  const fresh: Motion = {
    id: context.id(),
    assembly: command.assembly,
    number: main ? state.next : null,
    label: main ? String(state.next) : labelOf(about, state.siblings, others.value[0] ?? null),
    about: stated(about, { state, command }),
    versionHash: state.versionHash,
    member: member.value,
    supporters: command.sponsors,
    lateAfter: main && state.due !== null && context.at > state.due ? state.due : null,
    majority: majority.value,
    state: 'submitted',
    titles: command.titles,
    bloc: null,
    order: null,
    amendedBy: [],
    unworded: [],
    decision: null,
  };
  const submitted: MotionsEvent = {
    type: 'motion.submitted',
    subject: subjectOf(fresh),
    data: {
      motion: fresh.id,
      number: fresh.number,
      label: fresh.label,
      titles: fresh.titles,
      about: fresh.about,
      versionHash: fresh.versionHash,
      item: command.item,
      mover:
        command.mover ?? (member.value === null ? null : must(names.get(member.value), 'name of the member')),
      member: member.value,
      sponsors: command.sponsors,
      lateAfter: fresh.lateAfter,
      majority: fresh.majority,
    },
  };
  const translated = translations(fresh, command);
  if (!translated.ok) return translated;
  const events: MotionsEvent[] = [
    submitted,
    ...translated.value,
    ...wordOf(fresh, worded.value, state.amended),
  ];
  if (about.kind === 'composite')
    events.push(...others.value.map((one) => eventOf('motion.composited', one, { into: fresh.id })));
  const byDelegate = context.actor.kind === 'person' && context.actor.office === 'delegate';
  if (!byDelegate && (about.kind === 'procedure' || about.kind === 'bloc')) {
    const tabled = table(fresh, { demanded: [], there: null, seconders: 0, urgency: null });
    if (!tabled.ok) return tabled;
    events.push(...tabled.value);
  }
  return ok(events);
}

/** What it is about, with what follows from what is there: the version that an amendment changes, the language of a text. */
function stated(
  about: Submit['about'],
  { state: { amended, rules }, command }: { state: SubmissionState; command: Submit },
): MotionAbout {
  if (about.kind === 'amendment' && amended && command.changes)
    return { ...about, changes: { version: amended.version, hash: amended.hash } };
  if ((about.kind === 'text' || about.kind === 'composite') && about.lang === undefined) {
    const lang = onlyLang(Object.keys(command.titles)) ?? onlyLang(rules.languages);
    return { ...about, ...(lang && { lang }) };
  }
  return about;
}

/** The only language that there is. */
const onlyLang = (names: readonly string[]): Lang | undefined =>
  names.length === 1 ? Lang.safeParse(names[0]).data : undefined;

/** What its mover brings in other languages. Refusals: those of `translate`. */
function translations(motion: Motion, command: Submit): Result<MotionsEvent[]> {
  const events: MotionsEvent[] = [];
  for (const lang of Lang.options) {
    const text = command.translations?.[lang];
    if (text === undefined) continue;
    const done = translate(motion, { lang, title: null, text });
    if (!done.ok) return done;
    events.push(...done.value);
  }
  return ok(events);
}

/** The member that moves: a delegate's own, or the one that the secretariat names. */
function moverOf(
  { rules, speaksFor, members }: SubmissionState,
  { member, about }: Submit,
  { actor }: Context,
): Result<string | null> {
  if (actor.kind === 'person' && actor.office === 'delegate') {
    // How to go on is for everybody to say.
    if (about.kind === 'bloc' || about.kind === 'composite') return refuse('motion.not_by_delegates');
    if (about.kind !== 'procedure' && !motionRules(rules).delegates) return refuse('motion.not_by_delegates');
    return ownMember(speaksFor, member);
  }
  return member === null || members.some((one) => one.member === member)
    ? ok(member)
    : refuse('motion.member_unknown');
}

/** Nobody sponsors the own motion, and a delegate names only members that it speaks for: the others second by themselves. */
function checkSponsors(
  { speaksFor }: SubmissionState,
  { sponsors }: Submit,
  {
    member,
    names,
    context: { actor },
  }: { member: string | null; names: ReadonlyMap<string, string>; context: Context },
): Result<null> {
  const unknown = sponsors.some((one) => !names.has(one));
  if (unknown) return refuse('motion.member_unknown');
  if (member !== null && sponsors.includes(member)) return refuse('motion.own');
  const byDelegate = actor.kind === 'person' && actor.office === 'delegate';
  const other = byDelegate ? sponsors.find((one) => !speaksFor.includes(one)) : undefined;
  return other === undefined
    ? ok(null)
    : refuse('motion.sponsor_seconds', { name: must(names.get(other), 'name of the member') });
}

/**
 * The member for which a delegate acts. Refusals: `motion.member_needed` (speaks for several, names none),
 * `motion.member_unknown` (speaks not for that one).
 */
export function ownMember(own: readonly string[], member: string | null): Result<string> {
  if (member === null && own.length > 1) return refuse('motion.member_needed');
  const chosen = member ?? own[0];
  return chosen !== undefined && own.includes(chosen) ? ok(chosen) : refuse('motion.member_unknown');
}

/** Ids of the motions that one is about. */
export function aboutOthers(about: MotionAbout): readonly string[] {
  switch (about.kind) {
    case 'stage':
    case 'text':
      return [];
    case 'composite':
      return about.parents;
    case 'amendment':
      return [about.to];
    case 'part':
      return [about.of];
    case 'procedure':
      return about.motion === null ? [] : [about.motion];
    case 'bloc':
      return about.motions;
    default:
      return never(about);
  }
}

function othersOf({ others }: SubmissionState, about: MotionAbout): Result<Motion[]> {
  const found: Motion[] = [];
  for (const id of aboutOthers(about)) {
    const one = others.get(id);
    if (!one) return refuse('motion.unknown');
    found.push(one);
  }
  return ok(found);
}

/** Whether the motions that this one is about stand as they must. */
function checkOthers(about: Submit['about'], others: readonly Motion[]): Result<null> {
  const [target] = others;
  switch (about.kind) {
    case 'stage':
    case 'text':
      return ok(null);
    case 'amendment':
      return checkAmended(must(target, 'motion that is amended'));
    case 'procedure': {
      const transition = CONCERNS[about.procedure];
      if (!target)
        return transition === null || transition === 'adjourn' ? ok(null) : refuse('motion.target_needed');
      if (about.procedure === 'urgency' && target.lateAfter === null)
        return refuse('motion.not_late', { label: target.label });
      // The stage of the instrument has moved on: only a motion of its own can take that back.
      if (about.procedure === 'reconsider' && (target.about.kind === 'stage' || !isMain(target)))
        return refuse('motion.stage_decided', { label: target.label });
      return transition === null || allows(target, transition) ? ok(null) : over(target);
    }
    case 'composite': {
      const misfit = others.find((one) => one.about.kind !== 'text' && one.about.kind !== 'composite');
      if (misfit) return refuse('motion.not_composable', { label: misfit.label });
      const gone = others.find((one) => !allows(one, 'composite') || one.bloc !== null);
      return gone ? over(gone) : ok(null);
    }
    case 'bloc': {
      const unready = others.find((one) => one.state !== 'ready' || !isMain(one));
      if (unready) return refuse('bloc.not_ready', { label: unready.label, state: unready.state });
      const taken = others.find((one) => one.bloc !== null);
      if (taken) return refuse('motion.in_bloc', { label: taken.label });
      const stages = others.flatMap((one) => (one.about.kind === 'stage' ? [one.about.stage] : []));
      if (new Set(stages).size < stages.length) return refuse('bloc.same_stage');
      return new Set(others.map(({ majority }) => majority)).size <= 1
        ? ok(null)
        : refuse('bloc.majorities_differ');
    }
    default:
      return never(about);
  }
}

const over = ({ label, state }: Motion): Result<never> => refuse('motion.target_over', { label, state });

function checkAmended(target: Motion): Result<null> {
  if (target.about.kind === 'amendment' && target.label.includes('.'))
    return refuse('motion.third_degree', { label: target.label });
  if (!isMain(target) && target.about.kind !== 'amendment' && target.about.kind !== 'part')
    return refuse('motion.not_amendable', { label: target.label });
  return isPending(target) ? ok(null) : over(target);
}

/** "7-A1" amends 7, "7-A1.2" amends 7-A1; "7a" is a part, "7-P1" concerns 7, "P1" the meeting, "B1" is a bloc. */
export function labelOf(about: MotionAbout, siblings: number, target: Motion | null): string {
  const nth = siblings + 1;
  switch (about.kind) {
    case 'amendment':
      return target?.about.kind === 'amendment' ? `${target.label}.${nth}` : `${target?.label}-A${nth}`;
    case 'part':
      return `${target?.label}${String.fromCharCode(96 + nth)}`;
    case 'procedure':
      return target === null ? `P${nth}` : `${target.label}-P${nth}`;
    case 'bloc':
      return `B${nth}`;
    case 'stage':
    case 'text':
    case 'composite':
      throw new RangeError('a main motion has a number');
    default:
      return never(about);
  }
}

function majorityOf(
  { rules, stageRule }: SubmissionState,
  { about, majority }: Submit,
  others: readonly Motion[],
): Result<string> {
  if (stageRule !== null && majority !== null && majority !== stageRule)
    return refuse('stage.other_rule', { name: stageRule });
  const name =
    about.kind === 'bloc'
      ? first(others).majority
      : about.kind === 'procedure'
        ? (motionRules(rules).procedures[about.procedure] ?? 'ordinary')
        : (stageRule ?? majority ?? 'ordinary');
  const known = majorityNamed(rules, name);
  return known.ok ? ok(name) : known;
}
