import { ceil, floor, format, fraction, mul, parseChecked } from '../basics/fraction.js';
import type { Step } from '../basics/fraction.js';
import type { Quorum } from './ruleset.js';

/** A member as the quorum sees it. */
export interface QuorumMember {
  readonly id: string;
  readonly class: string;
  /** Paid up at the cut-off; true for everyone where the rule set asks for no dues. */
  readonly paidUp: boolean;
  /** In units of 1/`unit` of a vote. */
  readonly weight: bigint;
}

/** Members, or units of 1/`unit` of a vote when the quorum counts votes (`unit` is 1 when it counts members). */
export interface QuorumState {
  readonly needed: bigint;
  readonly present: bigint;
  readonly entitled: bigint;
  readonly unit: bigint;
  readonly reached: boolean;
  /** One step, `quorum.members` or `quorum.votes`: {kind, share, classes, entitled, needed, present, holds}. */
  readonly steps: readonly Step[];
}

/**
 * How many of `entitled` (members or units of votes) are a quorum. "At least half" is ceil(E/2): 39 -> 20, 40 -> 20;
 * "more than half" is floor(E/2) + 1: 40 -> 21.
 */
export function quorumNeeded(quorum: Quorum, entitled: bigint): bigint {
  const part = mul(parseChecked(quorum.share.of), fraction(entitled));
  return quorum.share.kind === 'at_least' ? ceil(part) : floor(part) + 1n;
}

/**
 * The quorum of one moment. `presentOrRepresented` holds the ids of members here or by proxy; ids that are not
 * entitled are ignored. Members in arrears, with weight 0 or of a class that the quorum does not name are counted
 * neither among the entitled nor among the present. Where nobody is entitled there is no quorum.
 */
export function quorumState({
  quorum,
  members,
  unit,
  presentOrRepresented,
}: {
  readonly quorum: Quorum;
  readonly members: readonly QuorumMember[];
  readonly unit: bigint;
  readonly presentOrRepresented: ReadonlySet<string>;
}): QuorumState {
  const { classes, counted, share } = quorum;
  let [entitled, present] = [0n, 0n];
  for (const member of members) {
    if (!member.paidUp || member.weight === 0n || (classes && !classes.includes(member.class))) continue;
    const counts = counted === 'members' ? 1n : member.weight;
    entitled += counts;
    if (presentOrRepresented.has(member.id)) present += counts;
  }
  const needed = quorumNeeded(quorum, entitled);
  const reached = entitled > 0n && present >= needed;
  const one = counted === 'members' ? 1n : unit;
  const text = (count: bigint) => format(fraction(count, one));
  const step: Step = {
    code: `quorum.${counted}`,
    facts: {
      kind: share.kind,
      share: share.of,
      classes,
      entitled: text(entitled),
      needed: text(needed),
      present: text(present),
      holds: reached,
    },
  };
  return { needed, present, entitled, unit: one, reached, steps: [step] };
}
