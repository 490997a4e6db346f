import { z } from 'zod';
import { route } from '../access/route.js';
import type { Event } from '../basics/event.js';

export const archiveRoutes = {
  take: route({
    method: 'POST',
    path: '/api/archive',
    act: 'archive.take',
    summary:
      'Ask for the archive of the whole house; the record says who did, and within a minute it can be fetched',
    input: z.object({}),
    reply: z.object({}),
  }),
  file: route({
    method: 'GET',
    path: '/api/archive',
    act: 'archive.take',
    summary: 'The whole house as one file, for whoever has just asked for it',
    input: z.object({}),
    reply: z.any(),
    media: 'application/gzip',
  }),
} as const;

/** Somebody has asked for everything that the house holds. */
export type ArchiveEvent = Event<'archive.taken'>;
