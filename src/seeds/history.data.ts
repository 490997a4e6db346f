import type { Certainty, Lang } from '../basics/fields.js';
import type { StageKind } from '../instruments/path.js';

/** Facts of CICOPA's history in our own words, each with its source. The instruments' texts carry no licence that we know of. */
export const SOURCES = {
  encyclopedia:
    'Encyclopedia article on CICOPA, citing the archived page of the World Declaration (retrieved 2011-10-12)',
  bastidas: 'oscarbastidasdelgado.com, 18 August 2022, Spanish text of the declaration',
  cicopaStep: 'cicopa.coop, “Big step forward for worker cooperatives” (Cartagena 2005)',
  minutes2005:
    'Draft minutes of the CICOPA General Assembly, Cartagena, 18 September 2005 (studylib.es/doc/7204131)',
  cecop: 'cecop.coop, page on the World Standards of Social Cooperatives',
  standardsEs: 'Spanish text of the World Standards (studylib.es/doc/5477185)',
  icaAmericas: 'ICA-Americas bulletin no. 11 (CICOPA Americas, Cancun 2011)',
  cwcf: 'canadianworker.coop, articles on the presidents of CICOPA',
} as const;

const S = SOURCES;

export const ORGANISATIONS = [
  {
    organisation: 'ica',
    name: 'International Cooperative Alliance',
    short: 'ICA',
    parent: null,
    source: S.encyclopedia,
  },
  {
    organisation: 'cicopa',
    name: 'International Organisation of Industrial and Service Cooperatives',
    short: 'CICOPA',
    formerName: 'Comité International des Coopératives de Production et Artisanales',
    parent: 'ica',
    kind: 'sectoral organisation',
    seat: 'Brussels, Belgium',
    figures: {
      members: '46',
      memberCountries: '30',
      affiliatedEnterprises: '68000',
      employed: '4000000',
    },
    source: S.encyclopedia,
  },
  {
    organisation: 'cecop',
    name: 'CECOP-CICOPA Europe',
    short: 'CECOP',
    parent: 'cicopa',
    kind: 'regional organisation',
    source: S.encyclopedia,
  },
  {
    organisation: 'cicopa-americas',
    name: 'CICOPA Americas',
    short: null,
    parent: 'cicopa',
    kind: 'regional organisation',
    founded: '2011-11-15',
    foundedPlace: 'Cancun, Mexico',
    source: `${S.encyclopedia}; ${S.icaAmericas}`,
  },
  {
    organisation: 'cicopa-north-america',
    name: 'CICOPA North America',
    short: null,
    parent: 'cicopa-americas',
    kind: 'sub-regional organisation',
    source: S.encyclopedia,
  },
  {
    organisation: 'cicopa-mercosur',
    name: 'CICOPA Mercosur',
    short: null,
    parent: 'cicopa-americas',
    kind: 'sub-regional organisation',
    source: S.encyclopedia,
  },
] as const;

export const BODIES = [
  { body: 'cicopa-ga', organisation: 'cicopa', name: 'General Assembly' },
  { body: 'cicopa-excom', organisation: 'cicopa', name: 'Executive Committee' },
  { body: 'ica-ga', organisation: 'ica', name: 'General Assembly' },
] as const;

export const TERMS = [
  {
    name: 'Manuel Mariscal',
    title: 'President',
    body: 'cicopa-ga',
    from: '2011',
    to: null,
    note: 'Elected at Cancun; the day is not known.',
    source: `${S.encyclopedia}; ${S.cwcf}`,
    certainty: 'medium',
  },
  {
    name: 'Bruno Roelants',
    title: 'General Secretary',
    body: 'cicopa-ga',
    from: null,
    to: null,
    note: null,
    source: S.encyclopedia,
    certainty: 'high',
  },
] as const;

export const ASSEMBLIES = [
  {
    assembly: 'oslo-2003',
    body: 'cicopa-ga',
    name: 'General Assembly, Oslo 2003',
    place: 'Oslo, Norway',
    from: '2003-09-06',
    certainty: 'medium',
    note: 'The year is certain; the day comes from one source.',
    source: `${S.encyclopedia}; ${S.bastidas}`,
  },
  {
    assembly: 'excom-2004',
    body: 'cicopa-excom',
    name: 'Executive Committee, 17 February 2004',
    place: null,
    from: '2004-02-17',
    certainty: 'high',
    note: null,
    source: S.encyclopedia,
  },
  {
    assembly: 'cicopa-cartagena-2005',
    body: 'cicopa-ga',
    name: 'General Assembly, Cartagena 2005',
    place: 'Cartagena, Colombia',
    from: '2005-09-18',
    certainty: 'high',
    note: 'Quorum: half of the members who have paid their dues. Associated organisations: at most 25 % of the votes castable (Art. 8.6).',
    source: S.minutes2005,
  },
  {
    assembly: 'ica-cartagena-2005',
    body: 'ica-ga',
    name: 'ICA General Assembly, Cartagena 2005',
    place: 'Cartagena, Colombia',
    from: '2005-09-23',
    certainty: 'high',
    note: null,
    source: `${S.encyclopedia}; ${S.cicopaStep}`,
  },
  {
    assembly: 'geneva-2009',
    body: 'cicopa-ga',
    name: 'General Assembly, Geneva 2009',
    place: 'Geneva, Switzerland',
    from: '2009-11-18',
    certainty: 'high',
    note: null,
    source: S.encyclopedia,
  },
  {
    assembly: 'cancun-2011',
    body: 'cicopa-ga',
    name: 'General Assembly, Cancun 2011',
    place: 'Cancun, Mexico',
    from: '2011-11-16',
    certainty: 'high',
    note: null,
    source: S.encyclopedia,
  },
] as const;

