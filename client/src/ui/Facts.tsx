import { Badge } from '@mantine/core';
import type { ReactNode } from 'react';
import { useWords } from '../words/words.js';
import classes from './Facts.module.css';

/** What nobody knows is said, never left blank and never shown as zero. */
export function Unknown() {
  const { t } = useWords();
  return (
    <Badge color="gray" variant="default" className={classes.unknown}>
      {t('ui.unknown')}
    </Badge>
  );
}

/** Names and values; a null value is unknown, an undefined one does not apply and is left out. */
export function Facts({
  of,
  compact = false,
}: {
  of: readonly (readonly [name: string, value: ReactNode])[];
  compact?: boolean;
}) {
  return (
    <dl className={classes.facts} data-compact={compact || undefined}>
      {of.map(([name, value]) =>
        value === undefined ? null : (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value === null ? <Unknown /> : value}</dd>
          </div>
        ),
      )}
    </dl>
  );
}
