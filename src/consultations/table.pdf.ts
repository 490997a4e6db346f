import type { Lang } from '../basics/fields.js';
import { pdfOf, type Block, type Piece } from '../house/pdf.js';
import type { Clause } from '../instruments/clause.js';
import type { CommentView, RoundView } from './consultations.contract.js';
import { grouped, nameOf, TABLE_WORDS, type TableWords } from './table.js';

const moment = (at: string, lang: Lang): string =>
  new Intl.DateTimeFormat(lang === 'en' ? 'en-GB' : lang, {
    ...{ day: 'numeric', month: 'long', year: 'numeric', hour: '2-digit', minute: '2-digit' },
    ...{ timeZone: 'UTC', timeZoneName: 'short' },
  }).format(Date.parse(at));

/** The table of the comments that a reader may see, grouped by clause, with the answer to each. */
export function tablePdf(
  round: RoundView,
  { clauses, lang }: { clauses: readonly Clause[]; lang: Lang },
): Promise<Buffer> {
  const words = TABLE_WORDS[lang];
  const title = round.titles[lang] ?? Object.values(round.titles)[0] ?? '';
  const groups = grouped(round.comments, clauses);
  const none = round.comments.filter((one) => one.kind === 'none' && one.state === 'stands');
  const blocks: Block[] = [
    { kind: 'heading', level: 1, text: words.title },
    { kind: 'paragraph', text: `${title}, ${words.version(round.version)}`, style: 'bold' },
    {
      kind: 'paragraph',
      text:
        round.closedAt === null
          ? words.closes(moment(round.closesAt, lang))
          : words.closed(moment(round.closedAt, lang)),
      style: 'dim',
    },
    { kind: 'heading', level: 2, text: words.participation },
    { kind: 'paragraph', text: words.participated(round.answered, round.invited) },
    {
      kind: 'table',
      columns: [
        { head: words.region, width: 2 },
        { head: words.invited, width: 1 },
        { head: words.answered, width: 1 },
      ],
      rows: round.participation.map(({ region, invited, answered }) => [
        [{ text: region === null ? words.unknown : regionOf(region, words) }],
        [{ text: String(invited) }],
        [{ text: String(answered) }],
      ]),
    },
    ...groups.flatMap(({ clause, number, comments }): Block[] => [
      { kind: 'heading', level: 2, text: headOf(clause, number, words) },
      ...(clause !== null ? [{ kind: 'paragraph' as const, text: clause.text, style: 'dim' as const }] : []),
      {
        kind: 'table',
        columns: [
          { head: words.number, width: 0.7 },
          { head: words.member, width: 2 },
          { head: words.comment, width: 4 },
          { head: words.answer, width: 3 },
        ],
        rows: comments.map((one) => [
          [{ text: nameOf(one) }],
          [
            { text: one.name },
            ...(one.region === null ? [] : [{ text: regionOf(one.region, words), style: 'dim' as const }]),
          ],
          [
            { text: one.text ?? '' },
            ...(one.wording === null
              ? []
              : [{ text: words.wording, style: 'bold' as const }, { text: one.wording }]),
          ],
          answerOf(one, words),
        ]),
      },
    ]),
    ...(groups.length === 0 ? [{ kind: 'paragraph' as const, text: words.nothing }] : []),
    ...(none.length === 0
      ? []
      : [
          { kind: 'heading' as const, level: 2 as const, text: words.none },
          { kind: 'paragraph' as const, text: none.map(({ name }) => name).join('; ') },
        ]),
  ];
  return pdfOf({ title: `${words.title}: ${title}`, lang, blocks, foot: words.page });
}

const regionOf = (region: string, { regions }: TableWords): string => regions[region] ?? region;

function headOf(clause: Clause | null, number: string | null, words: TableWords): string {
  if (clause === null) return words.whole;
  return number === null ? words.kinds[clause.kind] : `${words.kinds[clause.kind]} ${number}`;
}

function answerOf({ dispositions, uses }: CommentView, words: TableWords): Piece[] {
  const [answer] = dispositions;
  return [
    ...(answer === undefined
      ? [{ text: words.open, style: 'dim' as const }]
      : [{ text: words.dispositions[answer.disposition], style: 'bold' as const }, { text: answer.reason }]),
    ...uses.map(({ label }) => ({ text: words.became(label), style: 'dim' as const })),
  ];
}
