import { Controller } from '@nestjs/common';
import type { z } from 'zod';
import { assemblyPlace, assemblyRules, assemblyView, presenceOf } from '../assemblies/assemblies.store.js';
import { Perform, type Tx, type Visitor } from '../house/perform.js';
import { Input, Serve, Who } from '../house/route.js';
import { motionViews } from '../motions/motions.store.js';
import { OFFICES, officeFor, type Office } from '../people/access.js';
import { pollViews } from '../polls/polls.store.js';
import { recordSize } from '../record/record.store.js';
import { liveRoutes as routes, type FloorView } from './live.contract.js';

/** The latest polls that a floor holds; older ones are in the archive. */
const POLLS = 30;

@Controller()
export class LiveController {
  constructor(private readonly perform: Perform) {}

  @Serve(routes.floor)
  floor(@Who() who: Visitor, @Input() { assembly }: z.infer<typeof routes.floor.input>) {
    return this.perform.read(who, {
      act: routes.floor.act as 'assembly.read',
      place: (tx) => assemblyPlace(tx, assembly),
      view: (tx) => floorOf(tx, assembly, who),
    });
  }
}

async function floorOf(tx: Tx, id: string, who: Visitor): Promise<FloorView | null> {
  const place = await assemblyPlace(tx, id);
  const assembly = await assemblyView(
    tx,
    id,
    officesAt(who, { place: place!, at: new Date().toISOString() }).length > 0,
  );
  if (!assembly || !place) return null;
  const at = new Date().toISOString();
  const chair = officeFor('poll.close', { held: who.held, place, at }) !== null;
  const rules = await assemblyRules(tx, id);
  return {
    number: await recordSize(tx),
    assembly,
    motions: await motionViews(tx, { assembly: id }),
    polls: await pollViews(tx, id, { counted: chair, limit: POLLS }),
    offices: officesAt(who, { place, at }),
    present: who.person === null ? null : await presenceOf(tx, id, who.person),
    presenceMode: rules?.data.presence ?? 'check_in',
  };
}

/** The offices that reach this place now. */
function officesAt(
  who: Visitor,
  { place, at }: { place: { body: string | null; assembly: string | null }; at: string },
): Office[] {
  return OFFICES.filter((office) =>
    who.held.some(
      (held) =>
        held.office === office &&
        (held.from === null || at >= held.from) &&
        (held.to === null || at < held.to) &&
        (held.assembly !== null
          ? held.assembly === place.assembly
          : held.body === null || held.body === place.body),
    ),
  );
}
