import { readFileSync } from 'node:fs';

type Version = readonly [number, number, number];

interface Package {
  readonly version?: string;
  readonly dev?: boolean;
  readonly engines?: { readonly node?: string };
}

const read = (file: string) => JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
const { packages } = read('package-lock.json') as unknown as { packages: Record<string, Package> };

/** The oldest version that a range of the README's kind names: `>=20.19`. */
const oldest = /^>=(\d+)\.(\d+)$/.exec((read('package.json') as Package).engines!.node!)!;
const OURS: Version = [Number(oldest[1]), Number(oldest[2]), 0];

const compare = (a: Version, b: Version): number => a[0] - b[0] || a[1] - b[1] || a[2] - b[2];

/** Whether a version is in a range as `engines` has it: alternatives of `^`, `~`, comparisons and bare versions. */
function within(version: Version, range: string): boolean {
  return range.split('||').some((all) =>
    [...all.matchAll(/(\^|~|>=|<=|>|<|=)?\s*v?(\d+|\*|x)(?:\.(\d+|x|\*))?(?:\.(\d+|x|\*))?/g)].every(
      ([, sign = '', ...parts]) => {
        const told = parts.map((part) => (part === undefined || /[x*]/.test(part) ? null : Number(part)));
        const [major, minor, patch] = told as [number | null, number | null, number | null];
        if (major === null) return true;
        const low: Version = [major, minor ?? 0, patch ?? 0];
        const order = compare(version, low);
        if (sign === '>=') return order >= 0;
        if (sign === '>') return order > 0;
        if (sign === '<=') return order <= 0;
        if (sign === '<') return order < 0;
        const same = version[0] === major && (minor === null || sign === '^' || version[1] === minor);
        return same && order >= 0 && (patch === null || sign !== '' || version[2] === patch);
      },
    ),
  );
}

test.each([
  ['>=20.19.0', true],
  ['>=22', false],
  ['^20.19.0 || >=22.12.0', true],
  ['^20.20.0 || >=22.12.0', false],
  ['18 || 20 || >=22', true],
  ['18 || >=22', false],
  ['>= 0.4', true],
  ['>=10 <20', false],
  ['~20.18.0', false],
  ['20.x', true],
  ['*', true],
])('20.19.0 is in %s: %p', (range, is) => {
  expect(within([20, 19, 0], range)).toBe(is);
});

test('no package that runs asks for a later Node than the house does', () => {
  const running = Object.entries(packages).filter(([path, { dev }]) => path !== '' && !dev);
  expect(running.length).toBeGreaterThan(150);
  const later = running.filter(([, { engines }]) => engines?.node && !within(OURS, engines.node));
  expect(later.map(([path, { version, engines }]) => `${path} ${version}: ${engines!.node}`)).toEqual([]);
});

test('the README names the same version', () => {
  expect(readFileSync('README.md', 'utf8')).toContain(`You need Node ${OURS[0]}.${OURS[1]} or later`);
});

test('the container runs one line of Node, which is maintained', () => {
  const lines = [...readFileSync('Dockerfile', 'utf8').matchAll(/^FROM node:(\d+)-slim\b/gm)].map(
    ([, line]) => line,
  );
  // 20 ended in April 2026; 24 ends in April 2028.
  expect(lines).toEqual(['24', '24']);
});
