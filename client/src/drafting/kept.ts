import type { Lang } from '../../../src/basics/fields.js';
import { follow, joined, langsOf } from '../../../src/drafting/joining.js';
import type { Held } from '../../../src/drafting/joining.js';
import { settled } from '../../../src/drafting/writing.js';
import type { Writing } from '../../../src/drafting/writing.js';
import { operations, reworked } from '../../../src/instruments/operations.js';
import type { Operation } from '../../../src/instruments/operations.js';
import { textIn } from '../../../src/instruments/wordings.js';
import type { Texts } from '../../../src/instruments/wordings.js';

/** What of the browser's storage is used; synchronous, so that a keystroke is kept before the next. */
export interface Store {
  readonly length: number;
  key(place: number): string | null;
  getItem(name: string): string | null;
  setItem(name: string, text: string): void;
  removeItem(name: string): void;
}

type Changes = readonly (readonly [Lang, readonly Operation[]])[];

/** What is not yet saved of a draft; the text that it changes is kept apart, as it seldom changes. */
interface Kept {
  readonly person: string;
  /** Milliseconds since 1970 when the page that keeps it last said that it is there. */
  readonly at: number;
  readonly revision: number;
  readonly sent: {
    readonly save: string;
    readonly lang: Lang;
    readonly operations: readonly Operation[];
  } | null;
  readonly changes: Changes;
  readonly held: readonly Held[];
}

/** A page that has not been heard of for so long is gone: what it kept is taken over. */
const GONE_MS = 15_000;

const nameOf = (draft: string, page: string): string => `plenary.draft.${draft}.${page}`;
const baseOf = (name: string, revision: number): string => `${name}.base.${revision}`;

const changesOf = (from: Texts, to: Texts): Changes =>
  langsOf(from).map((lang) => [lang, operations(textIn(from, lang), textIn(to, lang))] as const);

function changed(from: Texts, changes: Changes): Texts | null {
  const done: [Lang, Texts[Lang]][] = [];
  for (const [lang, own] of changes) {
    const text = from[lang] && reworked(from[lang], own);
    if (!text?.ok) return null;
    done.push([lang, text.value]);
  }
  return Object.fromEntries(done) as Texts;
}

/**
 * Keeps what is not saved of one page's writing, or takes away what is. The text comes first and its changes next: whenever
 * the browser ends, one of both states is there whole. Throws what the browser throws when its storage is full.
 */
export function keep(
  store: Store,
  writing: Writing,
  { draft, page, person, at }: { draft: string; page: string; person: string; at: number },
): void {
  const name = nameOf(draft, page);
  const { revision, base, sent, mine, held } = writing;
  const own = baseOf(name, revision);
  if (settled(writing)) {
    store.removeItem(name);
  } else {
    if (store.getItem(own) === null) store.setItem(own, JSON.stringify(base));
    const kept: Kept = {
      ...{ person, at, revision, held, changes: changesOf(base, mine) },
      sent: sent && { save: sent.save, lang: sent.lang, operations: sent.operations },
    };
    store.setItem(name, JSON.stringify(kept));
  }
  for (const old of names(store)) {
    if (old.startsWith(`${name}.base.`) && (old !== own || settled(writing))) store.removeItem(old);
  }
}

const names = (store: Store): string[] =>
  Array.from({ length: store.length }, (_, place) => store.key(place)).filter((name) => name !== null);

/**
 * Takes over what pages that are gone kept of a draft for a person; `page`: the one that was in this tab before. Null: there
 * is nothing.
 */
export function takeOver(
  store: Store,
  { draft, page, person, now }: { draft: string; page: string | null; person: string; now: number },
): Writing | null {
  const found: Writing[] = [];
  for (const name of names(store).toSorted()) {
    if (!name.startsWith(nameOf(draft, '')) || name.includes('.base.')) continue;
    const text = store.getItem(name);
    if (text === null) continue;
    const kept = JSON.parse(text) as Kept;
    const mine = kept.person === person && (name === nameOf(draft, page ?? '') || now - kept.at > GONE_MS);
    if (!mine) continue;
    const base = JSON.parse(store.getItem(baseOf(name, kept.revision)) ?? 'null') as Texts | null;
    const writing = base && writingOf(kept, base);
    if (writing) found.push(writing);
    store.removeItem(baseOf(name, kept.revision));
    store.removeItem(name);
  }
  return found.length === 0 ? null : found.reduce(together);
}

function writingOf({ revision, sent, changes, held }: Kept, base: Texts): Writing | null {
  const mine = changed(base, changes);
  const text = sent && reworked(base[sent.lang] ?? [], sent.operations);
  if (!mine || (text && !text.ok)) return null;
  return {
    ...{ revision, base, mine, held },
    sent: sent && text ? { ...sent, revision, texts: follow(base, sent.lang, text.value) } : null,
  };
}

/** What two pages kept of one draft: the one with the newer text goes on, the other's changes come to it. */
function together(a: Writing, b: Writing): Writing {
  const [one, other] = a.revision >= b.revision ? [a, b] : [b, a];
  const done = joined(other.base, { theirs: one.mine, mine: other.mine });
  return { ...one, mine: done.texts, held: [...one.held, ...other.held, ...done.held] };
}
