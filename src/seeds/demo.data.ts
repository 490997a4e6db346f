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
