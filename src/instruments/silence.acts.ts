import type { z } from 'zod';
import { ok, refuse, type Result } from '../basics/result.js';
import { spokenFor } from '../assemblies/presence.store.js';
import { memberNames } from '../bodies/bodies.store.js';
import { act, type Tx } from '../house/perform.js';
import type { Visitor } from '../access/visitor.js';
import { instrumentPlace, loadInstrument } from './instruments.store.js';
import { objectTo, withdrawObjection, type Objecting } from './silence.js';
import type { silenceRoutes as routes } from './silence.contract.js';

type In<R extends { input: z.ZodType }> = z.infer<R['input']>;

async function objecting(
  tx: Tx,
  { instrument: id, stage }: { instrument: string; stage: string },
  { person }: Visitor,
): Promise<Result<Objecting>> {
  const instrument = await loadInstrument(tx, id);
  if (!instrument) return refuse('not_found');
  const body = instrument.stages.find((one) => one.id === stage)?.body;
  if (body === undefined) return refuse('stage.unknown');
  return ok({
    instrument,
    members: (await memberNames(tx, body)).map(({ member }) => member),
    speaksFor: (await spokenFor(tx, body, person)).map(({ member }) => member),
  });
}

export const OBJECT_STAGE = act({
  act: 'stage.object',
  place: (tx, { instrument }: In<typeof routes.objectStage>) => instrumentPlace(tx, instrument),
  load: (tx, command, visitor) => objecting(tx, command, visitor),
  decide: objectTo,
  reply: () => ({}),
});

export const WITHDRAW_OBJECTION = act({
  act: 'stage.object',
  place: (tx, { instrument }: In<typeof routes.withdrawObjection>) => instrumentPlace(tx, instrument),
  load: (tx, command, visitor) => objecting(tx, command, visitor),
  decide: withdrawObjection,
  reply: () => ({}),
});
