import { format, fraction } from '../../basics/fraction.js';
import { ok, refuse } from '../../basics/result.js';
import type { Refusal, Result } from '../../basics/result.js';
import type { Count, CountStage, Election, Lot, Transfer } from './ballot.js';

type ByName<T> = Record<string, T>;

/** A stage on the result sheet. Amounts are decimal strings. */
export interface SheetStage {
  readonly votes: ByName<string>;
  readonly exhausted: string;
  /** What truncation has cost so far: votes + exhausted + lost = valid. */
  readonly lost: string;
  readonly transfer: SheetTransfer | null;
  readonly elected: readonly string[];
  readonly excluded: readonly string[];
  /** In the order of the lot: the earlier prevails. */
  readonly lot: readonly string[];
}

export interface SheetTransfer {
  readonly from: string;
  readonly surplus: string | null;
  /** For papers that came at one value: that, and the value at which they pass. */
  readonly values: readonly (readonly [received: string, passed: string])[];
  readonly to: ByName<string>;
  readonly exhausted: string;
  readonly lost: string;
}

/** A count as it is printed and given as JSON. Objects by name have no prototype: `__proto__` is a name like others. */
export interface Sheet {
  readonly method: string;
  readonly title: string;
  readonly seats: number;
  readonly valid: string;
  readonly spoiled: string;
  readonly quota: string | null;
  readonly elected: readonly string[];
  readonly ranking: readonly (readonly string[])[];
  readonly tied: readonly (readonly string[])[];
  readonly withdrawn: readonly string[];
  /** The whole lot, if any of it was needed: with `--lot` it gives the same result again. */
  readonly lot: readonly string[];
  readonly stages: readonly SheetStage[];
  /** Schulze: by name and name, the weight that prefers the first; and how strong its strongest path is. */
  readonly pairs?: ByName<ByName<string>>;
  readonly strengths?: ByName<ByName<string>>;
}

/** The sheet of a count of this election with this lot. */
export function sheetOf(election: Election, count: Count, { lot }: { readonly lot: Lot }): Sheet {
  const labels = labelsOf(election.candidates);
  // Five places, as the values have them; more only where weights are in parts of a vote and it takes more to be exact.
  const places = count.method === 'scottish-stv' ? 5 : 60;
  const amount = (units: bigint): string => decimal(units, count.scale, places);
  const named = (candidates: readonly number[]): string[] =>
    candidates.map((candidate) => labels[candidate]!);
  const there = [...labels.keys()].filter((candidate) => !election.withdrawn.has(candidate));
  const byName = <T>(value: (candidate: number) => T | undefined): ByName<T> => {
    const object = Object.create(null) as ByName<T>;
    for (const candidate of there) {
      const found = value(candidate);
      if (found !== undefined) object[labels[candidate]!] = found;
    }
    return object;
  };
  const transfer = ({ from, surplus, values, to, exhausted, lost }: Transfer): SheetTransfer => ({
    from: labels[from]!,
    surplus: surplus === null ? null : amount(surplus),
    values: values.map(({ received, passed }) => [
      amount(received * election.unit),
      amount(passed * election.unit),
    ]),
    to: byName((candidate) => (to[candidate] ? amount(to[candidate]) : undefined)),
    exhausted: amount(exhausted),
    lost: amount(lost),
  });
  const stage = (one: CountStage): SheetStage => ({
    votes: byName((candidate) => (one.votes.length > 0 ? amount(one.votes[candidate]!) : undefined)),
    exhausted: amount(one.exhausted),
    lost: amount(one.lost),
    transfer: one.transfer && transfer(one.transfer),
    elected: named(one.elected),
    excluded: named(one.excluded),
    lot: named(one.lot),
  });
  const matrix = (rows: readonly (readonly bigint[])[]) =>
    byName((a) => byName((b) => (a === b ? undefined : amount(rows[a]![b]!))));
  return {
    method: count.method,
    title: election.title,
    seats: count.seats,
    valid: amount(count.valid),
    spoiled: amount(count.spoiled),
    quota: count.quota === null ? null : amount(count.quota),
    elected: named(count.elected),
    ranking: count.ranking.map(named),
    tied: count.tied.map(named),
    withdrawn: named([...election.withdrawn].sort((a, b) => a - b)),
    lot: count.stages.some((one) => one.lot.length > 0) ? named(lot) : [],
    stages: count.stages.map(stage),
    ...(count.pairs && { pairs: matrix(count.pairs.preferring), strengths: matrix(count.pairs.strength) }),
  };
}

