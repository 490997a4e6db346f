import { fileURLToPath } from 'node:url';

/** The folder with the house's package.json, wherever it is started from. */
export const HOME = fileURLToPath(new URL('../..', import.meta.url));
