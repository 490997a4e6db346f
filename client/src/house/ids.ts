import { uuid7 } from '../../../src/basics/ids.js';

/** A new identifier. Plain http in a hall's network has no `randomUUID`; `getRandomValues` is always there. */
export const newId = (): string => uuid7(Date.now(), crypto.getRandomValues(new Uint8Array(16)));
