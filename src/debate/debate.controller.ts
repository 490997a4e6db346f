import { Controller } from '@nestjs/common';
import type { z } from 'zod';
import { assemblyPlace } from '../assemblies/assemblies.store.js';
import { Perform } from '../house/perform.js';
import type { Visitor } from '../access/visitor.js';
import { Input, Serve, Who } from '../house/route.js';
import {
  APPEAL,
  ASK,
  CALL_SPEAKER,
  CHANGE_SPEAKERS,
  CLOSE_SPEAKERS,
  END_SPEAKERS,
  END_SPEECH,
  ENTER_REQUEST,
  LIMIT_SPEECH,
  OPEN_SPEAKERS,
  PAUSE_SPEECH,
  REOPEN_SPEAKERS,
  RESUME_SPEECH,
  SETTLE_APPEAL,
  STRIKE,
  WITHDRAW_REQUEST,
} from './debate.acts.js';
import { debateRoutes as routes } from './debate.contract.js';
import { debates, unseenDebates } from './debate.store.js';

type In<R extends { input: z.ZodType }> = z.infer<R['input']>;

@Controller()
export class DebateController {
  constructor(private readonly perform: Perform) {}

  @Serve(routes.debates)
  debates(@Who() who: Visitor, @Input() { assembly }: In<typeof routes.debates>) {
    return this.perform.read(who, {
      act: routes.debates.act,
      place: (tx) => assemblyPlace(tx, assembly),
      view: async (tx) => {
        const inside = this.perform.isInside(who, await assemblyPlace(tx, assembly));
        return debates(tx, assembly, await unseenDebates(tx, inside));
      },
    });
  }

  @Serve(routes.openSpeakers)
  openSpeakers(@Who() who: Visitor, @Input() input: In<typeof routes.openSpeakers>) {
    return this.perform.perform(who, OPEN_SPEAKERS, input);
  }

  @Serve(routes.changeSpeakers)
  changeSpeakers(@Who() who: Visitor, @Input() input: In<typeof routes.changeSpeakers>) {
    return this.perform.perform(who, CHANGE_SPEAKERS, input);
  }

  @Serve(routes.closeSpeakers)
  closeSpeakers(@Who() who: Visitor, @Input() input: In<typeof routes.closeSpeakers>) {
    return this.perform.perform(who, CLOSE_SPEAKERS, input);
  }

  @Serve(routes.reopenSpeakers)
  reopenSpeakers(@Who() who: Visitor, @Input() input: In<typeof routes.reopenSpeakers>) {
    return this.perform.perform(who, REOPEN_SPEAKERS, input);
  }

  @Serve(routes.endSpeakers)
  endSpeakers(@Who() who: Visitor, @Input() input: In<typeof routes.endSpeakers>) {
    return this.perform.perform(who, END_SPEAKERS, input);
  }

  @Serve(routes.ask)
  ask(@Who() who: Visitor, @Input() input: In<typeof routes.ask>) {
    return this.perform.perform(who, ASK, input);
  }

  @Serve(routes.withdrawRequest)
  withdrawRequest(@Who() who: Visitor, @Input() input: In<typeof routes.withdrawRequest>) {
    return this.perform.perform(who, WITHDRAW_REQUEST, input);
  }

  @Serve(routes.enterRequest)
  enterRequest(@Who() who: Visitor, @Input() input: In<typeof routes.enterRequest>) {
    return this.perform.perform(who, ENTER_REQUEST, input);
  }

  @Serve(routes.strike)
  strike(@Who() who: Visitor, @Input() input: In<typeof routes.strike>) {
    return this.perform.perform(who, STRIKE, input);
  }

  @Serve(routes.callSpeaker)
  callSpeaker(@Who() who: Visitor, @Input() input: In<typeof routes.callSpeaker>) {
    return this.perform.perform(who, CALL_SPEAKER, input);
  }

  @Serve(routes.pauseSpeech)
  pauseSpeech(@Who() who: Visitor, @Input() input: In<typeof routes.pauseSpeech>) {
    return this.perform.perform(who, PAUSE_SPEECH, input);
  }

  @Serve(routes.resumeSpeech)
  resumeSpeech(@Who() who: Visitor, @Input() input: In<typeof routes.resumeSpeech>) {
    return this.perform.perform(who, RESUME_SPEECH, input);
  }

  @Serve(routes.limitSpeech)
  limitSpeech(@Who() who: Visitor, @Input() input: In<typeof routes.limitSpeech>) {
    return this.perform.perform(who, LIMIT_SPEECH, input);
  }

  @Serve(routes.endSpeech)
  endSpeech(@Who() who: Visitor, @Input() input: In<typeof routes.endSpeech>) {
    return this.perform.perform(who, END_SPEECH, input);
  }

  @Serve(routes.appeal)
  appeal(@Who() who: Visitor, @Input() input: In<typeof routes.appeal>) {
    return this.perform.perform(who, APPEAL, input);
  }

  @Serve(routes.settleAppeal)
  settleAppeal(@Who() who: Visitor, @Input() input: In<typeof routes.settleAppeal>) {
    return this.perform.perform(who, SETTLE_APPEAL, input);
  }
}
