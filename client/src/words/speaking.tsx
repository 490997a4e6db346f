import type { ReactNode } from 'react';
import { Spoken, useSpeech } from './words.js';

/** Gives the words of the interface to all that it holds, and anew when its language changes. */
export function Speaking({ children }: { children: ReactNode }) {
  return <Spoken value={useSpeech()}>{children}</Spoken>;
}
