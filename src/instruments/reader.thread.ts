import { parentPort, workerData } from 'node:worker_threads';
import { must } from '../basics/must.js';
import { readFile, readMarkdown } from './files.js';

// Reads one file or Markdown text and ends. It has no environment, no access to the house, and no more memory than it was given.
const given = workerData as Uint8Array | string;
must(parentPort, 'house that waits').postMessage(
  typeof given === 'string' ? readMarkdown(given) : readFile(given),
);
