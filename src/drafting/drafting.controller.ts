import { Controller } from '@nestjs/common';
import type { z } from 'zod';
import { must } from '../basics/must.js';
import { spokenFor } from '../assemblies/presence.store.js';
import { memberNames } from '../bodies/bodies.store.js';
import { Perform, type Tx } from '../house/perform.js';
import { WHOLE_HOUSE } from '../access/access.js';
import type { Visitor } from '../access/visitor.js';
import { Input, Serve, Who } from '../house/route.js';
import { readFor } from '../instruments/files.acts.js';
import { instrumentPlace } from '../instruments/instruments.store.js';
import { corrigendumViews } from './corrigenda.store.js';
import {
  ABANDON,
  BEGIN_DRAFT,
  GIVE_REASON,
  INVITE,
  MERGE_DRAFT,
  NAME_REVISION,
  OBJECT,
  RESTORE,
  SAVE,
  SETTLE,
  TABLE_DRAFT,
} from './drafting.acts.js';
import { corrigendumRoutes, draftRoutes as routes } from './drafting.contract.js';
import {
  draftPlace,
  draftSummaries,
  draftView,
  namedRevisions,
  originView,
  textAt,
} from './drafting.store.js';

type In<R extends { input: z.ZodType }> = z.infer<R['input']>;

@Controller()
export class DraftingController {
  constructor(private readonly perform: Perform) {}

  @Serve(routes.drafts)
  drafts(@Who() who: Visitor) {
    return this.perform.read(who, {
      act: routes.drafts.act,
      place: async () => WHOLE_HOUSE,
      view: async (tx) => ({ drafts: await this.visible(tx, who) }),
    });
  }

  /** The own ones, and those of the bodies whose secretariat somebody is. */
  private async visible(tx: Tx, who: Visitor) {
    const all = await draftSummaries(tx, { id: null, person: who.person });
    const desks = new Map<string, boolean>();
    for (const { instrument } of all) {
      if (desks.has(instrument.id)) continue;
      const place = must(await instrumentPlace(tx, instrument.id), 'place of the instrument');
      desks.set(instrument.id, this.perform.office(who, 'draft.begin', place).ok);
    }
    return all.filter((one) => one.mine || desks.get(one.instrument.id));
  }

  @Serve(routes.beginDraft)
  async begin(@Who() who: Visitor, @Input() input: In<typeof routes.beginDraft>) {
    const { instrument } = input;
    const texts = await readFor(this.perform, who, {
      act: routes.beginDraft.act,
      instrument,
      texts: input.texts ?? [],
    });
    if (!texts.ok) return texts;
    return this.perform.perform(who, BEGIN_DRAFT, { ...input, texts: input.texts && texts.value });
  }

  @Serve(routes.mergeDraft)
  merge(@Who() who: Visitor, @Input() input: In<typeof routes.mergeDraft>) {
    return this.perform.perform(who, MERGE_DRAFT, input);
  }

  @Serve(routes.draft)
  draft(@Who() who: Visitor, @Input() { draft }: In<typeof routes.draft>) {
    return this.perform.read(who, {
      act: routes.draft.act,
      place: (tx) => draftPlace(tx, draft),
      view: (tx) => draftView(tx, draft, who.person),
    });
  }

  @Serve(routes.save)
  save(@Who() who: Visitor, @Input() input: In<typeof routes.save>) {
    return this.perform.perform(who, SAVE, input);
  }

  @Serve(routes.drafter)
  drafter(@Who() who: Visitor, @Input() input: In<typeof routes.drafter>) {
    return this.perform.perform(who, INVITE, input);
  }

  @Serve(routes.nameRevision)
  nameRevision(@Who() who: Visitor, @Input() input: In<typeof routes.nameRevision>) {
    return this.perform.perform(who, NAME_REVISION, input);
  }

  @Serve(routes.revision)
  revision(@Who() who: Visitor, @Input() { draft, revision }: In<typeof routes.revision>) {
    return this.perform.read(who, {
      act: routes.revision.act,
      place: (tx) => draftPlace(tx, draft),
      view: async (tx) => {
        const [summary] = await draftSummaries(tx, { id: draft, person: who.person });
        const named = (await namedRevisions(tx, draft)).find((one) => one.revision === revision);
        if (!summary?.mine || !named) return null;
        const { texts } = must(await textAt(tx, summary, revision), 'text of the revision');
        return { ...named, texts };
      },
    });
  }

  @Serve(routes.restore)
  restore(@Who() who: Visitor, @Input() input: In<typeof routes.restore>) {
    return this.perform.perform(who, RESTORE, input);
  }

  @Serve(routes.giveReason)
  giveReason(@Who() who: Visitor, @Input() input: In<typeof routes.giveReason>) {
    return this.perform.perform(who, GIVE_REASON, input);
  }

  @Serve(routes.table)
  table(@Who() who: Visitor, @Input() input: In<typeof routes.table>) {
    return this.perform.perform(who, TABLE_DRAFT, input);
  }

  @Serve(routes.abandon)
  abandon(@Who() who: Visitor, @Input() input: In<typeof routes.abandon>) {
    return this.perform.perform(who, ABANDON, input);
  }

  @Serve(routes.origin)
  origin(@Who() who: Visitor, @Input() { instrument, number }: In<typeof routes.origin>) {
    return this.perform.read(who, {
      act: routes.origin.act,
      place: (tx) => instrumentPlace(tx, instrument),
      view: (tx) => originView(tx, instrument, number),
    });
  }

  @Serve(corrigendumRoutes.corrigenda)
  corrigenda(@Who() who: Visitor, @Input() { instrument }: In<typeof corrigendumRoutes.corrigenda>) {
    return this.perform.read(who, {
      act: corrigendumRoutes.corrigenda.act,
      place: (tx) => instrumentPlace(tx, instrument),
      view: async (tx) => {
        const place = must(await instrumentPlace(tx, instrument), 'place of the instrument');
        const body = must(place.body, 'body of the instrument');
        const desk = this.perform.office(who, 'corrigendum.settle', place).ok;
        const mayObjectFor = desk ? await memberNames(tx, body) : await spokenFor(tx, body, who.person);
        return { corrigenda: await corrigendumViews(tx, instrument, { mayObjectFor, maySettle: desk }) };
      },
    });
  }

  @Serve(corrigendumRoutes.object)
  object(@Who() who: Visitor, @Input() input: In<typeof corrigendumRoutes.object>) {
    return this.perform.perform(who, OBJECT, input);
  }

  @Serve(corrigendumRoutes.settle)
  settle(@Who() who: Visitor, @Input() input: In<typeof corrigendumRoutes.settle>) {
    return this.perform.perform(who, SETTLE, input);
  }
}
