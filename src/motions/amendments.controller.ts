import { Controller } from '@nestjs/common';
import type { z } from 'zod';
import { canonical, sha256Hex, type Json } from '../basics/canonical.js';
import { Kept } from '../basics/kept.js';
import { must } from '../basics/must.js';
import { Perform } from '../house/perform.js';
import type { Visitor } from '../access/visitor.js';
import { Input, Serve, Who } from '../house/route.js';
import { wordedCollisions, type WordedCollision } from '../instruments/wordings.js';
import { effective } from './amendment.js';
import { PROPOSE, REVISE, WORD } from './amendments.acts.js';
import { amendmentRoutes as routes } from './amendments.contract.js';
import { amendmentsTo, proposalsOn, type Amendments } from './amendments.store.js';
import { isOver } from './motion.js';
import { motionPlace } from './motions.store.js';

type In<R extends { input: z.ZodType }> = z.infer<R['input']>;

@Controller()
export class AmendmentsController {
  private readonly kept = new Kept<readonly WordedCollision[]>(100);

  constructor(private readonly perform: Perform) {}

  @Serve(routes.amendments)
  amendments(@Who() who: Visitor, @Input() { motion }: In<typeof routes.amendments>) {
    return this.perform.read(who, {
      act: routes.amendments.act,
      place: (tx) => motionPlace(tx, motion),
      view: async (tx) => {
        const found = await amendmentsTo(tx, motion);
        if (!found) return { instrument: null, version: null, texts: {}, amendments: [], collisions: [] };
        const { instrument, version, texts, all } = found;
        const proposals = await proposalsOn(
          tx,
          all.map((one) => one.motion.id),
        );
        return {
          ...{ instrument, version, texts },
          amendments: all.map(({ motion: { id, label, state, about }, wordings, to, poll, view }) => ({
            ...{ motion: id, label, state, to, wordings, poll },
            ...{ titles: view.titles, mover: view.mover, unworded: view.unworded },
            supporters: [...view.sponsors, ...view.seconders].map(({ name }) => name),
            reason: about.kind === 'amendment' ? about.text : '',
            version: (about.kind === 'amendment' && about.changes?.version) || version,
            proposals: must(proposals.get(id), 'proposals on the motion'),
          })),
          collisions: this.collisions(found),
        };
      },
    });
  }

  /** Everybody reads them, and they cost most of the page: they are found once for what they follow from. */
  private collisions({ instrument, version, texts, all }: Amendments): readonly WordedCollision[] {
    const from = [instrument, version, ...all.map(({ motion, to, wordings }) => ({ motion, to, wordings }))];
    return this.kept.of(sha256Hex(canonical(from as unknown as Json)), () => {
      const on = all.filter(
        ({ motion: { about } }) => about.kind === 'amendment' && about.changes?.version === version,
      );
      const open = effective(texts, on);
      const meeting = open.ok ? open.value.filter((one) => !isOver(one.motion)) : [];
      return wordedCollisions(
        texts,
        meeting.map((one) => ({ key: one.motion.label, wordings: one.wordings })),
      );
    });
  }

  @Serve(routes.word)
  word(@Who() who: Visitor, @Input() input: In<typeof routes.word>) {
    return this.perform.perform(who, WORD, input);
  }

  @Serve(routes.revise)
  revise(@Who() who: Visitor, @Input() input: In<typeof routes.revise>) {
    return this.perform.perform(who, REVISE, input);
  }

  @Serve(routes.propose)
  propose(@Who() who: Visitor, @Input() input: In<typeof routes.propose>) {
    return this.perform.perform(who, PROPOSE, input);
  }
}
