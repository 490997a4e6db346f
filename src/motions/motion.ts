import type { Subject } from '../basics/event.js';
import { Lang, type Titles } from '../basics/fields.js';
import { never, ok, refuse, type Result } from '../basics/result.js';
import { majorityNamed, type RuleSet } from '../rules/ruleset.js';
import type { Outcome } from '../rules/vote.js';
import type { MotionAbout, MotionsEvent, MotionState, VotingOrder } from './motions.contract.js';

/** A motion as decisions see it. */
export interface Motion {
  readonly id: string;
  readonly assembly: string;
  /** In the assembly's series; null for what depends on another motion or on the meeting. */
  readonly number: number | null;
  readonly label: string;
  readonly about: MotionAbout;
  readonly versionHash: string | null;
  /** The member that moves it, where one does. */
  readonly member: string | null;
  /** Members that support it, sponsors and seconders. */
  readonly supporters: readonly string[];
  /** The deadline that it missed. */
  readonly lateAfter: string | null;
  readonly majority: string;
  readonly state: MotionState;
  readonly titles: Titles;
  readonly bloc: string | null;
  readonly order: VotingOrder | null;
  readonly amendedBy: readonly string[];
  /** Of an amendment to a version: the authentic languages in which it has no wording yet on the version of now. */
  readonly unworded: readonly Lang[];
  /** Its number in the series of decisions, which it keeps whatever a later vote or recount says. */
  readonly decision: number | null;
}

/** From which states an act leads where. What is not here is refused, and illegal in a record. */
const TRANSITIONS = {
  second: { from: ['submitted'], to: null },
  word: { from: ['submitted', 'tabled', 'debate', 'ready'], to: null },
  carry: { from: ['submitted', 'tabled', 'debate', 'ready', 'adjourned', 'remitted'], to: null },
  revise: { from: ['submitted', 'tabled', 'debate', 'ready', 'adjourned', 'remitted'], to: null },
  translate: { from: ['submitted', 'tabled', 'debate', 'ready', 'adjourned', 'remitted'], to: null },
  correct: { from: ['submitted', 'tabled', 'debate', 'ready', 'adjourned', 'remitted'], to: null },
  propose: { from: ['submitted', 'tabled', 'debate', 'ready', 'adjourned', 'remitted'], to: null },
  table: { from: ['submitted'], to: 'tabled' },
  refuse: { from: ['submitted', 'tabled'], to: 'inadmissible' },
  composite: { from: ['submitted', 'tabled', 'debate', 'ready'], to: 'composited' },
  release: { from: ['composited'], to: 'tabled' },
  debate: { from: ['tabled', 'ready'], to: 'debate' },
  ready: { from: ['tabled', 'debate'], to: 'ready' },
  adjourn: { from: ['tabled', 'debate', 'ready'], to: 'adjourned' },
  remit: { from: ['tabled', 'debate', 'ready'], to: 'remitted' },
  resume: { from: ['adjourned', 'remitted'], to: 'tabled' },
  order: { from: ['tabled', 'debate', 'ready'], to: null },
  amend: { from: ['tabled', 'debate', 'ready'], to: null },
  takeOut: { from: ['ready'], to: null },
  withdraw: { from: ['submitted', 'tabled', 'debate', 'ready', 'adjourned'], to: 'withdrawn' },
  fall: { from: ['submitted', 'tabled', 'debate', 'ready', 'adjourned'], to: 'fallen' },
  vote: { from: ['ready'], to: 'voting' },
  adopt: { from: ['voting'], to: 'adopted' },
  reject: { from: ['voting'], to: 'rejected' },
  return: { from: ['voting'], to: 'ready' },
  reopen: { from: ['adopted', 'rejected'], to: 'debate' },
  recount: { from: ['adopted', 'rejected'], to: 'voting' },
} as const satisfies Record<string, { from: readonly MotionState[]; to: MotionState | null }>;

export type Transition = keyof typeof TRANSITIONS;

const TRANSITION_OF: Readonly<Record<Exclude<MotionsEvent['type'], 'motion.submitted'>, Transition>> = {
  'motion.worded': 'word',
  'motion.carried': 'carry',
  'motion.revised': 'revise',
  'motion.proposed': 'propose',
  'motion.seconded': 'second',
  'motion.unseconded': 'second',
  'motion.translated': 'translate',
  'motion.corrected': 'correct',
  'motion.tabled': 'table',
  'motion.inadmissible': 'refuse',
  'motion.composited': 'composite',
  'motion.released': 'release',
  'motion.debated': 'debate',
  'motion.readied': 'ready',
  'motion.adjourned': 'adjourn',
  'motion.remitted': 'remit',
  'motion.resumed': 'resume',
  'motion.ordered': 'order',
  'motion.amended': 'amend',
  'motion.taken_out': 'takeOut',
  'motion.voting': 'vote',
  'motion.adopted': 'adopt',
  'motion.rejected': 'reject',
  'motion.returned': 'return',
  'motion.reopened': 'reopen',
  'motion.recounted': 'recount',
  'motion.withdrawn': 'withdraw',
  'motion.fallen': 'fall',
};

