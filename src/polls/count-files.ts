import type { Json } from '../basics/canonical.js';
import { must } from '../basics/must.js';
import { isBlank } from './contest.js';
import type { ContestResult, PollView, Vote } from './polls.contract.js';
import { decimal, labelsOf } from '../rules/tally/sheet.js';

/**
 * A count as files to take away, with the candidates' names: its stages as a table (for CSV) and as JSON, and its ballots as
 * a BLT file that any other counter reads. All of them follow from a declared poll on persons.
 */

/** A poll on persons whose count is declared. */
export interface Counted extends PollView {
  readonly contest: NonNullable<PollView['contest']>;
  readonly result: NonNullable<PollView['result']> & { readonly contest: ContestResult };
}

/** Whether the poll has a count that everybody may see. */
export const isCounted = (poll: PollView): poll is Counted =>
  poll.contest !== null && poll.state === 'declared' && (poll.result?.contest ?? null) !== null;

/** Names as on the result sheet, by candidate's id: a name that was removed is its number, one that is repeated has it too. */
function namesOf({ contest: { candidates } }: Counted): (candidate: string) => string {
  const labels = labelsOf(candidates.map(({ name }, place) => name ?? `${place + 1}`));
  const names = new Map(
    candidates.map(({ candidate }, place) => [candidate, must(labels[place], 'label of the candidate')]),
  );
  return (candidate) => names.get(candidate) ?? candidate;
}

/** Rows under their columns; all texts. */
export interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/**
 * The stages as a table. Of votes: a row a stage, a column a candidate, with what moved and who was elected or excluded. Of
 * answers: a row a candidate with yes, no and abstentions. Of Schulze: a row a candidate, and for each other the votes that
 * prefer the first and the strength of its strongest path.
 */
export function stagesTable(poll: Counted): Table {
  const { sheet, answers } = poll.result.contest;
  const nameOf = namesOf(poll);
  const ids = poll.contest.candidates.map(({ candidate }) => candidate);
  const elected = (id: string): string => (sheet.elected.includes(id) ? 'elected' : '');
  if (answers)
    return {
      columns: ['candidate', 'yes', 'no', 'abstain', 'elected'],
      rows: ids.map((id) => {
        const { for: yes, against, abstain } = must(answers[id], 'answers on the candidate');
        return [nameOf(id), yes, against, abstain, elected(id)];
      }),
    };
  if (sheet.pairs)
    return {
      columns: [
        'candidate',
        ...ids.flatMap((id) => [`over ${nameOf(id)}`, `path to ${nameOf(id)}`]),
        'elected',
      ],
      rows: ids.map((id) => [
        nameOf(id),
        ...ids.flatMap((other) => [sheet.pairs?.[id]?.[other] ?? '', sheet.strengths?.[id]?.[other] ?? '']),
        elected(id),
      ]),
    };
  const list = (some: readonly string[]): string => some.map(nameOf).join(', ');
  return {
    columns: [
      ...['stage', 'surplus of', 'exclusion of', 'moved'],
      ...ids.map(nameOf),
      ...['exhausted', 'lost', 'elected', 'excluded', 'by lot'],
    ],
    rows: sheet.stages.map(({ transfer, ...stage }, place) => [
      `${place + 1}`,
      transfer && transfer.surplus !== null ? nameOf(transfer.from) : '',
      transfer && transfer.surplus === null ? nameOf(transfer.from) : '',
      transfer?.surplus ?? '',
      ...ids.map((id) => stage.votes[id] ?? ''),
      ...[stage.exhausted, stage.lost, list(stage.elected), list(stage.excluded), list(stage.lot)],
    ]),
  };
}

