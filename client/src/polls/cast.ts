import { useSyncExternalStore } from 'react';
import type { Refusal } from '../../../src/basics/result.js';
import { pollRoutes, pollSockets } from '../../../src/polls/polls.contract.js';
import type { Cast, Receipt, Vote } from '../../../src/polls/polls.contract.js';
import { call, keyOf, queries, Refused } from '../house/api.js';
import { newId } from '../house/ids.js';
import { emitAck, SILENT, socket } from '../house/socket.js';

/**
 * The way of a ballot out of this phone. A ballot gets its id before the first try and keeps it: it is sent again every few
 * seconds until an answer comes, over the socket or, where that is not there, over plain HTTP, and after a reload too. The
 * server gives the same receipt for the same id, so a vote is never lost and never counted twice.
 */
export type Sending =
  | { readonly kind: 'sending'; readonly cast: Cast; readonly tries: number }
  | { readonly kind: 'done'; readonly receipt: Receipt }
  | { readonly kind: 'refused'; readonly choice: Vote; readonly refusal: Refusal };

const KEPT = 'plenary.ballots';
const ACK_MS = 4_000;
const AGAIN_MS = 2_500;
/** These say nothing about the ballot: it could not be decided just now. A suspended poll takes it once it is resumed. */
const PASSING: ReadonlySet<string> = new Set([
  SILENT,
  'house.try_again',
  'house.error',
  'house.away',
  'house.disk_full',
  'poll.suspended',
]);

const keyFor = (poll: string, entitlement: number): string => `${poll}:${entitlement}`;

let sendings: ReadonlyMap<string, Sending> = new Map();
const listeners = new Set<() => void>();

function put(key: string, sending: Sending | null): void {
  const next = new Map(sendings);
  if (sending) next.set(key, sending);
  else next.delete(key);
  sendings = next;
  keep();
  for (const listener of listeners) listener();
}

function keep(): void {
  const casts = [...sendings.values()].flatMap((one) => (one.kind === 'sending' ? [one.cast] : []));
  try {
    if (casts.length > 0) sessionStorage.setItem(KEPT, JSON.stringify(casts));
    else sessionStorage.removeItem(KEPT);
  } catch {
    // Storage may be full or forbidden. The ballot is still sent from memory.
  }
}

/** Takes up what a reload interrupted. */
function takeUp(): void {
  let casts: Cast[] = [];
  try {
    casts = JSON.parse(sessionStorage.getItem(KEPT) ?? '[]') as Cast[];
  } catch {
    return;
  }
  for (const cast of casts) begin(cast);
}

function begin(cast: Cast): void {
  const key = keyFor(cast.poll, cast.entitlement);
  put(key, { kind: 'sending', cast, tries: 0 });
  void send(key, cast.ballot);
}

async function attempt(cast: Cast): Promise<{ receipt: Receipt } | { refusal: Refusal } | null> {
  if (socket.connected) {
    const answer = await emitAck(pollSockets.cast, cast, { timeout: ACK_MS });
    if (answer.ok) return { receipt: answer.value };
    if (!PASSING.has(answer.refusal.code)) return { refusal: answer.refusal };
    if (socket.connected && answer.refusal.code !== SILENT) return null;
  }
  try {
    return { receipt: await call(pollRoutes.cast, cast, AbortSignal.timeout(ACK_MS)) };
  } catch (error) {
    if (error instanceof Refused && error.status < 500 && error.status !== 429 && !PASSING.has(error.code))
      return { refusal: error };
    return null;
  }
}

async function send(key: string, ballot: string): Promise<void> {
  for (;;) {
    const current = sendings.get(key);
    if (current?.kind !== 'sending' || current.cast.ballot !== ballot) return;
    const answer = await attempt(current.cast);
    const now = sendings.get(key);
    if (now?.kind !== 'sending' || now.cast.ballot !== ballot) return;
    if (answer && 'receipt' in answer) {
      put(key, { kind: 'done', receipt: answer.receipt });
      return;
    }
    if (answer) {
      put(key, { kind: 'refused', choice: now.cast.choice, refusal: answer.refusal });
      // Another device may have voted, or the poll was closed: what stands is read anew.
      void queries.invalidateQueries({ queryKey: keyOf(pollRoutes.hand, { poll: now.cast.poll }) });
      return;
    }
    put(key, { ...now, tries: now.tries + 1 });
    await new Promise((resolve) => setTimeout(resolve, AGAIN_MS * (0.6 + Math.random() * 0.8)));
  }
}

/** Casts; `replaces` is the revision that stands (0 for none). What is still on its way for it is given up. */
export function castBallot(input: Omit<Cast, 'ballot'>): void {
  begin({ ...input, ballot: newId() });
}

/** Takes a refusal off the screen, so that the choice can be made again. */
export function forgetRefusal(poll: string, entitlement: number): void {
  put(keyFor(poll, entitlement), null);
}

/** After signing out nothing of the person who leaves is sent any more. */
function forgetBallots(): void {
  sendings = new Map();
  keep();
  for (const listener of listeners) listener();
}

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export function useSendings(): ReadonlyMap<string, Sending> {
  return useSyncExternalStore(subscribe, () => sendings);
}

export const sendingOf = (
  all: ReadonlyMap<string, Sending>,
  poll: string,
  entitlement: number,
): Sending | undefined => all.get(keyFor(poll, entitlement));

takeUp();
window.addEventListener('plenary:left', forgetBallots);
