import fc from 'fast-check';
import { strToU8, zipSync } from 'fflate';

/** The same text as other programs would save it; Markdown in blocks, without emphasis. */
const blocks = (markdown: string): [level: number, words: string][] =>
  markdown
    .trim()
    .split(/\n\n+/)
    .map((block) => {
      const [, marks = '', words = ''] = /^(#*) ?([\s\S]*)$/.exec(block)!;
      return [marks.length, words];
    });

const escaped = (text: string): string =>
  text.replace(/[&<>]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[sign]!);

export const asHtml = (markdown: string): Uint8Array =>
  strToU8(
    `<!doctype html><html><body>${blocks(markdown)
      .map(
        ([level, words]) => `<${level ? `h${level}` : 'p'}>${escaped(words)}</${level ? `h${level}` : 'p'}>`,
      )
      .join('\n')}</body></html>`,
  );

export const asDocx = (markdown: string): Uint8Array => {
  const w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
  const style = (level: number): string =>
    level === 1 ? 'Title' : level > 1 ? `Heading${level - 1}` : 'Normal';
  const body = blocks(markdown).map(
    ([level, words]) =>
      `<w:p><w:pPr><w:pStyle w:val="${style(level)}"/></w:pPr><w:r><w:t xml:space="preserve">${escaped(words)}</w:t></w:r></w:p>`,
  );
  const styles = ['Title', 'heading 1', 'heading 2'].map((name) => {
    const id = name.replace(/^h/, 'H').replace(' ', '');
    return `<w:style w:styleId="${id}"><w:name w:val="${name}"/></w:style>`;
  });
  return zipSync({
    '[Content_Types].xml': strToU8('<Types/>'),
    'word/document.xml': strToU8(`<w:document ${w}><w:body>${body.join('')}</w:body></w:document>`),
    'word/styles.xml': strToU8(`<w:styles ${w}>${styles.join('')}</w:styles>`),
  });
};

const NASTY = [
  ...['<', '>', '</', '<!--', '<![CDATA[', '&#x', '"', '<a href="', ']]>', '<script>', '<!DOCTYPE x>'],
  ...['\ud83d', 'PK\u0001\u0002', '\\', '**', '[', '](', '\u0000'],
];

/** One of the files with pieces cut out, doubled, or put in between. */
export const mutated = (files: readonly Uint8Array[]): fc.Arbitrary<Uint8Array> =>
  fc
    .record({
      file: fc.constantFrom(...files),
      changes: fc.array(
        fc.record({
          at: fc.double({ min: 0, max: 1, noNaN: true }),
          cut: fc.nat(40),
          put: fc.oneof(
            fc.uint8Array({ maxLength: 6 }),
            fc.constantFrom(...NASTY).map((text) => strToU8(text)),
            fc.constant(null),
          ),
        }),
        { minLength: 1, maxLength: 6 },
      ),
    })
    .map(({ file, changes }) =>
      changes.reduce((now, { at, cut, put }) => {
        const place = Math.floor(at * now.length);
        const piece = put ?? now.slice(Math.max(0, place - 200), place);
        return Uint8Array.from([...now.slice(0, place), ...piece, ...now.slice(place + cut)]);
      }, file),
    );
