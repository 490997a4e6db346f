import { VisuallyHidden } from '@mantine/core';
import { useWords } from '../words/words.js';
import classes from './DiffText.module.css';

/** A text with what was added and what was removed, told apart by line and colour, and named for screen readers. */
export function DiffText({
  runs,
  lang,
}: {
  runs: readonly { readonly op: 'same' | 'added' | 'removed'; readonly text: string }[];
  lang?: string;
}) {
  const { t } = useWords();
  return (
    <span lang={lang} className={classes.diff}>
      {runs.map(({ op, text }, place) => {
        const key = `${place}`;
        if (op === 'same') return <span key={key}>{text}</span>;
        const Tag = op === 'added' ? 'ins' : 'del';
        return (
          <Tag key={key}>
            <VisuallyHidden>{` [${t(op === 'added' ? 'ui.added' : 'ui.removed')}: `}</VisuallyHidden>
            {text}
            <VisuallyHidden>{'] '}</VisuallyHidden>
          </Tag>
        );
      })}
    </span>
  );
}
