import { Controller, Inject, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { z } from 'zod';
import { printedOrigin, PUBLIC_URL } from '../house/origin.js';
import { draftPlace, draftSummaries } from '../drafting/drafting.store.js';
import { Perform } from '../house/perform.js';
import type { Visitor } from '../access/visitor.js';
import { Mailing } from '../mail/mailing.js';
import { attach, attachTable, Input, opened, Serve, Who } from '../house/route.js';
import { instrumentPlace } from '../instruments/instruments.store.js';
import { motionPlace } from '../motions/motions.store.js';
import { roundDesk, roundSummaries, takenUpBy } from './comments.store.js';
import {
  CLOSE_ROUND,
  COMMENT,
  CONCLUDE_ROUND,
  DISPOSE,
  EXTEND_ROUND,
  ISSUE_ROUND_LINKS,
  MOVE_AMENDMENT,
  OPEN_ROUND,
  SAY_NOTHING,
  TAKE_INTO_DRAFT,
  WITHDRAW_COMMENT,
} from './consultations.acts.js';
import { consultationRoutes as routes } from './consultations.contract.js';
import { roundPlace, textsOf } from './consultations.store.js';
import { roundView } from './speaking.store.js';
import { TABLE_COLUMNS, tableRows } from './table.js';
import { tablePdf } from './table.pdf.js';

type In<R extends { input: z.ZodType }> = z.infer<R['input']>;

@Controller()
export class ConsultationsController {
  constructor(
    private readonly perform: Perform,
    private readonly mailing: Mailing,
    @Inject(PUBLIC_URL) private readonly publicUrl: string | null,
  ) {}

  @Serve(routes.consultations)
  consultations(@Who() who: Visitor, @Input() { instrument }: In<typeof routes.consultations>) {
    return this.perform.read(who, {
      act: routes.consultations.act,
      place: (tx) => instrumentPlace(tx, instrument),
      view: async (tx) => ({
        consultations: await roundSummaries(
          tx,
          { instrument },
          {
            now: new Date(),
            sees: ({ visibility, closed, body }) => visibility === 'all' || closed || this.runs(who, body),
          },
        ),
      }),
    });
  }

  @Serve(routes.consultation)
  consultation(@Who() who: Visitor, @Input() { consultation }: In<typeof routes.consultation>) {
    return this.round(who, { consultation });
  }

  @Serve(routes.enter)
  enter(@Who() who: Visitor, @Input() input: In<typeof routes.enter>) {
    return this.round(who, input);
  }

  private runs(who: Visitor, body: string): boolean {
    return this.perform.office(who, 'consultation.run', { body, assembly: null, open: true }).ok;
  }

  private async round(who: Visitor, { consultation, code }: { consultation: string; code?: string }) {
    const read = await this.perform.read(who, {
      act: 'consultation.read',
      place: (tx) => roundPlace(tx, consultation),
      view: (tx) => {
        const runs = (body: string) => this.runs(who, body);
        return roundView(tx, consultation, { person: who.person, code, runs, now: new Date() });
      },
    });
    return read.ok ? read.value : read;
  }

  @Serve(routes.open)
  async open(@Req() request: Request, @Who() who: Visitor, @Input() input: In<typeof routes.open>) {
    const origin = printedOrigin(request, this.publicUrl);
    const mail = await this.mailing.carries();
    return this.perform.perform(who, OPEN_ROUND, { ...input, origin, mail });
  }

  @Serve(routes.extend)
  extend(@Who() who: Visitor, @Input() input: In<typeof routes.extend>) {
    return this.perform.perform(who, EXTEND_ROUND, input);
  }

  @Serve(routes.close)
  close(@Who() who: Visitor, @Input() input: In<typeof routes.close>) {
    return this.perform.perform(who, CLOSE_ROUND, input);
  }

  @Serve(routes.conclude)
  conclude(@Who() who: Visitor, @Input() input: In<typeof routes.conclude>) {
    return this.perform.perform(who, CONCLUDE_ROUND, input);
  }

  @Serve(routes.desk)
  desk(@Who() who: Visitor, @Input() { consultation }: In<typeof routes.desk>) {
    return this.perform.read(who, {
      act: routes.desk.act,
      place: (tx) => roundPlace(tx, consultation),
      view: async (tx) => ({ carried: await this.mailing.carries(), ...(await roundDesk(tx, consultation)) }),
    });
  }

  @Serve(routes.links)
  links(@Req() request: Request, @Who() who: Visitor, @Input() input: In<typeof routes.links>) {
    const origin = printedOrigin(request, this.publicUrl);
    return this.perform.perform(who, ISSUE_ROUND_LINKS, { ...input, origin });
  }

  @Serve(routes.comment)
  comment(@Who() who: Visitor, @Input() input: In<typeof routes.comment>) {
    return this.perform.perform(who, COMMENT, input);
  }

  @Serve(routes.nothing)
  nothing(@Who() who: Visitor, @Input() input: In<typeof routes.nothing>) {
    return this.perform.perform(who, SAY_NOTHING, input);
  }

  @Serve(routes.withdraw)
  withdraw(@Who() who: Visitor, @Input() input: In<typeof routes.withdraw>) {
    return this.perform.perform(who, WITHDRAW_COMMENT, input);
  }

  @Serve(routes.dispose)
  dispose(@Who() who: Visitor, @Input() input: In<typeof routes.dispose>) {
    return this.perform.perform(who, DISPOSE, input);
  }

  @Serve(routes.moveAmendment)
  moveAmendment(@Who() who: Visitor, @Input() input: In<typeof routes.moveAmendment>) {
    return this.perform.perform(who, MOVE_AMENDMENT, input);
  }

  @Serve(routes.takeIntoDraft)
  takeIntoDraft(@Who() who: Visitor, @Input() input: In<typeof routes.takeIntoDraft>) {
    return this.perform.perform(who, TAKE_INTO_DRAFT, input);
  }

  @Serve(routes.ofMotion)
  ofMotion(@Who() who: Visitor, @Input() { motion }: In<typeof routes.ofMotion>) {
    return this.perform.read(who, {
      act: routes.ofMotion.act,
      place: (tx) => motionPlace(tx, motion),
      view: async (tx) => ({ comments: await takenUpBy(tx, { motion }) }),
    });
  }

  @Serve(routes.ofDraft)
  ofDraft(@Who() who: Visitor, @Input() { draft }: In<typeof routes.ofDraft>) {
    return this.perform.read(who, {
      act: routes.ofDraft.act,
      place: (tx) => draftPlace(tx, draft),
      view: async (tx) => {
        const [summary] = await draftSummaries(tx, { id: draft, person: who.person });
        return summary?.mine ? { comments: await takenUpBy(tx, { draft }) } : null;
      },
    });
  }

  /** The table of what the reader may see. */
  private async table(who: Visitor, consultation: string) {
    const round = opened(await this.round(who, { consultation }));
    const texts = opened(
      await this.perform.read(who, {
        act: 'consultation.read',
        place: (tx) => roundPlace(tx, consultation),
        view: (tx) => textsOf(tx, round),
      }),
    );
    return { round, texts };
  }

  @Serve(routes.tableCsv)
  async tableCsv(
    @Who() who: Visitor,
    @Res() response: Response,
    @Input() { consultation }: In<typeof routes.tableCsv>,
  ) {
    const { round, texts } = await this.table(who, consultation);
    const rows = tableRows(round.comments, [...texts.values()][0] ?? []);
    attachTable(response, { name: `${round.instrument}-comments`, columns: TABLE_COLUMNS, rows });
  }

  @Serve(routes.tablePdf)
  async tablePdf(
    @Who() who: Visitor,
    @Res() response: Response,
    @Input() { consultation, lang }: In<typeof routes.tablePdf>,
  ) {
    const { round, texts } = await this.table(who, consultation);
    const clauses = texts.get(lang) ?? [...texts.values()][0] ?? [];
    const content = await tablePdf(round, { clauses, lang });
    attach(response, { type: 'application/pdf', name: `${round.instrument}-comments.pdf`, content });
  }
}
