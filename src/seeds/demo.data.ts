import type { ItemKind } from '../assemblies/assemblies.contract.js';
import type { Lang, Titles } from '../basics/fields.js';
import type { RuleSet } from '../rules/ruleset.js';

/** Printed at start, for the demonstration only. */
export const DEMO_PASSWORD = 'plenary-demonstration';

export const ASSEMBLY = 'demo-2026';

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
  motions: { delegates: true, seconders: 1, procedures: { closure: 'two-thirds', urgency: 'two-thirds' } },
};

export const SIGN_INS = [
  { who: 'Secretariat', email: 'secretariat@demo.example', path: `/assemblies/${ASSEMBLY}/desk` },
  { who: 'Chair', email: 'chair@demo.example', path: `/assemblies/${ASSEMBLY}/chair` },
  { who: 'Delegate 1', email: 'delegate1@demo.example', path: `/assemblies/${ASSEMBLY}/floor` },
  { who: 'Delegate 2', email: 'delegate2@demo.example', path: `/assemblies/${ASSEMBLY}/floor` },
  { who: 'Delegate 3', email: 'delegate3@demo.example', path: `/assemblies/${ASSEMBLY}/floor` },
  { who: 'Auditor', email: 'auditor@demo.example', path: '/record' },
] as const;

/** 46 organisations in 30 countries, their delegates and a text: all invented, and marked so. */
export interface DemoMember {
  readonly slug: string;
  readonly name: string;
  readonly class: 'full' | 'associate';
  readonly country: string;
  readonly region: string;
  readonly votes: string;
  readonly paidUpTo: string;
  readonly delegate: string;
  readonly lang: 'en' | 'fr' | 'es';
}

