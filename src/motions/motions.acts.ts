import type { z } from 'zod';
import { isEdtf } from '../basics/edtf.js';
import { ofType, type Context } from '../basics/event.js';
import { ok, refuse, type Result } from '../basics/result.js';
import { first, must } from '../basics/must.js';
import { hasItem } from '../assemblies/agenda.store.js';
import { assemblyPlace, assemblyRules, lockAssembly, motionsDue } from '../assemblies/assemblies.store.js';
import { membersHere, standingOf } from '../assemblies/presence.store.js';
import { bodyPlace, memberNames } from '../bodies/bodies.store.js';
import { motionRules } from '../rules/ruleset.js';
import { act, lock, type Act, type Tx } from '../house/perform.js';
import type { Visitor } from '../access/visitor.js';
import { currentStage } from '../instruments/instrument.js';
import { spokenLanguages } from '../instruments/expressions.store.js';
import { loadInstrument, versionTexts } from '../instruments/instruments.store.js';
import { checkTerms } from '../instruments/mandate.js';
import { madeBy } from './amendments.store.js';
import {
  amend,
  divide,
  fall,
  parentsOf,
  ruleOut,
  setOrder,
  takeOut,
  withdraw,
  type Family,
} from './family.js';
import {
  correct,
  isMain,
  parentOf,
  putOff,
  second,
  advance,
  table,
  translate,
  type Motion,
} from './motion.js';
import type { motionRoutes as routes, MotionAbout, MotionsEvent } from './motions.contract.js';
import {
  countSiblings,
  drafts,
  draftsLock,
  dropDraft,
  isOthers,
  keepDraft,
  loadFamily,
  loadMotion,
  loadMotions,
  motionPlace,
  nextMotion,
  urgencyOf,
} from './motions.store.js';
import { aboutOthers, ownMember, submit, type Submit } from './submission.js';

type In<R extends { input: z.ZodType }> = z.infer<R['input']>;

/** The hash of the version that a motion on a stage is about. */
async function aboutVersion(
  tx: Tx,
  about: MotionAbout,
  body: string | null,
): Promise<Result<{ hash: string | null; rule: string | null }>> {
  if (about.kind !== 'stage') return ok({ hash: null, rule: null });
  const instrument = await loadInstrument(tx, about.instrument);
  if (!instrument) return refuse('instrument.unknown', { instrument: about.instrument });
  const stage = currentStage(instrument);
  if (stage?.id !== about.stage) return refuse('stage.not_current', { label: stage?.label ?? '' });
  if (stage.body !== body) return refuse('stage.other_body', { label: stage.label, body: stage.body });
  const version = instrument.versions.find((one) => one.number === about.version);
  if (!version?.hash) return refuse('version.unknown', { number: about.version });
  return ok({ ...version, rule: stage.rule });
}

/** What a motion on a stage would entrust, and in spite of what. Refusals: `body.unknown` {body}, `mandate.unknown`, those of `checkTerms`. */
async function checkEntrusted(tx: Tx, about: MotionAbout, body: string): Promise<Result<null>> {
  if (about.kind !== 'stage') return ok(null);
  const { mandate: terms, notwithstanding = [], instrument, version } = about;
  const { mandates } = must(await loadInstrument(tx, instrument), 'instrument');
  if (notwithstanding.some((id) => !mandates.some((one) => one.id === id))) return refuse('mandate.unknown');
  if (!terms) return ok(null);
  if (terms.until !== null && !isEdtf(terms.until)) return refuse('date.malformed', { date: terms.until });
  if (!(await bodyPlace(tx, terms.to))) return refuse('body.unknown', { body: terms.to });
  const text = await versionTexts(tx, instrument, version);
  return checkTerms({ from: body, terms }, text && first(Object.values(text.texts)));
}

const ownMembers = async (tx: Tx, assembly: string, person: string | null): Promise<string[]> =>
  (await standingOf(tx, assembly, person)).speaksFor.map(({ member }) => member);

