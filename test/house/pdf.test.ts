import { pdfOf } from '../../src/house/pdf.js';
import { readPdf, tagsOf } from './pdf.js';

/** What is handed out on paper is read by screen readers too. */
test('a paper is tagged: title, language, headings, tables whose rows run over pages; page numbers are no content', async () => {
  const words = Array.from({ length: 900 }, (_, place) => `word${place}`).join(' ');
  const read = readPdf(
    await pdfOf({
      ...{ title: 'Observaciones', lang: 'es', foot: (page, pages) => `Página ${page} de ${pages}` },
      blocks: [
        { kind: 'heading', level: 1, text: 'Observaciones' },
        { kind: 'paragraph', text: 'Ŝtato – niñez – Ελλάδα' },
        {
          kind: 'table',
          columns: [
            { head: 'N.º', width: 1 },
            { head: 'Texto', width: 4 },
          ],
          rows: [
            [[{ text: '1' }], [{ text: words }]],
            [[{ text: '2' }], [{ text: 'x'.repeat(300), style: 'bold' }, { text: 'Una línea.\nOtra.' }]],
          ],
        },
      ],
    }),
  );
  expect(read).toMatchObject({ title: 'Observaciones', lang: 'es', tagged: true });
  expect(read.pages).toBeGreaterThan(1);
  const texts = (tag: string): string[] => tagsOf(read.root, tag).map(({ text }) => text);
  expect(texts('H1')).toEqual(['Observaciones']);
  expect(texts('P')).toEqual(['Ŝtato – niñez – Ελλάδα']);
  // Page by page the reader tells what of the structure is there.
  expect(texts('TH').filter((text) => text !== '')).toEqual(['N.º', 'Texto', '1', '2']);
  const cells = texts('TD').join(' ');
  for (let place = 0; place < 900; place++) expect(cells).toContain(`word${place}`);
  expect(cells.replaceAll(' ', '')).toContain('x'.repeat(300));
  expect(cells).toContain('Una línea. Otra.');
  expect(read.drawn).toContain(`Página 1 de ${read.pages}`);
  expect(JSON.stringify(read.root)).not.toContain('Página');
});