/** The candidates' names; where one is repeated, with the number of the candidate: "Ann (2)". No two are equal. */
export function labelsOf(candidates: readonly string[]): readonly string[] {
  let labels = candidates;
  for (;;) {
    const times = new Map<string, number>();
    for (const label of labels) times.set(label, (times.get(label) ?? 0) + 1);
    if (times.size === labels.length) return labels;
    labels = labels.map((label, at) => (times.get(label)! > 1 ? `${label} (${at + 1})` : label));
  }
}

/**
 * The lot that people give: names as on the sheet, or numbers of candidates where no name is such a number, separated by
 * commas (a name may hold some). Who is not named comes after, as `drawn`. Refuses with `count.lot_unknown` or
 * `count.lot_twice` {found}.
 */
export function lotGiven(
  { candidates }: Election,
  { given, drawn }: { readonly given: string; readonly drawn: Lot },
): Result<Lot> {
  const labels = labelsOf(candidates);
  const lot: number[] = [];
  const parts = given.split(',');
  for (let at = 0, end = 0; at < parts.length; at = end) {
    let named = -1;
    for (end = parts.length; named < 0 && end > at; end -= named < 0 ? 1 : 0) {
      const name = parts.slice(at, end).join(',').trim();
      named = labels.findIndex((label) => label.trim() === name);
    }
    end = Math.max(end, at + 1);
    const word = parts.slice(at, end).join(',').trim();
    const found = named < 0 && /^\d+$/.test(word) ? Number(word) - 1 : named;
    if (found < 0 || found >= labels.length) return refuse('count.lot_unknown', { found: word });
    if (lot.includes(found)) return refuse('count.lot_twice', { found: word });
    lot.push(found);
  }
  return ok([...lot, ...drawn.filter((candidate) => !lot.includes(candidate))]);
}

/**
 * units/scale exactly: with as many places as the scale asks for (five of a scale of 100000), less the zeros that end them
 * beyond `least`; or as a fraction where decimals do not end.
 */
export function decimal(units: bigint, scale: bigint, least = 60): string {
  let places = 0;
  while (places <= 60 && 10n ** BigInt(places) % scale !== 0n) places++;
  if (places > 60) return format(fraction(units, scale));
  let value = (units * 10n ** BigInt(places)) / scale;
  for (; places > least && value % 10n === 0n; places--) value /= 10n;
  const digits = value.toString().padStart(places + 1, '0');
  return places === 0 ? digits : `${digits.slice(0, -places)}.${digits.slice(-places)}`;
}

