/** What a password costs in tests, which try thousands: argon2's least. Stands in for `src/people/cost.store.ts` (jest.config.cjs). */
export const COST = { memoryCost: 8, timeCost: 1, parallelism: 1 } as const;
