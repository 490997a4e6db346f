import type { Majority } from '../../src/rules/ruleset.js';
import { agreedCount, type TellerCount } from '../../src/polls/forms.js';
import type { Entitlement } from '../../src/polls/opening.js';
import { boxText, count, quorumOf, type Box, type BoxLine } from '../../src/polls/box.js';
import type { Channel, PollsEvent, ResultView, Vote } from '../../src/polls/polls.contract.js';
import { recordRoutes } from '../../src/record/record.contract.js';
import type { Entry } from '../../src/log/entry.js';
import type { TestHouse, Visitor } from './house.js';

type Data<T extends PollsEvent['type']> = Extract<PollsEvent, { type: T }>['data'];
type Told = Entry & { readonly data: never };
type Roll = readonly (Omit<Entitlement, 'weight'> & { readonly weight: string })[];

/** A declared result, and what its ballots make of it, read from the public record alone. */
export interface Recounted {
  readonly poll: string;
  readonly form: Data<'poll.opened'>['form'];
  readonly secrecy: Data<'poll.opened'>['secrecy'];
  readonly declared: ResultView;
  readonly again: ResultView;
}

/**
 * Counts every declared poll again from the record as everybody reads it over HTTP: the roll that was frozen, the ballots or
 * the box, what tellers agreed on, the quorum at the close. What was decided on sight has no ballots and is left out.
 */
export async function recounted(house: TestHouse): Promise<Recounted[]> {
  const reader = house.visitor();
  const entries = await wholeRecord(reader);
  const of = new Map<string, Told[]>();
  for (const entry of entries) {
    const poll = entry.subject['poll'];
    if (poll !== undefined && entry.type.startsWith('poll.')) of.set(poll, [...(of.get(poll) ?? []), entry]);
  }
  const results: Recounted[] = [];
  for (const [poll, told] of of) {
    const declared = told.findLast(({ type }) => type === 'poll.declared');
    const opened = told[0]!.data as Data<'poll.opened'>;
    if (!declared || opened.form === 'sight') continue;
    const { result } = declared.data as Data<'poll.declared'>;
    const box = await boxOf(reader, poll, told);
    const { form, secrecy } = opened;
    results.push({ poll, form, secrecy, declared: result, again: count(box, result.casting) });
  }
  return results;
}

async function wholeRecord(reader: Visitor): Promise<Told[]> {
  const all: Told[] = [];
  for (let before: number | undefined; before !== 0;) {
    const { entries } = await reader.do(recordRoutes.record, { limit: 200, before });
    if (entries.length === 0) break;
    for (const { bytes } of entries) if (bytes !== null) all.push(JSON.parse(bytes) as Told);
    before = entries.at(-1)!.number;
  }
  return all.toReversed();
}

const blob = async (reader: Visitor, hash: string): Promise<unknown> =>
  JSON.parse((await reader.do(recordRoutes.blob, { hash })).text);

async function boxOf(reader: Visitor, poll: string, told: readonly Told[]): Promise<Box> {
  const data = <T extends PollsEvent['type']>(type: T): Data<T>[] =>
    told.filter((one) => one.type === type).map((one) => one.data as Data<T>);
  const [opened] = data('poll.opened');
  const closed = told.findLast(({ type }) => type === 'poll.closed')!;
  const quorum = (closed.data as Data<'poll.closed'>).quorum;
  const { lines: roll } = (await blob(reader, told[0]!.blobs['roll']!)) as { lines: Roll };
  const channels = new Map<number, Channel>();
  for (const { entitlements, channel } of data('poll.channelled'))
    for (const one of entitlements) channels.set(one, channel);
  const votes = new Map<number, { ballot: string; vote: Vote }>();
  // In the record's order: the last revision stands.
  for (const { entitlement, ballot, choice } of data('poll.cast'))
    votes.set(entitlement, { ballot, vote: choice });
  const empty = roll.map(({ entitlement, member, weight, represented, ...line }): BoxLine => ({
    ...{ entitlement, member, class: line.class, region: line.region, chamber: line.chamber },
    ...{ weight: BigInt(weight), represented, attending: represented, ballot: null, vote: null },
    channel: represented ? (channels.get(entitlement) ?? opened!.channel) : 'electronic',
  }));
  const since = told.findLastIndex(({ type }) => type === 'poll.recount_ordered');
  const entered = (channel: Channel): TellerCount[] =>
    told.slice(since + 1).flatMap(({ type, actor, data: counted }) => {
      const { channel: of, counts } = counted as Data<'poll.tellers_counted'>;
      if (type !== 'poll.tellers_counted' || of !== channel || actor.kind !== 'person') return [];
      return [{ teller: actor.person, counts }];
    });
  const box: Box = {
    ...{ poll, assembly: '', motion: opened!.motion, election: opened!.contest?.election ?? null },
    ...{ state: 'closed', form: opened!.form, countDemanded: false, dueAt: null, secrecy: opened!.secrecy },
    ...{ splits: opened!.splits, contest: opened!.contest, unit: BigInt(opened!.unit), result: null },
    majority: opened!.majority as unknown as Majority,
    counts: { hands: agreedCount(entered('hands')), paper: agreedCount(entered('paper')) },
    quorumAtClose: quorum && quorumOf(quorum),
    lines: empty.map((line) => ({ ...line, ...votes.get(line.entitlement) })),
  };
  const hash = closed.blobs['box'];
  if (hash === undefined) return box;
  const unnamed = { ...box, lines: withBallots(empty, (await blob(reader, hash)) as Unnamed) };
  // The box that was sealed at the close is the box of these lines, to the last byte.
  expect(JSON.parse(boxText(unnamed))).toEqual(await blob(reader, hash));
  return unnamed;
}

interface Unnamed {
  readonly ballots: readonly {
    readonly ballot: string;
    readonly vote: Vote;
    readonly weight: string;
    readonly class: string;
    readonly region: string | null;
    readonly chamber: string | null;
  }[];
}

/** Lays the ballots of a confidential box on lines that count as they do: whose they are nobody knows, and no count asks. */
function withBallots(lines: readonly BoxLine[], { ballots }: Unnamed): BoxLine[] {
  const left = [...ballots];
  return lines.map((line) => {
    const at = left.findIndex(
      (one) =>
        line.represented &&
        (line.channel === 'electronic' || line.channel === 'roll_call') &&
        BigInt(one.weight) === line.weight &&
        one.class === line.class &&
        one.region === line.region &&
        one.chamber === line.chamber,
    );
    if (at < 0) return line;
    const [{ ballot, vote }] = left.splice(at, 1) as [Unnamed['ballots'][number]];
    return { ...line, ballot, vote };
  });
}
