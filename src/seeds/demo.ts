import type { EntityManager } from 'typeorm';
import { first, must } from '../basics/must.js';
import { ADD_ITEM } from '../assemblies/agenda.acts.js';
import {
  ACCREDIT,
  CONVENE,
  IMPORT_DELEGATES,
  OPEN_SITTING,
  PLAN_SITTING,
  RECORD_PRESENCE,
  REGISTER_PROXY,
} from '../assemblies/assemblies.acts.js';
import { credentialViews } from '../assemblies/assemblies.store.js';
import { ADOPT_RULE_SET, FOUND_BODY, IMPORT_MEMBERS, REGISTER_ORGANISATION } from '../bodies/bodies.acts.js';
import { FILL_TRANSLATION, PUBLISH_TRANSLATION } from '../instruments/expressions.acts.js';
import { COMMENT, DISPOSE, OPEN_ROUND, SAY_NOTHING } from '../consultations/consultations.acts.js';
import { FOUND_INSTRUMENT, FREEZE_VERSION } from '../instruments/instruments.acts.js';
import { memberNames } from '../bodies/bodies.store.js';
import { instrumentView, versionTexts } from '../instruments/instruments.store.js';
import { operations } from '../instruments/operations.js';
import { textIn } from '../instruments/wordings.js';
import { PROPOSE } from '../motions/amendments.acts.js';
import { DEBATE, READY, SUBMIT, TABLE, WITHDRAW } from '../motions/motions.acts.js';
import { GRANT_OFFICE, REGISTER_PERSON } from '../people/people.acts.js';
import {
  AGENDA,
  ASSEMBLY,
  DEMO_RULES,
  DEMO_AMENDMENTS,
  DEMO_CODE_1,
  DEMO_CODE_2,
  DEMO_GUIDELINES,
  DEMO_ANSWER,
  DEMO_COMMENTS,
  DEMO_NOTE,
  DEMO_PASSWORD,
  DEMO_TEXT_1,
  DEMO_TEXT_2,
  MEMBERS,
} from './demo.data.js';
import type { Do } from './seed.js';

const BODY = 'demo-ga';
/** A name reads alike in every language that the demonstration is seen in. */
const DEMO_MOVER = 'Camille Moreno';

/** A federation invented from end to end, ready to vote. */
export async function seedDemo(act: Do, tx: EntityManager): Promise<void> {
  await act(REGISTER_ORGANISATION, {
    organisation: 'demo-federation',
    name: 'Federation of the Demonstration',
    short: 'Demonstration',
    country: null,
    parent: null,
    kind: 'invented for the demonstration',
    demonstration: true,
  });
  await act(FOUND_BODY, { body: BODY, organisation: 'demo-federation', name: 'General Assembly' });
  const rules = await act(ADOPT_RULE_SET, {
    body: BODY,
    name: 'Standing orders of the demonstration',
    inForceFrom: '2026-01-01',
    data: DEMO_RULES as never,
  });
  await act(IMPORT_MEMBERS, { body: BODY, preview: false, demonstration: true, csv: membersCsv() });
  await act(CONVENE, {
    assembly: ASSEMBLY,
    body: BODY,
    name: 'Demonstration Assembly 2026',
    place: 'Geneva, Switzerland',
    from: '2026-11-23',
    to: '2026-11-25',
    timeZone: 'Europe/Zurich',
    ruleSet: rules.ruleSet,
    open: true,
    demonstration: true,
    note: 'Invented: the organisations, the people and the text are for trying things out.',
  });
  await people(act, tx);
  await agenda(act, tx);
  await translated(act);
  await consultation(act, tx);
}

const membersCsv = (): string =>
  [
    'organisation,name,class,country,region,votes,paid_up_to',
    ...MEMBERS.map((member) =>
      [
        member.slug,
        `"${member.name}"`,
        member.class,
        member.country,
        member.region,
        member.votes,
        member.paidUpTo,
      ]
        .map((field) => field ?? '')
        .join(','),
    ),
  ].join('\n');

