import { Badge, Text } from '@mantine/core';
import { numbers } from '../../../src/instruments/clause.js';
import type { VersionView } from '../../../src/instruments/instruments.contract.js';
import { LANG_NAMES, useWords } from '../words/words.js';
import { ClauseAnchor, useAnchor } from './anchor.js';
import { Runs } from './runs.js';
import classes from './sides.module.css';

type Expression = VersionView['expressions'][number];

/**
 * Two languages of a version side by side, clause by clause in rows; on a phone one beneath the other. What is stale or
 * missing says so.
 */
export function Sides({ shown }: { shown: readonly [Expression, Expression] }) {
  const { t } = useWords();
  const target = useAnchor();
  const [first] = shown;
  const labels = numbers(first.clauses);
  const sides = shown.map((one) => ({
    lang: one.lang,
    words: new Map(one.clauses.map(({ id, text }) => [id, text])),
    stale: new Set(one.stale),
    missing: new Set(one.missing),
  }));
  const heads = new Set(first.clauses.flatMap(({ kind, parent }) => (kind === 'paragraph' ? [parent] : [])));
  return (
    <div role="table" aria-label={t('version.text')} className={classes.table}>
      <div role="row" className={classes.head}>
        <span role="columnheader" className={classes.number}>
          {t('version.clause_number')}
        </span>
        {sides.map(({ lang }) => (
          <span role="columnheader" key={lang}>
            {LANG_NAMES[lang]}
          </span>
        ))}
      </div>
      {first.clauses.map(({ id, kind }) => (
        <div
          key={id}
          id={id}
          data-target={id === target || undefined}
          role="row"
          className={classes.row}
          data-kind={kind}
          data-heads={heads.has(id) || undefined}
        >
          <span role={labels[id] ? 'rowheader' : 'cell'} className={classes.number}>
            <ClauseAnchor id={id} number={labels[id] ?? null} />
          </span>
          {sides.map(({ lang, words, stale, missing }) => (
            <div role="cell" key={lang} className={classes.cell}>
              {missing.has(id) ? (
                <Text span c="dimmed" fs="italic" inherit>
                  {t('expression.not_translated')}
                </Text>
              ) : (
                <span lang={lang} className={classes.words} data-stale={stale.has(id) || undefined}>
                  <Runs text={words.get(id) ?? ''} />
                </span>
              )}
              {stale.has(id) && (
                <Badge color="orange" className={classes.mark}>
                  {t('expression.stale')}
                </Badge>
              )}
            </div>
          ))}
        </div>
      ))}
    </div>
  );
}
