import { Anchor, Text, VisuallyHidden } from '@mantine/core';
import { createContext, useContext } from 'react';
import type { ReactNode } from 'react';
import type { Certainty } from '../../../src/basics/fields.js';
import { useWords } from '../words/words.js';
import classes from './sources.module.css';

const DOTS: Readonly<Record<Certainty, number>> = { high: 3, medium: 2, unknown: 0 };

/** How sure something is, by how many of three dots are full; `bare` where a legend on the page says what they mean. */
export function CertaintyMark({ of, bare = false }: { of: Certainty; bare?: boolean }) {
  const { t } = useWords();
  const words = t(`certainty.${of}`);
  return (
    <span className={classes.certainty} title={words}>
      <svg aria-hidden="true" width="27" height="8" viewBox="0 0 27 8" stroke="currentColor">
        {[0, 1, 2].map((at) => (
          <circle key={at} cx={4 + at * 9.5} cy="4" r="3.2" fill={at < DOTS[of] ? 'currentColor' : 'none'} />
        ))}
      </svg>{' '}
      {bare ? <VisuallyHidden>{words}</VisuallyHidden> : words}
    </span>
  );
}

/** The sources of a page, each told once. */
const Cited = createContext<readonly string[] | null>(null);

/** A page on which sources are cited by number; they stand at its end (`Sources`). */
export function Citing({ sources, children }: { sources: readonly (string | null)[]; children: ReactNode }) {
  const told = [...new Set(sources)].filter((source) => source !== null);
  return <Cited value={told}>{children}</Cited>;
}

/** Where what was entered comes from, and how sure it is. */
export function HowKnown({ source, certainty }: { source: string | null; certainty: Certainty }) {
  const { t } = useWords();
  const cited = useContext(Cited);
  const number = source === null ? 0 : (cited?.indexOf(source) ?? -1) + 1;
  return (
    <Text size="sm" c="dimmed" component="div">
      {t('stage.from_source')}{' '}
      {number === 0 ? (
        (source ?? t('ui.unknown'))
      ) : (
        <Anchor
          href={`#source-${number}`}
          title={source ?? undefined}
          aria-label={t('ui.pair', { name: t('ui.source'), what: `${number}` })}
          className={classes.cite}
        >
          {number}
        </Anchor>
      )}{' '}
      <CertaintyMark of={certainty} bare={number > 0} />
    </Text>
  );
}

/** What the numbers and the dots of a page mean. */
export function Sources() {
  const { t } = useWords();
  const cited = useContext(Cited) ?? [];
  if (cited.length === 0) return null;
  return (
    <aside className={classes.sources} aria-label={t('ui.source')}>
      <ol>
        {cited.map((source, at) => (
          <li key={source} id={`source-${at + 1}`}>
            {source}
          </li>
        ))}
      </ol>
      <p>
        {(['high', 'medium', 'unknown'] as const).map((level) => (
          <CertaintyMark key={level} of={level} />
        ))}
      </p>
    </aside>
  );
}
