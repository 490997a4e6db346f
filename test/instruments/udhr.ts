import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A real text in three languages; it is not part of this repository. */
const FOLDER = join(__dirname, '../../../shared/data/udhr');

export const udhrIsHere = existsSync(FOLDER);

const FILES = { en: 'udhr_eng.xml', fr: 'udhr_fra.xml', es: 'udhr_spa.xml' } as const;

const contents = (xml: string, tag: string): string[] =>
  [...xml.matchAll(new RegExp(`<${tag}(?: [^>]*)?>([\\s\\S]*?)</${tag}>`, 'g'))].map((match) => match[1]!);
const plain = (xml: string): string =>
  xml
    .replace(/<[^>]+>/g, ' ')
    .replace(
      /&(amp|lt|gt|quot|apos);/g,
      (_, name: string) => ({ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" })[name]!,
    )
    .replace(/\s+/g, ' ')
    .trim();

/** The Declaration as the Markdown that people would paste: title, preamble, thirty articles with their paragraphs. */
export function udhrMarkdown(lang: keyof typeof FILES): string {
  const xml = readFileSync(join(FOLDER, FILES[lang]), 'utf8');
  const preamble = contents(xml, 'preamble')[0]!;
  const blocks = [
    `# ${plain(contents(xml, 'title')[0]!)}`,
    `## ${plain(contents(preamble, 'title')[0]!)}`,
    ...udhrPreamble(lang),
  ];
  for (const article of contents(xml, 'article')) {
    blocks.push(`## ${plain(contents(article, 'title')[0]!)}`);
    blocks.push(...contents(article, 'para').map(plain));
  }
  return `${blocks.join('\n\n')}\n`;
}

/**
 * The seven recitals, then the proclamation as one paragraph: the sources break that sentence into two or three lines,
 * each language its own way.
 */
export function udhrPreamble(lang: keyof typeof FILES): string[] {
  const [preamble] = contents(readFileSync(join(FOLDER, FILES[lang]), 'utf8'), 'preamble');
  const lines = contents(preamble!, 'para').map(plain);
  const recitals = lines.filter((line) => /^(?:Whereas|Considérant|Considerando)\b/.test(line));
  return [...recitals, lines.slice(recitals.length).join(' ')];
}

/** Thirty articles, each with its paragraphs as plain text. */
export const udhrArticles = (lang: keyof typeof FILES): string[][] =>
  contents(readFileSync(join(FOLDER, FILES[lang]), 'utf8'), 'article').map((article) =>
    contents(article, 'para').map(plain),
  );