async function people(act: Do, tx: EntityManager): Promise<void> {
  const staff = [
    ['secretariat', 'Sekai Moyo', 'secretariat@demo.example'],
    ['chair', 'Ingrid Halvorsen', 'chair@demo.example'],
    ['teller', 'Wanjiru Kamau', 'teller1@demo.example'],
    ['teller', 'Pavel Dvořák', 'teller2@demo.example'],
    ['auditor', 'Tomás Aguirre', 'auditor@demo.example'],
  ] as const;
  for (const [office, name, email] of staff) {
    const { person } = await act(REGISTER_PERSON, { name, email, lang: 'en', password: DEMO_PASSWORD });
    const place = office === 'secretariat' ? { body: null, assembly: null } : { body: BODY, assembly: null };
    await act(GRANT_OFFICE, { person, office, ...place, from: null, to: null });
  }
  // The delegates whose sign-ins are printed have a password; the others come in by their slips.
  for (const [place, member] of MEMBERS.slice(0, 3).entries()) {
    await act(REGISTER_PERSON, {
      name: member.delegate,
      email: `delegate${place + 1}@demo.example`,
      lang: member.lang,
      password: DEMO_PASSWORD,
    });
  }
  const csv = [
    'organisation,name,email,role,lang',
    ...MEMBERS.map((member, place) =>
      [member.slug, member.delegate, `delegate${place + 1}@demo.example`, 'delegate', member.lang].join(','),
    ),
  ].join('\n');
  await act(IMPORT_DELEGATES, { assembly: ASSEMBLY, csv, preview: false });
  const { credentials } = await credentialViews(tx, ASSEMBLY);
  await act(ACCREDIT, { assembly: ASSEMBLY, credentials: credentials.map((one) => one.id) });
  const of = (place: number) => delegateOf(credentials, place);
  // 30 delegates have arrived; two members that are not here gave their proxies to the first delegate.
  await act(RECORD_PRESENCE, {
    assembly: ASSEMBLY,
    credentials: MEMBERS.slice(0, 30).map((_, place) => of(place).id),
    present: true,
  });
  for (const grantor of [40, 41]) {
    await act(REGISTER_PROXY, { assembly: ASSEMBLY, grantor: of(grantor).member, holder: of(0).person.id });
  }
}