export const MEMBERS: readonly DemoMember[] = [
  {
    slug: 'demo-01',
    name: 'Northern Workers’ Union of Cooperatives of Norway (demonstration)',
    class: 'full',
    country: 'Norway',
    region: 'europe',
    votes: '1',
    paidUpTo: '2026-12-31',
    delegate: 'Astrid Lindqvist',
    lang: 'en',
  },
  {
    slug: 'demo-02',
    name: 'United League of Social Cooperatives of France (demonstration)',
    class: 'full',
    country: 'France',
    region: 'europe',
    votes: '2',
    paidUpTo: '2026-12-31',
    delegate: 'Camille Peeters',
    lang: 'fr',
  },
  {
    slug: 'demo-03',
    name: 'Harbour Workers’ Union of Cooperatives of Spain (demonstration)',
    class: 'full',
    country: 'Spain',
    region: 'europe',
    votes: '3',
    paidUpTo: '2026-12-31',
    delegate: 'Lucía Ferreyra',
    lang: 'es',
  },
  {
    slug: 'demo-04',
    name: 'Riverside Alliance of Artisans of Italy (demonstration)',
    class: 'full',
    country: 'Italy',
    region: 'europe',
    votes: '1',
    paidUpTo: '2026-12-31',
    delegate: 'Giulia Santos',
    lang: 'en',
  },
  {
    slug: 'demo-05',
    name: 'Highland Federation of Worker Cooperatives of Poland (demonstration)',
    class: 'full',
    country: 'Poland',
    region: 'europe',
    votes: '2',
    paidUpTo: '2026-12-31',
    delegate: 'Zofia Dlamini',
    lang: 'en',
  },
  {
    slug: 'demo-06',
    name: 'Open Alliance of Artisans of Finland (demonstration)',
    class: 'associate',
    country: 'Finland',
    region: 'europe',
    votes: '1',
    paidUpTo: '2026-12-31',
    delegate: 'Aino Virtanen',
    lang: 'en',
  },
  {
    slug: 'demo-07',
    name: 'Common League of Social Cooperatives of Portugal (demonstration)',
    class: 'full',
    country: 'Portugal',
    region: 'europe',
    votes: '2',
    paidUpTo: '2026-12-31',
    delegate: 'Rui Rojas',
    lang: 'en',
  },
  {
    slug: 'demo-08',
    name: 'Morning Workers’ Union of Cooperatives of Belgium (demonstration)',
    class: 'full',
    country: 'Belgium',
    region: 'europe',
    votes: '3',
    paidUpTo: '2026-12-31',
    delegate: 'Lotte Tanaka',
    lang: 'fr',
  },
  {
    slug: 'demo-09',
    name: 'Cedar League of Social Cooperatives of Germany (demonstration)',
    class: 'full',
    country: 'Germany',
    region: 'europe',
    votes: '1',
    paidUpTo: '2026-12-31',
    delegate: 'Jonas Diop',
    lang: 'en',
  },
  {
    slug: 'demo-10',
    name: 'Lantern Federation of Worker Cooperatives of Ireland (demonstration)',
    class: 'full',
    country: 'Ireland',
    region: 'europe',
    votes: '2',
    paidUpTo: '2026-12-31',
    delegate: 'Niamh Conti',
    lang: 'en',
  },
  {
    slug: 'demo-11',
    name: 'Granite Alliance of Artisans of Canada (demonstration)',
    class: 'full',
    country: 'Canada',
    region: 'americas',
    votes: '1',
    paidUpTo: '2026-12-31',
    delegate: 'Émile Gagnon',
    lang: 'fr',
  },
  {
    slug: 'demo-12',
    name: 'Meadow Federation of Worker Cooperatives of Mexico (demonstration)',
    class: 'full',
    country: 'Mexico',
    region: 'americas',
    votes: '2',
    paidUpTo: '2026-12-31',
    delegate: 'Itzel Fuentes',
    lang: 'es',
  },
  {
    slug: 'demo-13',
    name: 'Compass Workers’ Union of Cooperatives of Colombia (demonstration)',
    class: 'full',
    country: 'Colombia',
    region: 'americas',
    votes: '3',
    paidUpTo: '2026-12-31',
    delegate: 'Andrés Kamau',
    lang: 'es',
  },
  {
    slug: 'demo-14',
    name: 'Orchard League of Social Cooperatives of Brazil (demonstration)',
    class: 'associate',
    country: 'Brazil',
    region: 'americas',
    votes: '1',
    paidUpTo: '2026-12-31',
    delegate: 'Beatriz Moreau',
    lang: 'en',
  },
  {
    slug: 'demo-15',
    name: 'Bridge Workers’ Union of Cooperatives of Argentina (demonstration)',
    class: 'full',
    country: 'Argentina',
    region: 'americas',
    votes: '2',
    paidUpTo: '2026-12-31',
    delegate: 'Mateo Brandt',
    lang: 'es',
  },
  {
    slug: 'demo-16',
    name: 'Anchor Alliance of Artisans of Uruguay (demonstration)',
    class: 'full',
    country: 'Uruguay',
    region: 'americas',
    votes: '1',
    paidUpTo: '2026-12-31',
    delegate: 'Valentina Silva',
    lang: 'es',
  },
  {
    slug: 'demo-17',
    name: 'Juniper Federation of Worker Cooperatives of Paraguay (demonstration)',
    class: 'full',
    country: 'Paraguay',
    region: 'americas',
    votes: '2',
    paidUpTo: '2026-12-31',
    delegate: 'Arami Wijaya',
    lang: 'es',
  },
  {
    slug: 'demo-18',
    name: 'Willow Alliance of Artisans of Chile (demonstration)',
    class: 'full',
    country: 'Chile',
    region: 'americas',
    votes: '3',
    paidUpTo: '2026-12-31',
    delegate: 'Catalina Odongo',
    lang: 'es',
  },
  {
    slug: 'demo-19',
    name: 'Summit League of Social Cooperatives of India (demonstration)',
    class: 'full',
    country: 'India',
    region: 'asia-pacific',
    votes: '1',
    paidUpTo: '2026-12-31',
    delegate: 'Priya Tavares',
    lang: 'en',
  },
  {
    slug: 'demo-20',
    name: 'Valley Workers’ Union of Cooperatives of Japan (demonstration)',
    class: 'full',
    country: 'Japan',
    region: 'asia-pacific',
    votes: '2',
    paidUpTo: '2026-12-31',
    delegate: 'Haruto Almeida',
    lang: 'en',
  },
  {
    slug: 'demo-21',
    name: 'Copper League of Social Cooperatives of South Korea (demonstration)',
    class: 'full',
    country: 'South Korea',
    region: 'asia-pacific',
    votes: '1',
    paidUpTo: '2026-12-31',
    delegate: 'Minji Han',
    lang: 'en',
  },
  {
    slug: 'demo-22',
    name: 'Maple Federation of Worker Cooperatives of Philippines (demonstration)',
    class: 'associate',
    country: 'Philippines',
    region: 'asia-pacific',
    votes: '1',
    paidUpTo: '2026-12-31',
    delegate: 'Jomar Mensah',
    lang: 'en',
  },
  {
    slug: 'demo-23',
    name: 'Lagoon Alliance of Artisans of Indonesia (demonstration)',
    class: 'full',
    country: 'Indonesia',
    region: 'asia-pacific',
    votes: '3',
    paidUpTo: '2026-12-31',
    delegate: 'Dewi Nowak',
    lang: 'en',
  },
  {
    slug: 'demo-24',
    name: 'Northern Federation of Worker Cooperatives of Nepal (demonstration)',
    class: 'full',
    country: 'Nepal',
    region: 'asia-pacific',
    votes: '1',
    paidUpTo: '2026-12-31',
    delegate: 'Suman Reyes',
    lang: 'en',
  },
  {
    slug: 'demo-25',
    name: 'United Workers’ Union of Cooperatives of Kenya (demonstration)',
    class: 'full',
    country: 'Kenya',
    region: 'africa',
    votes: '2',
    paidUpTo: '2026-12-31',
    delegate: 'Wanjiru Nair',
    lang: 'en',
  },
  {
    slug: 'demo-26',
    name: 'Harbour League of Social Cooperatives of Morocco (demonstration)',
    class: 'full',
    country: 'Morocco',
    region: 'africa',
    votes: '1',
    paidUpTo: '2026-12-31',
    delegate: 'Youssef Benali',
    lang: 'fr',
  },
  {
    slug: 'demo-27',
    name: 'Riverside Workers’ Union of Cooperatives of Senegal (demonstration)',
    class: 'full',
    country: 'Senegal',
    region: 'africa',
    votes: '2',
    paidUpTo: '2026-12-31',
    delegate: 'Aminata Serrano',
    lang: 'fr',
  },
  {
    slug: 'demo-28',
    name: 'Highland Alliance of Artisans of Ghana (demonstration)',
    class: 'full',
    country: 'Ghana',
    region: 'africa',
    votes: '3',
    paidUpTo: '2026-12-31',
    delegate: 'Kofi Byrne',
    lang: 'en',
  },
  {
    slug: 'demo-29',
    name: 'Open Federation of Worker Cooperatives of South Africa (demonstration)',
    class: 'full',
    country: 'South Africa',
    region: 'africa',
    votes: '1',
    paidUpTo: '2026-12-31',
    delegate: 'Thandi Benítez',
    lang: 'en',
  },
  {
    slug: 'demo-30',
    name: 'Common Alliance of Artisans of Uganda (demonstration)',
    class: 'associate',
    country: 'Uganda',
    region: 'africa',
    votes: '1',
    paidUpTo: '2026-12-31',
    delegate: 'Okello Thapa',
    lang: 'en',
  },
  {
    slug: 'demo-31',
    name: 'Morning League of Social Cooperatives of Norway (demonstration)',
    class: 'full',
    country: 'Norway',
    region: 'europe',
    votes: '1',
    paidUpTo: '2026-12-31',
    delegate: 'Astrid Conti',
    lang: 'en',
  },
  {
    slug: 'demo-32',
    name: 'Cedar Workers’ Union of Cooperatives of France (demonstration)',
    class: 'full',
    country: 'France',
    region: 'europe',
    votes: '2',
    paidUpTo: '2026-12-31',
    delegate: 'Camille Gagnon',
    lang: 'fr',
  },
  {
    slug: 'demo-33',
    name: 'Lantern League of Social Cooperatives of Spain (demonstration)',
    class: 'full',
    country: 'Spain',
    region: 'europe',
    votes: '3',
    paidUpTo: '2026-12-31',
    delegate: 'Lucía Fuentes',
    lang: 'es',
  },
  {
    slug: 'demo-34',
    name: 'Granite Federation of Worker Cooperatives of Italy (demonstration)',
    class: 'full',
    country: 'Italy',
    region: 'europe',
    votes: '1',
    paidUpTo: '2026-12-31',
    delegate: 'Giulia Kamau',
    lang: 'en',
  },
  {
    slug: 'demo-35',
    name: 'Meadow Alliance of Artisans of Poland (demonstration)',
    class: 'full',
    country: 'Poland',
    region: 'europe',
    votes: '2',
    paidUpTo: '2026-12-31',
    delegate: 'Zofia Moreau',
    lang: 'en',
  },
  {
    slug: 'demo-36',
    name: 'Compass Federation of Worker Cooperatives of Finland (demonstration)',
    class: 'full',
    country: 'Finland',
    region: 'europe',
    votes: '1',
    paidUpTo: '2026-12-31',
    delegate: 'Aino Brandt',
    lang: 'en',
  },
  {
    slug: 'demo-37',
    name: 'Orchard Workers’ Union of Cooperatives of Portugal (demonstration)',
    class: 'full',
    country: 'Portugal',
    region: 'europe',
    votes: '2',
    paidUpTo: '2026-12-31',
    delegate: 'Rui Silva',
    lang: 'en',
  },
  {
    slug: 'demo-38',
    name: 'Bridge League of Social Cooperatives of Belgium (demonstration)',
    class: 'associate',
    country: 'Belgium',
    region: 'europe',
    votes: '1',
    paidUpTo: '2026-12-31',
    delegate: 'Lotte Wijaya',
    lang: 'fr',
  },
  {
    slug: 'demo-39',
    name: 'Anchor Workers’ Union of Cooperatives of Germany (demonstration)',
    class: 'full',
    country: 'Germany',
    region: 'europe',
    votes: '1',
    paidUpTo: '2025-12-31',
    delegate: 'Jonas Odongo',
    lang: 'en',
  },
  {
    slug: 'demo-40',
    name: 'Juniper Alliance of Artisans of Ireland (demonstration)',
    class: 'full',
    country: 'Ireland',
    region: 'europe',
    votes: '2',
    paidUpTo: '2026-12-31',
    delegate: 'Niamh Tavares',
    lang: 'en',
  },
  {
    slug: 'demo-41',
    name: 'Willow Federation of Worker Cooperatives of Canada (demonstration)',
    class: 'full',
    country: 'Canada',
    region: 'americas',
    votes: '1',
    paidUpTo: '2026-12-31',
    delegate: 'Émile Almeida',
    lang: 'fr',
  },
  {
    slug: 'demo-42',
    name: 'Summit Alliance of Artisans of Mexico (demonstration)',
    class: 'full',
    country: 'Mexico',
    region: 'americas',
    votes: '2',
    paidUpTo: '2026-12-31',
    delegate: 'Itzel Han',
    lang: 'es',
  },
  {
    slug: 'demo-43',
    name: 'Valley League of Social Cooperatives of Colombia (demonstration)',
    class: 'full',
    country: 'Colombia',
    region: 'americas',
    votes: '3',
    paidUpTo: '2026-12-31',
    delegate: 'Andrés Mensah',
    lang: 'es',
  },
  {
    slug: 'demo-44',
    name: 'Copper Workers’ Union of Cooperatives of Brazil (demonstration)',
    class: 'full',
    country: 'Brazil',
    region: 'americas',
    votes: '1',
    paidUpTo: '2026-12-31',
    delegate: 'Beatriz Nowak',
    lang: 'en',
  },
  {
    slug: 'demo-45',
    name: 'Maple League of Social Cooperatives of Argentina (demonstration)',
    class: 'full',
    country: 'Argentina',
    region: 'americas',
    votes: '2',
    paidUpTo: '2025-12-31',
    delegate: 'Mateo Reyes',
    lang: 'es',
  },
  {
    slug: 'demo-46',
    name: 'Lagoon Federation of Worker Cooperatives of Uruguay (demonstration)',
    class: 'associate',
    country: 'Uruguay',
    region: 'americas',
    votes: '1',
    paidUpTo: '2026-12-31',
    delegate: 'Valentina Nair',
    lang: 'es',
  },
];

