import { Controller } from '@nestjs/common';
import type { z } from 'zod';
import { Perform } from '../house/perform.js';
import type { Visitor } from '../access/visitor.js';
import { Input, Serve, Who } from '../house/route.js';
import { assemblyPlace } from './assemblies.store.js';
import { CALL_QUORUM, CONFIRM_PRESENCE, SEAT } from './presence.acts.js';
import { presenceRoutes as routes } from './presence.contract.js';
import { hasConfirmed, latestCall, quorumPoints, votingCredentials } from './presence.store.js';

type In<R extends { input: z.ZodType }> = z.infer<R['input']>;

/** Whatever moves somebody in or out may move a hand in a poll: the polls' room serves it. */
@Controller()
export class PresenceController {
  constructor(private readonly perform: Perform) {}

  @Serve(routes.seat)
  seat(@Who() who: Visitor, @Input() input: In<typeof routes.seat>) {
    return this.perform.perform(who, SEAT, input);
  }

  @Serve(routes.callQuorum)
  callQuorum(@Who() who: Visitor, @Input() input: In<typeof routes.callQuorum>) {
    return this.perform.perform(who, CALL_QUORUM, input);
  }

  @Serve(routes.confirm)
  confirm(@Who() who: Visitor, @Input() input: In<typeof routes.confirm>) {
    return this.perform.perform(who, CONFIRM_PRESENCE, input);
  }

  @Serve(routes.quorumSeries)
  quorumSeries(@Who() who: Visitor, @Input() { assembly }: In<typeof routes.quorumSeries>) {
    return this.perform.read(who, {
      act: routes.quorumSeries.act,
      place: (tx) => assemblyPlace(tx, assembly),
      view: async (tx) => ({ points: await quorumPoints(tx, assembly) }),
    });
  }

  @Serve(routes.quorumCall)
  quorumCall(@Who() who: Visitor, @Input() { assembly }: In<typeof routes.quorumCall>) {
    return this.perform.read(who, {
      act: routes.quorumCall.act,
      place: (tx) => assemblyPlace(tx, assembly),
      view: async (tx) => {
        const call = await latestCall(tx, assembly);
        if (!call || who.person === null) return { call, mine: false };
        const own = await votingCredentials(tx, assembly, who.person);
        const ids = own.map(({ credential }) => credential);
        return { call, mine: await hasConfirmed(tx, call.id, ids) };
      },
    });
  }
}
