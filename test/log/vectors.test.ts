import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { sha256Hex } from '../../src/basics/canonical.js';
import { commitment, entryText, leafHash, leafOf, sha256, type Entry } from '../../src/log/entry.js';
import { seal } from '../../src/log/seal.js';
import ENTRIES from './entries.json' with { type: 'json' };

/** The leaves that the tests of Certificate Transparency publish; the first is in RFC 6962, of the empty entry. */
test.each([
  ['', '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d'],
  ['00', '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7'],
  ['10', '0298d122906dcfc10892cb53a73992fc5b9f493ea4c9badb27b791b4127a7fe7'],
  ['2021', '07506a85fd9dd2f120eb694f86011e5bb4662e5c415a62917033d4a9624487e7'],
  ['3031', 'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b'],
  ['40414243', '4271a26be0d8a84f0bd54c8c302e7cb3a3b5d1fa6780a40bcce2873477dab658'],
  ['5051525354555657', 'b08693ec2e721597130641e8211e7eedccb4c26413963eee6c1e2ed16ffb1a5f'],
  ['606162636465666768696a6b6c6d6e6f', '46f6ffadd3d06a09ff3c5860d2755c8b9819db7df44251788c7d8e3180de8eb1'],
])('the leaf of the bytes %j', (bytes, leaf) => {
  expect(leafHash(Buffer.from(bytes, 'hex'))).toBe(leaf);
});

/**
 * `entries.json` can be checked without this house. The leaf of the first entry, and of its neighbours by their places:
 *
 *     { printf '\0'; jq -j '.[0].text' test/log/entries.json; } | sha256sum
 *
 * a blob: `jq -j '.[4].blobs.roll' test/log/entries.json | sha256sum`; and the opening of a commitment:
 *
 *     { jq -r '.[3].openings.name.salt' test/log/entries.json | xxd -r -p; jq -j '.[3].openings.name.value' test/log/entries.json; } | sha256sum
 */
describe.each(ENTRIES)('entry: $about', ({ text, leaf, blobs, openings }) => {
  const entry = JSON.parse(text) as Entry;

  test('is written in this one way, whatever the order of its fields', () => {
    expect(entryText(entry)).toBe(text);
    expect(entryText(turned(entry))).toBe(text);
  });

  test('has this leaf, of its text and of its bytes', () => {
    expect(leafHash(text)).toBe(leaf);
    expect(leafHash(Buffer.from(text, 'utf8'))).toBe(leaf);
  });

  test('is what sealing its event gives, but for the salts', () => {
    const { log, at, actor, id, type, subject, data } = entry;
    const personal = Object.fromEntries(
      Object.entries(openings as Openings).map(([name, { value }]) => [name, value]),
    );
    const sealed = seal({ type, subject, data, blobs: blobs as Texts, personal }, { log, at, actor }, id);
    const own = JSON.parse(sealed.bytes.toString('utf8')) as Entry;
    expect(entryText({ ...own, commits: entry.commits })).toBe(text);
    if (Object.keys(openings).length === 0) expect(sealed.leaf.toString('hex')).toBe(leaf);
  });

  test('names its blobs by their hashes, and opens with its salts', () => {
    expect(entry.blobs).toEqual(of(blobs as Texts, sha256Hex));
    expect(entry.commits).toEqual(
      of(openings as Openings, ({ salt, value }) => commitment(Buffer.from(salt, 'hex'), value)),
    );
  });
});

test('the house hashes with node:crypto and a browser without: the same', () => {
  const bytes = fc.uint8Array({ maxLength: 300 });
  const native = (...parts: readonly Uint8Array[]): Buffer =>
    createHash('sha256').update(Buffer.concat(parts)).digest();
  fc.assert(
    fc.property(fc.array(bytes, { maxLength: 4 }), (parts) => {
      expect(Buffer.from(sha256(...parts))).toEqual(native(...parts));
      expect(Buffer.from(leafOf(parts[0] ?? Uint8Array.of(), sha256))).toEqual(
        leafOf(parts[0] ?? Uint8Array.of(), native),
      );
    }),
    { numRuns: 50 },
  );
});

type Texts = Readonly<Record<string, string>>;
type Openings = Readonly<Record<string, { readonly salt: string; readonly value: string }>>;

const of = <T>(all: Readonly<Record<string, T>>, hash: (one: T) => string): Texts =>
  Object.fromEntries(Object.entries(all).map(([name, one]) => [name, hash(one)]));

/** The same with the keys of every object the other way round. */
function turned<T>(value: T): T {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map(turned) as T;
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([key, one]) => [key, turned(one as unknown)]),
  ) as T;
}
