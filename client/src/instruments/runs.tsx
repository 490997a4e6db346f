import type { ReactNode } from 'react';
import { runsOf, type Run } from '../../../src/instruments/inline.js';

/** A clause's words with their emphasis and links. */
export function Runs({ text }: { text: string }) {
  return runsOf(text).map((run, place) => <Marked key={`${place}`} run={run} />);
}

/** Words with one emphasis and one link, or none. */
export function Marked({ run: { text, strong, em, href } }: { run: Run }) {
  let said: ReactNode = text;
  if (em) said = <em>{said}</em>;
  if (strong) said = <strong>{said}</strong>;
  if (href === null) return <>{said}</>;
  return (
    <a href={href} rel="noopener noreferrer">
      {said}
    </a>
  );
}
