import { useEffect } from 'react';
import { Link, useLocation } from 'react-router';
import { useWords } from '../words/words.js';
import classes from './anchor.module.css';

/** The clause that the address names, brought into sight once it stands there: its text comes later than the page. */
export function useAnchor(): string | null {
  const { hash } = useLocation();
  const id = hash.slice(1) || null;
  useEffect(() => {
    if (id !== null) document.getElementById(id)?.scrollIntoView();
  }, [id]);
  return id;
}

/** A clause's number as the address of the clause; of one without a number a sign is seen where it is pointed at. */
export function ClauseAnchor({ id, number }: { id: string; number: string | null }) {
  const { t, lang } = useWords();
  const { search } = useLocation();
  return (
    <Link
      to={{ search, hash: id }}
      replace
      className={classes.anchor}
      data-bare={number === null || undefined}
      lang={lang}
      aria-label={t(number === null ? 'clause.anchor_bare' : 'clause.anchor', { number })}
    >
      {number ?? '#'}
    </Link>
  );
}
