import type { Draft } from '../../../src/instruments/blocks.js';
import { joined, runsOf } from '../../../src/instruments/inline.js';
import type { Run } from '../../../src/instruments/inline.js';
import { fromMarkdown } from '../../../src/instruments/markdown.js';
import { clausesOf, richText } from '../../../src/instruments/richtext.js';

/** What was pasted, cleaned: words for within a clause, or clauses; and what a text of clauses cannot hold. */
export interface Pasted {
  readonly runs: readonly Run[] | null;
  readonly drafts: readonly Draft[];
  /** How often each was dropped; `dropped.WHAT` are its words. */
  readonly dropped: Readonly<Record<string, number>>;
}

/** Reads rich text as files of it are read: no script of it runs, and nothing is loaded. */
export function pastedHtml(html: string): Pasted {
  const dropped: Record<string, number> = {};
  const rich = richText(html);
  if (!rich.ok) return { runs: [], drafts: [], dropped: { too_large: 1 } };
  for (const { what } of rich.value.dropped) count(dropped, what);
  const { paragraphs } = rich.value;
  if (paragraphs.length < 2) return { runs: wordsOf(paragraphs[0]?.runs ?? []), drafts: [], dropped };
  const read = clausesOf({ paragraphs, dropped: [] });
  if (!read.ok) return { runs: [], drafts: [], dropped: { ...dropped, too_large: 1 } };
  for (const { what } of read.value.dropped) count(dropped, what);
  return { runs: null, drafts: read.value.drafts, dropped };
}

const wordsOf = (runs: readonly Run[]): Run[] =>
  joined(runs.map((run) => ({ ...run, text: run.text.replace(/[\p{Cc} ]+/gu, ' ') })));

/** Reads plain text: one line is words, several are Markdown. */
export function pastedText(text: string): Pasted {
  const lines = text.split(/[\r\n]+/).filter((line) => line.trim() !== '');
  if (lines.length > 1) return clauses(text, {});
  const words = (lines[0] ?? '').replace(/\p{Cc}+/gu, ' ');
  return { runs: [{ text: words, strong: false, em: false, href: null }], drafts: [], dropped: {} };
}

function clauses(markdown: string, dropped: Record<string, number>): Pasted {
  const read = fromMarkdown(markdown);
  if (!read.ok) {
    count(dropped, read.refusal.code === 'text.empty' ? 'html' : 'too_large');
    return { runs: [], drafts: [], dropped };
  }
  for (const { what } of read.value.dropped) count(dropped, what);
  return { runs: null, drafts: read.value.drafts, dropped };
}

const count = (dropped: Record<string, number>, what: string): void => {
  dropped[what] = (dropped[what] ?? 0) + 1;
};

/** The words of a draft. */
export const runsOfDraft = ({ text }: Draft): Run[] => runsOf(text);
