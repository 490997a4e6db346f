import { createContext, useContext } from 'react';
import { momentIn } from '../../../src/assemblies/meeting.js';

/** The zone by whose clocks a screen tells and asks times; null: those of the reader's device. */
const Zone = createContext<string | null>(null);
export const InZone = Zone.Provider;
export const useZone = (): string | null => useContext(Zone);

/** The zone of the reader's device. */
export const ownZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** The moment at which the clocks of a zone show what was typed (`2026-11-24T09:00`). */
export const momentOf = (local: string, zone: string | null): string => momentIn(local, zone ?? ownZone());
