import { randomBytes } from 'node:crypto';
import type { Socket } from 'socket.io-client';
import { verify } from '@node-rs/argon2';
import { assemblyRoutes } from '../../src/assemblies/assemblies.contract.js';
import { designationRoutes } from '../../src/assemblies/designations.contract.js';
import { liveSockets } from '../../src/live/live.contract.js';
import { COST as OWN_COST } from '../../src/people/cost.store.js';
import { END_OFFICE, GRANT_OFFICE, REGISTER_PERSON } from '../../src/people/people.acts.js';
import { accountRoutes } from '../../src/people/account.contract.js';
import { peopleRoutes as routes } from '../../src/people/people.contract.js';
import { pollRoutes, pollSockets } from '../../src/polls/polls.contract.js';
import { convened, emailOf, issue, PASSWORD, register, signedIn, type Convened } from '../story/convened.js';
import { openHouse, type TestHouse, type Visitor } from '../story/house.js';
import { COST } from './cost.js';

const cut = (socket: Socket): Promise<string> =>
  new Promise((heard) => socket.once('disconnect', (reason) => heard(reason)));

const who = async (visitor: Visitor): Promise<string | null> =>
  (await visitor.do(routes.session, {})).person?.name ?? null;

/** A visitor who brings the cookie of another. */
const withSession = (house: TestHouse, session: string | null): Visitor => {
  const visitor = house.visitor();
  visitor.session = session;
  return visitor;
};

const WRONG = { ok: false, status: 401, refusal: { code: 'session.wrong', facts: {} } };

describe('signing in by password', () => {
  let house: TestHouse;
  beforeAll(async () => {
    house = await openHouse();
  });
  afterAll(() => house.close());

  test('brings the person; letter case of the address does not matter', async () => {
    await register(house, 'ada', { office: 'chair' });
    const visitor = house.visitor();
    expect(await who(visitor)).toBeNull();
    const session = await visitor.signIn('ADA@Example.org', PASSWORD);
    expect(session).toMatchObject({ person: { name: 'ada' }, offices: [{ office: 'chair' }] });
    expect(await who(visitor)).toBe('ada');
  });

  test('a wrong password, an unknown address and an account without a password are answered alike', async () => {
    await register(house, 'bea');
    await house.act(REGISTER_PERSON, {
      ...{ name: 'slips only', email: emailOf('slips'), lang: 'en', password: null },
    });
    for (const email of ['bea', 'nobody', 'slips'].map(emailOf)) {
      const visitor = house.visitor();
      expect(await visitor.ask(routes.signIn, { email, password: 'not the password' })).toEqual(WRONG);
      expect(visitor.session).toBeNull();
    }
  });

  test('the session is a new one at every sign-in: a planted cookie is worth nothing', async () => {
    await register(house, 'cleo');
    await register(house, 'cain');
    const thief = await signedIn(house, 'cain');
    const planted = thief.session;
    const victim = withSession(house, planted);
    await victim.signIn(emailOf('cleo'), PASSWORD);
    expect(victim.session).not.toBe(planted);
    expect(await who(victim)).toBe('cleo');
    expect(await who(withSession(house, planted))).toBeNull();
  });

  test('an invented session id is never taken over', async () => {
    await register(house, 'dora');
    const invented = `plenary=s%3A${randomBytes(24).toString('base64url')}.${randomBytes(32).toString('base64url')}`;
    const visitor = withSession(house, invented);
    expect(await who(visitor)).toBeNull();
    await visitor.signIn(emailOf('dora'), PASSWORD);
    expect(visitor.session).not.toBe(invented);
    expect(await who(withSession(house, invented))).toBeNull();
  });

  test('a cookie whose signature is changed is nobody', async () => {
    await register(house, 'dina');
    const { session } = await signedIn(house, 'dina');
    const last = session!.at(-1) === 'A' ? 'B' : 'A';
    expect(await who(withSession(house, session!.slice(0, -1) + last))).toBeNull();
    expect(await who(withSession(house, session))).toBe('dina');
  });

  test('the password is kept as argon2id, each with a salt of its own', async () => {
    const people = [await register(house, 'eve'), await register(house, 'eva')];
    const rows: { hash: string }[] = await house.source.query(
      'SELECT hash FROM person_password WHERE person = ANY($1)',
      [people],
    );
    expect(rows).toHaveLength(2);
    expect(new Set(rows.map((row) => row.hash)).size).toBe(2);
    for (const { hash } of rows) {
      const [, memory, passes] = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=\d+\$/.exec(hash)!.map(Number);
      expect([memory, passes]).toEqual([COST.memoryCost, COST.timeCost]);
      expect(await verify(hash, PASSWORD)).toBe(true);
    }
    // By this name it is the house's own, in whose place tests have a cheaper one.
    expect(OWN_COST.memoryCost).toBeGreaterThanOrEqual(19_456);
    expect(OWN_COST.timeCost).toBeGreaterThanOrEqual(2);
  });
});

