import { Controller } from '@nestjs/common';
import type { z } from 'zod';
import { assemblyPlace, assemblyRules, assemblyView } from '../assemblies/assemblies.store.js';
import { standingOf } from '../assemblies/presence.store.js';
import { currentSpeakers, openAppeals, unseenDebates } from '../debate/debate.store.js';
import { Perform, type Tx } from '../house/perform.js';
import type { Visitor } from '../access/visitor.js';
import { Input, Serve, Who } from '../house/route.js';
import { motionViews, unseenMotions } from '../motions/motions.store.js';
import { OFFICES, officeFor, reaching } from '../access/access.js';
import { pollViews } from '../polls/polls.store.js';
import { recordSize } from '../log/reading.js';
import { liveRoutes as routes, type FloorView } from './live.contract.js';

/** The latest polls that a floor holds; older ones are in the archive. */
const POLLS = 30;

@Controller()
export class LiveController {
  constructor(private readonly perform: Perform) {}

  @Serve(routes.floor)
  floor(@Who() who: Visitor, @Input() { assembly }: z.infer<typeof routes.floor.input>) {
    return this.perform.read(who, {
      act: routes.floor.act,
      place: (tx) => assemblyPlace(tx, assembly),
      view: (tx) => floorOf(tx, assembly, who),
    });
  }
}

async function floorOf(tx: Tx, id: string, who: Visitor): Promise<FloorView | null> {
  const place = await assemblyPlace(tx, id);
  if (!place) return null;
  const at = new Date().toISOString();
  const held = new Set(reaching({ held: who.held, place, at }).map(({ office }) => office));
  const offices = OFFICES.filter((office) => held.has(office));
  const inside = offices.length > 0;
  const assembly = await assemblyView(tx, id, inside);
  if (!assembly) return null;
  const unseen = await unseenMotions(tx, id, inside);
  const speakers = await currentSpeakers(tx, id);
  const debates = await unseenDebates(tx, inside);
  const chair = officeFor('poll.close', { held: who.held, place, at }) !== null;
  const rules = await assemblyRules(tx, id);
  return {
    number: await recordSize(tx),
    assembly,
    motions: await motionViews(tx, { assembly: id, unseen }),
    polls: await pollViews(tx, id, { counted: chair, limit: POLLS, unseen }),
    speakers: speakers !== null && debates.has(speakers.list) ? null : speakers,
    appeals: await openAppeals(tx, id, debates),
    offices,
    ...(await standingOf(tx, id, who.person)),
    presenceMode: rules?.data.presence ?? 'check_in',
  };
}
