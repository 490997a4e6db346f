import { Controller, Inject, Req } from '@nestjs/common';
import type { Request } from 'express';
import type { z } from 'zod';
import { printedOrigin, PUBLIC_URL } from '../house/origin.js';
import { Perform } from '../house/perform.js';
import type { Visitor } from '../access/visitor.js';
import { Input, Serve, Who } from '../house/route.js';
import { assemblyPlace, loadAttendance } from './assemblies.store.js';
import { reportOf } from './designation.js';
import {
  ADOPT_REPORT,
  DESIGNATE,
  ISSUE_LINKS,
  OPEN_LINK,
  SET_CREDENTIAL_DATES,
  USE_LINK,
} from './designations.acts.js';
import { designationRoutes as routes } from './designations.contract.js';
import { adoptedReports, designatingViews, designationsDue, remarksOf } from './designations.store.js';

type In<R extends { input: z.ZodType }> = z.infer<R['input']>;

/** Withdrawing and substituting may move a hand in a poll: the polls' room serves these. */
@Controller()
export class DesignationsController {
  constructor(
    private readonly perform: Perform,
    @Inject(PUBLIC_URL) private readonly publicUrl: string | null,
  ) {}

  @Serve(routes.setCredentialDates)
  setCredentialDates(@Who() who: Visitor, @Input() input: In<typeof routes.setCredentialDates>) {
    return this.perform.perform(who, SET_CREDENTIAL_DATES, input);
  }

  @Serve(routes.designate)
  designate(@Who() who: Visitor, @Input() input: In<typeof routes.designate>) {
    return this.perform.perform(who, DESIGNATE, input);
  }

  @Serve(routes.designating)
  designating(@Who() who: Visitor, @Input() { assembly }: In<typeof routes.designating>) {
    return this.perform.read(who, {
      act: routes.designating.act,
      place: (tx) => assemblyPlace(tx, assembly),
      view: async (tx) => ({
        due: await designationsDue(tx, assembly),
        members: await designatingViews(tx, assembly),
      }),
    });
  }

  @Serve(routes.issueLinks)
  issueLinks(@Req() request: Request, @Who() who: Visitor, @Input() input: In<typeof routes.issueLinks>) {
    return this.perform.perform(who, ISSUE_LINKS, {
      ...input,
      origin: printedOrigin(request, this.publicUrl),
    });
  }

  @Serve(routes.openLink)
  openLink(@Who() who: Visitor, @Input() input: In<typeof routes.openLink>) {
    return this.perform.perform(who, OPEN_LINK, input);
  }

  @Serve(routes.useLink)
  useLink(@Who() who: Visitor, @Input() input: In<typeof routes.useLink>) {
    return this.perform.perform(who, USE_LINK, input);
  }

  @Serve(routes.report)
  report(@Who() who: Visitor, @Input() { assembly }: In<typeof routes.report>) {
    return this.perform.read(who, {
      act: routes.report.act,
      place: (tx) => assemblyPlace(tx, assembly),
      view: async (tx) => {
        const attendance = await loadAttendance(tx, assembly);
        if (!attendance) return null;
        const current = reportOf(attendance, await remarksOf(tx, assembly));
        return { current, adopted: await adoptedReports(tx, assembly) };
      },
    });
  }

  @Serve(routes.adoptReport)
  adoptReport(@Who() who: Visitor, @Input() input: In<typeof routes.adoptReport>) {
    return this.perform.perform(who, ADOPT_REPORT, input);
  }
}