export interface PastStage {
  readonly kind: StageKind;
  readonly label: string;
  readonly body: string;
  readonly outcome: 'approved' | 'held';
  readonly assembly: string | null;
  readonly date: string | null;
  readonly version: number | null;
  readonly result: string | null;
  readonly source: string;
  readonly certainty: Certainty;
  readonly note: string | null;
}

/** What one body entrusted to another, and the version that came of it. */
export interface PastMandate {
  readonly from: string;
  readonly to: string;
  readonly version: number;
  /** The limits, as far as they are known. */
  readonly text: string;
  readonly date: string;
  readonly source: string;
  readonly certainty: Certainty;
  readonly note: string;
  readonly finished: { readonly version: number; readonly date: string; readonly source: string };
}

export interface PastInstrument {
  readonly instrument: string;
  readonly titles: { readonly en: string };
  readonly authenticLanguages: readonly Lang[] | null;
  readonly languages: readonly Lang[] | null;
  readonly certainty: Certainty | null;
  readonly structure: readonly string[];
  readonly structureCertainty: Certainty | null;
  readonly versions: readonly { readonly title: string; readonly note: string | null }[];
  readonly stages: readonly PastStage[];
  readonly mandate?: PastMandate;
}

export const INSTRUMENTS: readonly PastInstrument[] = [
  {
    instrument: 'world-declaration',
    titles: { en: 'World Declaration on Worker Cooperatives' },
    authenticLanguages: ['en', 'es'],
    languages: null,
    certainty: 'high',
    structure: [
      'General considerations',
      'I. Basic characters',
      'II. Internal functioning rules',
      'III. Relations within the cooperative movement',
      'IV. Relations with the State and with regional and intergovernmental institutions',
      'V. Relations with employers’ organisations',
      'VI. Relations with workers’ organisations',
    ],
    structureCertainty: 'medium',
    versions: [
      { title: 'World Declaration on Cooperative Worker Ownership', note: null },
      { title: 'World Declaration on Cooperative Worker Ownership', note: null },
      {
        title: 'World Declaration on Worker Cooperatives',
        note: 'The English title changed between 2004 and 2005; the Spanish one did not.',
      },
    ],
    stages: [
      {
        kind: 'principle',
        label: 'approved in principle',
        body: 'cicopa-ga',
        outcome: 'approved',
        assembly: 'oslo-2003',
        date: '2003-09-06',
        version: 1,
        result: null,
        source: `${S.encyclopedia}; ${S.bastidas}`,
        certainty: 'high',
        note: 'The day is of medium certainty.',
      },
      {
        kind: 'finalise',
        label: 'final draft approved',
        body: 'cicopa-excom',
        outcome: 'approved',
        assembly: 'excom-2004',
        date: '2004-02-17',
        version: 2,
        result: null,
        source: S.encyclopedia,
        certainty: 'high',
        note: 'That Oslo gave a mandate is inferred (medium certainty).',
      },
      {
        kind: 'adopt-parent',
        label: 'approved',
        body: 'ica-ga',
        outcome: 'approved',
        assembly: 'ica-cartagena-2005',
        date: '2005-09-23',
        version: 3,
        result: 'unanimous',
        source: `${S.encyclopedia}; ${S.cicopaStep}`,
        certainty: 'high',
        note: null,
      },
    ],
    mandate: {
      from: 'cicopa-ga',
      to: 'cicopa-excom',
      version: 1,
      text: 'To finish the text that was approved in principle. Within which limits and until when is not known.',
      date: '2003-09-06',
      source: S.encyclopedia,
      certainty: 'medium',
      note: 'Inferred: the assembly approved in principle, and the committee approved the final draft.',
      finished: { version: 2, date: '2004-02-17', source: S.encyclopedia },
    },
  },
  {
    instrument: 'world-standards',
    titles: { en: 'World Standards of Social Cooperatives' },
    authenticLanguages: null,
    languages: ['en', 'fr', 'es'],
    certainty: null,
    structure: [],
    structureCertainty: null,
    versions: [
      { title: 'World Standards of Social Cooperatives', note: null },
      { title: 'World Standards of Social Cooperatives', note: null },
    ],
    stages: [
      {
        kind: 'consult',
        label: 'consultation of the members',
        body: 'cicopa-ga',
        outcome: 'held',
        assembly: null,
        date: null,
        version: null,
        result: null,
        source: `${S.encyclopedia}; ${S.standardsEs}; ${S.cecop}`,
        certainty: 'high',
        note: 'Two years by the encyclopedia and the standards’ own text, four years by another source; none dates it.',
      },
      {
        kind: 'principle',
        label: 'approved in substance',
        body: 'cicopa-ga',
        outcome: 'approved',
        assembly: 'geneva-2009',
        date: '2009-11-18',
        version: 1,
        result: null,
        source: S.encyclopedia,
        certainty: 'high',
        note: null,
      },
      {
        kind: 'final',
        label: 'approved in final form',
        body: 'cicopa-ga',
        outcome: 'approved',
        assembly: 'cancun-2011',
        date: '2011-11-16',
        version: 2,
        result: null,
        source: S.encyclopedia,
        certainty: 'high',
        note: null,
      },
    ],
  },
];
