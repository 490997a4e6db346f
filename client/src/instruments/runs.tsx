import { Fragment } from 'react';
import type { ReactNode } from 'react';
import { runsOf } from '../../../src/instruments/inline.js';

/** A clause's words with their emphasis and links. */
export function Runs({ text }: { text: string }) {
  return runsOf(text).map(({ text: words, strong, em, href }, place) => {
    let said: ReactNode = words;
    if (em) said = <em>{said}</em>;
    if (strong) said = <strong>{said}</strong>;
    if (href !== null)
      said = (
        <a href={href} rel="noopener noreferrer">
          {said}
        </a>
      );
    return <Fragment key={`${place}`}>{said}</Fragment>;
  });
}
