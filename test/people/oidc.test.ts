import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { peopleRoutes as routes } from '../../src/people/people.contract.js';
import { emailOf, PASSWORD, register } from '../story/convened.js';
import { openHouse, type TestHouse } from '../story/house.js';

/** A browser that goes from site to site: cookies by origin, redirects one at a time. */
class Browser {
  private readonly jar = new Map<string, Map<string, string>>();
  readonly visited: URL[] = [];

  constructor(private readonly home: string) {}

  /** Fetches one page; gives where it sends the browser, or null where it stays. */
  async go(url: URL): Promise<URL | null> {
    const cookies = this.jar.get(url.origin) ?? new Map<string, string>();
    this.jar.set(url.origin, cookies);
    const response = await fetch(url, {
      redirect: 'manual',
      headers: { cookie: [...cookies].map(([name, one]) => `${name}=${one}`).join('; ') },
    });
    await response.text();
    for (const set of response.headers.getSetCookie()) {
      const [, name, one] = /^([^=]+)=([^;]*)/.exec(set)!;
      if (one === '') cookies.delete(name!);
      else cookies.set(name!, one!);
    }
    this.visited.push(url);
    const location = response.headers.get('location');
    return location === null ? null : new URL(location, url);
  }

  /** Begins at the house and signs in at the provider as `account`; gives the callback, not yet followed. */
  async untilCallback(account: string): Promise<URL> {
    let next = await this.go(new URL('/api/session/oidc', this.home));
    while (next && next.pathname !== '/api/session/oidc/callback') {
      if (next.pathname.startsWith('/interaction/')) next.searchParams.set('account', account);
      next = await this.go(next);
    }
    return next!;
  }

  get session(): string | null {
    const cookie = this.jar.get(new URL(this.home).origin)?.get('plenary');
    return cookie === undefined ? null : `plenary=${cookie}`;
  }
}

const pathOf = (url: URL | null): string | null => url && url.pathname + url.search;