describe('changing the password', () => {
  let house: TestHouse;
  beforeAll(async () => {
    house = await openHouse();
    await register(house, 'ada', { office: 'chair' });
  });
  afterAll(() => house.close());

  const FRESH = 'seven tall ships sail';
  const refusal = async (visitor: Visitor, input: { current: string; password: string }) => {
    const answer = await visitor.ask(accountRoutes.changePassword, input);
    return answer.ok ? null : `${answer.status} ${answer.refusal.code}`;
  };

  test('asks for the present one, and takes none that is easily guessed', async () => {
    const ada = await signedIn(house, 'ada');
    const input = { current: PASSWORD, password: FRESH };
    expect(await refusal(house.visitor(), input)).toBe('401 session.required');
    expect(await refusal(ada, { ...input, current: 'not the password' })).toBe('401 session.wrong');
    expect(await refusal(ada, { ...input, password: 'password-2026' })).toBe('409 password.known');
    expect(await refusal(ada, { ...input, password: 'ada@example.org' })).toBe('409 password.personal');
    expect(await refusal(ada, { ...input, password: 'short' })).toBe('400 input.invalid');
    expect(await who(ada)).toBe('ada');
  });

  test('ends all other sessions with their sockets, and leaves this one', async () => {
    const [here, there] = [await signedIn(house, 'ada'), await signedIn(house, 'ada')];
    const gone = cut(await there.connect());
    const session = await here.do(accountRoutes.changePassword, { current: PASSWORD, password: FRESH });
    expect(session).toMatchObject({ person: { name: 'ada' } });
    expect(await gone).toBe('io server disconnect');
    expect([await who(here), await who(there)]).toEqual(['ada', null]);
    expect(await house.visitor().ask(routes.signIn, { email: emailOf('ada'), password: PASSWORD })).toEqual(
      WRONG,
    );
    expect((await house.visitor().signIn(emailOf('ada'), FRESH)).person?.name).toBe('ada');
  });

  test('guesses at the present one are counted like those at the door', async () => {
    await register(house, 'abe');
    const abe = await signedIn(house, 'abe');
    const tries: (string | null)[] = [];
    for (let i = 0; i < 9; i++) tries.push(await refusal(abe, { current: `a guess ${i}`, password: FRESH }));
    expect(tries).toEqual([...Array<string>(8).fill('401 session.wrong'), '429 session.throttled']);
  });

  test('a secretary registers nobody with one that is easily guessed', async () => {
    await register(house, 'head', { office: 'secretariat' });
    const head = await signedIn(house, 'head');
    const asked = async (password: string) => {
      const answer = await head.ask(routes.registerPerson, {
        ...{ name: 'Gustav Lindqvist', email: `${password.length}@example.org`, password },
      });
      return answer.ok ? null : answer.refusal.code;
    };
    expect(await asked('lindqvist2026')).toBe('password.personal');
    expect(await asked('qwertyuiop12')).toBe('password.known');
    expect(await asked(FRESH)).toBeNull();
  });
});

describe('the cookie', () => {
  const signIn = { method: 'POST', headers: { 'content-type': 'application/json' } };
  const body = JSON.stringify({ email: emailOf('ada'), password: PASSWORD });

  const cookie = async (environment: Record<string, string>, headers: Record<string, string>) => {
    const house = await openHouse(environment);
    try {
      await register(house, 'ada');
      const response = await house.visitor().fetch('/api/session/password', {
        ...{ ...signIn, body },
        headers: { ...signIn.headers, ...headers },
      });
      expect(await response.json()).toMatchObject({ person: { name: 'ada' } });
      return response.headers.getSetCookie();
    } finally {
      await house.close();
    }
  };

  test('is out of reach of scripts and other sites; on the plain http of a hall it is not Secure', async () => {
    const [device, set, ...others] = await cookie({}, {});
    expect(others).toEqual([]);
    expect(set).toMatch(/^plenary=s%3A/);
    expect(set!.split('; ').slice(1)).toEqual(expect.arrayContaining(['Path=/', 'HttpOnly', 'SameSite=Lax']));
    expect(device).toMatch(/^plenary_device=/);
    expect(device!.split('; ')).toEqual(
      expect.arrayContaining(['Path=/api/session', 'HttpOnly', 'SameSite=Strict']),
    );
    for (const one of [set, device]) {
      expect(one).not.toMatch(/Secure|Domain/i);
      expect(one).toMatch(/Expires=/);
    }
  });

  test('is Secure behind a proxy that speaks https', async () => {
    const set = await cookie({ TRUST_PROXY: '1' }, { 'x-forwarded-proto': 'https' });
    expect(set.map((one) => one.includes('; Secure'))).toEqual([true, true]);
  });

  test('is Secure where PUBLIC_URL is https, and the hall may still come by its plain address', async () => {
    const environment = { PUBLIC_URL: 'https://assembly.example' };
    const [, set] = await cookie(environment, { 'x-forwarded-proto': 'https' });
    expect(set).toMatch(/; Secure/);
    const [, plain] = await cookie(environment, {});
    expect(plain).not.toMatch(/; Secure/);
  });
});

