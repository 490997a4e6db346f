import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { rooms } from '../../src/app.module.js';

/** What the start and `plenary count` say in the terminal has its sentences beside it, in English. */
const IN_THE_TERMINAL =
  /^src\/(start\/(config|database|embedded|folder|listen|tls)|rules\/(blt|tally\/.*))\.ts$/;
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
  for (const [, type] of text.matchAll(/\bEvent<\s*'([a-z_.]+)'/g)) events.add(type!);
}

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

test.each(['en', 'fr', 'es'])('what stands in the record has its words in %s', (lang) => {
  const words = readFileSync(`client/src/words/${lang}.ts`, 'utf8');
  expect([...events].filter((type) => !words.includes(`\n  'event.${type}':`))).toEqual([]);
});