describe('signing in at an OpenID provider', () => {
  let provider: ChildProcess;
  let issuer: string;
  let house: TestHouse;

  beforeAll(async () => {
    provider = fork(join(process.cwd(), 'test/people/provider.mjs'), {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      env: { ...process.env, NODE_NO_WARNINGS: '1' },
      execArgv: [],
    });
    const [{ port }] = (await once(provider, 'message')) as [{ port: number }];
    issuer = `http://127.0.0.1:${port}`;
    house = await openHouse({
      OIDC_ISSUER: issuer,
      OIDC_CLIENT_ID: 'plenary',
      OIDC_CLIENT_SECRET: 'the secret of the client',
      OIDC_NAME: 'The federation',
    });
    const ready = once(provider, 'message');
    provider.send({ redirectUri: `${house.url}/api/session/oidc/callback` });
    await ready;
    await register(house, 'ada', { office: 'chair' });
    await register(house, 'bea');
  });

  afterAll(async () => {
    const gone = once(provider, 'exit');
    provider.disconnect();
    await gone;
    await house.close();
  });

  const who = async (session: string | null): Promise<string | null> => {
    const visitor = house.visitor();
    visitor.session = session;
    return (await visitor.do(routes.session, {})).person?.name ?? null;
  };

  test('the sign-in page knows its name', async () => {
    expect((await house.visitor().do(routes.session, {})).oidc).toBe('The federation');
  });

  test('the code flow with PKCE, state and nonce brings the person of the verified address', async () => {
    const browser = new Browser(house.url);
    const callback = await browser.untilCallback('ada');
    const before = browser.session;
    expect(before).not.toBeNull();
    expect(await who(before)).toBeNull();
    const asked = browser.visited.find((url) => url.origin === issuer)!.searchParams;
    expect(Object.fromEntries(asked)).toMatchObject({
      response_type: 'code',
      client_id: 'plenary',
      scope: 'openid email',
      redirect_uri: `${house.url}/api/session/oidc/callback`,
      code_challenge_method: 'S256',
    });
    for (const name of ['code_challenge', 'state', 'nonce'])
      expect(asked.get(name)!.length).toBeGreaterThan(20);
    expect(callback.searchParams.get('state')).toBe(asked.get('state'));
    expect(pathOf(await browser.go(callback))).toBe('/');
    expect(await who(browser.session)).toBe('ada');
    // A session of its own from now on: the one before sign-in is worth nothing.
    expect(browser.session).not.toBe(before);
    expect(await who(before)).toBeNull();
  });

  test('every sign-in asks with fresh secrets', async () => {
    const asked = await Promise.all(
      [1, 2].map(() => new Browser(house.url).go(new URL('/api/session/oidc', house.url))),
    );
    for (const name of ['code_challenge', 'state', 'nonce']) {
      const [one, two] = asked.map((url) => url!.searchParams.get(name));
      expect(one).not.toBe(two);
    }
  });

  test('letter case of the address does not matter', async () => {
    const browser = new Browser(house.url);
    expect(pathOf(await browser.go(await browser.untilCallback('bea')))).toBe('/');
    expect(await who(browser.session)).toBe('bea');
  });

  test.each([
    ['somebody whom the house does not know', 'stranger', 'session.unknown_person'],
    ['an address that the provider did not verify', 'unverified', 'session.email_unverified'],
    ['an address of which the provider does not say so', 'unsaid', 'session.email_unverified'],
    ['somebody without an address', 'silent', 'session.email_unverified'],
    ['who turned back at the provider', 'nobody', 'session.oidc_failed'],
  ])('%s is refused', async (_, account, code) => {
    const browser = new Browser(house.url);
    const callback = await browser.untilCallback(account);
    expect(pathOf(await browser.go(callback))).toBe(`/sign-in?refused=${code}`);
    expect(await who(browser.session)).toBeNull();
  });

  test('a wrong state is refused, and so is none', async () => {
    for (const state of ['an invented state', null]) {
      const browser = new Browser(house.url);
      const callback = await browser.untilCallback('ada');
      if (state === null) callback.searchParams.delete('state');
      else callback.searchParams.set('state', state);
      expect(pathOf(await browser.go(callback))).toBe('/sign-in?refused=session.oidc_failed');
      expect(await who(browser.session)).toBeNull();
    }
  });

  test('a callback is good once, and only in the browser that began', async () => {
    const browser = new Browser(house.url);
    const callback = await browser.untilCallback('ada');
    const thief = new Browser(house.url);
    expect(pathOf(await thief.go(callback))).toBe('/sign-in?refused=session.oidc_failed');
    expect(await who(thief.session)).toBeNull();
    expect(pathOf(await browser.go(callback))).toBe('/');
    expect(pathOf(await browser.go(callback))).toBe('/sign-in?refused=session.oidc_failed');
    expect(await who(browser.session)).toBe('ada');
  });

  test('a stolen code is worth nothing in a sign-in that the thief began', async () => {
    const victim = new Browser(house.url);
    const stolen = (await victim.untilCallback('ada')).searchParams.get('code')!;
    const thief = new Browser(house.url);
    const callback = await thief.untilCallback('stranger');
    callback.searchParams.set('code', stolen);
    expect(pathOf(await thief.go(callback))).toBe('/sign-in?refused=session.oidc_failed');
    expect(await who(thief.session)).toBeNull();
  });

  test('a callback out of the blue is refused', async () => {
    const url = new URL('/api/session/oidc/callback?code=x&state=y', house.url);
    expect(pathOf(await new Browser(house.url).go(url))).toBe('/sign-in?refused=session.oidc_failed');
  });

  test('the password still works beside it', async () => {
    const visitor = house.visitor();
    expect((await visitor.signIn(emailOf('ada'), PASSWORD)).person?.name).toBe('ada');
  });
});

test('a provider that does not answer, or none, sends back to the sign-in page', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  for (const environment of [
    { OIDC_ISSUER: `http://127.0.0.1:${port}`, OIDC_CLIENT_ID: 'plenary' },
    {} as Record<string, string>,
  ]) {
    const house = await openHouse(environment);
    try {
      const url = new URL('/api/session/oidc', house.url);
      expect(pathOf(await new Browser(house.url).go(url))).toBe('/sign-in?refused=session.oidc_unavailable');
    } finally {
      await house.close();
    }
  }
});
