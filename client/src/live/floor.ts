import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { QueryClient, UseQueryResult } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { applyNews, NEEDS_SNAPSHOT } from '../../../src/live/floor.js';
import { liveRoutes, liveSockets } from '../../../src/live/live.contract.js';
import type { FloorView, News } from '../../../src/live/live.contract.js';
import { call, keyOf } from '../house/api.js';
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
    queryFn: ({ signal }) => call(liveRoutes.floor, { assembly }, signal),
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

function follow(client: QueryClient, assembly: string): { stop: () => void } {
  const key = keyOf(liveRoutes.floor, { assembly });
  const floor = (): FloorView | undefined => client.getQueryData<FloorView>(key);
  let asking = false;

  const again = (): void => void client.invalidateQueries({ queryKey: key });

  /** Asks for what was missed; a gap that opens while the answer travels is found by the next piece of news. */
  async function ask(): Promise<void> {
    const since = floor()?.number;
    if (asking || since === undefined || !socket.connected) return;
    asking = true;
    const answer = await emitAck(liveSockets.follow, { assembly, since }, { timeout: 6_000 });
    asking = false;
    if (!answer.ok) return;
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
    if (news.items.some((item) => item.number >= current.number && NEEDS_SNAPSHOT.has(item.type))) again();
  }

  const onConnect = (): void => void ask();
  socket.on('connect', onConnect);
  socket.on('news', fold);
  void ask();
  // A snapshot that was read before news that is already folded in would turn the clock back: ask again from its number.
  const unsubscribe = client.getQueryCache().subscribe((event) => {
    if (event.type !== 'updated' || event.action.type !== 'success') return;
    if (event.action.manual || event.query.queryKey[0] !== key[0]) return;
    void ask();
  });
  return {
    stop: () => {
      socket.off('connect', onConnect);
      socket.off('news', fold);
      unsubscribe();
    },
  };
}