/** The agenda, each item before what is under it. */
export const AGENDA: readonly {
  readonly name: string;
  readonly under?: string;
  readonly titles: Titles;
  readonly kind?: ItemKind;
  readonly minutes?: number;
  readonly presenter?: string;
}[] = [
  {
    name: 'opening',
    titles: { en: 'Opening and quorum', fr: 'Ouverture et quorum', es: 'Apertura y quórum' },
  },
  {
    ...{ name: 'welcome', under: 'opening', kind: 'procedural', minutes: 15, presenter: 'Ingrid Halvorsen' },
    titles: { en: 'Welcome and quorum', fr: 'Bienvenue et quorum', es: 'Bienvenida y quórum' },
  },
  {
    ...{ name: 'agenda', under: 'opening', kind: 'decision', minutes: 10 },
    titles: {
      en: 'Adoption of the agenda',
      fr: 'Adoption de l’ordre du jour',
      es: 'Aprobación del orden del día',
    },
  },
  {
    name: 'charter',
    titles: { en: 'Charter of fair work', fr: 'Charte du travail équitable', es: 'Carta del trabajo justo' },
  },
  {
    ...{ name: 'draft', under: 'charter', kind: 'information', minutes: 30, presenter: 'Sekai Moyo' },
    titles: {
      en: 'Presentation of the draft',
      fr: 'Présentation du projet',
      es: 'Presentación del proyecto',
    },
  },
  {
    ...{ name: 'debate', under: 'charter', kind: 'discussion', minutes: 75 },
    titles: { en: 'General debate', fr: 'Débat général', es: 'Debate general' },
  },
  {
    ...{ name: 'approval', under: 'charter', kind: 'decision', minutes: 20 },
    titles: { en: 'Approval in principle', fr: 'Approbation de principe', es: 'Aprobación en principio' },
  },
  {
    name: 'money',
    titles: { en: 'Accounts and dues', fr: 'Comptes et cotisations', es: 'Cuentas y cuotas' },
  },
  {
    ...{ name: 'accounts', under: 'money', kind: 'decision', minutes: 30 },
    titles: { en: 'Accounts of 2025', fr: 'Comptes de 2025', es: 'Cuentas de 2025' },
  },
  {
    ...{ name: 'dues', under: 'money', kind: 'decision', minutes: 45 },
    titles: { en: 'Dues of 2027', fr: 'Cotisations de 2027', es: 'Cuotas de 2027' },
  },
  {
    ...{ name: 'other', kind: 'discussion' },
    titles: { en: 'Any other business', fr: 'Questions diverses', es: 'Asuntos varios' },
  },
  {
    name: 'closing',
    kind: 'procedural',
    minutes: 10,
    titles: { en: 'Closing', fr: 'Clôture', es: 'Clausura' },
  },
];

