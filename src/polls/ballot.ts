import { ok, refuse, type Result } from '../basics/result.js';
import { must } from '../basics/must.js';
import { checkVote, voteText, type Taking } from './forms.js';
import type { Cast, Channel, PollState } from './polls.contract.js';
import { takesVotes } from './under-way.js';

/** What stands for one entitlement. */
export interface Standing {
  /** The hand that may cast it now. */
  readonly holder: string | null;
  /** How often it was cast; 0: not yet. */
  readonly revision: number;
  /** The latest ballot is a proxy's, and the member has come since: it may be replaced even where votes are final. */
  readonly byProxyBefore: boolean;
  /** The hand is a proxy's, and the latest ballot was given in person: the grantor has voted, and left. */
  readonly inPersonBefore: boolean;
  readonly channel: Channel;
  readonly weight: bigint;
}

/** A ballot on its way into the box, and who casts it: the hand itself, or a teller who enters what was called. */
export interface Ballot {
  readonly cast: Cast;
  readonly person: string;
  readonly teller: boolean;
}

/** What the decision on one ballot needs; `standing` null where the roll has no such entitlement. */
export interface BallotState extends Taking {
  readonly state: PollState;
  /** Over days: no ballot counts that comes later. */
  readonly dueAt: string | null;
  readonly mayChange: boolean;
  readonly standing: Standing | null;
  /** The ballot of this very id, when it came before. */
  readonly known: (Pick<Cast, 'poll' | 'entitlement' | 'choice'> & { readonly caster: string }) | null;
}

/** A ballot is new (with its revision), or it came before: its receipt is given again. */
export type Admitted = { readonly kind: 'new'; readonly revision: number } | { readonly kind: 'repeat' };

/**
 * Decides one ballot. A repeat is answered even after closing: the vote was counted, and the sender asks.
 * Refusals: `ballot.reused`, `poll.suspended`, `poll.closed`, `roll.unknown` {entitlement}, `roll.not_yours` {entitlement},
 * `roll.other_channel` {channel}, those of `checkVote`, `ballot.in_person`, `ballot.final` {revision}, `ballot.stale`
 * {revision}.
 */
export function admit(state: BallotState, { cast, person, teller }: Ballot, at: string): Result<Admitted> {
  const { known, standing } = state;
  if (known) {
    const same =
      known.caster === person &&
      known.poll === cast.poll &&
      known.entitlement === cast.entitlement &&
      voteText(known.choice) === voteText(cast.choice);
    return same ? ok({ kind: 'repeat' }) : refuse('ballot.reused');
  }
  if (state.state === 'suspended') return refuse('poll.suspended');
  if (!takesVotes(state) || (state.dueAt !== null && state.dueAt <= at)) return refuse('poll.closed');
  if (!standing) return refuse('roll.unknown', { entitlement: cast.entitlement });
  const { entitlement } = cast;
  const { channel, revision } = standing;
  // Nobody is here for it: there is nobody to call.
  if (teller ? standing.holder === null : standing.holder !== person)
    return refuse('roll.not_yours', { entitlement });
  if (channel !== (teller ? 'roll_call' : 'electronic')) return refuse('roll.other_channel', { channel });
  const taken = checkVote(cast.choice, state, standing.weight);
  if (!taken.ok) return taken;
  if (standing.inPersonBefore) return refuse('ballot.in_person');
  if (revision > 0 && !state.mayChange && !standing.byProxyBefore)
    return refuse('ballot.final', { revision });
  if (cast.replaces !== revision) return refuse('ballot.stale', { revision });
  return ok({ kind: 'new', revision: revision + 1 });
}

/**
 * Decides ballots of one poll that came together, in order: each looks at what the ones before it left. `states` are those of
 * before the batch, one a ballot. Refusals: those of `admit`, each the own ballot's.
 */
export function admitBatch(
  states: readonly BallotState[],
  ballots: readonly Ballot[],
  at: string,
): Result<Admitted>[] {
  const standing = new Map<number, Standing>();
  const known = new Map<string, NonNullable<BallotState['known']>>();
  return ballots.map((ballot, i) => {
    const { cast, person } = ballot;
    const before = must(states[i], 'state of the ballot');
    const state = {
      ...before,
      standing: standing.get(cast.entitlement) ?? before.standing,
      known: known.get(cast.ballot) ?? before.known,
    };
    const admitted = admit(state, ballot, at);
    if (admitted.ok && admitted.value.kind === 'new') {
      const { revision } = admitted.value;
      standing.set(cast.entitlement, {
        ...must(state.standing, 'line of the roll'),
        revision,
        byProxyBefore: false,
      });
      known.set(cast.ballot, { ...cast, caster: person });
    }
    return admitted;
  });
}
