import { execFileSync } from 'node:child_process';

/** An element of a PDF's structure as a screen reader meets it. */
export interface Tagged {
  readonly tag: string;
  readonly text: string;
  readonly inside: readonly Tagged[];
}

export interface ReadPdf {
  readonly title: string;
  readonly lang: string;
  readonly tagged: boolean;
  readonly pages: number;
  /** Everything that is drawn, also what is no content (page numbers). */
  readonly drawn: string;
  readonly root: Tagged;
}

/** A reader of PDFs that runs on its own: it is a module that jest's CommonJS does not load. */
const READER = `
  import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
  const parts = [];
  for await (const part of process.stdin) parts.push(part);
  const data = new Uint8Array(Buffer.concat(parts));
  const doc = await getDocument({ data, verbosity: 0 }).promise;
  const words = new Map();
  const drawn = [];
  const roots = [];
  for (let number = 1; number <= doc.numPages; number++) {
    const page = await doc.getPage(number);
    const { items } = await page.getTextContent({ includeMarkedContent: true });
    const open = [];
    for (const item of items) {
      if (item.type === 'beginMarkedContent' || item.type === 'beginMarkedContentProps') open.push(item.id ?? null);
      else if (item.type === 'endMarkedContent') open.pop();
      else {
        const text = item.str + (item.hasEOL ? ' ' : '');
        drawn.push(text);
        const id = open.findLast((one) => one !== null);
        if (id) words.set(id, (words.get(id) ?? '') + text);
      }
    }
    roots.push(await page.getStructTree());
  }
  const told = (node) => ({
    tag: node.role,
    text: (node.children ?? []).filter((one) => one.type === 'content').map((one) => words.get(one.id) ?? '').join(' ').replace(/\\s+/g, ' ').trim(),
    inside: (node.children ?? []).filter((one) => one.role).map(told),
  });
  const { info } = await doc.getMetadata();
  const mark = await doc.getMarkInfo();
  process.stdout.write(JSON.stringify({
    title: info.Title, lang: info.Language, tagged: mark?.Marked === true, pages: doc.numPages, drawn: drawn.join(''),
    root: { tag: 'Root', text: '', inside: roots.filter(Boolean).flatMap((root) => root.children.map(told)) },
  }));
`;

/** Opens a PDF as a reader does: its text, and its structure page by page. */
export const readPdf = (pdf: Buffer): ReadPdf =>
  JSON.parse(
    execFileSync(process.execPath, ['--input-type=module', '--eval', READER], {
      input: pdf,
      maxBuffer: 64 * 1024 * 1024,
    }).toString(),
  ) as ReadPdf;

/** All elements of a tag, in reading order. */
export const tagsOf = (one: Tagged, tag: string): Tagged[] => [
  ...(one.tag === tag ? [one] : []),
  ...one.inside.flatMap((each) => tagsOf(each, tag)),
];
