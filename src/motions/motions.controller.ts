import { Controller } from '@nestjs/common';
import type { z } from 'zod';
import { assemblyPlace } from '../assemblies/assemblies.store.js';
import { Perform } from '../house/perform.js';
import type { Visitor } from '../access/visitor.js';
import { Input, Serve, Who } from '../house/route.js';
import {
  ADJOURN,
  AMEND,
  CORRECT,
  DEBATE,
  DISCARD_DRAFT,
  DIVIDE,
  FALL,
  ORDER,
  READY,
  REFUSE_MOTION,
  REMIT,
  RESUME,
  SAVE_DRAFT,
  SECOND,
  SUBMIT,
  TABLE,
  TAKE_OUT,
  TRANSLATE,
  WITHDRAW,
} from './motions.acts.js';
import { motionRoutes as routes } from './motions.contract.js';
import { drafts, motionPlace, motionViews, unseenMotions } from './motions.store.js';

type In<R extends { input: z.ZodType }> = z.infer<R['input']>;

@Controller()
export class MotionsController {
  constructor(private readonly perform: Perform) {}

  @Serve(routes.motions)
  motions(@Who() who: Visitor, @Input() { assembly }: In<typeof routes.motions>) {
    return this.perform.read(who, {
      act: routes.motions.act,
      place: (tx) => assemblyPlace(tx, assembly),
      view: async (tx) => {
        const inside = this.perform.isInside(who, await assemblyPlace(tx, assembly));
        const unseen = await unseenMotions(tx, assembly, inside);
        return { motions: await motionViews(tx, { assembly, unseen }) };
      },
    });
  }

  @Serve(routes.motion)
  motion(@Who() who: Visitor, @Input() { motion }: In<typeof routes.motion>) {
    return this.perform.read(who, {
      act: routes.motion.act,
      place: (tx) => motionPlace(tx, motion),
      view: async (tx) => (await motionViews(tx, { motion }))[0] ?? null,
    });
  }

  @Serve(routes.submit)
  submit(@Who() who: Visitor, @Input() input: In<typeof routes.submit>) {
    return this.perform.perform(who, SUBMIT, input);
  }

  @Serve(routes.drafts)
  drafts(@Who() who: Visitor, @Input() { assembly }: In<typeof routes.drafts>) {
    return this.perform.read(who, {
      act: routes.drafts.act,
      place: (tx) => assemblyPlace(tx, assembly),
      view: async (tx) => ({
        drafts: who.person === null ? [] : await drafts(tx, { assembly, person: who.person }),
      }),
    });
  }

  @Serve(routes.saveDraft)
  saveDraft(@Who() who: Visitor, @Input() input: In<typeof routes.saveDraft>) {
    return this.perform.perform(who, SAVE_DRAFT, input);
  }

  @Serve(routes.discardDraft)
  discardDraft(@Who() who: Visitor, @Input() input: In<typeof routes.discardDraft>) {
    return this.perform.perform(who, DISCARD_DRAFT, input);
  }

  @Serve(routes.table)
  table(@Who() who: Visitor, @Input() input: In<typeof routes.table>) {
    return this.perform.perform(who, TABLE, input);
  }

  @Serve(routes.translate)
  translate(@Who() who: Visitor, @Input() input: In<typeof routes.translate>) {
    return this.perform.perform(who, TRANSLATE, input);
  }

  @Serve(routes.correct)
  correct(@Who() who: Visitor, @Input() input: In<typeof routes.correct>) {
    return this.perform.perform(who, CORRECT, input);
  }

  @Serve(routes.refuseMotion)
  refuse(@Who() who: Visitor, @Input() input: In<typeof routes.refuseMotion>) {
    return this.perform.perform(who, REFUSE_MOTION, input);
  }

  @Serve(routes.debate)
  debate(@Who() who: Visitor, @Input() input: In<typeof routes.debate>) {
    return this.perform.perform(who, DEBATE, input);
  }

  @Serve(routes.ready)
  ready(@Who() who: Visitor, @Input() input: In<typeof routes.ready>) {
    return this.perform.perform(who, READY, input);
  }

  @Serve(routes.withdraw)
  withdraw(@Who() who: Visitor, @Input() input: In<typeof routes.withdraw>) {
    return this.perform.perform(who, WITHDRAW, input);
  }

  @Serve(routes.second)
  second(@Who() who: Visitor, @Input() input: In<typeof routes.second>) {
    return this.perform.perform(who, SECOND, input);
  }

  @Serve(routes.adjourn)
  adjourn(@Who() who: Visitor, @Input() input: In<typeof routes.adjourn>) {
    return this.perform.perform(who, ADJOURN, input);
  }

  @Serve(routes.remit)
  remit(@Who() who: Visitor, @Input() input: In<typeof routes.remit>) {
    return this.perform.perform(who, REMIT, input);
  }

  @Serve(routes.resumeMotion)
  resume(@Who() who: Visitor, @Input() input: In<typeof routes.resumeMotion>) {
    return this.perform.perform(who, RESUME, input);
  }

  @Serve(routes.fall)
  fall(@Who() who: Visitor, @Input() input: In<typeof routes.fall>) {
    return this.perform.perform(who, FALL, input);
  }

  @Serve(routes.order)
  order(@Who() who: Visitor, @Input() input: In<typeof routes.order>) {
    return this.perform.perform(who, ORDER, input);
  }

  @Serve(routes.amend)
  amend(@Who() who: Visitor, @Input() input: In<typeof routes.amend>) {
    return this.perform.perform(who, AMEND, input);
  }

  @Serve(routes.divide)
  divide(@Who() who: Visitor, @Input() input: In<typeof routes.divide>) {
    return this.perform.perform(who, DIVIDE, input);
  }

  @Serve(routes.takeOut)
  takeOut(@Who() who: Visitor, @Input() input: In<typeof routes.takeOut>) {
    return this.perform.perform(who, TAKE_OUT, input);
  }
}
