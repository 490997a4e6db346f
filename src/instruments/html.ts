import type { Exported } from './akoma.js';
import { numbers, type Clause } from './clause.js';
import { runsOf } from './inline.js';
import { escapeXml } from './xml.js';

/** A page that stands by itself: the text of a version in its languages, each clause with its number and its id. */
export function toHtml({ titles, number, hash, expressions }: Exported): string {
  const [first] = expressions;
  const title = (first && titles[first.lang]) ?? Object.values(titles)[0] ?? '';
  const texts = expressions.map(
    ({ lang, clauses }) =>
      `<article lang="${lang}">\n${linesOf(clauses, expressions.length > 1 ? `${lang}-` : '')}\n</article>`,
  );
  return [
    '<!doctype html>',
    `<html lang="${first?.lang ?? 'en'}"><head><meta charset="utf-8"><title>${escapeXml(title)} (${number})</title>`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<style>body{max-width:46rem;margin:2rem auto;padding:0 1rem;font:1rem/1.5 system-ui,sans-serif}article+article{margin-top:3rem;border-top:1px solid}.under{margin-left:2rem}footer{font-size:.8rem;overflow-wrap:anywhere}</style>',
    `</head><body>`,
    ...texts,
    `<footer>SHA-256 ${hash}</footer>`,
    '</body></html>',
    '',
  ].join('\n');
}

function linesOf(clauses: readonly Clause[], prefix: string): string {
  const labels = numbers(clauses);
  const depths = new Map<string | null, number>([[null, 0]]);
  return clauses
    .map(({ id, kind, parent, text }) => {
      const depth = depths.get(parent) ?? 0;
      depths.set(id, kind === 'title' ? 0 : depth + 1);
      const above = parent === null ? '' : (labels[parent] ?? '');
      const label = labels[id];
      const shown =
        label &&
        { article: `${label}. `, paragraph: `${above}.${label} `, point: `${label} ` }[kind as string];
      const head =
        kind === 'title' ? 1 : kind === 'heading' || kind === 'preamble' ? Math.min(depth + 2, 6) : 0;
      const element = head > 0 ? `h${head}` : 'p';
      const under = kind === 'point' ? ' class="under"' : '';
      return `<${element} id="${prefix}${escapeXml(id)}"${under}>${shown ?? ''}${inline(text)}</${element}>`;
    })
    .join('\n');
}

const inline = (text: string): string =>
  runsOf(text)
    .map(({ text: words, strong, em, href }) => {
      let done = escapeXml(words);
      if (em) done = `<em>${done}</em>`;
      if (strong) done = `<strong>${done}</strong>`;
      return href === null ? done : `<a href="${escapeXml(href)}" rel="noreferrer">${done}</a>`;
    })
    .join('');