async function agenda(act: Do, tx: EntityManager): Promise<void> {
  const sitting = await act(PLAN_SITTING, {
    assembly: ASSEMBLY,
    name: 'Opening and texts',
    plannedFrom: '2026-11-23T08:00:00Z',
    plannedUntil: '2026-11-23T10:30:00Z',
  });
  await act(PLAN_SITTING, {
    assembly: ASSEMBLY,
    name: 'Accounts and dues',
    plannedFrom: '2026-11-24T08:00:00Z',
    plannedUntil: '2026-11-24T10:30:00Z',
  });
  const items: Record<string, string> = {};
  const itemOf = (name: string): string => must(items[name], 'item of the agenda');
  for (const { name, under, ...item } of AGENDA) {
    const parent = under === undefined ? null : itemOf(under);
    items[name] = (await act(ADD_ITEM, { assembly: ASSEMBLY, parent, ...item })).item;
  }
  await act(FOUND_INSTRUMENT, {
    instrument: 'demo-charter',
    titles: { en: 'Charter of fair work', fr: 'Charte du travail équitable', es: 'Carta del trabajo justo' },
    authenticLanguages: ['en', 'fr', 'es'],
    demonstration: true,
    stages: [
      { kind: 'principle', label: 'in principle', body: BODY },
      { kind: 'final', label: 'in final form', body: BODY },
    ],
  });
  for (const [text, reason] of [
    [DEMO_TEXT_1, 'First draft of the working group'],
    [DEMO_TEXT_2, 'After the first reading of the working group'],
  ] as const) {
    await act(FREEZE_VERSION, {
      instrument: 'demo-charter',
      texts: (['en', 'fr', 'es'] as const).map((lang) => ({ lang, markdown: text[lang] })),
      authentic: ['en', 'fr', 'es'],
      parent: null,
      reason,
    });
  }
  const stage = await firstStage(tx, 'demo-charter');
  const submit = async (
    titles: { en: string; fr: string; es: string },
    {
      majority = 'ordinary',
      ...what
    }: Pick<Parameters<typeof SUBMIT.decide>[1], 'about' | 'translations' | 'item'> & { majority?: string },
  ): Promise<string> =>
    (
      await act(SUBMIT, {
        ...{ assembly: ASSEMBLY, titles, mover: DEMO_MOVER, member: null },
        ...{ sponsors: [], majority, ...what },
      })
    ).motion;
  const charter = await submit(
    {
      en: 'To approve the Charter of fair work in principle',
      fr: 'Approuver le principe de la Charte du travail équitable',
      es: 'Aprobar en principio la Carta del trabajo justo',
    },
    {
      about: { kind: 'stage', instrument: 'demo-charter', stage, version: 2 },
      item: itemOf('approval'),
      majority: 'two-thirds',
    },
  );
  const accounts = await submit(
    {
      en: 'To approve the accounts of 2025',
      fr: 'Approuver les comptes de 2025',
      es: 'Aprobar las cuentas de 2025',
    },
    {
      about: { kind: 'text', lang: 'en', text: 'The assembly approves the accounts of 2025 as audited.' },
      translations: {
        fr: 'L’assemblée approuve les comptes de 2025 tels qu’ils ont été vérifiés.',
        es: 'La asamblea aprueba las cuentas de 2025 tal como fueron auditadas.',
      },
      item: itemOf('accounts'),
    },
  );
  await submit(
    {
      en: 'To keep the dues of 2027 unchanged',
      fr: 'Maintenir les cotisations de 2027',
      es: 'Mantener las cuotas de 2027',
    },
    {
      about: { kind: 'text', lang: 'en', text: 'The dues of 2027 are those of 2026.' },
      translations: { fr: 'Les cotisations de 2027 sont celles de 2026.' },
      item: itemOf('dues'),
    },
  );
  const withdrawn = await submit(
    {
      en: 'To raise the dues by a tenth',
      fr: 'Augmenter les cotisations d’un dixième',
      es: 'Aumentar las cuotas una décima parte',
    },
    {
      about: { kind: 'text', lang: 'en', text: 'The dues of 2027 are those of 2026 and a tenth.' },
      translations: {
        fr: 'Les cotisations de 2027 sont celles de 2026, augmentées d’un dixième.',
        es: 'Las cuotas de 2027 son las de 2026 más una décima parte.',
      },
      item: itemOf('dues'),
    },
  );
  for (const motion of [charter, accounts, withdrawn]) await act(TABLE, { motion });
  await act(WITHDRAW, { motion: withdrawn, reason: 'The Board proposes to keep the dues unchanged.' });
  await act(DEBATE, { motion: accounts });
  await act(READY, { motion: charter });
  await guidelines(act, tx, itemOf('other'));
  await act(OPEN_SITTING, { assembly: ASSEMBLY, sitting: sitting.sitting });
}

/** The first stage of an instrument of the demonstration. */
const firstStage = async (tx: EntityManager, instrument: string): Promise<string> =>
  first(must(await instrumentView(tx, instrument), 'instrument').stages).id;

/** The credential of the delegate at a place among the members. */
function delegateOf<C extends { readonly person: { readonly email: string | null } }>(
  credentials: readonly C[],
  place: number,
): C {
  const own = credentials.find(({ person }) => person.email === `delegate${place + 1}@demo.example`);
  return must(own, 'delegate of the demonstration');
}

/** A text with a translation, which is behind in one clause of its second version. */
async function translated(act: Do): Promise<void> {
  const instrument = 'demo-code';
  await act(FOUND_INSTRUMENT, {
    instrument,
    titles: {
      en: 'Code of good meetings',
      fr: 'Code des bonnes réunions',
      es: 'Código de las buenas reuniones',
    },
    authenticLanguages: ['en', 'fr'],
    demonstration: true,
    stages: [{ kind: 'final', label: 'in final form', body: BODY }],
  });
  const freeze = (text: { readonly en: string; readonly fr: string }, reason: string) =>
    act(FREEZE_VERSION, {
      instrument,
      texts: (['en', 'fr'] as const).map((lang) => ({ lang, markdown: text[lang] })),
      ...{ authentic: ['en', 'fr'], parent: null, reason },
    });
  const publish = (number: number) =>
    act(PUBLISH_TRANSLATION, {
      ...{ instrument, number, lang: 'es', kind: 'translation', revision: null, reason: null },
    });
  await freeze(DEMO_CODE_1, 'Proposal of the Board');
  await act(FILL_TRANSLATION, { instrument, number: 1, lang: 'es', markdown: DEMO_CODE_1.es });
  await publish(1);
  await freeze(DEMO_CODE_2, 'After the replies of the members');
  await publish(2);
}

