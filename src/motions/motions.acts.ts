import type { z } from 'zod';
import { ok, refuse, type Result } from '../basics/result.js';
import { assemblyPlace, assemblyRules, hasItem, lockAssembly } from '../assemblies/assemblies.store.js';
import { majorityNamed } from '../bodies/ruleset.js';
import { act, type Act, type Tx } from '../house/perform.js';
import { currentStage } from '../instruments/instrument.js';
import { loadInstrument } from '../instruments/instruments.store.js';
import { step, table, type Motion } from './motion.js';
import type { motionRoutes as routes, MotionAbout, MotionsEvent } from './motions.contract.js';
import { loadMotion, motionPlace, nextMotion } from './motions.store.js';

type In<R extends { input: z.ZodType }> = z.infer<R['input']>;

/** The hash of the version that a motion on a stage is about. */
async function aboutVersion(
  tx: Tx,
  about: MotionAbout,
  body: string | null,
): Promise<Result<{ hash: string | null; languages: readonly string[] | null }>> {
  if (about.kind === 'text') return ok({ hash: null, languages: null });
  const instrument = await loadInstrument(tx, about.instrument);
  if (!instrument) return refuse('instrument.unknown', { instrument: about.instrument });
  const stage = currentStage(instrument);
  if (stage?.id !== about.stage) return refuse('stage.not_current', { label: stage?.label ?? '' });
  if (stage.body !== body) return refuse('stage.other_body', { label: stage.label, body: stage.body });
  const version = instrument.versions.find((one) => one.number === about.version);
  if (!version?.hash) return refuse('version.unknown', { number: about.version });
  return ok(version);
}

/** Submits a motion; it gets the next number, without gaps. */
export const SUBMIT = act({
  act: 'motion.submit',
  place: (tx, { assembly }: In<typeof routes.submit>) => assemblyPlace(tx, assembly),
  load: async (tx, { assembly, about, item, majority }) => {
    await lockAssembly(tx, assembly);
    const rules = await assemblyRules(tx, assembly);
    if (!rules) return refuse('assembly.no_rules');
    const named = majorityNamed(rules.data, majority);
    if (!named.ok) return named;
    if (item !== null && !(await hasItem(tx, assembly, item))) return refuse('item.unknown');
    const place = (await assemblyPlace(tx, assembly))!;
    const version = await aboutVersion(tx, about, place.body);
    if (!version.ok) return version;
    return ok({ number: await nextMotion(tx, assembly), hash: version.value.hash });
  },
  decide: ({ number, hash }, { assembly, ...command }, context) => {
    const motion = context.id();
    const event: MotionsEvent = {
      type: 'motion.submitted',
      subject: {
        assembly,
        motion,
        ...(command.about.kind === 'stage' && { instrument: command.about.instrument }),
      },
      data: { motion, number, versionHash: hash, ...command },
    };
    return ok([event]);
  },
  reply: ({ state, events }) => ({ motion: events[0]!.subject.motion!, number: state.number }),
});

async function locked(tx: Tx, id: string): Promise<Motion> {
  const { assembly } = (await loadMotion(tx, id))!;
  await lockAssembly(tx, assembly);
  return (await loadMotion(tx, id))!;
}

/** Tables a motion when its text is there in the languages that the rules demand. */
export const TABLE = act({
  act: 'motion.table',
  place: (tx, { motion }: In<typeof routes.table>) => motionPlace(tx, motion),
  load: async (tx, command) => {
    const motion = await locked(tx, command.motion);
    const rules = (await assemblyRules(tx, motion.assembly))!;
    const place = (await assemblyPlace(tx, motion.assembly))!;
    const version = await aboutVersion(tx, motion.about, place.body);
    if (!version.ok) return version;
    const { languages } = version.value;
    return ok({ motion, demanded: languages === null ? [] : rules.data.languages, there: languages ?? [] });
  },
  decide: ({ motion, ...languages }) => table(motion, languages),
  reply: () => ({}),
});

const stepAct = (
  name: 'motion.refuse' | 'motion.debate' | 'motion.ready' | 'motion.withdraw',
  to: 'refuse' | 'debate' | 'ready' | 'withdraw',
): Act<{ motion: string; reason?: string }, Motion, object> =>
  act({
    act: name,
    place: (tx, { motion }: { motion: string; reason?: string }) => motionPlace(tx, motion),
    load: async (tx, { motion }) => ok(await locked(tx, motion)),
    decide: (motion, { reason }) => step(motion, to, { reason: reason ?? '' }),
    reply: () => ({}),
  });

export const REFUSE_MOTION = stepAct('motion.refuse', 'refuse');
export const DEBATE = stepAct('motion.debate', 'debate');
export const READY = stepAct('motion.ready', 'ready');
export const WITHDRAW = stepAct('motion.withdraw', 'withdraw');