/** The state after an event, `state` null before the first; null where the event cannot follow (an illegal record). */
export function evolve(state: MotionState | null, { type }: Pick<MotionsEvent, 'type'>): MotionState | null {
  if (type === 'motion.submitted') return state === null ? 'submitted' : null;
  const { from, to }: { from: readonly MotionState[]; to: MotionState | null } =
    TRANSITIONS[TRANSITION_OF[type]];
  return state !== null && from.includes(state) ? (to ?? state) : null;
}

export const allows = ({ state }: Pick<Motion, 'state'>, transition: Transition): boolean =>
  (TRANSITIONS[transition].from as readonly MotionState[]).includes(state);

/** Refusal: `motion.wrong_state` {label, state, wanted}. */
export const may = (motion: Motion, transition: Transition): Result<null> =>
  allows(motion, transition)
    ? ok(null)
    : refuse('motion.wrong_state', {
        label: motion.label,
        state: motion.state,
        wanted: [...TRANSITIONS[transition].from],
      });

/** Nothing is left to decide about it. */
export const isOver = ({ state }: Pick<Motion, 'state'>): boolean =>
  !(['submitted', 'tabled', 'debate', 'ready', 'voting', 'adjourned', 'remitted'] as MotionState[]).includes(
    state,
  );

/** It waits for a decision, and no vote on it is under way: it may still be amended. */
export const isPending = (motion: Pick<Motion, 'state'>): boolean =>
  !isOver(motion) && motion.state !== 'voting';

/** A motion of its own, which gets a number, and when adopted a decision number. */
export const isMain = ({ about: { kind } }: Pick<Motion, 'about'>): boolean =>
  kind === 'stage' || kind === 'text' || kind === 'composite';

/** The motion that one depends on: what it amends, is a part of, or concerns. */
export function parentOf(about: MotionAbout): string | null {
  switch (about.kind) {
    case 'amendment':
      return about.to;
    case 'part':
      return about.of;
    case 'procedure':
      return about.motion;
    case 'stage':
    case 'text':
    case 'composite':
    case 'bloc':
      return null;
    default:
      return never(about);
  }
}

export const subjectOf = (motion: Pick<Motion, 'id' | 'assembly' | 'about'>): Subject => ({
  assembly: motion.assembly,
  motion: motion.id,
  ...(motion.about.kind === 'stage' && { instrument: motion.about.instrument }),
});

type Data<T extends MotionsEvent['type']> = Extract<MotionsEvent, { type: T }>['data'];

/** An event of one motion. */
export const eventOf = <T extends Exclude<MotionsEvent['type'], 'motion.submitted'>>(
  type: T,
  motion: Pick<Motion, 'id' | 'assembly' | 'about'>,
  data: Omit<Data<T>, 'motion'>,
): MotionsEvent =>
  ({ type, subject: subjectOf(motion), data: { motion: motion.id, ...data } }) as unknown as MotionsEvent;

/** What tabling looks at. */
export interface Tabling {
  /** The languages that the rules demand. */
  readonly demanded: readonly string[];
  /** The languages in which the version that it is about stands whole, and in part; null where it is about no version. */
  readonly there: { readonly whole: readonly string[]; readonly part: readonly string[] } | null;
  /** How many members must support it. */
  readonly seconders: number;
  /** The adopted procedural motion that lets this late one in. */
  readonly urgency: string | null;
}

/** How many members must support a motion, where the rules ask for `seconders`: of what a member moves, not of a board's. */
export const supportNeeded = (motion: Pick<Motion, 'about' | 'member'>, seconders: number): number =>
  motion.member !== null && (isMain(motion) || motion.about.kind === 'amendment') ? seconders : 0;

/**
 * Tables a motion when its title, and its own text or that of a stage's version, are there in the languages that the rules
 * demand, enough members support it, and it came in time or an urgency vote admits it. Titles are kept in the interface's
 * languages; others can be demanded of the text alone.
 * A translation of which clauses are missing or stale is not there.
 * Refusals: `motion.wrong_state`, `motion.language_missing` {languages}, `motion.translation_unfinished` {languages},
 * `motion.seconders_missing` {there, needed}, `motion.urgency_needed` {due}.
 */