/** Submits a motion; a main one gets the next number, without gaps. */
export const SUBMIT = act({
  act: 'motion.submit',
  place: (tx, { assembly }: Submit) => assemblyPlace(tx, assembly),
  load: async (tx, { assembly, about, item, changes }, { person }) => {
    await lockAssembly(tx, assembly);
    const rules = await assemblyRules(tx, assembly);
    if (!rules) return refuse('assembly.no_rules');
    if (item !== null && !(await hasItem(tx, assembly, item))) return refuse('item.unknown');
    const place = must(await assemblyPlace(tx, assembly), 'place of the assembly');
    const version = await aboutVersion(tx, about, place.body);
    if (!version.ok) return version;
    const entrusted = await checkEntrusted(tx, about, must(place.body, 'body of the assembly'));
    if (!entrusted.ok) return entrusted;
    const parent = parentOf(about);
    const others = await loadMotions(tx, assembly, aboutOthers(about));
    const target = about.kind === 'amendment' ? others.get(about.to) : undefined;
    return ok({
      rules: rules.data,
      members: await memberNames(tx, must(place.body, 'body of the assembly')),
      speaksFor: await ownMembers(tx, assembly, person),
      others,
      amended: target ? await madeBy(tx, target, changes?.version ?? null) : null,
      next: await nextMotion(tx, assembly),
      siblings: isMain({ about }) ? 0 : await countSiblings(tx, { assembly, parent, kind: about.kind }),
      due: await motionsDue(tx, assembly),
      versionHash: version.value.hash,
      stageRule: version.value.rule,
    });
  },
  decide: submit,
  after: async (tx, { command: { draft }, context: { actor } }) => {
    if (draft !== undefined && actor.kind === 'person') await dropDraft(tx, draft, actor.person);
  },
  reply: ({ events }) => {
    const { data } = events[0] as Extract<MotionsEvent, { type: 'motion.submitted' }>;
    return { motion: data.motion, number: data.number, label: data.label, late: data.lateAfter !== null };
  },
});

/** As many drafts somebody may keep for an assembly. */
const MOST_DRAFTS = 50;

/** Saves a draft: working matter, of which the record says nothing. Refusals: `not_found`, `draft.too_many` {most}. */
export const SAVE_DRAFT = act({
  act: 'motion.draft',
  place: (tx, { assembly }: In<typeof routes.saveDraft>) => assemblyPlace(tx, assembly),
  load: async (tx, { assembly, draft }, { person }) => {
    if (person === null) return refuse('session.required');
    await lock(tx, draftsLock(person));
    const writer = { assembly, person };
    if (await isOthers(tx, draft, writer)) return refuse('not_found');
    const others = (await drafts(tx, writer)).filter((one) => one.draft !== draft);
    return others.length < MOST_DRAFTS ? ok(writer) : refuse('draft.too_many', { most: MOST_DRAFTS });
  },
  decide: () => ok([]),
  after: (tx, { state, command: { assembly: _, ...matter }, context }) =>
    keepDraft(tx, { ...matter, savedAt: context.at }, state),
  reply: async ({ tx, state, command }) => ({
    savedAt: must(
      (await drafts(tx, state)).find(({ draft }) => draft === command.draft),
      'draft',
    ).savedAt,
  }),
});

export const DISCARD_DRAFT = act({
  act: 'motion.draft',
  place: (tx, { assembly }: In<typeof routes.discardDraft>) => assemblyPlace(tx, assembly),
  load: async (_tx, _command, { person }) => (person === null ? refuse('session.required') : ok(person)),
  decide: () => ok([]),
  after: (tx, { state: person, command: { draft } }) => dropDraft(tx, draft, person),
  reply: () => ({}),
});

