import { createHash } from 'node:crypto';
import fc from 'fast-check';
import type { Json } from '../../src/basics/canonical.js';
import { commitment, entryText, leafHash, mentions, subjectOf, type Entry } from '../../src/log/entry.js';
import { seal } from '../../src/log/seal.js';

const context = {
  log: '0b0f8f1e-1111-4111-8111-000000000001',
  at: '2026-11-23T10:00:00.000Z',
  actor: { kind: 'house', name: 'seed' },
} as const;
const sealed = (event: Parameters<typeof seal>[0]) => seal(event, context);

test('an entry is canonical JSON of its ten fields, and its leaf is SHA-256 of 0x00 and the bytes', () => {
  const one = sealed({
    type: 'sitting.opened',
    subject: { assembly: 'oslo' },
    data: { sitting: 's', at: 'now' },
  });
  const entry = JSON.parse(one.bytes.toString('utf8')) as Entry;
  expect(Object.keys(entry)).toEqual([
    ...['actor', 'at', 'blobs', 'commits', 'data', 'id', 'log', 'subject', 'type', 'v'],
  ]);
  expect(entryText(entry)).toBe(one.bytes.toString('utf8'));
  const reference = createHash('sha256')
    .update(Buffer.from([0]))
    .update(one.bytes)
    .digest('hex');
  expect(Buffer.from(one.leaf).toString('hex')).toBe(reference);
  expect(leafHash(one.bytes)).toBe(reference);
});

test('every flipped bit gives another leaf', () => {
  const { bytes } = sealed({ type: 'body.founded', subject: { body: 'b' }, data: { body: 'b' } });
  const whole = leafHash(bytes);
  fc.assert(
    fc.property(fc.nat(bytes.length - 1), fc.nat(7), (place, bit) => {
      const flipped = Uint8Array.from(bytes);
      flipped[place]! ^= 1 << bit;
      return leafHash(flipped) !== whole;
    }),
  );
});

test('personal values are not in the entry: it holds a commitment, and the opening opens it', () => {
  const one = sealed({
    type: 'person.registered',
    subject: { person: 'p' },
    data: { person: 'p', lang: 'en' },
    personal: { name: 'Ada Quist', email: null },
  });
  expect(one.bytes.toString('utf8')).not.toContain('Ada');
  const { commits } = JSON.parse(one.bytes.toString('utf8')) as Entry;
  const opening = one.openings.find(({ field }) => field === 'name')!;
  expect(opening.value).toBe('Ada Quist');
  expect(Buffer.from(opening.salt, 'hex')).toHaveLength(32);
  expect(commitment(Buffer.from(opening.salt, 'hex'), opening.value)).toBe(commits['name']);
  expect(commitment(Buffer.from(opening.salt, 'hex'), 'Ada Quest')).not.toBe(commits['name']);
  const again = sealed({ type: 'person.registered', subject: {}, data: {}, personal: { name: 'Ada Quist' } });
  expect((JSON.parse(again.bytes.toString('utf8')) as Entry).commits['name']).not.toBe(commits['name']);
});

test('what does not fit into an entry throws: long matter belongs into blobs', () => {
  const of = (length: number) => ({ type: 'body.founded', subject: {}, data: { text: 'x'.repeat(length) } });
  const room = 65_535 - sealed(of(0)).bytes.length;
  expect(sealed(of(room)).bytes).toHaveLength(65_535);
  expect(() => sealed(of(room + 1))).toThrow();
});

test.each([
  ['poll.cast', { assembly: 'a', motion: 'm', poll: 'p' }, 'poll:p'],
  ['office.granted', { person: 'x', assembly: 'a' }, 'person:x'],
  ['sitting.opened', { assembly: 'a' }, 'assembly:a'],
  ['house.sealed', {}, 'house:house'],
])('%s of %j is about %s', (type, subject, about) => {
  expect(subjectOf({ type, subject })).toBe(about);
});

test.each<[string, Json, boolean]>([
  ['the value of a field', { poll: 'p' }, true],
  ['one of a list, however deep', { lines: [1, [null, { to: 'p' }]] }, true],
  ['a text that only holds it', { about: 'p and others' }, false],
  ['a key', { p: 'x' }, false],
  ['a number', { at: 1 }, false],
  ['nothing', null, false],
])('%s is a mention: %j %p', (_, said, mentioned) => {
  expect(mentions(said, new Set(['o', 'p']))).toBe(mentioned);
  expect(mentions(said, new Set())).toBe(false);
});
