import { readConfig, type Config } from '../../src/start/config.js';

/** What the house is without any environment. */
const DEFAULTS: Config = {
  port: 3000,
  host: '0.0.0.0',
  databaseUrl: null,
  dataDir: '.data',
  publicUrl: null,
  trustProxy: 0,
  tls: null,
  oidc: null,
  smtp: null,
  mailFrom: null,
  seed: 'demo',
  logLevel: 'info',
};

const FROM = { MAIL_FROM: 'mail@vote.example' };
const sender = { name: null, address: 'mail@vote.example' };
const smtp = (more: object): Partial<Config> => ({
  smtp: {
    ...{ host: 'mx.example', port: 587, secure: false, starttls: 'offered', login: null },
    ...more,
  } as Config['smtp'],
  mailFrom: sender,
});

type Environment = Record<string, string | undefined>;

const GIVEN: readonly (readonly [title: string, env: Environment, config: Partial<Config>])[] = [
  ['nothing', {}, {}],
  ['what is none of its business', { PATH: '/bin', PORTS: '1', port: '2' }, {}],
  ['a port', { PORT: '8080' }, { port: 8080 }],
  ['any free port', { PORT: '0' }, { port: 0 }],
  ['the highest port', { PORT: '65535' }, { port: 65_535 }],
  ['a host', { HOST: '127.0.0.1' }, { host: '127.0.0.1' }],
  ['a data folder', { DATA_DIR: '/srv/plenary' }, { dataDir: '/srv/plenary' }],
  [
    'a database',
    { DATABASE_URL: 'postgres://a:b@db.example:5433/x' },
    { databaseUrl: 'postgres://a:b@db.example:5433/x' },
  ],
  [
    'a database, by the longer name',
    { DATABASE_URL: 'postgresql://db/x' },
    { databaseUrl: 'postgresql://db/x' },
  ],
  ['a public address', { PUBLIC_URL: 'https://vote.example' }, { publicUrl: 'https://vote.example' }],
  [
    'a public address with a slash at its end',
    { PUBLIC_URL: 'https://vote.example/' },
    { publicUrl: 'https://vote.example' },
  ],
  ['two proxies', { TRUST_PROXY: '2' }, { trustProxy: 2 }],
  ['a self-signed certificate', { TLS: 'self' }, { tls: 'self' }],
  [
    'a certificate of its own',
    { TLS_CERT: 'c.pem', TLS_KEY: 'k.pem' },
    { tls: { cert: 'c.pem', key: 'k.pem' } },
  ],
  [
    'both certificates: its own goes first',
    { TLS: 'self', TLS_CERT: 'c.pem', TLS_KEY: 'k.pem' },
    { tls: { cert: 'c.pem', key: 'k.pem' } },
  ],
  [
    'a sign-in provider',
    { OIDC_ISSUER: 'https://id.example/realm', OIDC_CLIENT_ID: 'plenary' },
    {
      oidc: {
        issuer: 'https://id.example/realm',
        clientId: 'plenary',
        clientSecret: null,
        name: 'id.example',
      },
    },
  ],
  [
    'a sign-in provider with a secret and a name',
    {
      ...{ OIDC_ISSUER: 'https://id.example', OIDC_CLIENT_ID: 'plenary' },
      ...{ OIDC_CLIENT_SECRET: 's', OIDC_NAME: 'The Union' },
    },
    {
      oidc: { issuer: 'https://id.example', clientId: 'plenary', clientSecret: 's', name: 'The Union' },
    },
  ],
  ['a mail server', { ...FROM, SMTP_URL: 'smtp://mx.example' }, smtp({})],
  ['a mail server at its port', { ...FROM, SMTP_URL: 'smtp://mx.example:25/' }, smtp({ port: 25 })],
  ['a mail server by number', { ...FROM, SMTP_URL: 'smtp://[::1]:25' }, smtp({ host: '::1', port: 25 })],
  [
    'a mail server that has to have TLS',
    { ...FROM, SMTP_URL: 'smtp://mx.example?starttls=required' },
    smtp({ starttls: 'required' }),
  ],
  ...(
    [
      ['smtp://me%40x.example:p%3Aw%20@mx.example', { starttls: 'required' }],
      ['smtp://me%40x.example:p%3Aw%20@mx.example?starttls=offered', {}],
      ['smtps://me%40x.example:p%3Aw%20@mx.example', { starttls: 'required', secure: true, port: 465 }],
    ] as const
  ).map(
    ([url, more]) =>
      [
        `a mail server with a login: ${url}`,
        { ...FROM, SMTP_URL: url },
        smtp({ ...more, login: { user: 'me@x.example', password: 'p:w ' } }),
      ] as const,
  ),
  ['a sender without a server, for the files', FROM, { mailFrom: sender }],
  ...(['Le Bureau <mail@vote.example>', '"Le Bureau" <mail@vote.example>'] as const).map(
    (from) =>
      [`a sender: ${from}`, { MAIL_FROM: from }, { mailFrom: { ...sender, name: 'Le Bureau' } }] as const,
  ),
  ['a client id without a provider', { OIDC_CLIENT_ID: 'plenary', OIDC_CLIENT_SECRET: 's' }, {}],
  ['the history alone', { SEED: 'history' }, { seed: 'history' }],
  ['no seed', { SEED: 'none' }, { seed: 'none' }],
  ['no log', { LOG_LEVEL: 'silent' }, { logLevel: 'silent' }],
  [
    'empty values, as a compose file gives them',
    Object.fromEntries(
      [
        ...['PORT', 'HOST', 'DATABASE_URL', 'DATA_DIR', 'PUBLIC_URL', 'TRUST_PROXY', 'TLS', 'TLS_CERT'],
        ...['TLS_KEY', 'OIDC_ISSUER', 'OIDC_CLIENT_ID', 'SMTP_URL', 'MAIL_FROM', 'SEED', 'LOG_LEVEL'],
      ].map((name) => [name, '']),
    ),
    {},
  ],
];