/** What an act on one motion sees: the motion with what stands around it, read under the assembly's lock. */
interface OnMotion {
  readonly family: Family;
  /** The parents of a composite. */
  readonly parents: readonly Motion[];
  readonly speaksFor: readonly string[];
}

async function onMotion(tx: Tx, id: string, { person }: Visitor): Promise<OnMotion> {
  const { assembly } = must(await loadMotion(tx, id), 'motion');
  await lockAssembly(tx, assembly);
  const family = must(await loadFamily(tx, id), 'family of the motion');
  return {
    family,
    parents: [...(await loadMotions(tx, assembly, parentsOf(family.motion))).values()],
    speaksFor: await ownMembers(tx, assembly, person),
  };
}

const stepAct = <C extends { motion: string }>(
  name: Act<C, OnMotion, object>['act'],
  decide: (on: OnMotion, command: C, context: Context) => Result<MotionsEvent[]>,
): Act<C, OnMotion, object> =>
  act({
    act: name,
    place: (tx, { motion }: C) => motionPlace(tx, motion),
    load: async (tx, { motion }, visitor) => ok(await onMotion(tx, motion, visitor)),
    decide,
    reply: () => ({}),
  });

export const TABLE = act({
  act: 'motion.table',
  place: (tx, { motion }: In<typeof routes.table>) => motionPlace(tx, motion),
  load: async (tx, command, visitor) => {
    const { motion } = (await onMotion(tx, command.motion, visitor)).family;
    const rules = must(await assemblyRules(tx, motion.assembly), 'rules of the assembly');
    const place = must(await assemblyPlace(tx, motion.assembly), 'place of the assembly');
    const { about } = motion;
    const version = await aboutVersion(tx, about, place.body);
    if (!version.ok) return version;
    return ok({
      motion,
      demanded: rules.data.languages,
      there: about.kind === 'stage' ? await spokenLanguages(tx, about.instrument, about.version) : null,
      seconders: motionRules(rules.data).seconders,
      urgency: await urgencyOf(tx, motion.id),
    });
  },
  decide: ({ motion, ...tabling }) => table(motion, tabling),
  reply: () => ({}),
});

export const TRANSLATE = stepAct<In<typeof routes.translate>>('motion.translate', ({ family }, said) =>
  translate(family.motion, said),
);

/** By which majority the path has the stage decided that a motion is about; null: by any, or it is about none. */
async function stageRuleOf(tx: Tx, { about }: Motion): Promise<string | null> {
  if (about.kind !== 'stage') return null;
  const { stages } = must(await loadInstrument(tx, about.instrument), 'instrument');
  return stages.find(({ id }) => id === about.stage)?.rule ?? null;
}

export const CORRECT = act({
  act: 'motion.correct',
  place: (tx, { motion }: In<typeof routes.correct>) => motionPlace(tx, motion),
  load: async (tx, command, visitor) => {
    const { motion } = (await onMotion(tx, command.motion, visitor)).family;
    const rules = must(await assemblyRules(tx, motion.assembly), 'rules of the assembly').data;
    return ok({ motion, rules, stageRule: await stageRuleOf(tx, motion) });
  },
  decide: ({ motion, ...majorities }, said) => correct(motion, said, majorities),
  reply: () => ({}),
});

/**
 * A delegate seconds for the own member; the secretariat and the chair record it for a member of which somebody is here. Who
 * entered it is the entry's actor. Refusals: those of `ownMember` and `second`.
 */
export const SECOND = act({
  act: 'motion.second',
  place: (tx, { motion }: In<typeof routes.second>) => motionPlace(tx, motion),
  load: async (tx, command, visitor) => {
    const on = await onMotion(tx, command.motion, visitor);
    return ok({ ...on, here: await membersHere(tx, on.family.motion.assembly) });
  },
  decide: ({ family, speaksFor, here }, { member, seconded }, { actor }) => {
    const byDelegate = actor.kind === 'person' && actor.office === 'delegate';
    const mine = ownMember(byDelegate ? speaksFor : [...new Set([...speaksFor, ...here])], member);
    return mine.ok ? second(family.motion, { member: mine.value, seconded }) : mine;
  },
  reply: () => ({}),
});

