import type { z } from 'zod';
import type { Lang } from '../basics/fields.js';
import { ofType } from '../basics/event.js';
import { ok, refuse, type Result } from '../basics/result.js';
import { must } from '../basics/must.js';
import { lockAssembly } from '../assemblies/assemblies.store.js';
import { standingOf } from '../assemblies/presence.store.js';
import { act, type Tx } from '../house/perform.js';
import type { Visitor } from '../access/visitor.js';
import { propose, word, type WordingState } from './amendment.js';
import { versionTexts } from '../instruments/instruments.store.js';
import type { amendmentRoutes as routes } from './amendments.contract.js';
import { baseOf, wordingsOf } from './amendments.store.js';
import type { MotionsEvent } from './motions.contract.js';
import { isOver } from './motion.js';
import { loadFamily, loadMotion, motionPlace } from './motions.store.js';
import { revise } from './revision.js';

type In<R extends { input: z.ZodType }> = z.infer<R['input']>;

async function onWording(tx: Tx, id: string, { person }: Visitor): Promise<Result<WordingState>> {
  await lockAssembly(tx, must(await loadMotion(tx, id), 'motion').assembly);
  const motion = must(await loadMotion(tx, id), 'motion');
  const base = await baseOf(tx, motion);
  return ok({
    motion,
    speaksFor: (await standingOf(tx, motion.assembly, person)).speaksFor.map(({ member }) => member),
    amended: base && { ...base, seen: base.texts },
    wordings: (await wordingsOf(tx, [id])).get(id) ?? {},
  });
}

export const WORD = act({
  act: 'motion.word',
  place: (tx, { motion }: In<typeof routes.word>) => motionPlace(tx, motion),
  load: (tx, { motion }, visitor) => onWording(tx, motion, visitor),
  decide: word,
  reply: ({ state: { motion }, command: { lang } }) => ({
    unworded: motion.unworded.filter((one: Lang) => one !== lang),
  }),
});

export const REVISE = act({
  act: 'motion.amend',
  place: (tx, { motion }: In<typeof routes.revise>) => motionPlace(tx, motion),
  load: async (tx, { motion: id, version }) => {
    const { assembly } = must(await loadMotion(tx, id), 'motion');
    await lockAssembly(tx, assembly);
    const family = must(await loadFamily(tx, id), 'family of the motion');
    const base = await baseOf(tx, family.motion);
    const { about } = family.motion;
    if (!base || about.kind !== 'stage') return refuse('amendment.no_version');
    const to = await versionTexts(tx, about.instrument, version);
    if (!to?.hash) return refuse('version.unknown', { number: version });
    const motions = [...family.dependents, ...family.further].filter(
      (one) => one.about.kind === 'amendment' && one.about.changes?.version === base.version,
    );
    const wordings = await wordingsOf(
      tx,
      motions.map((one) => one.id),
    );
    return ok({
      ...{ family, from: base.texts, to: { ...to, version } },
      all: motions.map((motion) => ({ motion, wordings: wordings.get(motion.id) ?? {} })),
    });
  },
  decide: revise,
  reply: ({ events, state: { all } }) => {
    const moved = new Set(
      ofType(events as readonly MotionsEvent[], 'motion.carried').map(({ data }) => data.motion),
    );
    const labels = (some: boolean): string[] =>
      all
        .filter(({ motion }) => !isOver(motion) && moved.has(motion.id) === some)
        .map(({ motion }) => motion.label);
    return { carried: labels(true), asked: labels(false) };
  },
});

export const PROPOSE = act({
  act: 'motion.propose',
  place: (tx, { motion }: In<typeof routes.propose>) => motionPlace(tx, motion),
  load: (tx, { motion }, visitor) => onWording(tx, motion, visitor),
  decide: propose,
  reply: ({ events }) => ({
    proposal: (events[0] as Extract<MotionsEvent, { type: 'motion.proposed' }>).data.proposal,
  }),
});