test.each(GIVEN)('%s', (_, env, config) => {
  expect(readConfig(env)).toEqual({ ok: true, value: { ...DEFAULTS, ...config } });
});

const REFUSED: readonly (readonly [name: string, value: string])[] = [
  ...['65536', '-1', '80.5', 'http', '3000x', ' '].map((port) => ['PORT', port] as const),
  ...['localhost:5432/x', 'mysql://db/x', 'http://db/x', 'postgres'].map(
    (url) => ['DATABASE_URL', url] as const,
  ),
  ...['vote.example', 'ftp://vote.example', 'javascript:0'].map((url) => ['PUBLIC_URL', url] as const),
  ...['6', '-1', 'true', '1.5'].map((count) => ['TRUST_PROXY', count] as const),
  ...['yes', 'SELF', '1'].map((tls) => ['TLS', tls] as const),
  ...['id.example'].map((url) => ['OIDC_ISSUER', url] as const),
  ...[
    ...['mx.example', 'http://mx.example', 'smtp://', 'smtp:mx.example', 'smtp://mx.example:0'],
    ...['smtp://me@mx.example', 'smtp://:pw@mx.example', 'smtp://mx.example/path', 'smtp://mx.example:99999'],
    ...['smtp://mx.example?starttls=no', 'smtp://mx.example?tls=1', 'smtp://a:%zz@mx.example'],
  ].map((url) => ['SMTP_URL', url] as const),
  ...[
    'vote.example',
    'A <b>',
    'a@b.example, c@d.example',
    'A\\ <a@b.example>',
    'A\r\nBcc: x <a@b.example>',
  ].map((from) => ['MAIL_FROM', from] as const),
  ...['Demo', 'all', 'demo,history'].map((seed) => ['SEED', seed] as const),
  ...['verbose', 'INFO'].map((level) => ['LOG_LEVEL', level] as const),
];

test.each(REFUSED)('%s=%s is refused by its name', (name, value) => {
  expect(readConfig({ [name]: value })).toEqual({
    ok: false,
    refusal: { code: 'config.invalid', facts: { name } },
  });
});

test.each([
  ['config.tls_pair', { TLS_CERT: 'c.pem' }],
  ['config.tls_pair', { TLS_KEY: 'k.pem' }],
  ['config.tls_pair', { TLS_CERT: 'c.pem', TLS_KEY: '' }],
  ['config.mail_from', { SMTP_URL: 'smtp://mx.example' }],
  ['config.oidc_client', { OIDC_ISSUER: 'https://id.example' }],
])('%s', (code, env: Environment) => {
  expect(readConfig(env)).toEqual({ ok: false, refusal: { code, facts: {} } });
});

test('the configuration is frozen', () => {
  const read = readConfig({});
  expect(read.ok && Object.isFrozen(read.value)).toBe(true);
});

test('a secret that is wrong is not in the refusal', () => {
  for (const env of [
    { DATABASE_URL: 'mysql://owner:hunter2@db/x' },
    { SMTP_URL: 'smtp://me:hunter2@mx.example/path' },
    { SMTP_URL: 'smtps://me:hunter2@mx.example' },
  ]) {
    const read = readConfig(env);
    expect(read.ok).toBe(false);
    expect(JSON.stringify(read)).not.toContain('hunter2');
  }
});
