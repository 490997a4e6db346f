import type { Lang } from '../basics/fields.js';
import type { Clause } from '../instruments/clause.js';
import { operations, reworked, type Operation } from '../instruments/operations.js';
import { childrenOf } from '../instruments/order.js';
import { textIn, type Texts } from '../instruments/wordings.js';
import { follow, joined, langsOf, type Held } from './joining.js';

/**
 * What a browser knows of a draft that somebody writes in: the text that the server had at `revision`, what is on its way
 * there, and the text as its writer sees it. Nothing typed leaves `mine` and `held` before the server has it.
 */
export interface Writing {
  readonly revision: number;
  readonly base: Texts;
  readonly sent: Sent | null;
  readonly mine: Texts;
  /** Mine that met changes of others: kept until the writer says what is to stand. */
  readonly held: readonly Held[];
}

/** A saving on its way; it is repeated as it is until an answer comes, and the server makes it once. */
export interface Sent {
  readonly save: string;
  readonly lang: Lang;
  readonly revision: number;
  readonly operations: readonly Operation[];
  /** The text that it makes of the base. */
  readonly texts: Texts;
}

/** What the server answers: the text at `revision`; null: just what was sent, or what was there already. */
export interface Answer {
  readonly revision: number;
  readonly texts: Texts | null;
  readonly renamed: Readonly<Record<string, string>>;
  readonly held: readonly Held[];
}

export const begun = (revision: number, texts: Texts): Writing => ({
  ...{ revision, base: texts, sent: null, mine: texts, held: [] },
});

/** The writer changed the text in one language. */
export const typed = (writing: Writing, lang: Lang, clauses: readonly Clause[]): Writing => ({
  ...writing,
  mine: follow(writing.mine, lang, clauses),
});

/** The language that has something to save; null: everything is saved. */
export const unsaved = ({ base, mine }: Writing): Lang | null =>
  base === mine
    ? null
    : (langsOf(base).find((lang) => operations(textIn(base, lang), textIn(mine, lang)).length > 0) ?? null);

/** Whether nothing is left that only this browser has. */
export const settled = (writing: Writing): boolean =>
  writing.sent === null && writing.held.length === 0 && unsaved(writing) === null;

/** Makes the next saving, unless one is on its way or there is nothing to save. */
export function send(writing: Writing, save: string): Writing {
  const lang = writing.sent ? null : unsaved(writing);
  if (lang === null) return writing;
  const { base, mine, revision } = writing;
  const sent = {
    ...{ save, lang, revision },
    operations: operations(textIn(base, lang), textIn(mine, lang)),
    texts: follow(base, lang, textIn(mine, lang)),
  };
  return { ...writing, sent };
}

/** The server answered to what was sent, or, as nothing was, told of changes of others. */
export function received(writing: Writing, answer: Answer): Writing {
  const { revision, texts: told, held: back } = answer;
  if (told === null && back.length === 0 && Object.keys(answer.renamed).length === 0)
    return { ...writing, revision, base: writing.sent?.texts ?? writing.base, sent: null };
  const from = renamedTexts(writing.sent?.texts ?? writing.base, answer.renamed);
  const theirs = told ?? from;
  const own = renamedTexts(writing.mine, aside(writing.mine, answer.renamed));
  const done = joined(from, { theirs, mine: own });
  return {
    revision,
    base: theirs,
    sent: null,
    mine: done.texts,
    held: together(writing.held, latest(back, own), done.held),
  };
}

/** Of what was held when it was sent, as it reads now. */
const latest = (held: readonly Held[], mine: Texts): Held[] =>
  held.map((one) => {
    const now = one.mine === null ? undefined : mine[one.lang]?.find(({ id }) => id === one.clause);
    return now ? { ...one, mine: now.text } : one;
  });

/** One entry a clause and language of its words, its deletion, its move: the first says what was there, the last what is. */
function together(...all: readonly (readonly Held[])[]): Held[] {
  const by = new Map<string, Held>();
  for (const one of all.flat()) {
    const about = one.op === 'delete' || one.op === 'move' ? one.op : 'words';
    const key = `${one.lang} ${one.clause} ${about}`;
    const first = by.get(key);
    by.set(key, first ? { ...one, op: first.op, base: first.base } : one);
  }
  return [...by.values()];
}

/** With new names for clauses begun meanwhile that happen to have a name that the server gave to another. */
function aside(mine: Texts, renamed: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const given = new Set(Object.values(renamed));
  const ids = (Object.values(mine)[0] ?? []).map(({ id }) => id);
  let next = 1;
  for (const id of [...ids, ...given]) next = Math.max(next, Number(/^n(\d+)$/.exec(id)?.[1] ?? 0) + 1);
  const away = ids.filter((id) => given.has(id) && renamed[id] === undefined);
  return { ...renamed, ...Object.fromEntries(away.map((id, place) => [id, `n${next + place}`])) };
}

function renamedTexts(texts: Texts, renamed: Readonly<Record<string, string>>): Texts {
  if (Object.keys(renamed).length === 0) return texts;
  const name = (id: string): string => renamed[id] ?? id;
  return Object.fromEntries(
    langsOf(texts).map((lang) => [
      lang,
      textIn(texts, lang).map((one) => ({
        ...one,
        id: name(one.id),
        parent: one.parent === null ? null : name(one.parent),
      })),
    ]),
  );
}

/**
 * The server no longer has the text that this writing began from (it keeps the latest): its text of now is joined here.
 * What was on its way is sent anew.
 */
export const reopened = (writing: Writing, now: { revision: number; texts: Texts }): Writing =>
  received({ ...writing, sent: null }, { ...now, renamed: {}, held: [] });

/**
 * The writer said what is to stand where changes met: these words, or what stands already (null). A clause that is gone
 * comes back where it stood; one that was to be deleted goes with all beneath it, whatever the words.
 */
export function resolved(writing: Writing, one: Held, words: string | null): Writing {
  const held = writing.held.filter((each) => each !== one);
  const rest = { ...writing, held };
  if (words === null || one.op === 'move') return rest;
  const clauses = textIn(writing.mine, one.lang);
  const { at } = one;
  if (at === null) {
    const gone = new Set([one.clause]);
    for (const { id, parent } of clauses) if (parent !== null && gone.has(parent)) gone.add(id);
    return typed(
      rest,
      one.lang,
      clauses.filter(({ id }) => !gone.has(id)),
    );
  }
  if (clauses.some(({ id }) => id === one.clause)) {
    return typed(
      rest,
      one.lang,
      clauses.map((clause) => (clause.id === one.clause ? { ...clause, text: words } : clause)),
    );
  }
  const children = childrenOf(clauses);
  const under = at.parent !== null && clauses.some(({ id }) => id === at.parent) ? at.parent : null;
  const own = children.get(under) ?? [];
  const after = at.after !== null && own.includes(at.after) ? at.after : (own.at(-1) ?? null);
  const back = reworked(clauses, [
    { op: 'insert', clause: one.clause, kind: at.kind, text: words, under, after },
  ]);
  if (!back.ok) throw new Error(`${back.refusal.code} of a clause that comes back`);
  return typed(rest, one.lang, back.value);
}
