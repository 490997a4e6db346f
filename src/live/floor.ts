import { evolveItems } from '../assemblies/agenda.js';
import type { Titles } from '../basics/fields.js';
import type { FloorView, News, NewsItem, Own } from './live.contract.js';
import { evolveAppeals, evolveSpeakers, type DebateTold } from '../debate/speakers.js';
import { evolve, isStep } from '../motions/motion.js';
import type { MotionView } from '../motions/motions.contract.js';
import { REHEARSAL } from '../polls/forms.js';
import type { PollView, ResultView } from '../polls/polls.contract.js';
import type { QuorumCallView, QuorumView } from '../assemblies/assemblies.contract.js';

/**
 * Folds news into the floor, in the client and in tests. News that does not continue the floor's number gives null:
 * the client then asks `follow` for what it missed. News that is already in the floor changes nothing.
 */
export function applyNews(floor: FloorView, news: News): FloorView | null {
  if (news.assembly !== floor.assembly.id) return floor;
  if (news.to <= floor.number) return floor;
  if (news.from > floor.number) return null;
  const next = news.items
    .filter((item) => item.number >= floor.number)
    .reduce((state, item) => applyItem(state, item), floor);
  return { ...next, number: news.to };
}

/**
 * Folds in what the reader alone is told. It does not move the floor's number: what all hear of the same entries comes
 * apart, and `follow` brings both.
 */
export const applyOwn = (floor: FloorView, own: Own): FloorView =>
  own.items
    .filter(({ number, subject }) => number >= floor.number && isHere(floor, subject))
    .reduce((state, item) => applyItem(state, item), floor);

const isHere = (floor: FloorView, { assembly }: NewsItem['subject']): boolean =>
  assembly === undefined || assembly === floor.assembly.id;

/** One piece of news. What this version does not know changes nothing. */
export function applyItem(floor: FloorView, { type, data, subject, at }: NewsItem): FloorView {
  switch (type) {
    case 'quorum.changed':
      return { ...floor, assembly: { ...floor.assembly, quorum: data as unknown as QuorumView } };
    case 'quorum.called':
      return quorumCall(floor, {
        id: data['call'] as string,
        state: 'running',
        startedAt: data['startedAt'] as string,
        endsAt: data['endsAt'] as string,
        ...{ confirmed: 0, outcome: null, absent: null },
      });
    case 'quorum.call_ended':
      return quorumCall(floor, {
        id: data['call'] as string,
        state: 'ended',
        confirmed: data['confirmed'] as number,
        outcome: data['outcome'] as unknown as QuorumView,
      });
    case 'quorum.call_closed':
      return quorumCall(floor, {
        id: data['call'] as string,
        state: 'closed',
        absent: data['absent'] as number | null,
      });
    case 'sitting.opened':
      return sitting(floor, data['sitting'], { state: 'open', openedAt: at });
    case 'sitting.closed':
      return sitting(floor, data['sitting'], { state: 'closed', closedAt: at });
    case 'item.taken_up':
    case 'item.left':
    case 'item.dealt_with': {
      const items = evolveItems(floor.assembly.items, { type, data, at });
      return { ...floor, assembly: { ...floor.assembly, items } };
    }
    case 'credential.own':
      return {
        ...floor,
        present: data['present'] as FloorView['present'],
        speaksFor: data['speaksFor'] as FloorView['speaksFor'],
      };
    case 'poll.opened':
      return opened(floor, { data, subject, at });
    case 'poll.turnout':
      return poll(floor, data['poll'], {
        cast: data['cast'] as number,
        running: data['running'] as PollView['running'],
      });
    case 'poll.count_demanded':
      return poll(floor, data['poll'], { countDemanded: true });
    case 'poll.suspended':
      return poll(floor, data['poll'], {
        state: 'suspended',
        reason: data['reason'] as string,
        closesAt: null,
      });
    case 'poll.resumed':
      return poll(floor, data['poll'], { state: 'open', reason: null });
    case 'poll.closing_announced':
      return poll(floor, data['poll'], { closesAt: data['closesAt'] as string });
    case 'poll.recount_ordered':
      return recounting(floor, data, at);
    case 'poll.annulled':
      return poll(floor, data['poll'], { state: 'annulled', reason: data['reason'] as string });
    case 'poll.closed':
      return poll(floor, data['poll'], { state: 'closed', closedAt: at, cast: data['cast'] as number });
    case 'poll.declared':
      return poll(floor, data['poll'], {
        state: 'declared',
        declaredAt: at,
        result: data['result'] as unknown as ResultView,
        decision: data['decision'] as number | null,
      });
    case 'motion.adopted':
      return motion(floor, data['motion'], {
        state: 'adopted',
        decision: data['decision'] as number | null,
      });
    default:
      if (type.startsWith('speakers.') || type.startsWith('appeal.'))
        return debated(floor, { type, data, at } as unknown as DebateTold);
      return type.startsWith('motion.') ? motionStep(floor, { type, data }) : floor;
  }
}

const debated = (floor: FloorView, told: DebateTold): FloorView => ({
  ...floor,
  speakers: evolveSpeakers(floor.speakers, told),
  appeals: evolveAppeals(floor.appeals, told),
});

