import fc from 'fast-check';
import { readCsv } from '../../src/basics/csv.js';

const COLUMNS = ['name', 'note'] as const;
const rowsOf = (text: string) => {
  const read = readCsv(text, COLUMNS, { required: ['name'], aliases: { name: ['nom'] } });
  if (!read.ok) throw new Error(read.refusal.code);
  return read.value;
};

test.each([
  ['commas', 'name,note\nAda,first\n'],
  ['semicolons, as a spreadsheet in French writes', 'name;note\nAda;first\n'],
  ['tabs', 'name\tnote\nAda\tfirst\n'],
  ['a byte order mark', '\ufeffname,note\nAda,first\n'],
  ['carriage returns', 'name,note\r\nAda,first\r\n'],
  ['quotes', '"name","note"\n"Ada","first"\n'],
  ['columns in another order', 'note,name\nfirst,Ada\n'],
  ['blanks around', ' name , note \n  Ada ,  first \n'],
  ['columns in capitals', 'Name,NOTE\nAda,first\n'],
  ['columns without a name at the end, where nothing stands', 'name,note,,\nAda,first,,\n'],
  ['a column without a name in between, where nothing stands', 'name,,note\nAda,,first\n'],
  ['lines of separators', 'name,note\nAda,first\n,\n , \n'],
  ['columns by other names', 'Nóm ,NOTE\nAda,first\n'],
  ['blanks that do not break', 'name,note\n\u00a0Ada,first\u00a0\n'],
])('reads %s', (_, text) => {
  expect(rowsOf(text)).toEqual([
    { line: 2, fields: { name: 'Ada', note: 'first' }, surplus: null, missing: null },
  ]);
});

test('an empty field is null, a column that is not there too, and empty lines are passed over', () => {
  expect(rowsOf('name\nAda\n\nBo\n').map(({ line, fields }) => [line, fields])).toEqual([
    [2, { name: 'Ada', note: null }],
    [4, { name: 'Bo', note: null }],
  ]);
  expect(rowsOf('name,note\nAda,\n')[0]!.fields['note']).toBeNull();
});

test('what stands behind the last column is told, not dropped', () => {
  expect(rowsOf('name,note\nUnion, of two,first\n')[0]).toMatchObject({
    fields: { name: 'Union', note: 'of two' },
    surplus: 'first',
  });
});

test.each([
  ['', 'csv.empty', {}],
  ['name,note\n', 'csv.empty', {}],
  ['note\nfirst\n', 'csv.missing_column', { column: 'name' }],
  ['name,colour\nAda,red\n', 'csv.unknown_column', { column: 'colour' }],
  ['name,name\nAda,Bo\n', 'csv.repeated_column', { column: 'name' }],
  ['name,Name \nAda,Bo\n', 'csv.repeated_column', { column: 'Name' }],
  ['name,note\n"Ada,first\n', 'csv.malformed', { line: 2 }],
])('%p is refused with %s', (text, code, facts) => {
  expect(readCsv(text, COLUMNS, { required: ['name'] })).toMatchObject({
    ok: false,
    refusal: { code, facts },
  });
});

test('a blank field is null wherever it is, and empty ones behind the last column are no surplus', () => {
  expect(rowsOf('name,note\nAda,first,,\n')[0]).toMatchObject({ surplus: null });
  expect(rowsOf('name,note\nAda,first,,more\n')[0]).toMatchObject({ surplus: 'more' });
});

test.each([
  ['blank lines', 'name,note\n\nAda,first\n\n\nBo,second\n', [3, 6]],
  ['lines within quotes', 'name,note\n"A\n\nda",first\nBo,"se\ncond"\nCy,third\n', [2, 5, 7]],
  ['carriage returns, also in quotes', 'name,note\r\n\r\n"A\r\nda",first\r\n\r\nBo,\r\n', [3, 6]],
  ['lines of separators', 'name,note\n,\nAda,first\n,\nBo,\n', [3, 5]],
  ['the line that names the separator', 'sep=;\r\nname;note\r\nAda;first\r\n', [3]],
])('each row is told by the line on which it begins: %s', (_, text, lines) => {
  expect(rowsOf(text).map(({ line }) => line)).toEqual(lines);
});

test('a row that ends before the last column says so, and one that is empty there does not', () => {
  expect(rowsOf('name,note\nAda\nBo,\n').map(({ missing }) => missing)).toEqual(['note', null]);
});

test('what stands under no name is told with its place, and behind the last name as too much', () => {
  const read = readCsv('name,,note\nAda,,first\nBo,x,second\n', COLUMNS, { required: ['name'] });
  expect(read).toMatchObject({ refusal: { code: 'csv.unnamed_column', facts: { place: 2, line: 3 } } });
  expect(rowsOf('name,note,,\nAda,first,,more\n')[0]).toMatchObject({ surplus: 'more' });
});

test('of a list of columns one must be there', () => {
  const required = [['name', 'note']];
  expect(readCsv('note\nfirst\n', COLUMNS, { required })).toMatchObject({ ok: true });
  expect(readCsv('other\nfirst\n', COLUMNS, { required })).toMatchObject({
    refusal: { code: 'csv.missing_column', facts: { column: 'name' } },
  });
});

test('as many rows as the limit are read', () => {
  expect(rowsOf(`name\n${'Ada\n'.repeat(10_000)}`)).toHaveLength(10_000);
});

test('more rows than any federation has are refused', () => {
  const many = `name\n${'Ada\n'.repeat(10_001)}`;
  expect(readCsv(many, COLUMNS, { required: ['name'] })).toMatchObject({ refusal: { code: 'csv.too_long' } });
});

test('what is quoted comes out as it went in', () => {
  const field = fc
    .string({ minLength: 1, unit: 'grapheme' })
    .map((text) => text.replaceAll('\0', '').trim())
    .filter((text) => text !== '' && !text.includes('\r'));
  const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
  fc.assert(
    fc.property(fc.array(fc.tuple(field, field), { minLength: 1, maxLength: 20 }), (rows) => {
      const text = `name,note\n${rows.map((row) => row.map(quoted).join(',')).join('\n')}\n`;
      expect(rowsOf(text).map(({ fields }) => [fields['name'], fields['note']])).toEqual(rows);
    }),
  );
});
