import { Line, Search, Text } from '../../src/basics/fields.js';
import { nfc } from '../../src/basics/nfc.js';
import { fromMarkdown } from '../../src/instruments/markdown.js';
import { fromHtml } from '../../src/instruments/richtext.js';

const DECOMPOSED = 'E\u0301le\u0301ments a\u0323\u0302 \u1112\u1161\u11ab';
const COMPOSED = 'Éléments ậ 한';

test('what reads alike comes in alike, in every field and every text', () => {
  expect(nfc(DECOMPOSED)).toBe(COMPOSED);
  for (const field of [Line(40), Text(40), Search(40)]) expect(field.parse(DECOMPOSED)).toBe(COMPOSED);
  const read = { ok: true, value: { drafts: [{ text: COMPOSED }] } };
  expect(fromMarkdown(DECOMPOSED)).toMatchObject(read);
  expect(fromHtml(`<p>${DECOMPOSED}</p>`)).toMatchObject(read);
});

/** The engine puts n marks in order in n² steps, and where it does that nobody can count: these would take minutes. */
test.each(['\u0316\u0301', '\u0301\u0316', '\u0345\u0301\u0316'])(
  'any number of marks on a letter: %j',
  (marks) => {
    const many = `a${marks.repeat(300_000 / marks.length)}`;
    expect(nfc(many)).toHaveLength(many.length);
    expect(nfc(`${DECOMPOSED}${marks.repeat(100)}${DECOMPOSED}`)).toContain(COMPOSED);
    expect(Line(200).safeParse(many).success).toBe(false);
    expect(Text(400_000).parse(many)).toHaveLength(many.length);
    expect(fromMarkdown(many).ok).toBe(true);
  },
);
