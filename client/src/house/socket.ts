import { useSyncExternalStore } from 'react';
import { io } from 'socket.io-client';
import type { z } from 'zod';
import { refuse } from '../../../src/basics/result.js';
import type { Result } from '../../../src/basics/result.js';
import type { SocketEvent } from '../../../src/access/route.js';
import { asPublic } from './as-public.js';

/**
 * One socket for the whole client, opened by the first screen that follows something. When a hall's network comes back,
 * six hundred phones come back with it: the delays are spread widely so that they do not arrive at once.
 */
export const socket = io({
  transports: ['websocket'],
  autoConnect: false,
  // A socket brings the session's cookie whatever its page wants.
  auth: { asPublic },
  reconnectionDelay: 800,
  reconnectionDelayMax: 6_000,
  randomizationFactor: 0.8,
  timeout: 8_000,
});

/** The code of a refusal that this client makes itself: no acknowledgement came in time, so nothing is known. */
export const SILENT = 'connection.silent';

/** Emits and waits for the acknowledgement; a packet that was not sent when time is up is never sent. */
export async function emitAck<I extends z.ZodType, R extends z.ZodType>(
  { event }: SocketEvent<I, R>,
  payload: z.input<I>,
  { timeout }: { timeout: number },
): Promise<Result<z.output<R>>> {
  if (!socket.connected) return refuse(SILENT);
  try {
    return (await socket.timeout(timeout).emitWithAck(event, payload)) as Result<z.output<R>>;
  } catch {
    return refuse(SILENT);
  }
}

/** The server reads who is there when the socket opens: after signing in or out it has to be opened anew. */
export function reopenSocket(): void {
  if (!socket.active) return;
  socket.disconnect().connect();
}

export type Connection = 'idle' | 'connecting' | 'connected' | 'lost';

let connection: Connection = 'idle';
const listeners = new Set<() => void>();

function become(next: Connection): void {
  if (connection === next) return;
  connection = next;
  for (const listener of listeners) listener();
}

socket.on('connect', () => become('connected'));
socket.on('connect_error', () => become('lost'));
socket.on('disconnect', (reason) => {
  become('lost');
  // After the server's own farewell (signed out everywhere, restart) the client does not come back by itself.
  if (reason === 'io server disconnect') setTimeout(() => socket.connect(), 1_000 + Math.random() * 2_000);
});
// The network says sooner than the socket that it is gone; a socket takes some seconds to notice (`ALIVE` in live.gateway.ts).
window.addEventListener('offline', () => {
  if (socket.active) become('lost');
});
window.addEventListener('online', () => {
  if (!socket.active) return;
  // Nobody knows whether a socket has outlived the network that carried it: a fresh one says it at once.
  if (socket.connected) setTimeout(reopenSocket, Math.random() * 1_000);
  else socket.connect();
});
// A phone that was pocketed keeps a dead socket for a while: ask at once when it is looked at again.
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'visible' && socket.active && !socket.connected) socket.connect();
});

export function openSocket(): void {
  if (socket.active) return;
  become('connecting');
  socket.connect();
}

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export const useConnection = (): Connection => useSyncExternalStore(subscribe, () => connection);
