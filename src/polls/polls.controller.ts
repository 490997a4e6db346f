import { must } from '../basics/must.js';
import { Controller, Inject, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { z } from 'zod';
import { assemblyRoutes } from '../assemblies/assemblies.contract.js';
import { designationRoutes } from '../assemblies/designations.contract.js';
import { presenceRoutes } from '../assemblies/presence.contract.js';
import { assemblyPlace } from '../assemblies/assemblies.store.js';
import { printedOrigin, PUBLIC_URL } from '../house/origin.js';
import { Perform } from '../house/perform.js';
import type { Visitor } from '../access/visitor.js';
import { Mailing } from '../mail/mailing.js';
import { attach, attachTable, Input, opened, Serve, Who } from '../house/route.js';
import { BallotBox } from './ballots.store.js';
import { ballotsBlt, countJson, isCounted, stagesTable } from './count-files.js';
import { spoiledIn, votesIn } from './box.js';
import {
  ANNOUNCE_CLOSING,
  ANNUL_POLL,
  CHECK_IN,
  CLOSE_CALL,
  CLOSE_POLL,
  DECLARE_POLL,
  DECLARE_PRESENCE,
  DEMAND_COUNT,
  ENTER_COUNT,
  OPEN_POLL,
  RECOUNT,
  RECORD_PRESENCE,
  REGISTER_PROXY,
  REHEARSE,
  RESUME_POLL,
  REVOKE_PROXY,
  SEE,
  SET_CHANNEL,
  PUT_FIRST,
  SUBSTITUTE,
  SUSPEND_POLL,
  WITHDRAW_CREDENTIAL,
} from './polls.acts.js';
import { pollRoutes as routes, type Cast } from './polls.contract.js';
import { unseenMotions } from '../motions/motions.store.js';
import {
  hand,
  loadBox,
  makeRoll,
  pollById,
  pollPlace,
  pollViews,
  pollWithRoll,
  tellersView,
} from './polls.store.js';
import { remindersView } from './reminders.store.js';

type In<R extends { input: z.ZodType }> = z.infer<R['input']>;

@Controller()
export class PollsController {
  constructor(
    private readonly perform: Perform,
    private readonly box: BallotBox,
    private readonly mailing: Mailing,
    @Inject(PUBLIC_URL) private readonly publicUrl: string | null,
  ) {}

  @Serve(routes.polls)
  polls(@Who() who: Visitor, @Input() { assembly }: In<typeof routes.polls>) {
    return this.perform.read(who, {
      act: routes.polls.act,
      place: (tx) => assemblyPlace(tx, assembly),
      view: async (tx) => {
        const inside = this.perform.isInside(who, await assemblyPlace(tx, assembly));
        const unseen = await unseenMotions(tx, assembly, inside);
        return { polls: await pollViews(tx, assembly, { counted: false, limit: 500, unseen }) };
      },
    });
  }

  @Serve(routes.roll)
  roll(@Who() who: Visitor, @Input() { assembly, motion }: In<typeof routes.roll>) {
    return this.perform.read(who, {
      act: routes.roll.act,
      place: (tx) => assemblyPlace(tx, assembly),
      view: async (tx) => {
        const made = await makeRoll(tx, assembly, { motion: motion ?? null });
        if (!made) return null;
        return { members: made.roll.length, represented: made.roll.filter((one) => one.represented).length };
      },
    });
  }

  @Serve(routes.poll)
  poll(@Who() who: Visitor, @Input() { poll }: In<typeof routes.poll>) {
    return this.perform.read(who, {
      act: routes.poll.act,
      place: (tx) => pollPlace(tx, poll),
      view: (tx) => pollWithRoll(tx, poll, false),
    });
  }

  @Serve(routes.countCsv)
  async countCsv(
    @Who() who: Visitor,
    @Res() response: Response,
    @Input() { poll }: In<typeof routes.countCsv>,
  ) {
    attachTable(response, { name: `count-${poll}`, ...stagesTable(await this.counted(who, poll)) });
  }

  @Serve(routes.countJson)
  async countJson(
    @Who() who: Visitor,
    @Res() response: Response,
    @Input() { poll }: In<typeof routes.countJson>,
  ) {
    const content = `${JSON.stringify(countJson(await this.counted(who, poll)), null, 2)}\n`;
    attach(response, { type: 'application/json; charset=utf-8', name: `count-${poll}.json`, content });
  }

  @Serve(routes.ballotsBlt)
  async ballotsBlt(
    @Who() who: Visitor,
    @Res() response: Response,
    @Input() { poll }: In<typeof routes.ballotsBlt>,
  ) {
    const content = opened(
      await this.perform.read(who, {
        act: routes.ballotsBlt.act,
        place: (tx) => pollPlace(tx, poll),
        view: async (tx) => {
          const view = await pollById(tx, poll, false);
          if (!view || !isCounted(view)) return null;
          const { box } = must(await loadBox(tx, poll), 'box of the poll');
          return ballotsBlt(view, { unit: box.unit, lines: votesIn(box), spoiled: spoiledIn(box) });
        },
      }),
    );
    attach(response, { type: 'text/plain; charset=utf-8', name: `ballots-${poll}.blt`, content });
  }

  /** A declared count on persons, for those who may read it; else not found. */
  private async counted(who: Visitor, poll: string) {
    return opened(
      await this.perform.read(who, {
        act: routes.ballotsBlt.act,
        place: (tx) => pollPlace(tx, poll),
        view: async (tx) => {
          const view = await pollById(tx, poll, false);
          return view && isCounted(view) ? view : null;
        },
      }),
    );
  }

  /** Who comes, leaves or gives a proxy may move the hand of a poll under way, so the polls' room serves these. */
  @Serve(designationRoutes.withdraw)
  withdrawCredential(@Who() who: Visitor, @Input() input: In<typeof designationRoutes.withdraw>) {
    return this.perform.perform(who, WITHDRAW_CREDENTIAL, input);
  }

  @Serve(designationRoutes.substitute)
  substitute(@Who() who: Visitor, @Input() input: In<typeof designationRoutes.substitute>) {
    return this.perform.perform(who, SUBSTITUTE, input);
  }

  @Serve(designationRoutes.putFirst)
  putFirst(@Who() who: Visitor, @Input() input: In<typeof designationRoutes.putFirst>) {
    return this.perform.perform(who, PUT_FIRST, input);
  }

  @Serve(presenceRoutes.checkIn)
  checkIn(@Who() who: Visitor, @Input() input: In<typeof presenceRoutes.checkIn>) {
    return this.perform.perform(who, CHECK_IN, input);
  }

  @Serve(presenceRoutes.closeCall)
  closeCall(@Who() who: Visitor, @Input() input: In<typeof presenceRoutes.closeCall>) {
    return this.perform.perform(who, CLOSE_CALL, input);
  }

  @Serve(assemblyRoutes.recordPresence)
  recordPresence(@Who() who: Visitor, @Input() input: In<typeof assemblyRoutes.recordPresence>) {
    return this.perform.perform(who, RECORD_PRESENCE, input);
  }

  @Serve(assemblyRoutes.declarePresence)
  declarePresence(@Who() who: Visitor, @Input() input: In<typeof assemblyRoutes.declarePresence>) {
    return this.perform.perform(who, DECLARE_PRESENCE, input);
  }

  @Serve(assemblyRoutes.registerProxy)
  registerProxy(@Who() who: Visitor, @Input() input: In<typeof assemblyRoutes.registerProxy>) {
    return this.perform.perform(who, REGISTER_PROXY, input);
  }

  @Serve(assemblyRoutes.revokeProxy)
  revokeProxy(@Who() who: Visitor, @Input() input: In<typeof assemblyRoutes.revokeProxy>) {
    return this.perform.perform(who, REVOKE_PROXY, input);
  }

  @Serve(routes.open)
  async open(@Req() request: Request, @Who() who: Visitor, @Input() input: In<typeof routes.open>) {
    const mailFrom = (await this.mailing.carries()) ? printedOrigin(request, this.publicUrl) : null;
    return this.perform.perform(who, OPEN_POLL, { ...input, mailFrom });
  }

  @Serve(routes.rehearse)
  rehearse(@Who() who: Visitor, @Input() input: In<typeof routes.rehearse>) {
    return this.perform.perform(who, REHEARSE, input);
  }

  @Serve(routes.seen)
  see(@Who() who: Visitor, @Input() input: In<typeof routes.seen>) {
    return this.perform.perform(who, SEE, input);
  }

  @Serve(routes.demandCount)
  demandCount(@Who() who: Visitor, @Input() input: In<typeof routes.demandCount>) {
    return this.perform.perform(who, DEMAND_COUNT, input);
  }

  @Serve(routes.channel)
  channel(@Who() who: Visitor, @Input() input: In<typeof routes.channel>) {
    return this.perform.perform(who, SET_CHANNEL, input);
  }

  @Serve(routes.reminders)
  reminders(@Who() who: Visitor, @Input() { poll }: In<typeof routes.reminders>) {
    return this.perform.read(who, {
      act: routes.reminders.act,
      place: (tx) => pollPlace(tx, poll),
      view: (tx) => remindersView(tx, poll),
    });
  }

  @Serve(routes.enterCount)
  enterCount(@Who() who: Visitor, @Input() input: In<typeof routes.enterCount>) {
    return this.perform.perform(who, ENTER_COUNT, input);
  }

  @Serve(routes.tellers)
  tellers(@Who() who: Visitor, @Input() { poll }: In<typeof routes.tellers>) {
    return this.perform.read(who, {
      act: routes.tellers.act,
      place: (tx) => pollPlace(tx, poll),
      view: (tx) => tellersView(tx, poll, must(who.person, 'person')),
    });
  }

  @Serve(routes.enterVote)
  enterVote(@Who() who: Visitor, @Input() input: Cast) {
    return this.box.cast(who, input, 'poll.tell');
  }

  @Serve(routes.close)
  close(@Who() who: Visitor, @Input() input: In<typeof routes.close>) {
    return this.perform.perform(who, CLOSE_POLL, input);
  }

  @Serve(routes.announceClosing)
  announceClosing(@Who() who: Visitor, @Input() input: In<typeof routes.announceClosing>) {
    return this.perform.perform(who, ANNOUNCE_CLOSING, input);
  }

  @Serve(routes.suspend)
  suspend(@Who() who: Visitor, @Input() input: In<typeof routes.suspend>) {
    return this.perform.perform(who, SUSPEND_POLL, input);
  }

  @Serve(routes.resume)
  resume(@Who() who: Visitor, @Input() input: In<typeof routes.resume>) {
    return this.perform.perform(who, RESUME_POLL, input);
  }

  @Serve(routes.recount)
  recount(@Who() who: Visitor, @Input() input: In<typeof routes.recount>) {
    return this.perform.perform(who, RECOUNT, input);
  }

  @Serve(routes.annul)
  annul(@Who() who: Visitor, @Input() input: In<typeof routes.annul>) {
    return this.perform.perform(who, ANNUL_POLL, input);
  }

  @Serve(routes.declare)
  declare(@Who() who: Visitor, @Input() input: In<typeof routes.declare>) {
    return this.perform.perform(who, DECLARE_POLL, input);
  }

  @Serve(routes.hand)
  hand(@Who() who: Visitor, @Input() { poll }: In<typeof routes.hand>) {
    return this.perform.read(who, {
      act: routes.hand.act,
      place: (tx) => pollPlace(tx, poll),
      view: (tx) => hand(tx, poll, must(who.person, 'person')),
    });
  }

  @Serve(routes.cast)
  cast(@Who() who: Visitor, @Input() input: Cast) {
    return this.box.cast(who, input);
  }
}
