import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { QueryClient, UseQueryResult } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { applyNews, applyOwn, needsSnapshot } from '../../../src/live/floor.js';
import { presenceRoutes } from '../../../src/assemblies/presence.contract.js';
import { debateRoutes } from '../../../src/debate/debate.contract.js';
import { electionRoutes } from '../../../src/elections/elections.contract.js';
import { liveRoutes, liveSockets } from '../../../src/live/live.contract.js';
import type { FloorView, News, Own } from '../../../src/live/live.contract.js';
import { peopleRoutes } from '../../../src/people/people.contract.js';
import type { SessionView } from '../../../src/people/people.contract.js';
import { amendmentRoutes } from '../../../src/motions/amendments.contract.js';
import { pollRoutes } from '../../../src/polls/polls.contract.js';
import type { HandView } from '../../../src/polls/polls.contract.js';
import { call, keyOf, queries } from '../house/api.js';
import { happened } from '../house/happened.js';
import { setClock } from '../house/clock.js';
import { emitAck, openSocket, socket, useConnection } from '../house/socket.js';

/** Without a live connection the floor is still read, only slower; spread so that phones do not ask in step. */
const SLOW_MS = 4_000;

/**
 * The floor of an assembly, kept current: a snapshot, continued by news. Whatever is missed (a gap in the numbers, a lost
 * connection) is asked for once and applied in order; nothing here depends on every message arriving.
 */
export function useFloor(assembly: string): UseQueryResult<FloorView> {
  const client = useQueryClient();
  const connection = useConnection();
  const [pace] = useState(() => SLOW_MS + Math.random() * 2_000);
  const query = useQuery<FloorView>({
    queryKey: keyOf(liveRoutes.floor, { assembly }),
    queryFn: ({ signal }) => floorOf(client, assembly, signal),
    staleTime: 30_000,
    refetchInterval: connection === 'connected' ? false : pace,
  });
  const ready = query.data !== undefined;
  // Each snapshot, also an invalidated one that came in late, is continued from its own number.
  useEffect(() => {
    if (!ready) return undefined;
    openSocket();
    const follower = follow(client, assembly);
    return follower.stop;
  }, [client, assembly, ready]);
  return query;
}

/**
 * The snapshot. Where the session has ended and nobody signed out here, what was the reader's own on the screen stays, with
 * what is typed there, until somebody signs in (`people/ended.tsx`); the house refuses every act meanwhile.
 */
async function floorOf(client: QueryClient, assembly: string, signal: AbortSignal): Promise<FloorView> {
  const fresh = await call(liveRoutes.floor, { assembly }, signal);
  const before = client.getQueryData<FloorView>(keyOf(liveRoutes.floor, { assembly }));
  if (!before || before.offices.length === 0 || fresh.offices.length > 0) return fresh;
  const session = await call(peopleRoutes.session, {}, signal);
  client.setQueryData(keyOf(peopleRoutes.session, {}), session);
  if (session.person !== null) return fresh;
  const { offices, present, speaksFor } = before;
  return { ...fresh, offices, present, speaksFor };
}

// Whoever signs out takes along what was their own.
window.addEventListener('plenary:left', () => queries.removeQueries({ queryKey: [liveRoutes.floor.path] }));