/** All of the count as JSON: what was asked, every stage, and from which seed a lot follows. */
export function countJson(poll: Counted): Json {
  const { contest } = poll;
  const { sheet, answers, needed, blank, spoiled, seed, elected, goOn, seatsLeft } = poll.result.contest;
  const nameOf = namesOf(poll);
  const keyed = <T, U>(of: Readonly<Record<string, T>>, value: (one: T) => U): Record<string, U> =>
    Object.fromEntries(Object.entries(of).map(([id, one]) => [nameOf(id), value(one)]));
  const same = (one: string): string => one;
  const named = (some: readonly string[]): string[] => some.map(nameOf);
  const json = {
    ...{
      poll: poll.id,
      titles: poll.titles,
      round: contest.round,
      method: contest.method,
      rule: contest.rule,
    },
    ...{ seats: contest.seats, marks: contest.marks, valid: sheet.valid, blank, spoiled, needed },
    quota: sheet.quota,
    candidates: contest.candidates.map(({ candidate }, place) => ({
      ...{ number: place + 1, id: candidate, name: nameOf(candidate) },
    })),
    ...{ elected: named(elected), goOn: named(goOn), seatsLeft },
    ranking: sheet.ranking.map(named),
    tied: sheet.tied.map(named),
    ...{ lot: named(sheet.lot), seed },
    stages: sheet.stages.map(({ transfer, ...stage }) => ({
      votes: keyed(stage.votes, same),
      ...{ exhausted: stage.exhausted, lost: stage.lost },
      ...{ elected: named(stage.elected), excluded: named(stage.excluded), lot: named(stage.lot) },
      transfer: transfer && { ...transfer, from: nameOf(transfer.from), to: keyed(transfer.to, same) },
    })),
    ...(answers && { answers: keyed(answers, (one) => one) }),
    ...(sheet.pairs && { pairs: keyed(sheet.pairs, (row) => keyed(row, same)) }),
    ...(sheet.strengths && { strengths: keyed(sheet.strengths, (row) => keyed(row, same)) }),
  };
  return json as unknown as Json;
}

/**
 * The ballots as a BLT file (`rules/blt.ts` says what that is), those that say the same as one, in an order that tells
 * nothing. Weights are votes; where their decimals do not end they are units of the roll, and a comment says so. Blank
 * ballots are among them, and so are as many blank ones as papers were spoiled. Null where a ballot answers on each candidate.
 */
export function ballotsBlt(
  poll: Counted,
  { unit, lines, spoiled }: { unit: bigint; lines: readonly BltLine[]; spoiled: bigint },
): string | null {
  const { contest, result } = poll;
  if (contest.method === 'yes_no') return null;
  const nameOf = namesOf(poll);
  const said = new Map<string, bigint>();
  const add = (ranks: string, weight: bigint): void => void said.set(ranks, (said.get(ranks) ?? 0n) + weight);
  for (const { weight, vote } of lines) if (vote !== null) add(ranksOf(vote), weight);
  if (spoiled > 0n) add('', spoiled);
  const whole = decimal(1n, unit).includes('/');
  const weigh = (units: bigint): string => (whole ? units.toString() : decimal(units, unit));
  const { lot } = result.contest.sheet;
  const title = poll.titles.en ?? poll.titles.fr ?? poll.titles.es ?? '';
  return [
    `# ${contest.method}${contest.marks > 1 ? `, ${contest.marks} marks` : ''}, round ${contest.round}`,
    ...(whole ? [`# weights in 1/${unit} of a vote`] : []),
    ...(lot.length > 0 ? [`# lot: ${lot.map(nameOf).join(',')}`] : []),
    `${contest.candidates.length} ${contest.seats}`,
    ...[...said]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([ranks, weight]) => `${weigh(weight)} ${ranks}0`),
    '0',
    ...contest.candidates.map(({ candidate }) => quoted(nameOf(candidate))),
    quoted(title),
    '',
  ].join('\n');
}

/** What a ballot says and with which weight, in units of the roll; `vote` null: none, or a spoiled paper. */
export interface BltLine {
  readonly weight: bigint;
  readonly vote: Vote | null;
}

/** "3 1=2 ": candidates by their numbers, best first. */
function ranksOf(vote: Vote): string {
  if (typeof vote === 'string' || isBlank(vote)) return '';
  if ('marks' in vote) return vote.marks.map((number) => `${number} `).join('');
  return 'ranks' in vote ? vote.ranks.map((rank) => `${rank.join('=')} `).join('') : '';
}

/** In the format a quote ends a name. */
const quoted = (name: string): string => `"${name.replaceAll('"', "'")}"`;
