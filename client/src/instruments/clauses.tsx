import { Text, Title } from '@mantine/core';
import classes from './clauses.module.css';

interface Clause {
  readonly id: string;
  readonly kind: string;
  readonly parent: string | null;
  readonly text: string;
  readonly number?: string | null;
}

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

/** The clauses of a text in their order. */
export function Clauses({ clauses, lang }: { clauses: readonly Clause[]; lang: string }) {
  const byId = new Map(clauses.map((clause) => [clause.id, clause]));
  return (
    <div lang={lang} className={classes.text}>
      {clauses.map((clause) => {
        const depth = depthOf(clause, byId);
        const text = (
          <>
            {clause.number && <span className={classes.number}>{clause.number}</span>}
            {clause.text}
          </>
        );
        if (clause.kind === 'title')
          return (
            <Title order={2} key={clause.id} id={clause.id}>
              {text}
            </Title>
          );
        if (clause.kind === 'heading')
          return (
            <Title order={3} key={clause.id} id={clause.id} mt="lg">
              {text}
            </Title>
          );
        return (
          <Text
            key={clause.id}
            id={clause.id}
            className={classes.clause}
            data-kind={clause.kind}
            style={{
              marginInlineStart: `${Math.max(0, clause.kind === 'point' ? depth : depth - 1) * 1.25}rem`,
            }}
          >
            {text}
          </Text>
        );
      })}
    </div>
  );
}
