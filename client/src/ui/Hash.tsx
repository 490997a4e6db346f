import { useState } from 'react';
import { useWords } from '../words/words.js';
import classes from './Hash.module.css';

/** A fingerprint: its beginning, and all of it on demand. Selectable rather than copied: plain http has no clipboard. */
export function Hash({ value, name }: { value: string; name?: string }) {
  const { t } = useWords();
  const [whole, setWhole] = useState(false);
  return (
    <button
      type="button"
      className={classes.hash}
      aria-expanded={whole}
      aria-label={`${name ?? t('ui.hash')} ${whole ? value : value.slice(0, 12)}`}
      title={value}
      onClick={() => setWhole(!whole)}
    >
      {whole ? value : `${value.slice(0, 12)}…`}
    </button>
  );
}