function follow(client: QueryClient, assembly: string): { stop: () => void } {
  const key = keyOf(liveRoutes.floor, { assembly });
  const floor = (): FloorView | undefined => client.getQueryData<FloorView>(key);
  let asking = false;
  let later: ReturnType<typeof setTimeout> | undefined;

  const again = (): void => void client.invalidateQueries({ queryKey: key });

  /** Asks for what was missed; a gap that opens while the answer travels is found by the next piece of news. */
  async function ask(): Promise<void> {
    const since = floor()?.number;
    if (asking || since === undefined || !socket.connected) return;
    asking = true;
    const sent = Date.now();
    const answer = await emitAck(liveSockets.follow, { assembly, since }, { timeout: 6_000 });
    asking = false;
    if (!answer.ok) {
      if (answer.refusal.code === 'live.too_many') later = setTimeout(() => void ask(), 2_000);
      return;
    }
    setClock(answer.value.now, { sent, received: Date.now() });
    if (answer.value.kind === 'snapshot') again();
    else fold(answer.value.news);
  }

  function fold(news: News): void {
    const current = floor();
    if (!current || news.assembly !== assembly) return;
    const next = applyNews(current, news);
    if (next === null) {
      void ask();
      return;
    }
    if (next !== current) client.setQueryData(key, next);
    if (news.items.some(({ number, type }) => number >= current.number && type !== 'poll.turnout'))
      happened();
    for (const { type, data } of news.items) {
      if (type === 'quorum.changed')
        void client.invalidateQueries({ queryKey: keyOf(presenceRoutes.quorumSeries, { assembly }) });
      if (type === 'poll.hand_moved') handMoved(data);
      if (type === 'poll.channelled') channelled(data);
      if (type.startsWith('motion.')) amended(next, data['motion']);
      if (type === 'speakers.ended' || type === 'appeal.settled')
        void client.invalidateQueries({ queryKey: keyOf(debateRoutes.debates, { assembly }) });
      if (type.startsWith('election.') || type.startsWith('candidate.'))
        void client.invalidateQueries({ queryKey: keyOf(electionRoutes.elections, { assembly }) });
      if (type === 'poll.channelled' || type === 'poll.tellers_counted')
        void client.invalidateQueries({
          queryKey: keyOf(pollRoutes.tellers, { poll: data['poll'] as string }),
        });
    }
    anew(news, current);
  }

  /** What this person alone is told; the news of the same entries comes after it. */
  function own(told: Own): void {
    const current = floor();
    if (!current) return;
    client.setQueryData(key, applyOwn(current, told));
    anew(told, current);
  }

  function anew({ items }: Own, before: FloorView): void {
    const fresh = items.filter((item) => item.number >= before.number);
    if (fresh.some(needsSnapshot)) again();
    if (fresh.some(({ type }) => type === 'office.own'))
      void client.invalidateQueries({ queryKey: keyOf(peopleRoutes.session, {}) });
  }

  /** What is amended is read anew: the motion, and those above it. */
  function amended({ motions }: FloorView, id: unknown): void {
    for (let motion = motions.find((one) => one.id === id); ;) {
      const above = motion?.parent ?? null;
      const of = motion
        ? keyOf(amendmentRoutes.amendments, { motion: motion.id })
        : [amendmentRoutes.amendments.path];
      void client.invalidateQueries({ queryKey: of });
      if (above === null) return;
      motion = motions.find((one) => one.id === above);
    }
  }

  /** Only the two whose hands these are ask anew what they may cast, and who reads whose hand votes for the own member. */
  function handMoved({ poll, entitlement, from, to }: Record<string, unknown>): void {
    const session = client.getQueryData<SessionView>(keyOf(peopleRoutes.session, {}));
    const hand = keyOf(pollRoutes.hand, { poll: poll as string });
    const own = session?.person?.id;
    const told = client.getQueryData<HandView>(hand)?.elsewhere ?? [];
    if (own === from || own === to || told.some((one) => one.entitlement === entitlement))
      void client.invalidateQueries({ queryKey: hand });
  }

  /** Only who holds one of these votes reads the own hand anew. */
  function channelled({ poll, entitlements }: Record<string, unknown>): void {
    const hand = keyOf(pollRoutes.hand, { poll: poll as string });
    const own = client.getQueryData<HandView>(hand)?.entitlements ?? [];
    if (own.some((one) => (entitlements as number[]).includes(one.entitlement)))
      void client.invalidateQueries({ queryKey: hand });
  }

  const onConnect = (): void => void ask();
  socket.on('connect', onConnect);
  socket.on('news', fold);
  socket.on('own', own);
  void ask();
  // A snapshot that was read before news that is already folded in would turn the clock back: ask again from its number.
  const unsubscribe = client.getQueryCache().subscribe((event) => {
    if (event.type !== 'updated' || event.action.type !== 'success') return;
    if (event.action.manual || event.query.queryKey[0] !== key[0]) return;
    void ask();
  });
  return {
    stop: () => {
      clearTimeout(later);
      socket.off('connect', onConnect);
      socket.off('news', fold);
      socket.off('own', own);
      unsubscribe();
    },
  };
}
