import { Controller, Res } from '@nestjs/common';
import type { Response } from 'express';
import type { z } from 'zod';
import { bodyPlace, bodyView } from '../bodies/bodies.store.js';
import { bodyRoutes } from '../bodies/bodies.contract.js';
import { Perform, WHOLE_HOUSE, type Visitor } from '../house/perform.js';
import { Input, Refused, Serve, statusOf, Who } from '../house/route.js';
import { blobContent } from '../record/record.store.js';
import {
  ACCREDIT,
  ADD_ITEM,
  ATTACH_PAPER,
  CONVENE,
  DECLARE_PRESENCE,
  IMPORT_DELEGATES,
  OPEN_SITTING,
  PLAN_SITTING,
  RECORD_PRESENCE,
  REFUSE_CREDENTIAL,
  REGISTER_PROXY,
  REVOKE_PROXY,
} from './assemblies.acts.js';
import { assemblyRoutes as routes } from './assemblies.contract.js';
import {
  assemblyPlace,
  assemblySummaries,
  assemblyView,
  credentialViews,
  paperOf,
} from './assemblies.store.js';

type In<R extends { input: z.ZodType }> = z.infer<R['input']>;

const house = async () => WHOLE_HOUSE;

/** Closing a sitting asks the polls, so the polls' room serves it. */
@Controller()
export class AssembliesController {
  constructor(private readonly perform: Perform) {}

  @Serve(routes.assemblies)
  assemblies(@Who() who: Visitor) {
    return this.perform.read(who, {
      act: 'assembly.read',
      place: house,
      view: async (tx) => ({
        assemblies: await assemblySummaries(tx, {
          body: null,
          sees: (place) => this.perform.office(who, 'assembly.read', place).ok,
        }),
      }),
    });
  }

  @Serve(bodyRoutes.body)
  body(@Who() who: Visitor, @Input() { body }: In<typeof bodyRoutes.body>) {
    return this.perform.read(who, {
      act: 'body.read',
      place: (tx) => bodyPlace(tx, body),
      view: async (tx) => {
        const view = (await bodyView(tx, body))!;
        const assemblies = await assemblySummaries(tx, {
          body,
          sees: (place) => this.perform.office(who, 'assembly.read', place).ok,
        });
        return { ...view, assemblies: assemblies.map((one) => ({ ...one, date: one.from })) };
      },
    });
  }

  @Serve(routes.assembly)
  assembly(@Who() who: Visitor, @Input() { assembly }: In<typeof routes.assembly>) {
    return this.perform.read(who, {
      act: 'assembly.read',
      place: (tx) => assemblyPlace(tx, assembly),
      view: async (tx) => assemblyView(tx, assembly, this.inside(who, (await assemblyPlace(tx, assembly))!)),
    });
  }

  @Serve(routes.paper)
  async paper(@Who() who: Visitor, @Res() response: Response, @Input() input: In<typeof routes.paper>) {
    const found = await this.perform.read(who, {
      act: 'paper.read',
      place: (tx) => assemblyPlace(tx, input.assembly),
      view: async (tx) => {
        const paper = await paperOf(tx, input.assembly, input.paper);
        const inside = this.inside(who, (await assemblyPlace(tx, input.assembly))!);
        if (!paper || (paper.internal && !inside)) return null;
        return { name: paper.name, content: (await blobContent(tx, paper.hash))! };
      },
    });
    if (!found.ok) throw new Refused(statusOf(found.refusal.code), found.refusal);
    response
      .set({
        'content-type': 'application/pdf',
        'content-disposition': `inline; filename*=UTF-8''${encodeURIComponent(found.value.name)}`,
        'x-content-type-options': 'nosniff',
        'content-security-policy': `default-src 'none'; sandbox`,
        'cache-control': 'private, max-age=3600',
      })
      .send(found.value.content);
  }

  @Serve(routes.credentials)
  credentials(@Who() who: Visitor, @Input() { assembly }: In<typeof routes.credentials>) {
    return this.perform.read(who, {
      act: 'assembly.desk',
      place: (tx) => assemblyPlace(tx, assembly),
      view: (tx) => credentialViews(tx, assembly),
    });
  }

  @Serve(routes.convene)
  convene(@Who() who: Visitor, @Input() input: In<typeof routes.convene>) {
    return this.perform.perform(who, CONVENE, input);
  }

  @Serve(routes.planSitting)
  planSitting(@Who() who: Visitor, @Input() input: In<typeof routes.planSitting>) {
    return this.perform.perform(who, PLAN_SITTING, input);
  }

  @Serve(routes.openSitting)
  openSitting(@Who() who: Visitor, @Input() input: In<typeof routes.openSitting>) {
    return this.perform.perform(who, OPEN_SITTING, input);
  }

  @Serve(routes.addItem)
  addItem(@Who() who: Visitor, @Input() input: In<typeof routes.addItem>) {
    return this.perform.perform(who, ADD_ITEM, input);
  }

  @Serve(routes.attachPaper)
  attachPaper(@Who() who: Visitor, @Input() input: In<typeof routes.attachPaper>) {
    return this.perform.perform(who, ATTACH_PAPER, input);
  }

  @Serve(routes.importDelegates)
  importDelegates(@Who() who: Visitor, @Input() input: In<typeof routes.importDelegates>) {
    return this.perform.perform(who, IMPORT_DELEGATES, input);
  }

  @Serve(routes.accredit)
  accredit(@Who() who: Visitor, @Input() input: In<typeof routes.accredit>) {
    return this.perform.perform(who, ACCREDIT, input);
  }

  @Serve(routes.refuseCredential)
  refuseCredential(@Who() who: Visitor, @Input() input: In<typeof routes.refuseCredential>) {
    return this.perform.perform(who, REFUSE_CREDENTIAL, input);
  }

  @Serve(routes.registerProxy)
  registerProxy(@Who() who: Visitor, @Input() input: In<typeof routes.registerProxy>) {
    return this.perform.perform(who, REGISTER_PROXY, input);
  }

  @Serve(routes.revokeProxy)
  revokeProxy(@Who() who: Visitor, @Input() input: In<typeof routes.revokeProxy>) {
    return this.perform.perform(who, REVOKE_PROXY, input);
  }

  @Serve(routes.recordPresence)
  recordPresence(@Who() who: Visitor, @Input() input: In<typeof routes.recordPresence>) {
    return this.perform.perform(who, RECORD_PRESENCE, input);
  }

  @Serve(routes.declarePresence)
  declarePresence(@Who() who: Visitor, @Input() input: In<typeof routes.declarePresence>) {
    return this.perform.perform(who, DECLARE_PRESENCE, input);
  }

  /** Whether the visitor holds an office here: `public` alone is outside. */
  private inside(
    who: Visitor,
    place: { body: string | null; assembly: string | null; open: boolean },
  ): boolean {
    return this.perform.office(who, 'assembly.read', { ...place, open: false }).ok;
  }
}