test('a house whose visitors come by https tells browsers to come by nothing else', async () => {
  for (const [url, told] of [
    ['https://assembly.example', true],
    ['http://assembly.example', false],
  ] as const) {
    const house = await openHouse({ PUBLIC_URL: url });
    const { headers } = await fetch(`${house.url}/api/session`);
    expect([url, headers.has('strict-transport-security')]).toEqual([url, told]);
    await house.close();
  }
});

test('a session lasts a day since it was last used: its cookie is renewed, and nobody else gets one', async () => {
  const house = await openHouse();
  try {
    await register(house, 'ada');
    const visitor = await signedIn(house, 'ada');
    const expires = async (): Promise<number[]> => {
      const response = await visitor.fetch('/api/session');
      await response.text();
      return response.headers
        .getSetCookie()
        .map((set) => Date.parse(/^plenary=.*; Expires=([^;]+)/.exec(set)![1]!));
    };
    const DAY = 24 * 60 * 60 * 1000;
    const kept = (): Promise<{ expire: Date; xmin: string }[]> =>
      house.source.query(`SELECT expire, xmin FROM session`);
    const begun = await kept();
    const before = Date.now();
    const [until, ...others] = await expires();
    expect(await kept()).toEqual(begun);
    expect(others).toEqual([]);
    // A cookie tells whole seconds.
    expect(until).toBeGreaterThanOrEqual(before + DAY - 1000);
    // What the house keeps is renewed with it.
    await house.source.query(`UPDATE session SET expire = now() + interval '1 hour'`);
    await expires();
    const rows: { left: number }[] = await house.source.query(
      `SELECT extract(epoch FROM expire - now())::int AS left FROM session`,
    );
    expect(rows.map((row) => row.left > 23 * 3600)).toEqual([true]);
    // It outlasts the cookie, and within ten minutes is not written again.
    const written = await kept();
    const [last] = await expires();
    expect(await kept()).toEqual(written);
    expect(written[0]!.expire.getTime()).toBeGreaterThanOrEqual(last!);
    // As soon as it would no longer, it is.
    await house.source.query('UPDATE session SET expire = $1', [new Date(last! - 1000)]);
    const [next] = await expires();
    expect((await kept())[0]!.expire.getTime()).toBeGreaterThanOrEqual(next! + 600_000);
    visitor.session = null;
    expect(await expires()).toEqual([]);
  } finally {
    await house.close();
  }
});