export const DEMO_TEXT_1 = {
  en: `# Charter of fair work

## Preamble

We, the member organisations, hold that work is fair when those who do it decide on it.

## Principles

1. Every person who works in a member enterprise has a voice in its decisions.

2. Pay is set openly, and the highest is at most ten times the lowest.

3. A member enterprise keeps a part of its surplus in common:

   - for training,
   - for hard times,
   - for new enterprises.

## Application

4. Each member reports every two years on how it keeps this charter.
`,
  fr: `# Charte du travail équitable

## Préambule

Nous, organisations membres, tenons que le travail est équitable lorsque celles et ceux qui le font en décident.

## Principes

1. Toute personne qui travaille dans une entreprise membre a voix aux décisions.

2. Les rémunérations sont fixées ouvertement et la plus haute est au plus dix fois la plus basse.

3. Une entreprise membre garde une part de son excédent en commun :

   - pour la formation,
   - pour les temps difficiles,
   - pour de nouvelles entreprises.

## Application

4. Chaque membre rend compte tous les deux ans de la manière dont il respecte cette charte.
`,
  es: `# Carta del trabajo justo

## Preámbulo

Nosotras, las organizaciones miembros, sostenemos que el trabajo es justo cuando quienes lo hacen deciden sobre él.

## Principios

1. Toda persona que trabaja en una empresa miembro tiene voz en sus decisiones.

2. Las retribuciones se fijan abiertamente y la más alta es como máximo diez veces la más baja.

3. Una empresa miembro guarda en común una parte de su excedente:

   - para la formación,
   - para los tiempos difíciles,
   - para nuevas empresas.

## Aplicación

4. Cada miembro informa cada dos años de cómo cumple esta carta.
`,
} as const;