/** A second text with amendments to it, two of which change the same words. */
async function guidelines(act: Do, tx: EntityManager, item: string): Promise<void> {
  const instrument = 'demo-guidelines';
  const titles = {
    en: 'Guidelines on solidarity',
    fr: 'Lignes directrices sur la solidarité',
    es: 'Directrices sobre la solidaridad',
  };
  await act(FOUND_INSTRUMENT, {
    ...{ instrument, titles, authenticLanguages: ['en', 'fr', 'es'], demonstration: true },
    stages: [{ kind: 'final', label: 'in final form', body: BODY }],
  });
  await act(FREEZE_VERSION, {
    ...{ instrument, authentic: ['en', 'fr', 'es'], parent: null, reason: 'Draft of the Board' },
    texts: (['en', 'fr', 'es'] as const).map((lang) => ({ lang, markdown: DEMO_GUIDELINES[lang] })),
  });
  const stage = await firstStage(tx, instrument);
  const { texts } = must(await versionTexts(tx, instrument, 1), 'text of the guidelines');
  const { credentials } = await credentialViews(tx, ASSEMBLY);
  const memberOf = (place: number): string => delegateOf(credentials, place).member;
  const { motion } = await act(SUBMIT, {
    ...{ assembly: ASSEMBLY, item, mover: DEMO_MOVER, member: null, sponsors: [], majority: 'ordinary' },
    about: { kind: 'stage', instrument, stage, version: 1 },
    titles: {
      en: 'To approve the Guidelines on solidarity',
      fr: 'Approuver les Lignes directrices sur la solidarité',
      es: 'Aprobar las Directrices sobre la solidaridad',
    },
  });
  await act(TABLE, { motion });
  for (const { lang, mover, sponsor, replace, by, titles: own, reason, proposal } of DEMO_AMENDMENTS) {
    const text = textIn(texts, lang);
    const changed = operations(
      text,
      text.map((clause) => ({ ...clause, text: clause.text.replace(replace, by) })),
    );
    const amendment = await act(SUBMIT, {
      ...{ assembly: ASSEMBLY, titles: own, item: null, mover: null, majority: null },
      ...{ member: memberOf(mover), sponsors: [memberOf(sponsor)] },
      about: { kind: 'amendment', to: motion, text: reason },
      changes: { version: 1, wordings: { [lang]: changed } },
    });
    await act(TABLE, { motion: amendment.motion });
    if (proposal) await act(PROPOSE, { motion: amendment.motion, to: null, wordings: null, ...proposal });
  }
}

const DAY_MS = 86_400_000;

/** A consultation that runs for a month from the first start: some have commented, one has nothing to say, one is answered. */
async function consultation(act: Do, tx: EntityManager): Promise<void> {
  const { consultation: round } = await act(OPEN_ROUND, {
    ...{ instrument: 'demo-charter', body: BODY, version: 2, stage: null, visibility: 'all' },
    ...{ opensAt: null, closesAt: new Date(Date.now() + 30 * DAY_MS).toISOString(), note: DEMO_NOTE },
    ...{ classes: null, members: null, remind: [], origin: '', mail: false },
  });
  const members = await memberNames(tx, BODY);
  const of = (place: number): string =>
    must(
      members.find(({ name }) => name === MEMBERS[place]?.name),
      'member of the demonstration',
    ).member;
  const { texts } = must(await versionTexts(tx, 'demo-charter', 2), 'text of the charter');
  const made: string[] = [];
  for (const { place, on, lang, text, wording } of DEMO_COMMENTS) {
    const clause = textIn(texts, lang).find((one) => on !== null && one.text.startsWith(on))?.id ?? null;
    const { comment } = await act(COMMENT, {
      ...{
        consultation: round,
        member: of(place),
        replaces: null,
        clause,
        lang,
        text,
        wording,
        author: null,
      },
    });
    made.push(comment);
  }
  await act(SAY_NOTHING, { consultation: round, member: of(12), author: null });
  await act(DISPOSE, { comment: first(made), ...DEMO_ANSWER });
}
