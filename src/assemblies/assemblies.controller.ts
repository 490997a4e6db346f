import { must } from '../basics/must.js';
import { Controller, Res } from '@nestjs/common';
import type { Response } from 'express';
import type { z } from 'zod';
import { Perform } from '../house/perform.js';
import { WHOLE_HOUSE } from '../access/access.js';
import type { Visitor } from '../access/visitor.js';
import { Input, Refused, Serve, statusOf, Who } from '../house/route.js';
import { deskOf } from '../people/people.store.js';
import { blobContent } from '../log/blobs.js';
import {
  ACCREDIT,
  ATTACH_PAPER,
  CANCEL_SITTING,
  CHANGE_SITTING,
  CLOSE_SITTING,
  CONVENE,
  CORRECT_ASSEMBLY,
  ENTER_ASSEMBLY,
  IMPORT_DELEGATES,
  OPEN_SITTING,
  PLAN_SITTING,
  REFUSE_CREDENTIAL,
  REINSTATE_CREDENTIAL,
  RENAME_PAPER,
  SET_DEADLINES,
  SHOW,
  WITHDRAW_PAPER,
} from './assemblies.acts.js';
import { assemblyRoutes as routes } from './assemblies.contract.js';
import {
  assemblyPlace,
  assemblySummaries,
  assemblyView,
  credentialViews,
  paperOf,
  proxyViews,
} from './assemblies.store.js';

type In<R extends { input: z.ZodType }> = z.infer<R['input']>;

const house = async () => WHOLE_HOUSE;

/** Who comes or leaves may move a hand in a poll: the polls' room serves that. */
@Controller()
export class AssembliesController {
  constructor(private readonly perform: Perform) {}

  @Serve(routes.assemblies)
  assemblies(@Who() who: Visitor) {
    return this.perform.read(who, {
      act: routes.assemblies.act,
      place: house,
      view: async (tx) => ({
        assemblies: await assemblySummaries(tx, {
          body: null,
          sees: (place) => this.perform.office(who, 'assembly.read', place).ok,
        }),
      }),
    });
  }

  @Serve(routes.assembly)
  assembly(@Who() who: Visitor, @Input() { assembly }: In<typeof routes.assembly>) {
    return this.perform.read(who, {
      act: routes.assembly.act,
      place: (tx) => assemblyPlace(tx, assembly),
      view: async (tx) =>
        assemblyView(tx, assembly, this.perform.isInside(who, await assemblyPlace(tx, assembly))),
    });
  }

  @Serve(routes.paper)
  async paper(@Who() who: Visitor, @Res() response: Response, @Input() input: In<typeof routes.paper>) {
    const found = await this.perform.read(who, {
      act: routes.paper.act,
      place: (tx) => assemblyPlace(tx, input.assembly),
      view: async (tx) => {
        const paper = await paperOf(tx, input.assembly, input.paper);
        const inside = this.perform.isInside(who, await assemblyPlace(tx, input.assembly));
        if (!paper || (paper.internal && !inside)) return null;
        return { name: paper.name, content: must(await blobContent(tx, paper.hash), 'content of the paper') };
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
      act: routes.credentials.act,
      place: (tx) => assemblyPlace(tx, assembly),
      view: async (tx) => {
        const place = must(await assemblyPlace(tx, assembly), 'place of the assembly');
        return credentialViews(tx, assembly, {
          inside: this.perform.office(who, 'proxy.register', place).ok,
          desk: deskOf(who, place),
        });
      },
    });
  }

  @Serve(routes.myProxies)
  myProxies(@Who() who: Visitor, @Input() { assembly }: In<typeof routes.myProxies>) {
    return this.perform.read(who, {
      act: routes.myProxies.act,
      place: (tx) => assemblyPlace(tx, assembly),
      view: async (tx) => {
        const all = await proxyViews(tx, assembly, { holder: who.person, instructed: true });
        return { proxies: all.filter(({ state }) => state === 'registered') };
      },
    });
  }

  @Serve(routes.convene)
  convene(@Who() who: Visitor, @Input() input: In<typeof routes.convene>) {
    return this.perform.perform(who, CONVENE, input);
  }

  @Serve(routes.enterAssembly)
  enterAssembly(@Who() who: Visitor, @Input() input: In<typeof routes.enterAssembly>) {
    return this.perform.perform(who, ENTER_ASSEMBLY, input);
  }

  @Serve(routes.correct)
  correct(@Who() who: Visitor, @Input() input: In<typeof routes.correct>) {
    return this.perform.perform(who, CORRECT_ASSEMBLY, input);
  }

  @Serve(routes.setDeadlines)
  setDeadlines(@Who() who: Visitor, @Input() input: In<typeof routes.setDeadlines>) {
    return this.perform.perform(who, SET_DEADLINES, input);
  }

  @Serve(routes.show)
  show(@Who() who: Visitor, @Input() input: In<typeof routes.show>) {
    return this.perform.perform(who, SHOW, input);
  }

  @Serve(routes.planSitting)
  planSitting(@Who() who: Visitor, @Input() input: In<typeof routes.planSitting>) {
    return this.perform.perform(who, PLAN_SITTING, input);
  }

  @Serve(routes.changeSitting)
  changeSitting(@Who() who: Visitor, @Input() input: In<typeof routes.changeSitting>) {
    return this.perform.perform(who, CHANGE_SITTING, input);
  }

  @Serve(routes.cancelSitting)
  cancelSitting(@Who() who: Visitor, @Input() input: In<typeof routes.cancelSitting>) {
    return this.perform.perform(who, CANCEL_SITTING, input);
  }

  @Serve(routes.openSitting)
  openSitting(@Who() who: Visitor, @Input() input: In<typeof routes.openSitting>) {
    return this.perform.perform(who, OPEN_SITTING, input);
  }

  @Serve(routes.closeSitting)
  closeSitting(@Who() who: Visitor, @Input() input: In<typeof routes.closeSitting>) {
    return this.perform.perform(who, CLOSE_SITTING, input);
  }

  @Serve(routes.attachPaper)
  attachPaper(@Who() who: Visitor, @Input() input: In<typeof routes.attachPaper>) {
    return this.perform.perform(who, ATTACH_PAPER, input);
  }

  @Serve(routes.renamePaper)
  renamePaper(@Who() who: Visitor, @Input() input: In<typeof routes.renamePaper>) {
    return this.perform.perform(who, RENAME_PAPER, input);
  }

  @Serve(routes.withdrawPaper)
  withdrawPaper(@Who() who: Visitor, @Input() input: In<typeof routes.withdrawPaper>) {
    return this.perform.perform(who, WITHDRAW_PAPER, input);
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

  @Serve(routes.reinstateCredential)
  reinstateCredential(@Who() who: Visitor, @Input() input: In<typeof routes.reinstateCredential>) {
    return this.perform.perform(who, REINSTATE_CREDENTIAL, input);
  }
}
