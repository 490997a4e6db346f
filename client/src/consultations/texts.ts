import type { Lang } from '../../../src/basics/fields.js';
import type { Clause } from '../../../src/instruments/clause.js';

export interface Expression {
  readonly lang: Lang;
  readonly clauses: readonly Clause[];
}

/** The text of a version in its languages. */
export interface TextsOf {
  readonly langs: readonly Lang[];
  /** In the reader's language where it is there. */
  readonly first: Expression;
  readonly in: (lang: Lang) => Expression;
  readonly clause: (lang: Lang, id: string | null) => Clause | undefined;
}

export function textsOf(expressions: readonly Expression[], lang: Lang): TextsOf {
  const all = expressions.filter(({ clauses }) => clauses.length > 0);
  const first = all.find((one) => one.lang === lang) ?? all[0] ?? { lang, clauses: [] };
  const here = (wanted: Lang): Expression => all.find((one) => one.lang === wanted) ?? first;
  return {
    langs: all.map((one) => one.lang),
    first,
    in: here,
    clause: (wanted, id) => here(wanted).clauses.find((one) => one.id === id),
  };
}
