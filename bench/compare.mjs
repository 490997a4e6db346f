/**
 * Compares two versions of a text of 500 clauses in the browser that readers have, by the functions that the page uses:
 *
 *   node bench/compare.mjs
 *
 * The first comparison of a page is the one that its reader waits for, so each is made in a page of its own.
 */
import { chromium } from 'playwright-core';
import { browser as executablePath } from '../bin/browser.mjs';
import { build } from 'vite';

const CLAUSES = 500;
const BUDGET = 300;
const PAGES = 7;

/** A generator of its own, so that every run compares the same texts (mulberry32). */
function numbers(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const next = numbers(2026);
const pick = (all) => all[Math.floor(next() * all.length)];
const WORDS =
  'the every member enterprise work worker vote assembly surplus training reserve pay open common part decide hold keep report year rule body right duty free fair of in to and for with without before after'.split(
    ' ',
  );
const sentence = (length) => `${Array.from({ length }, () => pick(WORDS)).join(' ')}.`;

/** Articles with four paragraphs each, of some sixty words. */
const before = Array.from({ length: CLAUSES }, (_, i) => ({
  id: `c${i + 1}`,
  ...(i % 5 === 0 ? { kind: 'article', parent: null } : { kind: 'paragraph', parent: `c${i - (i % 5) + 1}` }),
  text: sentence(i % 5 === 0 ? 8 : 40 + Math.floor(next() * 40)),
}));

const reworded = (text, share) =>
  text
    .split(' ')
    .map((word) => (next() < share ? pick(WORDS) : word))
    .join(' ');

/** `share` of the clauses is reworded; one article in twenty has moved, one is new, one is gone. */
function after(share, words) {
  const articles = [];
  for (const clause of before) {
    if (clause.kind === 'article') articles.push([]);
    const text = next() < share ? reworded(clause.text, words) : clause.text;
    articles.at(-1).push({ ...clause, text });
  }
  for (let turn = 0; turn < 5; turn++) {
    const [moved] = articles.splice(Math.floor(next() * articles.length), 1);
    articles.splice(Math.floor(next() * articles.length), 0, moved);
    articles.splice(Math.floor(next() * articles.length), 1);
    const id = `n${turn + 1}`;
    articles.splice(Math.floor(next() * articles.length), 0, [
      { id, kind: 'article', parent: null, text: sentence(60) },
    ]);
  }
  return articles.flat();
}

const { output } = (
  await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      target: 'es2022',
      lib: {
        entry: 'src/instruments/compare.ts',
        name: 'comparing',
        formats: ['iife'],
        fileName: 'comparing',
      },
    },
  })
)[0];
const script = output[0].code;

const browser = await chromium.launch({
  executablePath,
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
});
const size = (text) =>
  `${Math.round(text.reduce((sum, { text: words }) => sum + words.length, 0) / 1000)} kB`;
console.log(
  `\nComparing two versions of ${CLAUSES} clauses (${size(before)}) in ${browser.version().split('.')[0]}, ${Math.round(script.length / 1000)} kB of script`,
);
try {
  for (const [name, text] of [
    ['one clause in five reworded', after(0.2, 0.15)],
    ['every clause reworded', after(1, 0.15)],
    ['every clause written anew', after(1, 1)],
  ]) {
    const times = [];
    let found;
    for (let turn = 0; turn < PAGES; turn++) {
      const page = await browser.newPage();
      await page.addScriptTag({ content: script });
      const { ms, summary } = await page.evaluate(
        ([a, b]) => {
          const from = performance.now();
          const { summary } = globalThis.comparing.compare(a, b);
          return { ms: performance.now() - from, summary };
        },
        [before, text],
      );
      times.push(ms);
      found = summary;
      await page.close();
    }
    const sorted = times.toSorted((x, y) => x - y);
    const middle = sorted[Math.floor(sorted.length / 2)];
    const { changed, added, removed, moved } = found;
    console.log(
      `  ${name.padEnd(28)} ${middle.toFixed(0).padStart(5)} ms  (${sorted[0].toFixed(0)} to ${sorted.at(-1).toFixed(0)} in ${PAGES} pages)  ${middle < BUDGET ? `within ${BUDGET} ms` : `OVER ${BUDGET} ms`}  ${changed} changed, ${added} added, ${removed} removed, ${moved} moved`,
    );
  }
} finally {
  await browser.close();
}
