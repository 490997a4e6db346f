import { hostname } from 'node:os';
import { originOf, printedOrigin } from '../../src/house/origin.js';
import { lanAddresses } from '../../src/house/origin.js';

const asked = (host: string | undefined, publicUrl: string | null = null): string =>
  originOf(
    {
      protocol: 'http',
      get: ((name: string) => (name === 'host' ? host : undefined)) as never,
      socket: { localPort: 3000 },
    },
    publicUrl,
  );
/** What is printed where the request says nothing that can be believed. */
const OWN = `http://${lanAddresses()[0] ?? 'localhost'}:3000`;

test('the address on slips and in letters is one of the house’s own, whatever Host says', () => {
  for (const host of ['localhost', '127.0.0.1', hostname().toLowerCase(), ...lanAddresses()]) {
    expect([host, asked(`${host}:3000`)]).toEqual([host, `http://${host}:3000`]);
    // Another port is no other house.
    expect(asked(`${host.toUpperCase()}:6666`)).toBe(`http://${host}:3000`);
  }
  for (const host of [
    'evil.example',
    'evil.example:3000',
    'localhost.evil.example',
    'localhost@evil.example',
    '',
    ':3000',
  ])
    expect([host, asked(host)]).toEqual([host, OWN]);
  expect(asked('a b')).toBe(OWN);
  expect(asked(undefined)).toBe(OWN);
});

test('PUBLIC_URL decides where it is set', () => {
  expect(asked('evil.example', 'https://assembly.example')).toBe('https://assembly.example');
  expect(asked('localhost:3000', 'https://assembly.example')).toBe('https://assembly.example');
});

test('what others open leads to the hall’s address, where this machine has one', () => {
  const printed = (host: string, publicUrl: string | null = null): string =>
    printedOrigin({ protocol: 'http', get: (() => host) as never, socket: { localPort: 3000 } }, publicUrl);
  for (const host of ['localhost:3000', '127.0.0.1:3000', '[::1]:3000', 'evil.example'])
    expect([host, printed(host)]).toEqual([host, OWN]);
  const name = hostname().toLowerCase();
  if (name !== 'localhost') expect(printed(`${name}:3000`)).toBe(`http://${name}:3000`);
  expect(printed('localhost', 'https://assembly.example')).toBe('https://assembly.example');
  expect(printed('localhost', 'https://localhost.example')).toBe('https://localhost.example');
});
