import { VisuallyHidden } from '@mantine/core';
import type { Words } from '../../../src/instruments/compare.js';
import { shownChanges } from '../../../src/instruments/shown.js';
import { useWords } from '../words/words.js';
import classes from './diff-text.module.css';
import { Marked } from './runs.js';

/** A text with what was added and what was removed, told apart by line and colour, and named for screen readers. */
export function DiffText({ runs, lang }: { runs: readonly Words[]; lang?: string }) {
  const { t } = useWords();
  return (
    <span lang={lang} className={classes.diff}>
      {shownChanges(runs).map(({ op, ...run }, place) => {
        const key = `${place}`;
        if (op === 'same') return <Marked key={key} run={run} />;
        const Tag = op === 'added' ? 'ins' : 'del';
        return (
          <Tag key={key}>
            <VisuallyHidden>{` [${t('ui.label', { name: t(op === 'added' ? 'ui.added' : 'ui.removed') })} `}</VisuallyHidden>
            <Marked run={run} />
            <VisuallyHidden>{'] '}</VisuallyHidden>
          </Tag>
        );
      })}
    </span>
  );
}