/** A motion's state follows by the same table as on the server; what else the news changes comes with the snapshot. */
function motionStep(floor: FloorView, { type, data }: Pick<NewsItem, 'type' | 'data'>): FloorView {
  const motions = floor.motions.map((one) => {
    if (one.id !== data['motion'] || !isStep(type)) return one;
    const state = evolve(one.state, { type });
    return state === null ? one : { ...one, state };
  });
  return { ...floor, motions };
}

/** Whether news changes what the floor holds beyond what it carries: the client reads the snapshot again. */
export const needsSnapshot = ({ type, data }: Pick<NewsItem, 'type' | 'data'>): boolean =>
  NEEDS_SNAPSHOT.has(type) || (type.startsWith('item.') && data['item'] === undefined);

const NEEDS_SNAPSHOT: ReadonlySet<string> = new Set([
  'office.own',
  'motion.submitted',
  'motion.seconded',
  'motion.unseconded',
  'motion.tabled',
  'motion.inadmissible',
  'motion.composited',
  'motion.released',
  'motion.adjourned',
  'motion.remitted',
  'motion.resumed',
  'motion.ordered',
  'motion.amended',
  'motion.worded',
  'motion.carried',
  'motion.revised',
  'motion.proposed',
  'motion.taken_out',
  'motion.returned',
  'motion.reopened',
  'motion.withdrawn',
  'motion.fallen',
  'election.balloting',
  'election.round_decided',
  'election.round_reopened',
  'assembly.deadlines_set',
  'assembly.credential_dates_set',
  'sitting.planned',
  'paper.attached',
]);

/** A new call takes the place of the one before; what belongs to another call changes nothing. */
function quorumCall(floor: FloorView, change: Partial<QuorumCallView> & { id: string }): FloorView {
  const { quorumCall: before } = floor.assembly;
  if (change.state !== 'running' && before?.id !== change.id) return floor;
  const call = { ...before, ...change } as QuorumCallView;
  return { ...floor, assembly: { ...floor.assembly, quorumCall: call } };
}

function sitting(
  floor: FloorView,
  id: unknown,
  change: Partial<FloorView['assembly']['sittings'][number]>,
): FloorView {
  const sittings = floor.assembly.sittings.map((one) => (one.id === id ? { ...one, ...change } : one));
  return { ...floor, assembly: { ...floor.assembly, sittings } };
}

function poll(floor: FloorView, id: unknown, change: Partial<PollView>): FloorView {
  return { ...floor, polls: floor.polls.map((one) => (one.id === id ? { ...one, ...change } : one)) };
}

/** The result that was declared stands no longer; one that was not is not known here. */
function recounting(floor: FloorView, { poll: id, reason }: NewsItem['data'], at: string): FloorView {
  const before = floor.polls.find((one) => one.id === id);
  if (!before) return floor;
  const { result, declaredAt } = before;
  const stood = result && declaredAt ? [{ result, declaredAt, reason: reason as string, at }] : [];
  const superseded = [...before.superseded, ...stood];
  return poll(floor, id, { state: 'recounting', result: null, declaredAt: null, superseded });
}

function motion(floor: FloorView, id: unknown, change: Partial<MotionView>): FloorView {
  return { ...floor, motions: floor.motions.map((one) => (one.id === id ? { ...one, ...change } : one)) };
}

function opened(
  floor: FloorView,
  { data, subject, at }: Pick<NewsItem, 'data' | 'subject' | 'at'>,
): FloorView {
  const id = data['poll'] as string;
  if (floor.polls.some((one) => one.id === id)) return floor;
  const about = floor.motions.find((one) => one.id === data['motion']) ?? null;
  // Of an election the snapshot tells, with the names.
  if (!about && (data['motion'] !== null || data['contest'] !== null)) return floor;
  const fresh: PollView = {
    id,
    assembly: subject['assembly'] ?? floor.assembly.id,
    motion: about?.id ?? null,
    contest: null,
    number: data['number'] as number | null,
    titles: (data['titles'] as Titles | null) ?? REHEARSAL,
    form: data['form'] as PollView['form'],
    secrecy: data['secrecy'] as PollView['secrecy'],
    splits: data['splits'] as boolean,
    channel: data['channel'] as PollView['channel'],
    countDemanded: false,
    dueAt: data['dueAt'] as string | null,
    state: 'open',
    versionHash: data['versionHash'] as string | null,
    ruleSet: data['ruleSet'] as string,
    majority: data['majority'] as PollView['majority'],
    majorityName: data['majorityName'] as string,
    mayChange: data['mayChange'] as boolean,
    running: null,
    rollHash: data['rollHash'] as string,
    unit: data['unit'] as string,
    entitled: data['entitled'] as PollView['entitled'],
    represented: data['represented'] as PollView['represented'],
    cast: 0,
    closesAt: null,
    reason: null,
    openedAt: at,
    closedAt: null,
    declaredAt: null,
    result: null,
    superseded: [],
    decision: null,
  };
  const asked = about ? motion(floor, about.id, { polls: [id, ...about.polls] }) : floor;
  return { ...asked, polls: [fresh, ...floor.polls] };
}
