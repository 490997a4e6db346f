import type { Lang } from '../basics/fields.js';
import { numbers, type Clause, type ClauseKind } from '../instruments/clause.js';
import type { CommentView } from './consultations.contract.js';

/** The comments on one clause, with how that is called; clause null: on the whole text. */
export interface Group {
  readonly clause: Clause | null;
  readonly number: string | null;
  readonly comments: readonly CommentView[];
}

/** Standing comments grouped by clause: the whole text first, then in reading order. */
export function grouped(comments: readonly CommentView[], clauses: readonly Clause[]): Group[] {
  const labels = numbers(clauses);
  const of = (clause: string | null): CommentView[] =>
    comments.filter((one) => one.kind === 'comment' && one.state === 'stands' && one.clause === clause);
  return [
    { clause: null, number: null, comments: of(null) },
    ...clauses.map((clause) => ({ clause, number: labels[clause.id] ?? null, comments: of(clause.id) })),
  ].filter((group) => group.comments.length > 0);
}

/** "4", or "4 (2)" of what replaced it. */
export const nameOf = ({ number, revision }: Pick<CommentView, 'number' | 'revision'>): string =>
  revision === 1 ? `${number}` : `${number} (${revision})`;

/** The columns of the table of comments and dispositions, and its rows: standing comments by clause, then who has none. */
export const TABLE_COLUMNS = [
  ...['comment', 'clause', 'clause_number', 'clause_text', 'member', 'region', 'language', 'text', 'wording'],
  ...['disposition', 'reason', 'answered_at', 'became', 'made_at'],
] as const;

export function tableRows(comments: readonly CommentView[], clauses: readonly Clause[]): (string | null)[][] {
  const rows = grouped(comments, clauses).flatMap(({ clause, number, comments: here }) =>
    here.map((one) => {
      const [answer] = one.dispositions;
      return [
        ...[
          nameOf(one),
          clause?.id ?? null,
          number,
          clause?.text ?? null,
          one.name,
          one.region,
          one.lang,
          one.text,
          one.wording,
        ],
        ...[answer?.disposition ?? null, answer?.reason ?? null, answer?.at ?? null],
        ...[one.uses.map(({ label }) => label).join('; ') || null, one.at],
      ];
    }),
  );
  const none = comments
    .filter((one) => one.kind === 'none' && one.state === 'stands')
    .map((one) => [
      ...[null, null, null, null, one.name, one.region, one.lang, null, null],
      ...['no_comments', null, null, null, one.at],
    ]);
  return [...rows, ...none];
}

/** The words of the table on paper. */
export interface TableWords {
  readonly title: string;
  readonly version: (number: number) => string;
  readonly closes: (at: string) => string;
  readonly closed: (at: string) => string;
  readonly participation: string;
  readonly participated: (answered: number, invited: number) => string;
  readonly region: string;
  readonly unknown: string;
  readonly invited: string;
  readonly answered: string;
  readonly whole: string;
  readonly number: string;
  readonly member: string;
  readonly comment: string;
  readonly answer: string;
  readonly wording: string;
  readonly open: string;
  readonly became: (label: string) => string;
  readonly nothing: string;
  readonly none: string;
  readonly page: (page: number, pages: number) => string;
  readonly dispositions: Readonly<Record<'accepted' | 'partly' | 'rejected' | 'noted', string>>;
  readonly kinds: Readonly<Record<ClauseKind, string>>;
  /** Of the usual regions; another is called as the register has it. */
  readonly regions: Readonly<Record<string, string>>;
}

export const TABLE_WORDS: Readonly<Record<Lang, TableWords>> = {
  en: {
    title: 'Comments and dispositions',
    version: (number) => `version ${number}`,
    closes: (at) => `Comments until ${at}`,
    closed: (at) => `Closed on ${at}`,
    participation: 'Participation',
    participated: (answered, invited) => `${answered} of ${invited} members answered.`,
    region: 'Region',
    unknown: 'unknown',
    invited: 'Invited',
    answered: 'Answered',
    whole: 'The whole text',
    number: 'No.',
    member: 'Member',
    comment: 'Comment',
    answer: 'Disposition',
    wording: 'Proposed wording:',
    open: 'not answered yet',
    became: (label) => `Taken up: ${label}`,
    nothing: 'There are no comments.',
    none: 'No comments',
    page: (page, pages) => `Page ${page} of ${pages}`,
    dispositions: { accepted: 'Accepted', partly: 'Accepted in part', rejected: 'Rejected', noted: 'Noted' },
    kinds: {
      ...{ title: 'Title', preamble: 'Preamble', heading: 'Heading' },
      ...{ article: 'Article', paragraph: 'Paragraph', point: 'Point' },
    },
    regions: { africa: 'Africa', americas: 'Americas', 'asia-pacific': 'Asia-Pacific', europe: 'Europe' },
  },
  fr: {
    title: 'Observations et suites données',
    version: (number) => `version ${number}`,
    closes: (at) => `Observations jusqu’au ${at}`,
    closed: (at) => `Close le ${at}`,
    participation: 'Participation',
    participated: (answered, invited) => `${answered} membres sur ${invited} ont répondu.`,
    region: 'Région',
    unknown: 'inconnue',
    invited: 'Invités',
    answered: 'Ont répondu',
    whole: 'L’ensemble du texte',
    number: 'N°',
    member: 'Membre',
    comment: 'Observation',
    answer: 'Suite donnée',
    wording: 'Rédaction proposée :',
    open: 'pas encore de réponse',
    became: (label) => `Repris : ${label}`,
    nothing: 'Il n’y a aucune observation.',
    none: 'Aucune observation',
    page: (page, pages) => `Page ${page} sur ${pages}`,
    dispositions: {
      ...{ accepted: 'Acceptée', partly: 'Acceptée en partie' },
      ...{ rejected: 'Rejetée', noted: 'Il en est pris note' },
    },
    kinds: {
      ...{ title: 'Titre', preamble: 'Préambule', heading: 'Intertitre' },
      ...{ article: 'Article', paragraph: 'Paragraphe', point: 'Point' },
    },
    regions: { africa: 'Afrique', americas: 'Amériques', 'asia-pacific': 'Asie-Pacifique', europe: 'Europe' },
  },
  es: {
    title: 'Observaciones y respuestas',
    version: (number) => `versión ${number}`,
    closes: (at) => `Observaciones hasta el ${at}`,
    closed: (at) => `Cerrada el ${at}`,
    participation: 'Participación',
    participated: (answered, invited) => `Han respondido ${answered} de ${invited} miembros.`,
    region: 'Región',
    unknown: 'desconocida',
    invited: 'Invitados',
    answered: 'Han respondido',
    whole: 'Todo el texto',
    number: 'N.º',
    member: 'Miembro',
    comment: 'Observación',
    answer: 'Respuesta',
    wording: 'Redacción propuesta:',
    open: 'aún sin respuesta',
    became: (label) => `Recogida: ${label}`,
    nothing: 'No hay observaciones.',
    none: 'Sin observaciones',
    page: (page, pages) => `Página ${page} de ${pages}`,
    dispositions: {
      ...{ accepted: 'Aceptada', partly: 'Aceptada en parte' },
      ...{ rejected: 'Rechazada', noted: 'Se toma nota' },
    },
    kinds: {
      ...{ title: 'Título', preamble: 'Preámbulo', heading: 'Epígrafe' },
      ...{ article: 'Artículo', paragraph: 'Párrafo', point: 'Punto' },
    },
    regions: { africa: 'África', americas: 'Américas', 'asia-pacific': 'Asia-Pacífico', europe: 'Europa' },
  },
};
