import { Badge, Text, VisuallyHidden } from '@mantine/core';
import { useMemo } from 'react';
import type { Lang } from '../../../src/basics/fields.js';
import { inContext } from '../../../src/instruments/context.js';
import type { ContextRow, MarkedWords } from '../../../src/instruments/context.js';
import type { Clause } from '../../../src/instruments/clause.js';
import type { Amending } from '../../../src/instruments/merge.js';
import diff from '../instruments/diff-text.module.css';
import { DiffText } from '../instruments/diff-text.js';
import { Runs } from '../instruments/runs.js';
import { useWords } from '../words/words.js';
import classes from './amending.module.css';

/** A text with what every amendment would change in it, each marked with its label. */
export function InContext({
  base,
  all,
  lang,
}: {
  base: readonly Clause[];
  all: readonly Amending[];
  lang: Lang;
}) {
  const rows = useMemo(() => inContext(base, all), [base, all]);
  return (
    <div className={classes.text} data-testid="in-context">
      {rows.map((row) => (
        <Row key={`${row.by ?? ''} ${row.clause.id}`} row={row} lang={lang} />
      ))}
    </div>
  );
}

function Row({ row, lang }: { row: ContextRow; lang: Lang }) {
  const { t } = useWords();
  const { clause, number, depth, by, words, apart, marks } = row;
  const touched = marks.length > 0;
  return (
    <div
      className={classes.row}
      data-touched={touched || undefined}
      data-by={by ?? undefined}
      data-kind={clause.kind}
      style={{ '--depth': depth } as React.CSSProperties}
    >
      <div className={classes.words}>
        {clause.kind === 'title' || clause.kind === 'heading' || clause.kind === 'preamble' ? (
          <Text component="p" fw={650} size={clause.kind === 'title' ? 'xl' : 'lg'} lang={lang}>
            <Marked words={words} />
          </Text>
        ) : (
          <p lang={lang}>
            {number && <span className={classes.number}>{number}</span>}
            <Marked words={words} />
          </p>
        )}
        {apart.length > 0 && (
          <div role="group" aria-label={t('context.apart')}>
            <Text size="sm" c="dimmed">
              {t('context.apart')}
            </Text>
            {apart.map((one) => (
              <div key={one.key} className={classes.apart}>
                <Badge color="orange">{one.key}</Badge> <DiffText lang={lang} runs={one.words} />
              </div>
            ))}
          </div>
        )}
      </div>
      {touched && (
        <ul className={classes.marks} aria-label={t('context.amendments_here')}>
          {marks.map(({ key, op }) => (
            <li key={`${key} ${op}`}>
              <Badge variant="light">{key}</Badge> <span>{t(`merging.op.${op}`)}</span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** Words with what is taken out and what is brought, by whom: told by line, colour and label. */
function Marked({ words }: { words: readonly MarkedWords[] }) {
  const { t } = useWords();
  return (
    <span className={diff.diff}>
      {words.map(({ op, text, keys }, place) => {
        const key = `${place}`;
        if (op === 'same') return <Runs key={key} text={text} />;
        const Tag = op === 'added' ? 'ins' : 'del';
        const whose = keys.join(', ');
        const last = words[place + 1]?.op === 'same' || words[place + 1]?.keys.join(', ') !== whose;
        return (
          <span key={key}>
            <Tag>
              <VisuallyHidden>{` [${t('ui.label', { name: t(op === 'added' ? 'ui.added' : 'ui.removed') })} `}</VisuallyHidden>
              <Runs text={text} />
              <VisuallyHidden>{'] '}</VisuallyHidden>
            </Tag>
            {last && <sup className={classes.label}>{whose}</sup>}
          </span>
        );
      })}
    </span>
  );
}
