import { useEffect } from 'react';
import type { RefObject } from 'react';

/**
 * When there is something to cast, the first choices come into view: on a phone that lies they would stand below the fold. Only
 * for whoever has the poll in view already; whoever reads elsewhere on the page is called (`call.tsx`) and not carried off.
 */
export function useShownBallot(ballot: RefObject<HTMLElement | null>, asks: boolean): void {
  useEffect(() => {
    if (!asks) return;
    const poll = ballot.current?.closest('[data-testid=current-poll]')?.getBoundingClientRect();
    if (!poll || poll.bottom < 0 || poll.top > window.innerHeight) return;
    ballot.current?.querySelector('[data-first]')?.scrollIntoView({ block: 'nearest' });
  }, [ballot, asks]);
}
