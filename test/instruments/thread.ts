import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/**
 * The thread that reads files, as it was built: a thread of node reads no TypeScript. Stands in for
 * `src/instruments/thread.store.ts` (jest.config.cjs).
 */
export const READER_THREAD = pathToFileURL(join(__dirname, '../../dist/instruments/reader.thread.js'));
