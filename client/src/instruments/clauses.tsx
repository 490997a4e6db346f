import { Badge, Text, Title } from '@mantine/core';
import { Fragment } from 'react';
import type { ReactNode } from 'react';
import { numbers, type Clause } from '../../../src/instruments/clause.js';
import { useWords } from '../words/words.js';
import { ClauseAnchor, useAnchor } from './anchor.js';
import classes from './clauses.module.css';
import { Runs } from './runs.js';

/** How deep a clause stands below the top, by its parents; a circle ends at once. */
function depthOf(clause: Clause, byId: ReadonlyMap<string, Clause>): number {
  let depth = 0;
  for (
    let at = clause.parent && byId.get(clause.parent);
    at && depth < 6;
    at = at.parent && byId.get(at.parent)
  )
    if (at.kind !== 'title') depth++;
  return depth;
}

const NONE: readonly string[] = [];

/** The clauses of a text in their order, with their numbers; of a translation with what is stale or missing; `beneath`: what stands under each. */
export function Clauses({
  clauses,
  lang,
  stale = NONE,
  missing = NONE,
  bare = false,
  beneath,
}: {
  clauses: readonly Clause[];
  lang: string;
  stale?: readonly string[];
  missing?: readonly string[];
  /** A text that has no address yet: its numbers lead nowhere. */
  bare?: boolean;
  beneath?: (clause: Clause) => ReactNode;
}) {
  const { t, lang: own } = useWords();
  const target = useAnchor();
  const [behind, gone] = [new Set(stale), new Set(missing)];
  const byId = new Map(clauses.map((clause) => [clause.id, clause]));
  const counted = numbers(clauses);
  // An article with paragraphs of its own is their heading; one that says it all is a text like any other.
  const heads = new Set(clauses.flatMap(({ kind, parent }) => (kind === 'paragraph' ? [parent] : [])));
  const shown = (clause: Clause) => {
    const depth = depthOf(clause, byId);
    const text = (
      <>
        {bare ? (
          counted[clause.id] && <span className={classes.number}>{counted[clause.id]}</span>
        ) : (
          <span className={counted[clause.id] ? classes.number : classes.sign}>
            <ClauseAnchor id={clause.id} number={counted[clause.id] ?? null} />
          </span>
        )}
        {gone.has(clause.id) ? (
          <Text span c="dimmed" fs="italic" inherit lang={own}>
            {t('expression.not_translated')}
          </Text>
        ) : (
          <Runs text={clause.text} />
        )}
        {behind.has(clause.id) && (
          <Badge color="orange" ml="xs" lang={own}>
            {t('expression.stale')}
          </Badge>
        )}
      </>
    );
    const marked = { 'data-target': clause.id === target || undefined };
    if (clause.kind === 'title')
      return (
        <Title order={2} id={clause.id} className={classes.place} {...marked}>
          {text}
        </Title>
      );
    if (clause.kind === 'heading')
      return (
        <Title order={3} id={clause.id} mt="lg" className={classes.place} {...marked}>
          {text}
        </Title>
      );
    return (
      <Text
        id={clause.id}
        className={classes.clause}
        {...marked}
        data-kind={clause.kind}
        data-heads={heads.has(clause.id) || undefined}
        style={{
          marginInlineStart: `${Math.max(0, clause.kind === 'point' ? depth : depth - 1) * 1.25}rem`,
        }}
      >
        {text}
      </Text>
    );
  };
  return (
    <div lang={lang} className={classes.text}>
      {clauses.map((clause) => (
        <Fragment key={clause.id}>
          {shown(clause)}
          {beneath?.(clause)}
        </Fragment>
      ))}
    </div>
  );
}
