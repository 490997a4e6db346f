import { Controller } from '@nestjs/common';
import type { z } from 'zod';
import { assemblyPlace } from '../assemblies/assemblies.store.js';
import { Perform } from '../house/perform.js';
import type { Visitor } from '../access/visitor.js';
import { Input, Serve, Who } from '../house/route.js';
import {
  ANSWER,
  CALL,
  CLOSE_NOMINATIONS,
  DECLARE_ROUND,
  END,
  NOMINATE,
  OPEN_BALLOT,
  RECOUNT_ROUND,
  RULE_OUT,
  SECOND,
  STATE,
  WITHDRAW,
} from './elections.acts.js';
import { electionRoutes as routes } from './elections.contract.js';
import { candidatePlace, candidateView, electionViews, nominees } from './elections.store.js';

type In<R extends { input: z.ZodType }> = z.infer<R['input']>;

@Controller()
export class ElectionsController {
  constructor(private readonly perform: Perform) {}

  @Serve(routes.elections)
  elections(@Who() who: Visitor, @Input() { assembly }: In<typeof routes.elections>) {
    return this.perform.read(who, {
      act: routes.elections.act,
      place: (tx) => assemblyPlace(tx, assembly),
      view: async (tx) => ({ elections: await electionViews(tx, assembly) }),
    });
  }

  @Serve(routes.candidate)
  candidate(@Who() who: Visitor, @Input() { candidate }: In<typeof routes.candidate>) {
    return this.perform.read(who, {
      act: routes.candidate.act,
      place: (tx) => candidatePlace(tx, candidate),
      view: (tx) => candidateView(tx, candidate),
    });
  }

  @Serve(routes.nominees)
  nominees(@Who() who: Visitor, @Input() { assembly }: In<typeof routes.nominees>) {
    return this.perform.read(who, {
      act: routes.nominees.act,
      place: (tx) => assemblyPlace(tx, assembly),
      view: async (tx) => ({ people: await nominees(tx, assembly) }),
    });
  }

  @Serve(routes.call)
  call(@Who() who: Visitor, @Input() input: In<typeof routes.call>) {
    return this.perform.perform(who, CALL, input);
  }

  @Serve(routes.nominate)
  nominate(@Who() who: Visitor, @Input() input: In<typeof routes.nominate>) {
    return this.perform.perform(who, NOMINATE, input);
  }

  @Serve(routes.second)
  second(@Who() who: Visitor, @Input() input: In<typeof routes.second>) {
    return this.perform.perform(who, SECOND, input);
  }

  @Serve(routes.answer)
  answer(@Who() who: Visitor, @Input() input: In<typeof routes.answer>) {
    return this.perform.perform(who, ANSWER, input);
  }

  @Serve(routes.state)
  state(@Who() who: Visitor, @Input() input: In<typeof routes.state>) {
    return this.perform.perform(who, STATE, input);
  }

  @Serve(routes.withdraw)
  withdraw(@Who() who: Visitor, @Input() input: In<typeof routes.withdraw>) {
    return this.perform.perform(who, WITHDRAW, input);
  }

  @Serve(routes.ruleOut)
  ruleOut(@Who() who: Visitor, @Input() input: In<typeof routes.ruleOut>) {
    return this.perform.perform(who, RULE_OUT, input);
  }

  @Serve(routes.closeNominations)
  closeNominations(@Who() who: Visitor, @Input() input: In<typeof routes.closeNominations>) {
    return this.perform.perform(who, CLOSE_NOMINATIONS, input);
  }

  @Serve(routes.ballot)
  ballot(@Who() who: Visitor, @Input() input: In<typeof routes.ballot>) {
    return this.perform.perform(who, OPEN_BALLOT, input);
  }

  @Serve(routes.declare)
  declare(@Who() who: Visitor, @Input() input: In<typeof routes.declare>) {
    return this.perform.perform(who, DECLARE_ROUND, input);
  }

  @Serve(routes.recount)
  recount(@Who() who: Visitor, @Input() input: In<typeof routes.recount>) {
    return this.perform.perform(who, RECOUNT_ROUND, input);
  }

  @Serve(routes.end)
  end(@Who() who: Visitor, @Input() input: In<typeof routes.end>) {
    return this.perform.perform(who, END, input);
  }
}