export function table(
  motion: Motion,
  { demanded, there: spoken, seconders, urgency }: Tabling,
): Result<MotionsEvent[]> {
  const allowed = may(motion, 'table');
  if (!allowed.ok) return allowed;
  if (isMain(motion)) {
    const own = ownLangs(motion.about);
    const missing = demanded.filter((name) => {
      const lang = Lang.safeParse(name);
      const unsaid = lang.success && (!motion.titles[lang.data] || own?.includes(lang.data) === false);
      return unsaid || (spoken !== null && ![...spoken.whole, ...spoken.part].includes(name));
    });
    if (missing.length > 0) return refuse('motion.language_missing', { languages: missing });
    const unfinished = demanded.filter((lang) => spoken?.part.includes(lang));
    if (unfinished.length > 0) return refuse('motion.translation_unfinished', { languages: unfinished });
  }
  const needed = supportNeeded(motion, seconders);
  const there = new Set(motion.supporters).size;
  if (there < needed) return refuse('motion.seconders_missing', { there, needed });
  if (motion.lateAfter !== null && urgency === null)
    return refuse('motion.urgency_needed', { due: motion.lateAfter });
  const tabled = eventOf('motion.tabled', motion, { urgency: motion.lateAfter === null ? null : urgency });
  // Nobody debates for long how to go on: it can be put to the vote at once.
  return motion.about.kind === 'procedure' || motion.about.kind === 'bloc'
    ? ok([tabled, eventOf('motion.readied', motion, { procedure: null })])
    : ok([tabled]);
}

/** The languages in which a motion's own text is there; null: it brings none, or is no motion of its own. */
export const ownLangs = (about: MotionAbout): Lang[] | null =>
  about.kind === 'text' || about.kind === 'composite'
    ? Lang.options.filter((lang) => lang === about.lang || about.translations?.[lang] !== undefined)
    : null;

/**
 * Says a motion in another language: its title where it has none, and its own text. What is so already is passed over.
 * Refusals: `motion.wrong_state`, `motion.no_own_text` {label}, `motion.moved_in` {lang}, `motion.title_stands` {lang}.
 */
export function translate(
  motion: Motion,
  { lang, title, text }: { lang: Lang; title: string | null; text: string | null },
): Result<MotionsEvent[]> {
  const allowed = may(motion, 'translate');
  if (!allowed.ok) return allowed;
  const { about, titles } = motion;
  const own = ownLangs(about) !== null;
  if (text !== null && !own) return refuse('motion.no_own_text', { label: motion.label });
  if (text !== null && 'lang' in about && about.lang === lang) return refuse('motion.moved_in', { lang });
  const titled = titles[lang];
  if (title !== null && titled !== undefined && titled !== title)
    return refuse('motion.title_stands', { lang });
  const standing = 'translations' in about ? about.translations?.[lang] : undefined;
  const fresh = { title: titled === undefined ? title : null, text: standing === text ? null : text };
  return fresh.title === null && fresh.text === null
    ? ok([])
    : ok([eventOf('motion.translated', motion, { lang, ...fresh })]);
}

/** Whether the text that a motion brings is in that language, as far as somebody said so. */
const isMovedIn = (
  {
    lang: moved,
    translations,
  }: { lang?: Lang | undefined; translations?: Partial<Record<Lang, string>> | undefined },
  lang: Lang,
): boolean => (moved === undefined ? translations?.[lang] === undefined : moved === lang);

/** The title and the wording that stand in a language; null: it has none there. */
export function saidIn(
  { titles, about }: Pick<Motion, 'titles' | 'about'>,
  lang: Lang,
): { title: string | null; text: string | null } {
  const title = titles[lang] ?? null;
  switch (about.kind) {
    case 'text':
    case 'composite':
      return { title, text: (isMovedIn(about, lang) ? about.text : about.translations?.[lang]) ?? null };
    case 'amendment':
    case 'part':
    case 'procedure':
      // In which language it is, nobody said: it is the same for everybody.
      return { title, text: about.text };
    case 'stage':
    case 'bloc':
      return { title, text: null };
    default:
      return never(about);
  }
}

/** Title and wording of a motion once they were corrected. */
export function withCorrection(
  { titles, about }: Pick<Motion, 'titles' | 'about'>,
  { lang, title, text }: { lang: Lang | null; title: string | null; text: string | null },
): Pick<Motion, 'titles' | 'about'> {
  if (lang === null) return { titles, about };
  const translated =
    (about.kind === 'text' || about.kind === 'composite') && !isMovedIn(about, lang)
      ? { translations: { ...about.translations, [lang]: text } }
      : { text };
  return {
    titles: title === null ? titles : { ...titles, [lang]: title },
    about: text === null ? about : ({ ...about, ...translated } as MotionAbout),
  };
}

/** What decides which majority a motion may have. `stageRule`: the one by which the path has its stage decided; null: any. */
export interface Majorities {
  readonly rules: Pick<RuleSet, 'majorities'>;
  readonly stageRule: string | null;
}

