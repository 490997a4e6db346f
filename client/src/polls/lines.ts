import { canonical } from '../../../src/basics/canonical.js';
import type { HandView, Receipt, Vote } from '../../../src/polls/polls.contract.js';
import { useKept } from '../ui/kept.js';
import { sendingOf, useSendings } from './cast.js';
import type { Sending } from './cast.js';

/** An entitlement in somebody's hand, what is on its way for it, and the receipt that stands. */
export interface Line {
  readonly own: HandView['entitlements'][number];
  readonly sending: Sending | undefined;
  readonly receipt: Receipt | null;
}

/** The newer of what the server told at first and what came since. */
function standing(own: Line['own'], sending: Sending | undefined): Receipt | null {
  const fresh = sending?.kind === 'done' ? sending.receipt : null;
  if (!fresh) return own.receipt;
  return own.receipt && own.receipt.revision > fresh.revision ? own.receipt : fresh;
}

export function useLines(poll: string, entitlements: readonly Line['own'][]): readonly Line[] {
  const sendings = useSendings();
  return entitlements.map((own) => {
    const sending = sendingOf(sendings, poll, own.entitlement);
    return { own, sending, receipt: standing(own, sending) };
  });
}

/** The vote that is in, or on its way; null: nothing was cast yet. */
export const given = ({ sending, receipt }: Line): Vote | null =>
  sending?.kind === 'sending' ? sending.cast.choice : (receipt?.choice ?? null);

export const alike = (one: Vote, other: Vote): boolean => canonical(one) === canonical(other);

/** Which votes are in, as a text that changes with each of them. */
const madeOf = (lines: readonly Line[]): string =>
  lines
    .flatMap((line) => {
      const { own, sending, receipt } = line;
      const vote = given(line);
      const revision = sending?.kind === 'sending' ? sending.cast.replaces + 1 : receipt?.revision;
      return vote === null ? [] : [`${own.entitlement}:${revision}:${canonical(vote)}`];
    })
    .join(' ');

/**
 * Whether several entitlements are voted with as one. What is in decides it, so that a reload changes nothing: at first they are,
 * where the voter does not say otherwise; once one is cast they are only while the voter asks for it, anew after each vote; and where
 * votes differ none is cast over another in passing. `ask` null: it is not on offer.
 */
export function useTogether(
  poll: string,
  lines: readonly Line[],
): {
  readonly together: boolean;
  readonly ask: ((on: boolean) => void) | null;
} {
  const [asked, setAsked] = useKept<{ readonly on: boolean; readonly made: string } | null>(
    `ballot ${poll}`,
    'together',
    null,
  );
  const votes = lines.map(given).filter((vote) => vote !== null);
  const kinds = new Set(votes.map((vote) => canonical(vote)));
  if (lines.length < 2 || kinds.size > 1) return { together: false, ask: null };
  const made = madeOf(lines);
  return {
    together: asked?.made === made ? asked.on : votes.length === 0,
    ask: (on) => setAsked({ on, made }),
  };
}