describe('signing out', () => {
  let house: TestHouse;
  let other: TestHouse;
  let hall: Convened;
  beforeAll(async () => {
    house = await openHouse();
    other = await openHouse({}, { join: house });
    hall = await convened(house, 'spring');
  });
  afterAll(async () => {
    await other.close();
    await house.close();
  });

  test('ends this session and its socket; the others stay', async () => {
    await register(house, 'fay', { office: 'chair' });
    const [here, there] = [await signedIn(house, 'fay'), await signedIn(house, 'fay')];
    const [mine, theirs] = [await here.connect(), await there.connect()];
    const gone = cut(mine);
    const { session } = here;
    expect((await here.do(routes.signOut, {})).person).toBeNull();
    expect(await gone).toBe('io server disconnect');
    expect(await who(withSession(house, session))).toBeNull();
    expect(await who(there)).toBe('fay');
    expect(theirs.connected).toBe(true);
  });

  test('everywhere ends the other sessions and their sockets, on every node', async () => {
    await register(house, 'gil', { office: 'chair' });
    await register(house, 'guy', { office: 'chair' });
    const here = await signedIn(house, 'gil');
    const there = await signedIn(house, 'gil');
    const far = withSession(other, (await signedIn(house, 'gil')).session);
    const bystander = withSession(other, (await signedIn(house, 'guy')).session);
    expect(await who(far)).toBe('gil');
    const sockets = [await here.connect(), await there.connect(), await far.connect()];
    const standing = await bystander.connect();
    const gone = Promise.all(sockets.map(cut));
    await here.do(routes.signOut, { everywhere: true });
    expect(await gone).toEqual(Array(3).fill('io server disconnect'));
    for (const visitor of [here, there, far]) expect(await who(visitor)).toBeNull();
    expect(await who(bystander)).toBe('guy');
    expect(standing.connected).toBe(true);
  });

  test('a socket whose session ended unheard may do nothing at its next event', async () => {
    await register(house, 'hal', { office: 'delegate', assembly: hall.assembly });
    const visitor = await signedIn(house, 'hal');
    await visitor.connect();
    await house.source.query(
      `DELETE FROM session WHERE sess ->> 'person' = (SELECT id::text FROM person WHERE name = 'hal')`,
    );
    expect(await visitor.emit(pollSockets.hand, { poll: hall.poll })).toMatchObject({
      refusal: { code: 'session.required' },
    });
  });

  test('signing in as somebody else cuts the sockets of the session before', async () => {
    await register(house, 'ida', { office: 'chair' });
    await register(house, 'ivy', { office: 'chair' });
    const visitor = await signedIn(house, 'ida');
    const gone = cut(await visitor.connect());
    await visitor.signIn(emailOf('ivy'), PASSWORD);
    expect(await gone).toBe('io server disconnect');
  });

  test('an office that is ended cuts the sockets of who held it', async () => {
    await register(house, 'joy', { office: 'delegate', assembly: hall.assembly });
    const visitor = await signedIn(house, 'joy');
    const socket = await visitor.connect();
    expect(await visitor.emit(pollSockets.hand, { poll: hall.poll })).toMatchObject({ ok: true });
    const gone = cut(socket);
    const { offices } = await visitor.do(routes.session, {});
    await house.act(END_OFFICE, { office: offices[0]!.id, reason: 'Left' });
    expect(await gone).toBe('io server disconnect');
    await visitor.connect();
    expect(await visitor.emit(pollSockets.hand, { poll: hall.poll })).toMatchObject({
      refusal: { code: 'access.denied' },
    });
    expect(await visitor.emit(liveSockets.follow, { assembly: hall.assembly, since: 0 })).toMatchObject({
      ok: true,
    });
  });
});