/** The sheet for people to read in a terminal: a line a candidate in each stage. */
export function printed(sheet: Sheet): string {
  const lines = [
    ...(sheet.title === '' ? [] : [sheet.title]),
    `${sheet.method}: ${sheet.seats} ${sheet.seats === 1 ? 'seat' : 'seats'}, ${sheet.valid} valid, ${sheet.spoiled} spoiled` +
      (sheet.quota === null ? '' : `, quota ${sheet.quota}`),
  ];
  if (sheet.withdrawn.length > 0) lines.push(`Withdrawn: ${sheet.withdrawn.join(', ')}`);
  for (const [at, stage] of sheet.stages.entries()) {
    lines.push('', `${sheet.stages.length > 1 ? `${at + 1}. ` : ''}${happened(stage)}`);
    const rows = Object.entries(stage.votes).map(
      ([name, votes]) => [name, votes, fate(name, stage)] as const,
    );
    if (sheet.stages.length > 1)
      rows.push(['(exhausted)', stage.exhausted, ''], ['(lost by truncation)', stage.lost, '']);
    const wide = Math.max(0, ...rows.map(([name]) => name.length));
    const long = Math.max(0, ...rows.map(([, votes]) => votes.length));
    for (const [name, votes, what] of rows)
      lines.push(`   ${name.padEnd(wide)}  ${votes.padStart(long)}  ${what}`.trimEnd());
    if (stage.lot.length > 0) lines.push(`   By lot, in this order: ${stage.lot.join(', ')}`);
  }
  for (const [name, row] of Object.entries(sheet.pairs ?? {}))
    lines.push(
      ...Object.entries(row).map(
        ([other, weight]) =>
          `   ${name} over ${other}: ${weight}, strongest path ${sheet.strengths?.[name]?.[other] ?? ''}`,
      ),
    );
  lines.push('', `Elected: ${sheet.elected.join(', ')}`);
  lines.push(`Ranking: ${sheet.ranking.map((group) => group.join(' = ')).join(' > ')}`);
  for (const group of sheet.tied) lines.push(`Only a lot separates: ${group.join(', ')}`);
  return `${lines.map(harmless).join('\n')}\n`;
}

/** Text from outside, fit for a terminal: without control characters and without marks that turn the direction of others. */
export const harmless = (text: string): string =>
  text.replace(/[\p{Cc}\u202A-\u202E\u2066-\u2069]/gu, '\uFFFD');

function happened({ transfer, votes }: SheetStage): string {
  if (!transfer) return Object.keys(votes).length > 0 ? 'Votes' : 'Pairs';
  const values = transfer.values.map(([received, passed]) => `${received} passes as ${passed}`).join(', ');
  if (transfer.surplus === null) return `Exclusion of ${transfer.from}`;
  return `Surplus of ${transfer.from}: ${transfer.surplus}; a vote received at ${values}`;
}

const fate = (name: string, { elected, excluded }: SheetStage): string =>
  elected.includes(name) ? 'elected' : excluded.includes(name) ? 'excluded' : '';

const REASONS: Readonly<Record<string, string>> = {
  'blt.ends_early': 'the file ends too early',
  'blt.number_expected': 'a number is expected, not {found}',
  'blt.no_candidates': 'there are no candidates',
  'blt.no_seats': 'there are no seats',
  'blt.too_large': '{found} has too many digits',
  'blt.ballot_unfinished': 'the ballot does not end with 0 on its line',
  'blt.weight': 'a ballot starts with its weight, and 0 ends the ballots; found {found}',
  'blt.candidate_unknown': 'there is no candidate {found}: they are 1 to {candidates}',
  'blt.candidate_twice': 'the ballot names candidate {found} twice',
  'blt.name_expected': 'a name in double quotes is expected, not {found}',
  'blt.names_missing': '{candidates} names and a title are expected; there are {found}',
  'blt.names_too_many': 'there are more than {candidates} names and a title',
  'blt.weights_too_large': 'the weights together are too large to be exact',
  'count.one_seat': 'irv fills one seat; the election has {seats}',
  'count.lot_unknown': '--lot: there is no candidate {found}',
  'count.lot_twice': '--lot names {found} twice',
  'count.no_marks': '--marks is the number of votes of a ballot: 1 or more',
};

/** The reason for a refusal, in English, for the command line. */
export function reason({ code, facts }: Refusal): string {
  const line = typeof facts['line'] === 'number' ? `line ${facts['line']}: ` : '';
  const text = REASONS[code] ?? code;
  return line + text.replace(/\{(\w+)\}/g, (_, name: string) => harmless(String(facts[name] ?? '')));
}
