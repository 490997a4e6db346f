import { parentPort, workerData } from 'node:worker_threads';
import { readFile } from './files.js';

// Reads one file and ends. It has no environment, no access to the house, and no more memory than it was given.
parentPort!.postMessage(readFile(workerData as Uint8Array));
