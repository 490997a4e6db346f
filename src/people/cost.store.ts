/** What it costs to try a password: argon2id with 19 MiB and two passes, OWASP's minimum. Tests have one of their own. */
export const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