export const DEMO_TEXT_2 = {
  en: `# Charter of fair work

## Preamble

We, the member organisations, hold that work is fair when those who do it decide on it.

## Principles

1. Every person who works in a member enterprise has a voice in its decisions.

2. Pay is set openly, and the highest is at most six times the lowest.

3. A member enterprise keeps a part of its surplus in common:

   - for training,
   - for hard times,
   - for new enterprises.

## Application

4. Each member reports every two years on how it keeps this charter.

5. The charter is reviewed after four years.
`,
  fr: `# Charte du travail équitable

## Préambule

Nous, organisations membres, tenons que le travail est équitable lorsque celles et ceux qui le font en décident.

## Principes

1. Toute personne qui travaille dans une entreprise membre a voix aux décisions.

2. Les rémunérations sont fixées ouvertement et la plus haute est au plus six fois la plus basse.

3. Une entreprise membre garde une part de son excédent en commun :

   - pour la formation,
   - pour les temps difficiles,
   - pour de nouvelles entreprises.

## Application

4. Chaque membre rend compte tous les deux ans de la manière dont il respecte cette charte.

5. La charte est revue après quatre ans.
`,
  es: `# Carta del trabajo justo

## Preámbulo

Nosotras, las organizaciones miembros, sostenemos que el trabajo es justo cuando quienes lo hacen deciden sobre él.

## Principios

1. Toda persona que trabaja en una empresa miembro tiene voz en sus decisiones.

2. Las retribuciones se fijan abiertamente y la más alta es como máximo seis veces la más baja.

3. Una empresa miembro guarda en común una parte de su excedente:

   - para la formación,
   - para los tiempos difíciles,
   - para nuevas empresas.

## Aplicación

4. Cada miembro informa cada dos años de cómo cumple esta carta.

5. La carta se revisa a los cuatro años.
`,
} as const;

