import { z } from 'zod';

/** What may be voted on a motion. */
export const Choice = z.enum(['for', 'against', 'abstain']);
export type Choice = z.infer<typeof Choice>;

/** On persons: `elected` fills every seat, `undecided` leaves some. */
export const Outcome = z.enum(['adopted', 'rejected', 'void', 'tie', 'elected', 'undecided']);
export type Outcome = z.infer<typeof Outcome>;
