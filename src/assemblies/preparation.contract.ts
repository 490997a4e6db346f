import { z } from 'zod';
import { route } from '../access/route.js';
import { Slug } from '../basics/fields.js';
import { CHECKS } from './preparation.js';

export const PreparationView = z
  .object({
    checks: z.array(
      z.object({
        check: z.enum(CHECKS),
        state: z.enum(['done', 'begun', 'missing', 'optional']),
        there: z.int(),
        /** Null: one is enough. */
        of: z.int().nullable(),
      }),
    ),
    /** What is seen to next; null: everything is there. */
    next: z.enum(CHECKS).nullable(),
  })
  .meta({ id: 'Preparation' });
export type PreparationView = z.infer<typeof PreparationView>;

export const preparationRoutes = {
  preparation: route({
    method: 'GET',
    path: '/api/assemblies/:assembly/preparation',
    act: 'assembly.desk',
    summary: 'What is there of what an assembly needs before it sits, what is missing, and what comes next',
    input: z.object({ assembly: Slug }),
    reply: PreparationView,
  }),
} as const;