/** A text whose third language is a translation: its second version has moved on in one clause, which is stale there. */
export const DEMO_CODE_1 = {
  en: `# Code of good meetings

## Before

1. Papers are sent to every member four weeks before the meeting.

2. Each member may put items on the agenda.

## In the hall

3. Everybody speaks once before anybody speaks twice.

4. Every vote is recorded with its arithmetic.
`,
  fr: `# Code des bonnes réunions

## Avant

1. Les documents sont envoyés à chaque membre quatre semaines avant la réunion.

2. Chaque membre peut inscrire des points à l’ordre du jour.

## Dans la salle

3. Chacun parle une fois avant que quelqu’un parle deux fois.

4. Chaque vote est consigné avec son arithmétique.
`,
  es: `# Código de las buenas reuniones

## Antes

1. Los documentos se envían a cada miembro cuatro semanas antes de la reunión.

2. Cada miembro puede inscribir puntos en el orden del día.

## En la sala

3. Todos hablan una vez antes de que alguien hable dos veces.

4. Cada votación se registra con su aritmética.
`,
} as const;

export const DEMO_CODE_2 = {
  en: `# Code of good meetings

## Before

1. Papers are sent to every member six weeks before the meeting, in the languages of the rules.

2. Each member may put items on the agenda.

## In the hall

3. Every vote is recorded with its arithmetic.

4. Everybody speaks once before anybody speaks twice.
`,
  fr: `# Code des bonnes réunions

## Avant

1. Les documents sont envoyés à chaque membre six semaines avant la réunion, dans les langues du règlement.

2. Chaque membre peut inscrire des points à l’ordre du jour.

## Dans la salle

3. Chaque vote est consigné avec son arithmétique.

4. Chacun parle une fois avant que quelqu’un parle deux fois.
`,
} as const;

