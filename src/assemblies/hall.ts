import { ok, refuse, type Result } from '../basics/result.js';
import type { AssembliesEvent, SceneView, Showing } from './assemblies.contract.js';

/**
 * Puts a scene on the hall screen, or gives it back to the floor. The same scene may be put there again: it then stands above what
 * has begun on the floor meanwhile. Nothing happens where the floor has the screen already. Refusals: `hall.historical`,
 * `hall.until_past` {until}.
 */
export function show(
  { historical, scene }: { readonly historical: boolean; readonly scene: SceneView['scene'] | null },
  { assembly, show: showing }: { readonly assembly: string; readonly show: Showing },
  { at }: { readonly at: string },
): Result<AssembliesEvent[]> {
  if (historical) return refuse('hall.historical');
  if (showing.scene === 'floor' && scene === null) return ok([]);
  const { sentence, until } = showing.scene === 'pause' ? showing : { sentence: null, until: null };
  if (until !== null && Date.parse(until) <= Date.parse(at)) return refuse('hall.until_past', { until });
  return ok([
    {
      type: 'hall.shown',
      subject: { assembly },
      data: {
        ...{ scene: showing.scene, sentence },
        until: until === null ? null : new Date(until).toISOString(),
      },
    },
  ]);
}

/** What stands on the screen after `hall.shown`; null: the floor. */
export const sceneAfter = (
  { scene, sentence, until }: Extract<AssembliesEvent, { type: 'hall.shown' }>['data'],
  since: string,
): SceneView | null => (scene === 'floor' ? null : { scene, sentence, until, since });