/**
 * Corrects what was typed wrongly in the title or the wording of a motion that is not voted on, or the majority that was named
 * wrongly: it says what it was meant to say from the beginning; what is null stays. Refusals: `motion.wrong_state`,
 * `motion.not_said_in` {lang}, `motion.unchanged`, those of `checkMajority`.
 */
export function correct(
  motion: Motion,
  command: {
    lang: Lang;
    title: string | null;
    text: string | null;
    majority: string | null;
    reason: string;
  },
  majorities: Majorities,
): Result<MotionsEvent[]> {
  const allowed = may(motion, 'correct');
  if (!allowed.ok) return allowed;
  const { lang, reason } = command;
  const stands = saidIn(motion, lang);
  const of = (what: 'title' | 'text') => (command[what] === stands[what] ? null : command[what]);
  const [title, text] = [of('title'), of('text')];
  const majority = command.majority === motion.majority ? null : command.majority;
  const worded = title !== null || text !== null;
  if (!worded && majority === null) return refuse('motion.unchanged');
  if ((title !== null && stands.title === null) || (text !== null && stands.text === null))
    return refuse('motion.not_said_in', { lang });
  const checked = majority === null ? ok(null) : checkMajority(motion, majority, majorities);
  if (!checked.ok) return checked;
  return ok([
    eventOf('motion.corrected', motion, { lang: worded ? lang : null, title, text, majority, reason }),
  ]);
}

/**
 * Whether a motion may be voted on by another majority than it names. Refusals: `motion.majority_follows` {label}: from the rules,
 * or from the motions of a bloc; `motion.in_bloc` {label}, `stage.other_rule` {name}, `rules.unknown_majority` {name}.
 */
function checkMajority(
  { about, label, bloc }: Motion,
  majority: string,
  { rules, stageRule }: Majorities,
): Result<unknown> {
  if (about.kind === 'procedure' || about.kind === 'bloc')
    return refuse('motion.majority_follows', { label });
  if (bloc !== null) return refuse('motion.in_bloc', { label });
  if (stageRule !== null) return refuse('stage.other_rule', { name: stageRule });
  return majorityNamed(rules, majority);
}

/** Opens or closes the debate on a motion, or takes it up again. */
export function advance(motion: Motion, to: 'debate' | 'ready' | 'resume'): Result<MotionsEvent[]> {
  const allowed = may(motion, to);
  if (!allowed.ok) return allowed;
  switch (to) {
    case 'debate':
      return ok([eventOf('motion.debated', motion, {})]);
    case 'ready':
      return ok([eventOf('motion.readied', motion, { procedure: null })]);
    case 'resume':
      return ok([eventOf('motion.resumed', motion, {})]);
    default:
      return never(to);
  }
}

/** Adjourns or remits without a vote. Refusal: `motion.wrong_state`. */
export function putOff(
  motion: Motion,
  how: { to: string | null; until: string | null; reason: string },
  kind: 'adjourn' | 'remit',
): Result<MotionsEvent[]> {
  const allowed = may(motion, kind);
  if (!allowed.ok) return allowed;
  const { to, ...when } = how;
  return ok([
    kind === 'adjourn'
      ? eventOf('motion.adjourned', motion, { ...when, procedure: null })
      : eventOf('motion.remitted', motion, { ...when, to, procedure: null }),
  ]);
}

/** Seconds a motion, or takes it back; what is so already is passed over. Refusals: `motion.wrong_state`, `motion.own`. */
export function second(
  motion: Motion,
  { member, seconded }: { member: string; seconded: boolean },
): Result<MotionsEvent[]> {
  const allowed = may(motion, 'second');
  if (!allowed.ok) return allowed;
  if (motion.member === member) return refuse('motion.own');
  if (motion.supporters.includes(member) === seconded) return ok([]);
  return ok([eventOf(seconded ? 'motion.seconded' : 'motion.unseconded', motion, { member })]);
}

/** What a declared outcome makes of a motion. A void vote and a tie that stands decide nothing: it is ready again. */
export function settle(
  motion: Motion,
  { poll, outcome, decision }: { poll: string; outcome: Outcome; decision: number | null },
): Result<MotionsEvent[]> {
  const allowed = may(motion, 'adopt');
  if (!allowed.ok) return allowed;
  const subject = { ...subjectOf(motion), poll };
  const data = { motion: motion.id, poll };
  switch (outcome) {
    case 'adopted':
      return ok([{ type: 'motion.adopted', subject, data: { ...data, decision } }]);
    case 'rejected':
      return ok([{ type: 'motion.rejected', subject, data }]);
    case 'void':
    case 'tie':
    // These two are of elections, which no motion waits for.
    case 'elected':
    case 'undecided':
      return ok([{ type: 'motion.returned', subject, data }]);
    default:
      return never(outcome);
  }
}