/** A shorter text of the demonstration, to which there are amendments. */
export const DEMO_GUIDELINES = {
  en: `# Guidelines on solidarity

1. Members help each other in hard times.

2. A member in need asks the secretariat, which answers within thirty days.

3. Help is given as a loan without interest, to be paid back within five years.

4. The Board reports on the help given at each General Assembly.
`,
  fr: `# Lignes directrices sur la solidarité

1. Les membres s’entraident dans les temps difficiles.

2. Un membre dans le besoin s’adresse au secrétariat, qui répond dans les trente jours.

3. L’aide est accordée sous forme de prêt sans intérêt, remboursable en cinq ans.

4. Le Conseil rend compte de l’aide accordée à chaque Assemblée générale.
`,
  es: `# Directrices sobre la solidaridad

1. Los miembros se ayudan en los tiempos difíciles.

2. Un miembro en necesidad se dirige a la secretaría, que responde en un plazo de treinta días.

3. La ayuda se concede como préstamo sin intereses, reembolsable en cinco años.

4. El Consejo informa de la ayuda concedida en cada Asamblea General.
`,
} as const;

/** Amendments to the guidelines, each written in one language by a member (its place in the list) and backed by another. */
export const DEMO_AMENDMENTS = [
  {
    lang: 'en',
    mover: 0,
    sponsor: 4,
    replace: 'thirty days',
    by: 'ten days',
    titles: { en: 'A quicker answer', fr: 'Une réponse plus rapide', es: 'Una respuesta más rápida' },
    reason: 'Who is in need cannot wait for a month.',
    proposal: { recommendation: 'adopt', reason: 'The secretariat can answer within ten days.' },
  },
  {
    lang: 'en',
    mover: 3,
    sponsor: 6,
    replace: 'thirty days',
    by: 'sixty days',
    titles: { en: 'Time to look into it', fr: 'Le temps d’examiner', es: 'Tiempo para examinarlo' },
    reason: 'A small secretariat needs time to look at the accounts.',
    proposal: { recommendation: 'reject', reason: 'Help would come too late.' },
  },
  {
    lang: 'fr',
    mover: 1,
    sponsor: 7,
    replace: 'cinq ans',
    by: 'huit ans, la première année étant libre',
    titles: {
      en: 'More time to pay back',
      fr: 'Plus de temps pour rembourser',
      es: 'Más tiempo para devolver',
    },
    reason: 'Une entreprise qui se relève ne peut pas rembourser aussitôt.',
    proposal: null,
  },
] as const;

export const DEMO_NOTE =
  'The working group asks above all: is six the right number in article 2, and are two years the right interval in article 4?';

/** Comments in the demonstration's consultation: of the member at `place`, on the clause that begins so (null: the whole). */
export const DEMO_COMMENTS: readonly {
  readonly place: number;
  readonly on: string | null;
  readonly lang: Lang;
  readonly text: string;
  readonly wording: string | null;
}[] = [
  {
    place: 3,
    on: 'Pay is set openly',
    lang: 'en',
    text: 'Say what is compared: pay for the same hours. Otherwise part-time work looks badly paid.',
    wording: 'Pay is set openly, and for the same hours the highest is at most six times the lowest.',
  },
  {
    place: 7,
    on: 'Chaque membre rend compte',
    lang: 'fr',
    text: 'Pour les petites organisations, deux ans sont trop courts : trois suffiraient.',
    wording: null,
  },
  {
    place: 11,
    on: null,
    lang: 'es',
    text: 'Un texto claro. Pedimos que se acompañe de una guía breve para las empresas miembros.',
    wording: null,
  },
  {
    place: 20,
    on: 'for hard times',
    lang: 'en',
    text: 'Name floods and droughts: for our members these are the hard times.',
    wording: 'for hard times, such as floods and droughts,',
  },
];

export const DEMO_ANSWER = {
  disposition: 'accepted',
  reason: 'The working group agrees: the sentence now says what is compared.',
} as const;
