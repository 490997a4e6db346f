import type { DataSource } from 'typeorm';
import {
  ACCREDIT,
  ADD_ITEM,
  CONVENE,
  IMPORT_DELEGATES,
  OPEN_SITTING,
  PLAN_SITTING,
  RECORD_PRESENCE,
  REGISTER_PROXY,
} from '../assemblies/assemblies.acts.js';
import { credentialViews } from '../assemblies/assemblies.store.js';
import { ADOPT_RULE_SET, FOUND_BODY, IMPORT_MEMBERS, REGISTER_ORGANISATION } from '../bodies/bodies.acts.js';
import type { RuleSet } from '../bodies/ruleset.js';
import { FOUND_INSTRUMENT, FREEZE_VERSION } from '../instruments/instruments.acts.js';
import { instrumentView } from '../instruments/instruments.store.js';
import { DEBATE, READY, SUBMIT, TABLE, WITHDRAW } from '../motions/motions.acts.js';
import { GRANT_OFFICE, REGISTER_PERSON } from '../people/people.acts.js';
import { DEMO_TEXT_1, DEMO_TEXT_2, MEMBERS } from './demo.data.js';
import type { Do } from './seed.js';

/** Printed at start, for the demonstration only. */
export const DEMO_PASSWORD = 'plenary-demonstration';

const ASSEMBLY = 'demo-2026';
const BODY = 'demo-ga';

export const SIGN_INS = [
  { who: 'Secretariat', email: 'secretariat@demo.example', path: `/assemblies/${ASSEMBLY}/desk` },
  { who: 'Chair', email: 'chair@demo.example', path: `/assemblies/${ASSEMBLY}/chair` },
  { who: 'Delegate 1', email: 'delegate1@demo.example', path: `/assemblies/${ASSEMBLY}/floor` },
  { who: 'Delegate 2', email: 'delegate2@demo.example', path: `/assemblies/${ASSEMBLY}/floor` },
  { who: 'Delegate 3', email: 'delegate3@demo.example', path: `/assemblies/${ASSEMBLY}/floor` },
  { who: 'Auditor', email: 'auditor@demo.example', path: '/record' },
] as const;

/** Rules of the demonstration: CICOPA-like, with a majority of two thirds for texts. */
export const DEMO_RULES: RuleSet = {
  v: 1,
  classes: ['full', 'associate'],
  regions: ['africa', 'americas', 'asia-pacific', 'europe'],
  chambers: [],
  quorum: {
    share: { kind: 'at_least', of: '1/2' },
    counted: 'members',
    classes: ['full'],
    when: 'opening',
  },
  majorities: {
    ordinary: {
      requirements: [{ group: { kind: 'all' }, counted: 'weight', rule: { kind: 'simple' } }],
      guards: [],
      tie: 'casting_vote',
    },
    'two-thirds': {
      requirements: [
        { group: { kind: 'all' }, counted: 'weight', rule: { kind: 'fraction', share: '2/3', base: 'cast' } },
      ],
      guards: [],
      tie: 'rejected',
    },
  },
  votes: { perMember: { full: '1', associate: '1' }, classCap: { class: 'associate', share: '1/4' } },
  changeOfVote: true,
  showRunningResult: false,
  proxies: { allowed: true, maxPerHolder: 2 },
  languages: ['en', 'fr', 'es'],
  presence: 'self_declared',
  duesRequired: true,
};

/** A federation invented from end to end, ready to vote. */
export async function seedDemo(act: Do, source: DataSource): Promise<void> {
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
  await people(act, source);
  await agenda(act, source);
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

async function people(act: Do, source: DataSource): Promise<void> {
  const staff = [
    ['secretariat', 'Sekai Moyo', 'secretariat@demo.example'],
    ['chair', 'Ingrid Halvorsen', 'chair@demo.example'],
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
  const { credentials } = await credentialViews(source.manager, ASSEMBLY);
  await act(ACCREDIT, { assembly: ASSEMBLY, credentials: credentials.map((one) => one.id) });
  const of = (place: number) =>
    credentials.find((one) => one.person.email === `delegate${place + 1}@demo.example`)!;
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

async function agenda(act: Do, source: DataSource): Promise<void> {
  const sitting = await act(PLAN_SITTING, {
    assembly: ASSEMBLY,
    name: 'Opening and texts',
    plannedFrom: '2026-11-23T08:00:00Z',
  });
  await act(PLAN_SITTING, {
    assembly: ASSEMBLY,
    name: 'Accounts and dues',
    plannedFrom: '2026-11-24T08:00:00Z',
  });
  const items = [
    { en: 'Opening and quorum', fr: 'Ouverture et quorum', es: 'Apertura y quórum' },
    { en: 'Charter of fair work', fr: 'Charte du travail équitable', es: 'Carta del trabajo justo' },
    { en: 'Accounts and dues', fr: 'Comptes et cotisations', es: 'Cuentas y cuotas' },
  ];
  const ids: string[] = [];
  for (const titles of items) {
    ids.push((await act(ADD_ITEM, { assembly: ASSEMBLY, titles, internal: false })).item);
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
  const [stage] = (await instrumentView(source.manager, 'demo-charter'))!.stages;
  const submit = async (
    titles: { en: string; fr: string; es: string },
    {
      about,
      item,
      majority = 'ordinary',
    }: { about: Parameters<typeof SUBMIT.decide>[1]['about']; item: string; majority?: string },
  ): Promise<string> =>
    (await act(SUBMIT, { assembly: ASSEMBLY, titles, about, item, mover: 'The Board', majority })).motion;
  const charter = await submit(
    {
      en: 'To approve the Charter of fair work in principle',
      fr: 'Approuver le principe de la Charte du travail équitable',
      es: 'Aprobar en principio la Carta del trabajo justo',
    },
    {
      about: { kind: 'stage', instrument: 'demo-charter', stage: stage!.id, version: 2 },
      item: ids[1]!,
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
      about: { kind: 'text', text: 'The assembly approves the accounts of 2025 as audited.' },
      item: ids[2]!,
    },
  );
  await submit(
    {
      en: 'To keep the dues of 2027 unchanged',
      fr: 'Maintenir les cotisations de 2027',
      es: 'Mantener las cuotas de 2027',
    },
    { about: { kind: 'text', text: 'The dues of 2027 are those of 2026.' }, item: ids[2]! },
  );
  const withdrawn = await submit(
    {
      en: 'To raise the dues by a tenth',
      fr: 'Augmenter les cotisations d’un dixième',
      es: 'Aumentar las cuotas una décima parte',
    },
    { about: { kind: 'text', text: 'The dues of 2027 are those of 2026 and a tenth.' }, item: ids[2]! },
  );
  for (const motion of [charter, accounts, withdrawn]) await act(TABLE, { motion });
  await act(WITHDRAW, { motion: withdrawn, reason: 'The Board proposes to keep the dues unchanged.' });
  await act(DEBATE, { motion: accounts });
  await act(READY, { motion: charter });
  await act(OPEN_SITTING, { assembly: ASSEMBLY, sitting: sitting.sitting });
}
