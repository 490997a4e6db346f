import { Controller } from '@nestjs/common';
import type { z } from 'zod';
import { assemblyRoutes } from '../assemblies/assemblies.contract.js';
import { assemblyPlace } from '../assemblies/assemblies.store.js';
import { Perform, type Visitor } from '../house/perform.js';
import { Input, Serve, Who } from '../house/route.js';
import { BallotBox } from './ballots.store.js';
import { CLOSE_POLL, CLOSE_SITTING, DECLARE_POLL, OPEN_POLL } from './polls.acts.js';
import { pollRoutes as routes, type Cast } from './polls.contract.js';
import { hand, pollPlace, pollViews, pollWithRoll } from './polls.store.js';

type In<R extends { input: z.ZodType }> = z.infer<R['input']>;

@Controller()
export class PollsController {
  constructor(
    private readonly perform: Perform,
    private readonly box: BallotBox,
  ) {}

  @Serve(routes.polls)
  polls(@Who() who: Visitor, @Input() { assembly }: In<typeof routes.polls>) {
    return this.perform.read(who, {
      act: 'assembly.read',
      place: (tx) => assemblyPlace(tx, assembly),
      view: async (tx) => ({ polls: await pollViews(tx, assembly, { counted: false, limit: 500 }) }),
    });
  }

  @Serve(routes.poll)
  poll(@Who() who: Visitor, @Input() { poll }: In<typeof routes.poll>) {
    return this.perform.read(who, {
      act: 'poll.read',
      place: (tx) => pollPlace(tx, poll),
      view: (tx) => pollWithRoll(tx, poll, false),
    });
  }

  @Serve(assemblyRoutes.closeSitting)
  closeSitting(@Who() who: Visitor, @Input() input: In<typeof assemblyRoutes.closeSitting>) {
    return this.perform.perform(who, CLOSE_SITTING, input);
  }

  @Serve(routes.open)
  open(@Who() who: Visitor, @Input() input: In<typeof routes.open>) {
    return this.perform.perform(who, OPEN_POLL, input);
  }

  @Serve(routes.close)
  close(@Who() who: Visitor, @Input() input: In<typeof routes.close>) {
    return this.perform.perform(who, CLOSE_POLL, input);
  }

  @Serve(routes.declare)
  declare(@Who() who: Visitor, @Input() input: In<typeof routes.declare>) {
    return this.perform.perform(who, DECLARE_POLL, input);
  }

  @Serve(routes.hand)
  hand(@Who() who: Visitor, @Input() { poll }: In<typeof routes.hand>) {
    return this.perform.read(who, {
      act: 'poll.hand',
      place: (tx) => pollPlace(tx, poll),
      view: (tx) => hand(tx, poll, who.person!),
    });
  }

  @Serve(routes.cast)
  cast(@Who() who: Visitor, @Input() input: Cast) {
    return this.box.cast(who, input);
  }
}
