import { must } from '../basics/must.js';
import { ok } from '../basics/result.js';
import { Controller } from '@nestjs/common';
import type { z } from 'zod';
import { Perform } from '../house/perform.js';
import { Rooms } from '../house/rooms.js';
import { WHOLE_HOUSE } from '../access/access.js';
import type { Visitor } from '../access/visitor.js';
import { readRulesText } from '../rules/file.js';
import { Input, Serve, Who } from '../house/route.js';
import {
  ADOPT_RULE_SET,
  AFFILIATE,
  CORRECT_AFFILIATION,
  CORRECT_BODY,
  CORRECT_ORGANISATION,
  END_AFFILIATION,
  FOUND_BODY,
  IMPORT_CONTACTS,
  REGISTER_ORGANISATION,
  RENAME_ORGANISATION,
  STRIKE_AFFILIATION,
} from './bodies.acts.js';
import { bodyRoutes as routes } from './bodies.contract.js';
import { bodyPlace, bodySummaries, bodyView, memberOf, organisationViews } from './bodies.store.js';

type In<R extends { input: z.ZodType }> = z.infer<R['input']>;

const house = async () => WHOLE_HOUSE;

/** What changes members and may move a quorum is served by the assemblies' room. */
@Controller()
export class BodiesController {
  constructor(
    private readonly perform: Perform,
    private readonly rooms: Rooms,
  ) {}

  @Serve(routes.organisations)
  organisations(@Who() who: Visitor) {
    return this.perform.read(who, {
      act: routes.organisations.act,
      place: house,
      view: async (tx) => ({ organisations: await organisationViews(tx, null) }),
    });
  }

  @Serve(routes.organisation)
  organisation(@Who() who: Visitor, @Input() { organisation }: In<typeof routes.organisation>) {
    return this.perform.read(who, {
      act: routes.organisation.act,
      place: house,
      view: async (tx) => (await organisationViews(tx, organisation))[0] ?? null,
    });
  }

  @Serve(routes.bodies)
  bodies(@Who() who: Visitor) {
    return this.perform.read(who, { act: routes.bodies.act, place: house, view: bodySummaries });
  }

  @Serve(routes.body)
  body(@Who() who: Visitor, @Input() { body }: In<typeof routes.body>) {
    return this.perform.read(who, {
      act: routes.body.act,
      place: (tx) => bodyPlace(tx, body),
      view: async (tx) => {
        const meetings = await this.rooms.meetings(tx, body);
        const seen = meetings.filter(({ at }) => this.perform.office(who, 'assembly.read', at).ok);
        const view = must(await bodyView(tx, body), 'body');
        const place = must(await bodyPlace(tx, body), 'place of the body');
        // Whoever mends the terms sees what was struck.
        const mends = this.perform.office(who, 'term.strike', place).ok;
        return { ...view, struckTerms: mends ? view.struckTerms : [], assemblies: seen };
      },
    });
  }

  @Serve(routes.registerOrganisation)
  register(@Who() who: Visitor, @Input() input: In<typeof routes.registerOrganisation>) {
    return this.perform.perform(who, REGISTER_ORGANISATION, input);
  }

  @Serve(routes.affiliate)
  affiliate(@Who() who: Visitor, @Input() input: In<typeof routes.affiliate>) {
    return this.perform.perform(who, AFFILIATE, input);
  }

  @Serve(routes.foundBody)
  found(@Who() who: Visitor, @Input() input: In<typeof routes.foundBody>) {
    return this.perform.perform(who, FOUND_BODY, input);
  }

  @Serve(routes.correctOrganisation)
  correctOrganisation(@Who() who: Visitor, @Input() input: In<typeof routes.correctOrganisation>) {
    return this.perform.perform(who, CORRECT_ORGANISATION, input);
  }

  @Serve(routes.renameOrganisation)
  renameOrganisation(@Who() who: Visitor, @Input() input: In<typeof routes.renameOrganisation>) {
    return this.perform.perform(who, RENAME_ORGANISATION, input);
  }

  @Serve(routes.endAffiliation)
  endAffiliation(@Who() who: Visitor, @Input() input: In<typeof routes.endAffiliation>) {
    return this.perform.perform(who, END_AFFILIATION, input);
  }

  @Serve(routes.correctAffiliation)
  correctAffiliation(@Who() who: Visitor, @Input() input: In<typeof routes.correctAffiliation>) {
    return this.perform.perform(who, CORRECT_AFFILIATION, input);
  }

  @Serve(routes.strikeAffiliation)
  strikeAffiliation(@Who() who: Visitor, @Input() input: In<typeof routes.strikeAffiliation>) {
    return this.perform.perform(who, STRIKE_AFFILIATION, input);
  }

  @Serve(routes.correctBody)
  correctBody(@Who() who: Visitor, @Input() input: In<typeof routes.correctBody>) {
    return this.perform.perform(who, CORRECT_BODY, input);
  }

  @Serve(routes.memberContact)
  memberContact(@Who() who: Visitor, @Input() input: In<typeof routes.memberContact>) {
    return this.perform.read(who, {
      act: routes.memberContact.act,
      place: (tx) => bodyPlace(tx, input.body),
      view: async (tx) => {
        const row = await memberOf(tx, input);
        return row && { contact: row.contact };
      },
    });
  }

  @Serve(routes.adoptRuleSet)
  adoptRuleSet(@Who() who: Visitor, @Input() input: In<typeof routes.adoptRuleSet>) {
    return this.perform.perform(who, ADOPT_RULE_SET, input);
  }

  /** Refusals: those of `readRulesText`, with the line of the file. */
  @Serve(routes.readRules)
  async readRules(@Who() who: Visitor, @Input() { body, text }: In<typeof routes.readRules>) {
    const may = await this.perform.read(who, {
      act: routes.readRules.act,
      place: (tx) => bodyPlace(tx, body),
      view: async () => ({}),
    });
    if (!may.ok) return may;
    const read = readRulesText(text);
    return read.ok ? ok({ rules: read.value }) : read;
  }

  @Serve(routes.importContacts)
  importContacts(@Who() who: Visitor, @Input() input: In<typeof routes.importContacts>) {
    return this.perform.perform(who, IMPORT_CONTACTS, input);
  }
}