export const REFUSE_MOTION = stepAct<In<typeof routes.refuseMotion>>(
  'motion.refuse',
  ({ family, parents }, { reason }) => ruleOut(family, { reason, parents }),
);
export const DEBATE = stepAct<In<typeof routes.debate>>('motion.debate', ({ family }) =>
  advance(family.motion, 'debate'),
);
export const READY = stepAct<In<typeof routes.ready>>('motion.ready', ({ family }) =>
  advance(family.motion, 'ready'),
);
export const ADJOURN = stepAct<In<typeof routes.adjourn>>('motion.adjourn', ({ family }, command) =>
  putOff(family.motion, { ...command, to: null }, 'adjourn'),
);
export const REMIT = stepAct<In<typeof routes.remit>>('motion.adjourn', ({ family }, command) =>
  putOff(family.motion, command, 'remit'),
);
export const RESUME = stepAct<In<typeof routes.resumeMotion>>('motion.adjourn', ({ family }) =>
  advance(family.motion, 'resume'),
);
export const WITHDRAW = stepAct<In<typeof routes.withdraw>>(
  'motion.withdraw',
  ({ family, ...rest }, { reason }, context) => withdraw(family, { reason, ...rest }, context),
);
export const ORDER = stepAct<In<typeof routes.order>>('motion.order', ({ family }, command) =>
  setOrder(family, command),
);
export const DIVIDE = act({
  act: 'motion.order',
  place: (tx, { motion }: In<typeof routes.divide>) => motionPlace(tx, motion),
  load: async (tx, { motion }, visitor) => ok(await onMotion(tx, motion, visitor)),
  decide: ({ family }, command, context) => divide(family, command, context),
  reply: ({ events }) => ({
    parts: ofType(events as readonly MotionsEvent[], 'motion.submitted').map(({ data }) => data.motion),
  }),
});

/** A delegate takes it out for the own member; the chair and the secretariat without one. */
export const TAKE_OUT = stepAct<In<typeof routes.takeOut>>(
  'motion.take_out',
  ({ family, speaksFor: own }, { member }, { actor }) => {
    if (actor.kind !== 'person' || actor.office !== 'delegate')
      return takeOut(family.motion, { member: null });
    const mine = ownMember(own, member);
    return mine.ok ? takeOut(family.motion, { member: mine.value }) : mine;
  },
);

export const FALL = act({
  act: 'motion.order',
  place: (tx, { motion }: In<typeof routes.fall>) => motionPlace(tx, motion),
  load: async (tx, command, visitor) => {
    const { family } = await onMotion(tx, command.motion, visitor);
    const because = (await loadMotions(tx, family.motion.assembly, [command.because])).get(command.because);
    return because ? ok({ family, because }) : refuse('motion.unknown');
  },
  decide: ({ family, because }, { reason }) => fall(family, { because, reason }),
  reply: () => ({}),
});

export const AMEND = act({
  act: 'motion.amend',
  place: (tx, { motion }: In<typeof routes.amend>) => motionPlace(tx, motion),
  load: async (tx, command, visitor) => {
    const { family } = await onMotion(tx, command.motion, visitor);
    const { about, assembly } = family.motion;
    if (about.kind !== 'stage' || command.version === null) return ok({ family, versionHash: null });
    const place = must(await assemblyPlace(tx, assembly), 'place of the assembly');
    const version = await aboutVersion(tx, { ...about, version: command.version }, place.body);
    return version.ok ? ok({ family, versionHash: version.value.hash }) : version;
  },
  decide: ({ family, versionHash }, { text, version }) => amend(family, { text, version, versionHash }),
  reply: () => ({}),
});
