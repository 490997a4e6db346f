import { readFileSync } from 'node:fs';
import { readConfig } from '../../src/start/config.js';
import { value } from '../story/house.js';

const compose = readFileSync('docker-compose.yml', 'utf8');
const example = new Map(
  readFileSync('.env.example', 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => line.split('=', 2) as [string, string]),
);

/** The lines under a key, without their indentation; of several such keys the first. */
function under(key: string): string[] {
  const lines = compose.split('\n');
  const at = lines.findIndex((line) => line.trim() === `${key}:` || line.trim() === `${key}: |`);
  const depth = lines[at]!.search(/\S/);
  const rest = lines.slice(at + 1);
  const end = rest.findIndex((line) => line.trim() !== '' && line.search(/\S/) <= depth);
  return rest.slice(0, end === -1 ? undefined : end).map((line) => line.trim());
}

/** As compose fills in `${NAME}`, `${NAME:-default}` and `${NAME:?why}`; throws where a needed one is empty. */
const filled = (text: string, given: ReadonlyMap<string, string>): string =>
  text.replace(/\$\{(\w+)(?::([-?])([^}]*))?\}/g, (_, name: string, sign?: string, rest = '') => {
    const found = given.get(name) ?? '';
    if (found !== '') return found;
    if (sign === '?') throw new Error(`${name}: ${rest}`);
    return rest;
  });

const configured = (given: ReadonlyMap<string, string>) =>
  readConfig(
    Object.fromEntries(
      under('environment').map((line) => {
        const [, name, text] = /^(\w+): (.*)$/.exec(line)!;
        return [name!, filled(text!.replace(/^'(.*)'$/, '$1'), given)];
      }),
    ),
  );

test('the example names every variable that the file takes, and no other', () => {
  const taken = [...compose.matchAll(/\$\{(\w+)/g)].map((match) => match[1]!);
  expect(new Set(taken)).toEqual(new Set(example.keys()));
});

test('with the example and a password a node’s settings are right; without the password nothing starts', () => {
  expect(() => configured(example)).toThrow('POSTGRES_PASSWORD: set it in .env');
  expect(value(configured(new Map(example).set('POSTGRES_PASSWORD', 'hunter2')))).toMatchObject({
    port: 3000,
    host: '0.0.0.0',
    databaseUrl: 'postgresql://plenary:hunter2@database:5432/plenary',
    publicUrl: 'https://assembly.example.org',
    trustProxy: 1,
    seed: 'history',
    smtp: null,
    oidc: null,
  });
  const full = new Map(example).set('POSTGRES_PASSWORD', 'hunter2');
  for (const name of example.keys()) if (name.startsWith('OIDC_')) full.set(name, name.toLowerCase());
  full.set('OIDC_ISSUER', 'https://id.example').set('SMTP_URL', 'smtp://mx.example');
  full.set('MAIL_FROM', 'mail@vote.example');
  expect(value(configured(full))).toMatchObject({
    oidc: {
      issuer: 'https://id.example',
      clientId: 'oidc_client_id',
      clientSecret: 'oidc_client_secret',
      name: 'oidc_name',
    },
    smtp: { host: 'mx.example' },
    mailFrom: { address: 'mail@vote.example' },
  });
});

test('the proxy serves PUBLIC_URL from both nodes', () => {
  const services = compose.split('\n').filter((line) => /^ {2}\w+: \*node$/.test(line));
  const nodes = services.map((line) => line.trim().split(':')[0]!);
  expect(nodes).toHaveLength(2);
  const proxy = filled(under('content').join('\n'), example);
  expect(proxy).toMatch(/^https:\/\/assembly\.example\.org \{\n/);
  expect(proxy).toContain(`reverse_proxy ${nodes.map((node) => `${node}:3000`).join(' ')} {`);
});
