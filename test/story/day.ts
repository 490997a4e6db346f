import type { z } from 'zod';
import { motionRoutes, type MotionView } from '../../src/motions/motions.contract.js';
import { pollRoutes } from '../../src/polls/polls.contract.js';
import type { Choice } from '../../src/rules/vote.js';
import type { DEMO_RULES } from '../../src/seeds/demo.data.js';
import { register, signedIn } from './convened.js';
import { ballot, hall, type Hall } from './hall.js';
import type { TestHouse, Visitor } from './house.js';

export type Submit = z.input<typeof motionRoutes.submit.input>;

/** A day of an assembly: four members present, one of them with a proxy. */
export interface Day extends Hall {
  readonly secretary: Visitor;
  readonly submit: (by: Visitor, about: Submit['about'], more?: Partial<Submit>) => Promise<string>;
  readonly view: (motion: string) => Promise<MotionView>;
  /** Tables and readies a motion, where that is still to be done. */
  readonly prepare: (motion: string) => Promise<void>;
  /** Puts a motion to the vote; choices by the places of the delegates. Gives the outcome. */
  readonly vote: (motion: string, choices: readonly Choice[]) => Promise<string>;
}

export async function day(
  house: TestHouse,
  name: string,
  rules: Partial<typeof DEMO_RULES> = {},
): Promise<Day> {
  const at = await hall(house, name, rules);
  await register(house, `secretary-${name}`, { office: 'secretariat', assembly: at.assembly });
  const secretary = await signedIn(house, `secretary-${name}`);
  const view = (motion: string): Promise<MotionView> => at.chair.do(motionRoutes.motion, { motion });
  return {
    ...at,
    secretary,
    view,
    submit: async (by, about, more) =>
      (
        await by.do(motionRoutes.submit, {
          assembly: at.assembly,
          titles: { en: 'A motion' },
          about,
          ...more,
        })
      ).motion,
    prepare: async (motion) => {
      if ((await view(motion)).state === 'submitted') await secretary.do(motionRoutes.table, { motion });
      if ((await view(motion)).state !== 'ready') await at.chair.do(motionRoutes.ready, { motion });
    },
    vote: async (motion, choices) => {
      const { poll } = await at.chair.do(pollRoutes.open, { motion });
      await Promise.all(
        choices.map((choice, place) =>
          at.delegates[place]!.do(pollRoutes.cast, ballot(poll, place + 1, { choice })),
        ),
      );
      await at.chair.do(pollRoutes.close, { poll });
      return (await at.chair.do(pollRoutes.declare, { poll })).outcome;
    },
  };
}

export const YES: readonly Choice[] = ['for', 'for', 'for', 'against'];
export const NO: readonly Choice[] = ['against', 'against', 'for', 'against'];
export const text = (words: string) => ({ kind: 'text', text: words }) as const;
/** The code of a refusal; null where the act was granted. */
export const code = async (
  asked: Promise<{ ok: boolean; refusal?: { code: string } }>,
): Promise<string | null> => {
  const answer = await asked;
  return answer.ok ? null : answer.refusal!.code;
};
