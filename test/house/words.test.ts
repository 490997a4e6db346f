import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fr } from '../../client/src/words/fr.js';
import { share } from '../../client/src/words/dates.js';
import { rooms } from '../../src/app.module.js';
import { DELEGATE_COLUMNS } from '../../src/assemblies/assemblies.contract.js';
import { readCsv } from '../../src/basics/csv.js';
import {
  CONTACT_COLUMNS,
  FIGURE_COLUMNS,
  MEMBER_COLUMNS,
  PLACE_COLUMNS,
} from '../../src/bodies/bodies.contract.js';
import { HEADINGS } from '../../src/bodies/headings.js';
import { CLASS_LABELS, codeSaid, ROLE_LABELS } from '../../src/bodies/labels.js';

/** What the start, `plenary count` and `plenary restore` say in the terminal has its sentences beside it, in English. */
const IN_THE_TERMINAL =
  /^src\/(start\/(config|database|embedded|folder|listen|tls)|rules\/(blt|tally\/.*)|archive\/(manifest|reading\.store))\.ts$/;
/** Of the house's own acts, which nobody asks for. */
const TOLD_TO_NOBODY = ['remind.none_due'];

const codes = new Set(rooms.flatMap((room) => Object.values(room.constraints)));
for (const name of readdirSync('src', { recursive: true, encoding: 'utf8' })) {
  const file = join('src', name);
  if (!file.endsWith('.ts') || IN_THE_TERMINAL.test(file)) continue;
  const text = readFileSync(file, 'utf8');
  for (const [, code] of text.matchAll(/\brefuse\(\s*'([a-z_.]+)'/g)) codes.add(code!);
  for (const [, code] of text.matchAll(/\bnew Refused\(\d+, \{ code: '([a-z_.]+)'/g)) codes.add(code!);
}

const events = new Set<string>();
for (const name of readdirSync('src', { recursive: true, encoding: 'utf8' })) {
  if (!name.endsWith('.contract.ts')) continue;
  const text = readFileSync(join('src', name), 'utf8');
  for (const [, types] of text.matchAll(/\bEvent<\s*('[a-z_.]+'(?:\s*\|\s*'[a-z_.]+')*)/g))
    for (const [, type] of types!.matchAll(/'([a-z_.]+)'/g)) events.add(type!);
}

test.each([
  ['25%', 'en', '25%'],
  ['25%', 'fr', '25\u202f%'],
  ['12.5%', 'es', '12.5\u202f%'],
  ['2/3', 'fr', '2/3'],
] as const)('the share %s is written in %s: %s', (text, lang, written) => {
  expect(share(text, lang)).toBe(written);
});

test('in French a credential is no pouvoir, which is what a proxy is called there', () => {
  const said = Object.entries(fr).filter(
    ([, words]) => /\bpouvoirs?\b/i.test(words) && !words.includes('vérification des pouvoirs'),
  );
  expect(said).toEqual([]);
});

test('the codes are found', () => {
  expect(codes.size).toBeGreaterThan(200);
  for (const code of ['poll.closed', 'access.origin', 'assembly.exists']) expect(codes).toContain(code);
  expect(events.size).toBeGreaterThan(80);
  for (const type of ['poll.opened', 'speakers.called', 'motion.submitted']) expect(events).toContain(type);
});

test.each(['en', 'fr', 'es'])('every refusal has its sentence in %s', (lang) => {
  const words = readFileSync(`client/src/words/${lang}.ts`, 'utf8');
  const without = [...codes].filter(
    (code) => !words.includes(`\n  'refused.${code}':`) && !TOLD_TO_NOBODY.includes(code),
  );
  expect(without).toEqual([]);
});

/** What files of the imports can have wrong, or worth a look. */
const faults = new Set<string>();
for (const name of ['bodies/members', 'bodies/register', 'bodies/rows', 'assemblies/delegates']) {
  const text = readFileSync(`src/${name}.ts`, 'utf8');
  for (const [, code] of text.matchAll(/'((?:csv|delegate|member|organisation|register)\.[a-z_]+)'/g))
    if (!events.has(code!)) faults.add(code!);
}

test.each(['en', 'fr', 'es'])(
  'faults of files have their sentences in %s, and files may say what it shows',
  async (lang) => {
    const words = (await import(`../../client/src/words/${lang}.js`)) as Readonly<Record<string, object>>;
    const told = words[lang] as Readonly<Record<string, string>>;
    expect(faults.size).toBeGreaterThan(25);
    expect([...faults].filter((code) => told[`fault.${code}`] === undefined)).toEqual([]);
    const columns = [MEMBER_COLUMNS, DELEGATE_COLUMNS, CONTACT_COLUMNS, PLACE_COLUMNS, FIGURE_COLUMNS];
    for (const file of columns) {
      const heads = file.map((column) => told[`column.${column}`]);
      const read = readCsv(`${heads.join(';')}\nx\n`, file, { required: file, aliases: HEADINGS });
      expect([heads, read]).toMatchObject([heads, { ok: true }]);
    }
    for (const [family, labels] of [
      ['class.', CLASS_LABELS],
      ['role.', ROLE_LABELS],
    ] as const)
      for (const [key, label] of Object.entries(told)) {
        const code = key.slice(family.length);
        if (!key.startsWith(family) || (family === 'role.' && labels[code] === undefined)) continue;
        expect([key, codeSaid(label.toUpperCase(), [code, 'other'], labels)]).toEqual([key, code]);
      }
  },
);

test.each(['en', 'fr', 'es'])('what stands in the record has its words in %s', (lang) => {
  const words = readFileSync(`client/src/words/${lang}.ts`, 'utf8');
  expect([...events].filter((type) => !words.includes(`\n  'event.${type}':`))).toEqual([]);
});

test.each(['en', 'fr', 'es'])('every entry of the record is told in a sentence in %s', (lang) => {
  const words = readFileSync(`client/src/words/${lang}.ts`, 'utf8');
  expect([...events].filter((type) => !words.includes(`\n  'told.${type}':`))).toEqual([]);
});

test.each(['en', 'fr', 'es'])(
  'what is put into sentences is named as i18next reads it in %s',
  async (lang) => {
    const words = (await import(`../../client/src/words/${lang}.js`)) as Readonly<Record<string, object>>;
    const odd = Object.entries(words[lang] as Readonly<Record<string, string>>).filter(([, text]) =>
      /[{}]/.test(text.replaceAll(/\{\{\w+\}\}/g, '')),
    );
    expect(odd).toEqual([]);
  },
);