describe('guessing', () => {
  let house: TestHouse;
  beforeAll(async () => {
    // The proxy in front names the visitor's address.
    house = await openHouse({ TRUST_PROXY: '1' });
  });
  afterAll(() => house.close());

  const post = async (path: string, address: string, input: object, cookie = '') => {
    const response = await house.visitor().fetch(`/api/session/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-forwarded-for': address, cookie },
      body: JSON.stringify(input),
    });
    const set = response.headers.getSetCookie().find((one) => one.startsWith('plenary_device='));
    const device = set?.split(';')[0] ?? null;
    return { status: response.status, body: (await response.json()) as unknown, device };
  };
  const guess = (name: string, address: string, password = 'a guess of somebody', cookie = '') =>
    post('password', address, { email: emailOf(name), password }, cookie);

  test('an account is closed to the address that guesses, not to others, and no other account is', async () => {
    await register(house, 'kim');
    await register(house, 'kit');
    const statuses: number[] = [];
    for (let i = 0; i < 10; i++) statuses.push((await guess('kim', '10.0.0.1')).status);
    expect(statuses).toEqual([...Array<number>(8).fill(401), 429, 429]);
    const refused = await guess('kim', '10.0.0.1', PASSWORD);
    expect(refused.status).toBe(429);
    const { code, facts } = refused.body as { code: string; facts: { seconds: number } };
    expect(code).toBe('session.throttled');
    expect(facts.seconds).toBeGreaterThan(0);
    expect(facts.seconds).toBeLessThanOrEqual(300);
    expect((await guess('kim', '10.0.0.2', PASSWORD)).status).toBe(200);
    expect((await guess('kit', '10.0.0.1', PASSWORD)).status).toBe(200);
  });

  test('guesses sent all at once count like those sent in turn', async () => {
    await register(house, 'lea');
    const answers = await Promise.all(Array.from({ length: 30 }, () => guess('lea', '10.0.1.1')));
    expect(answers.filter((one) => one.status === 401)).toHaveLength(8);
    expect(answers.filter((one) => one.status === 429)).toHaveLength(22);
  });

  test('the right password forgives the failures before it', async () => {
    await register(house, 'mia');
    for (let round = 0; round < 3; round++) {
      for (let i = 0; i < 7; i++) expect((await guess('mia', '10.0.2.1')).status).toBe(401);
      expect((await guess('mia', '10.0.2.1', PASSWORD)).status).toBe(200);
    }
  });

  test('an unknown account is throttled like a known one: nobody learns who is here', async () => {
    const statuses: number[] = [];
    for (let i = 0; i < 9; i++) statuses.push((await guess('not-here', '10.0.3.1')).status);
    expect(statuses).toEqual([...Array<number>(8).fill(401), 429]);
  });

  test('what is over is forgotten, also where nobody ever signs in', async () => {
    await house.source.query(
      `INSERT INTO throttle VALUES ('account:old', 8, now() - interval '301 seconds')`,
    );
    expect((await guess('nobody-new', '10.0.9.1')).status).toBe(401);
    expect(await house.source.query(`SELECT 1 FROM throttle WHERE key = 'account:old'`)).toEqual([]);
  });

  describe('shuts nobody else out', () => {
    const address = '10.0.5.1';
    let device: string;
    beforeAll(async () => {
      await register(house, 'oda');
      await register(house, 'otto');
      device = (await guess('oda', address, PASSWORD)).device!;
    });

    test('a browser in which they have signed in before counts its own failures', async () => {
      for (let i = 0; i < 9; i++) await guess('oda', address);
      expect((await guess('oda', address, PASSWORD)).status).toBe(429);
      const statuses: number[] = [];
      for (let i = 0; i < 7; i++)
        statuses.push((await guess('oda', address, 'mistyped again', device)).status);
      expect(statuses).toEqual(Array(7).fill(401));
      expect((await guess('oda', address, PASSWORD, device)).status).toBe(200);
      // Who has the browser cannot guess on for ever either.
      for (let i = 0; i < 8; i++) await guess('oda', '10.0.5.2', 'a guess of a thief', device);
      expect((await guess('oda', '10.0.5.2', PASSWORD, device)).status).toBe(429);
      // The person is not shut out by it.
      expect((await guess('oda', '10.0.5.3', PASSWORD)).status).toBe(200);
    });

    test('it is theirs alone: another’s browser, or a changed word, is a stranger', async () => {
      const others = (await guess('otto', address, PASSWORD)).device!;
      const last = device.at(-1) === 'A' ? 'B' : 'A';
      for (const cookie of [
        others,
        `${device.slice(0, -2)}${last}A`,
        'plenary_device=.',
        'plenary_device=x.y',
      ]) {
        expect([cookie, (await guess('oda', address, PASSWORD, cookie)).status]).toEqual([cookie, 429]);
      }
    });

    test('one who guesses at many accounts closes the address to new browsers alone', async () => {
      await house.source.query(
        `INSERT INTO throttle VALUES ('address:10.0.6.1', 399, now()), ('account:long-ago', 8, now() - interval '1 day')`,
      );
      expect((await guess('nobody-at-all', '10.0.6.1')).status).toBe(401);
      const known = (await guess('otto', '10.0.6.2', PASSWORD)).device!;
      expect((await guess('otto', '10.0.6.1', PASSWORD)).status).toBe(429);
      expect((await guess('otto', '10.0.6.1', PASSWORD, known)).status).toBe(200);
      const hall = await convened(house, 'spring', { delegates: 1 });
      const [slip] = await issue(house, { assembly: hall.assembly, people: [hall.delegates[0]!.person] });
      expect((await post('slip', '10.0.6.1', { code: slip!.code })).status).toBe(200);
      // What is past is forgotten.
      const past = await house.source.query(`SELECT 1 FROM throttle WHERE key = 'account:long-ago'`);
      expect(past).toEqual([]);
    });

    test('one person’s failures, however many, leave the hall’s address open', async () => {
      for (let i = 0; i < 60; i++) await guess('not-here-either', '10.0.7.1');
      const rows: { failures: number }[] = await house.source.query(
        `SELECT failures FROM throttle WHERE key = 'address:10.0.7.1'`,
      );
      expect(rows).toEqual([{ failures: 8 }]);
    });
  });

  test('500 phones behind one address come in by their slips while a guesser tries theirs', async () => {
    const hall = await convened(house, 'great', { delegates: 500 });
    const slips = await issue(house, {
      assembly: hall.assembly,
      people: hall.delegates.map((one) => one.person),
    });
    expect(slips).toHaveLength(500);
    const address = '10.0.4.1';
    const guesses: number[] = [];
    for (let i = 0; i < 9; i++) {
      const batch = Array.from({ length: 50 }, () =>
        post('slip', address, { code: randomBytes(6).toString('hex') }),
      );
      guesses.push(...(await Promise.all(batch)).map((one) => one.status));
    }
    expect(guesses.filter((status) => status === 401)).toHaveLength(400);
    expect(guesses.filter((status) => status === 429)).toHaveLength(50);
    const names = new Set<string>();
    for (let i = 0; i < slips.length; i += 50) {
      await Promise.all(
        slips.slice(i, i + 50).map(async ({ code }) => {
          const answer = await post('slip', address, { code });
          expect(answer.status).toBe(200);
          names.add((answer.body as { person: { name: string } }).person.name);
        }),
      );
    }
    expect(names.size).toBe(500);
    // Their bad luck with slips is not held against passwords typed in the same hall.
    await register(house, 'nia');
    expect((await guess('nia', address, PASSWORD)).status).toBe(200);
  }, 300_000);
});

describe('slips', () => {
  let house: TestHouse;
  let hall: Convened;
  beforeAll(async () => {
    house = await openHouse();
    hall = await convened(house, 'spring', { delegates: 3 });
  });
  afterAll(() => house.close());

  const slipOf = async (place: number) =>
    (await issue(house, { assembly: hall.assembly, people: [hall.delegates[place]!.person] }))[0]!;
  const come = (code: string) => house.visitor().ask(routes.signInBySlip, { code });

  test('a code is good for one sign-in: of two phones at once one comes in', async () => {
    const { code, person } = await slipOf(0);
    expect(code).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/);
    const answers = await Promise.all([come(code), come(code), come(code)]);
    expect(answers.map((one) => one.status).toSorted((a, b) => a - b)).toEqual([200, 401, 401]);
    expect(answers.find((one) => one.ok)).toMatchObject({ value: { person: { id: person } } });
    expect(await come(code)).toMatchObject({ status: 401, refusal: { code: 'session.slip_used' } });
  });

  test('it may be typed in small letters, without hyphens, with look-alikes', async () => {
    const { code } = await slipOf(0);
    const typed = code.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l');
    expect((await come(typed)).status).toBe(200);
  });

  test('issued again, the old code is gone, and the session it began ends with its socket', async () => {
    const old = await slipOf(1);
    const thief = house.visitor();
    await thief.do(routes.signInBySlip, { code: old.code });
    const gone = cut(await thief.connect());
    const again = await slipOf(1);
    expect(again.replaces).toBe(old.id);
    expect(await gone).toBe('io server disconnect');
    expect(await who(thief)).toBeNull();
    expect(await come(old.code)).toEqual(WRONG);
    expect((await come(again.code)).status).toBe(200);
  });

  test('a code that was never used is revoked by the next one too', async () => {
    const old = await slipOf(1);
    const again = await slipOf(1);
    expect(await come(old.code)).toEqual(WRONG);
    expect((await come(again.code)).status).toBe(200);
  });

  test('who no longer holds an office in the assembly does not come in by its slip', async () => {
    const { code, person } = await slipOf(2);
    const rows: { id: string }[] = await house.source.query('SELECT id FROM office WHERE person = $1', [
      person,
    ]);
    await house.act(END_OFFICE, { office: rows[0]!.id, reason: 'Recalled by the member' });
    expect(await come(code)).toEqual(WRONG);
    await expect(slipOf(2)).rejects.toThrow('slip.no_office');
  });

  test('an office that ran out takes the slip with it', async () => {
    const person = await register(house, 'olga', { office: 'observer', assembly: hall.assembly });
    const [slip] = await issue(house, { assembly: hall.assembly, people: [person] });
    await house.source.query('UPDATE office SET held_to = now() WHERE person = $1', [person]);
    expect(await come(slip!.code)).toEqual(WRONG);
  });

  test('brings the offices in its assembly alone: who issues it gets no key to another’s house', async () => {
    // Of the secretariat of the whole house, and a delegate’s chair of the body; here only an observer.
    const person = await register(
      house,
      'pia',
      { office: 'secretariat' },
      { office: 'chair', body: hall.body },
      { office: 'observer', assembly: hall.assembly },
    );
    const [slip] = await issue(house, { assembly: hall.assembly, people: [person] });
    const visitor = house.visitor();
    const session = await visitor.do(routes.signInBySlip, { code: slip!.code });
    const expected = {
      person: { name: 'pia' },
      offices: [{ office: 'observer', assembly: hall.assembly }],
      assemblies: [{ id: hall.assembly }],
    };
    expect(session).toMatchObject(expected);
    expect(session.offices).toHaveLength(1);
    expect(await visitor.do(routes.session, {})).toEqual(session);
    expect(await visitor.ask(routes.people, {})).toMatchObject({
      ...{ status: 403, refusal: { code: 'access.denied', facts: { act: 'person.read' } } },
    });
    const close = await visitor.ask(pollRoutes.close, { poll: hall.poll });
    expect(close).toMatchObject({ status: 403, refusal: { code: 'access.denied' } });
    await visitor.connect();
    expect(await visitor.emit(pollSockets.hand, { poll: hall.poll })).toMatchObject({
      refusal: { code: 'access.denied' },
    });
    expect(await visitor.emit(liveSockets.follow, { assembly: hall.assembly, since: 0 })).toMatchObject({
      ok: true,
    });
    // By password it is the whole person again.
    expect((await visitor.signIn(emailOf('pia'), PASSWORD)).offices).toHaveLength(3);
    expect((await visitor.do(routes.people, {})).people.length).toBeGreaterThan(0);
  });

  test('a desk gives none to who holds a wider office than it reaches', async () => {
    const { assembly, body } = hall;
    await register(house, 'desk', { office: 'secretariat', assembly });
    await register(house, 'body-desk', { office: 'secretariat', body });
    const [desk, bodyDesk] = [await signedIn(house, 'desk'), await signedIn(house, 'body-desk')];
    const observer = { office: 'observer', assembly } as const;
    const people = [
      await register(house, 'quinn', { office: 'secretariat' }, observer),
      await register(house, 'rosa', { office: 'chair', body }, observer),
      await register(house, 'sven', { office: 'teller', body: hall.board }, observer),
    ];
    const asked = async (by: Visitor, person: string) => {
      const answer = await by.ask(routes.issueSlips, { assembly, people: [person] });
      return answer.ok ? answer.value.slips.length : answer.refusal;
    };
    const wider = (name: string) => ({ code: 'slip.wider_office', facts: { people: [name] } });
    expect(await asked(desk, people[0]!)).toEqual(wider('quinn'));
    expect(await asked(desk, people[1]!)).toEqual(wider('rosa'));
    expect(await asked(desk, people[2]!)).toEqual(wider('sven'));
    expect(await asked(bodyDesk, people[0]!)).toEqual(wider('quinn'));
    expect(await asked(bodyDesk, people[1]!)).toBe(1);
    expect(await asked(bodyDesk, people[2]!)).toEqual(wider('sven'));
    // What has ended is no wider office any more.
    await house.source.query(`UPDATE office SET held_to = now() WHERE person = $1 AND assembly IS NULL`, [
      people[0],
    ]);
    expect(await asked(desk, people[0]!)).toBe(1);
  });

  test('an import that comes upon somebody whom the house knows says so', async () => {
    const { assembly } = hall;
    const secretary = await signedIn(house, 'desk');
    await register(house, 'tove', { office: 'secretariat' });
    const csv = [
      'organisation,name,email',
      `spring-member,Somebody,new@example.org`,
      `spring-member,Tove,${emailOf('tove').toUpperCase()}`,
    ].join('\n');
    const other = await secretary.do(assemblyRoutes.importDelegates, {
      ...{ assembly, preview: false, csv: csv.replace(',Tove,', ',Not Tove,') },
    });
    expect(other).toMatchObject({
      ...{ imported: false, known: [], added: 1, faulty: 1 },
      faults: [{ line: 3, code: 'delegate.other_name', facts: { name: 'tove' } }],
    });
    for (const preview of [true, false]) {
      const { known } = await secretary.do(assemblyRoutes.importDelegates, { assembly, csv, preview });
      expect(known).toEqual([{ line: 3, email: emailOf('tove') }]);
    }
    const { credentials } = await secretary.do(assemblyRoutes.credentials, { assembly });
    const told = (name: string) => credentials.find(({ person }) => person.name === name)?.beyond;
    expect([told('Somebody'), told('tove')]).toEqual([false, true]);
    await register(house, 'ulf');
    const member = hall.member;
    for (const [email, known] of [
      ['fresh@example.org', false],
      [emailOf('ulf'), true],
    ] as const) {
      const named = { assembly, member, name: known ? 'Ulf' : 'Whoever', email, role: 'observer' as const };
      if (known)
        expect(await secretary.ask(designationRoutes.designate, { ...named, name: 'Whoever' })).toMatchObject(
          { refusal: { code: 'designation.other_name', facts: { email } } },
        );
      expect(await secretary.do(designationRoutes.designate, named)).toMatchObject({ known });
    }
  });

  test('one that lay about is dead', async () => {
    const { code, id, until } = await slipOf(0);
    expect(Date.parse(until) - Date.now()).toBeGreaterThan(29 * 24 * 60 * 60 * 1000);
    await house.source.query(`UPDATE slip SET issued_at = now() - interval '30 days' WHERE id = $1`, [id]);
    expect(await come(code)).toEqual(WRONG);
  });

  test('an office that is granted again brings no old slip back', async () => {
    const { assembly } = hall;
    const person = await register(house, 'vera', { office: 'observer', assembly });
    const [slip] = await issue(house, { assembly, people: [person] });
    const rows: { id: string }[] = await house.source.query('SELECT id FROM office WHERE person = $1', [
      person,
    ]);
    const again = { person, office: 'observer' as const, body: null, assembly, from: null, to: null };
    // With another office left the slip stays good.
    await house.act(GRANT_OFFICE, { ...again, office: 'teller' });
    await house.act(END_OFFICE, { office: rows[0]!.id, reason: 'Teller now' });
    expect(await house.source.query('SELECT 1 FROM slip_code WHERE slip = $1', [slip!.id])).toHaveLength(1);
    const [teller]: { id: string }[] = await house.source.query(
      `SELECT id FROM office WHERE person = $1 AND office = 'teller'`,
      [person],
    );
    await house.act(END_OFFICE, { office: teller!.id, reason: 'Gone' });
    await house.act(GRANT_OFFICE, again);
    expect(await come(slip!.code)).toEqual(WRONG);
  });

  test('only its SHA-256 is kept', async () => {
    const { code } = await slipOf(0);
    const rows: { all: string }[] = await house.source.query(
      `SELECT (SELECT jsonb_agg(to_jsonb(c)) FROM slip_code c)::text || (SELECT jsonb_agg(to_jsonb(s)) FROM slip s)::text AS all`,
    );
    expect(rows[0]!.all).toContain(`"code_hash"`);
    expect(rows[0]!.all).not.toContain(code);
    expect(rows[0]!.all).not.toContain(code.replaceAll('-', ''));
  });
});

describe('the record', () => {
  test('holds no password, no code, no name and no address', async () => {
    const house = await openHouse();
    try {
      const hall = await convened(house, 'spring');
      await register(house, 'registrar', { office: 'secretariat' });
      const secretary = await signedIn(house, 'registrar');
      const secrets = {
        name: 'Philippa Quillfeather',
        email: 'quillfeather@people.example',
        password: 'swordfish swordfish',
      };
      const { person } = await secretary.do(routes.registerPerson, secrets);
      await secretary.do(routes.grantOffice, { person, office: 'observer', assembly: hall.assembly });
      const { slips } = await secretary.do(routes.issueSlips, { assembly: hall.assembly, people: [person] });
      const guest = house.visitor();
      await guest.do(routes.signInBySlip, { code: slips[0]!.code });
      await guest.do(routes.signOut, { everywhere: true });
      await house.visitor().signIn(secrets.email, secrets.password);

      const rows: { text: string }[] = await house.source.query(
        `SELECT convert_from(bytes, 'UTF8') || subject AS text FROM entry
         UNION ALL SELECT convert_from(content, 'UTF8') FROM blob WHERE content NOT LIKE '%PDF%'::bytea`,
      );
      const all = rows.map((row) => row.text).join('\n');
      // What is looked for would be found: the same dump holds the acts themselves.
      for (const said of ['person.registered', 'slip.issued', 'office.granted', person, slips[0]!.id]) {
        expect(all).toContain(said);
      }
      const { code } = slips[0]!;
      const hashes: { hash: string }[] = await house.source.query(
        'SELECT hash FROM person_password UNION ALL SELECT code_hash FROM slip_code UNION ALL SELECT sid FROM session',
      );
      expect(hashes.length).toBeGreaterThan(3);
      for (const secret of [
        ...Object.values(secrets),
        ...[code, code.replaceAll('-', ''), PASSWORD, emailOf('registrar')],
        ...['Quillfeather', 'people.example', 'Delegate 0'],
        ...hashes.map((row) => row.hash),
      ]) {
        expect(all.toLowerCase()).not.toContain(secret.toLowerCase());
      }
    } finally {
      await house.close();
    }
  });
});
