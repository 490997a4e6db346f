import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Server } from 'socket.io';
import pg from 'pg';
import { io, type Socket } from 'socket.io-client';
import { z } from 'zod';
import { routes, sockets } from '../../src/app.module.js';
import { CONVENE } from '../../src/assemblies/assemblies.acts.js';
import { assemblyRoutes } from '../../src/assemblies/assemblies.contract.js';
import { bodyRoutes } from '../../src/bodies/bodies.contract.js';
import { organisationViews } from '../../src/bodies/bodies.store.js';
import { liveRoutes, liveSockets, type News } from '../../src/live/live.contract.js';
import { peopleRoutes } from '../../src/people/people.contract.js';
import { pollRoutes, pollSockets, type Cast } from '../../src/polls/polls.contract.js';
import { LiveGateway } from '../../src/live/live.gateway.js';
import { CLOSE_POLL } from '../../src/polls/polls.acts.js';
import { convened, emailOf, issue, PASSWORD, register, signedIn, type Convened } from '../story/convened.js';
import { openHouse, value, type TestHouse, type Visitor } from '../story/house.js';

let house: TestHouse;
let at: Convened;
let delegate: Visitor;

beforeAll(async () => {
  house = await openHouse();
  at = await convened(house, 'spring', { delegates: 2 });
  const mine = await house.visitor().do(pollRoutes.poll, { poll: at.poll });
  expect(mine.roll).toHaveLength(1);
  delegate = await holder();
  await delegate.connect();
});

afterAll(() => house.close());

/** The delegate whose hand votes for the member. */
async function holder(): Promise<Visitor> {
  const slips = await issue(house, {
    assembly: at.assembly,
    people: at.delegates.map((one) => one.person),
  });
  for (const { code } of slips) {
    const visitor = house.visitor();
    await visitor.do(peopleRoutes.signInBySlip, { code });
    const { entitlements } = await visitor.do(pollRoutes.hand, { poll: at.poll });
    if (entitlements.length > 0) return visitor;
  }
  throw new Error('nobody holds the vote');
}

/** Asks again until it holds. */
async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await pause(10);
}

const MARK = 'Mark of the Sender';

const good = (): Record<string, Record<string, unknown>> => ({
  cast: { poll: at.poll, ballot: randomUUID(), entitlement: 1, choice: 'for', replaces: 0 },
  hand: { poll: at.poll },
  follow: { assembly: at.assembly, since: 0 },
});

const WHOLE: readonly unknown[] = [
  ...[undefined, null, true, 0, -1, 1.5, '', MARK, MARK.repeat(500), `${MARK}\0`, `${MARK}\ud800`],
  ...[[], [MARK], [[]], {}, { [MARK]: MARK }, { constructor: { prototype: { polluted: MARK } } }],
  ...[JSON.parse(`{"__proto__": {"polluted": "${MARK}"}}`), Buffer.from(MARK), new Date(0)],
];

/** Wrong for every field that there is. */
const FIELD: readonly unknown[] = [
  ...[null, true, -1, 0.5, 1e300, '', MARK, MARK.repeat(500), `${MARK}\0`, `${MARK}\ud800`],
  ...[[], [MARK], {}, { [MARK]: MARK }, Buffer.from(MARK), '__proto__', 2 ** 53],
];

/** The event's own schema: what is refused below is what is wrong, not what nobody asked. */
const isBad = (event: string, payload: unknown): boolean =>
  !sockets.find((one) => one.event === event)!.input.safeParse(payload).success;

const expectInvalid = (ack: unknown): void => {
  expect(ack).toMatchObject({ ok: false, refusal: { code: 'input.invalid' } });
  expect(JSON.stringify(ack)).not.toContain(MARK);
};

describe.each(['cast', 'hand', 'follow'])('%s', (event) => {
  /** A good event still gets its answer on the same socket. */
  /** What a socket is told from here on; that the delegate was accredited and came in may be told late. */
  const unasked = (socket: Socket): unknown[] => {
    const heard: unknown[] = [];
    socket.onAny((...said: [string, ...unknown[]]) => {
      if (said[0] !== 'own') heard.push(said);
    });
    return heard;
  };

  const stillWell = async (socket: Socket): Promise<void> => {
    expect(socket.connected).toBe(true);
    expect(await socket.timeout(10_000).emitWithAck('hand', { poll: at.poll })).toMatchObject({ ok: true });
  };

  test('every bad payload is acknowledged as input.invalid, without an echo', async () => {
    const socket = delegate.live;
    const heard = unasked(socket);
    for (const payload of WHOLE) {
      expect(isBad(event, payload)).toBe(true);
      expectInvalid(await socket.timeout(10_000).emitWithAck(event, payload));
    }
    // Nothing at all, and more than one thing.
    expectInvalid(await socket.timeout(10_000).emitWithAck(event));
    expectInvalid(await socket.timeout(10_000).emitWithAck(event, good()[event], MARK));
    expect(heard).toEqual([]);
    socket.offAny();
    await stillWell(socket);
    expect(({} as { polluted?: string }).polluted).toBeUndefined();
  });

  test('every field that is missing or wrong is named', async () => {
    const socket = delegate.live;
    for (const field of Object.keys(good()[event]!)) {
      const { [field]: _, ...without } = good()[event]!;
      const missing: unknown = await socket.timeout(10_000).emitWithAck(event, without);
      expectInvalid(missing);
      expect(missing).toMatchObject({ refusal: { facts: { field } } });
      for (const wrong of FIELD) {
        const payload = { ...good()[event], [field]: wrong };
        expect([field, wrong, isBad(event, payload)]).toEqual([field, wrong, true]);
        const ack: unknown = await socket.timeout(10_000).emitWithAck(event, payload);
        expectInvalid(ack);
        expect(ack).toMatchObject({ refusal: { facts: { field: expect.stringMatching(`^${field}`) } } });
      }
    }
    await stillWell(socket);
  });

  test('whoever gives no ack gets no answer, and the house goes on', async () => {
    const socket = delegate.live;
    const heard = unasked(socket);
    socket.emit(event);
    for (const payload of WHOLE) socket.emit(event, payload);
    await stillWell(socket);
    expect(heard).toEqual([]);
    socket.offAny();
  });

  test('nobody signed in is answered too', async () => {
    const visitor = house.visitor();
    const socket = await visitor.connect();
    expectInvalid(await socket.timeout(10_000).emitWithAck(event, { [MARK]: MARK }));
    const ack = (await socket.timeout(10_000).emitWithAck(event, good()[event])) as { ok: boolean };
    expect(ack).toMatchObject(
      event === 'follow' ? { ok: true } : { ok: false, refusal: { code: 'session.required' } },
    );
    visitor.leave();
  });
});

describe('a socket', () => {
  test('fields that nobody asked for are passed over', async () => {
    const surplus = JSON.parse(
      `{"__proto__": {"polluted": true}, "office": "chair", "person": "x"}`,
    ) as object;
    const hand = await delegate.emit(pollSockets.hand, { ...surplus, poll: at.poll });
    expect(hand).toEqual(await delegate.emit(pollSockets.hand, { poll: at.poll }));
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  test('an event that nobody knows changes nothing, and is answered where an ack is wanted', async () => {
    for (const [event, ...said] of [
      ['nonsense', { poll: at.poll }],
      ['nonsense'],
      ['news', { assembly: at.assembly, from: 0, to: 1, items: [] }],
      ['__proto__', MARK],
    ]) {
      expect(await delegate.live.timeout(10_000).emitWithAck(event as string, ...said)).toEqual({
        ok: false,
        refusal: { code: 'not_found', facts: {} },
      });
    }
    delegate.live.emit('news', { assembly: at.assembly, from: 0, to: 1, items: [] });
    delegate.live.emit('constructor', MARK);
    delegate.live.emit('handleConnection', MARK);
    expect(await delegate.emit(pollSockets.hand, { poll: at.poll })).toMatchObject({ ok: true });
  });

  test('who follows a closed assembly by an office that runs out hears nothing after it', async () => {
    const shut = await convened(house, 'shut', { open: false });
    await register(house, 'brief', { office: 'observer', assembly: shut.assembly });
    await register(house, 'lasting', { office: 'observer', assembly: shut.assembly });
    const [brief, lasting] = [await signedIn(house, 'brief'), await signedIn(house, 'lasting')];
    const heard = { brief: [] as string[], lasting: [] as string[] };
    const listen = async (visitor: Visitor, to: string[]): Promise<void> => {
      const socket = await visitor.connect();
      socket.on('news', ({ items }: News) => to.push(...items.map(({ type }) => type)));
      value(await visitor.emit(liveSockets.follow, { assembly: shut.assembly, since: 0 }));
    };
    await listen(lasting, heard.lasting);
    await house.source.query(
      `UPDATE office SET held_to = now() + interval '3 seconds' WHERE person = (SELECT id FROM person WHERE name = 'brief')`,
    );
    await listen(brief, heard.brief);
    const { rooms } = (house.app.get(LiveGateway) as unknown as { server: Server }).server.sockets.adapter;
    const inside = (): number => rooms.get(`inside:${shut.assembly}`)?.size ?? 0;
    expect(inside()).toBe(2);
    await until(() => inside() === 1);
    await house.act(CLOSE_POLL, { poll: shut.poll });
    await until(() => heard.lasting.includes('poll.closed'));
    expect(heard.brief).not.toContain('poll.closed');
    expect(await brief.emit(liveSockets.follow, { assembly: shut.assembly, since: 0 })).toMatchObject({
      refusal: { code: 'access.denied' },
    });
  });

  test('a socket that asks to hear what the public hears is nobody’s, whatever session it brings', async () => {
    const { assembly } = await convened(house, 'as-public', { open: false });
    await register(house, 'looker', { office: 'secretariat' });
    const looker = await signedIn(house, 'looker');
    await looker.connect();
    expect(await looker.emit(liveSockets.follow, { assembly, since: 0 })).toMatchObject({ ok: true });
    looker.leave();
    await looker.connect({}, { asPublic: true });
    expect(await looker.emit(liveSockets.follow, { assembly, since: 0 })).toMatchObject({
      refusal: { code: 'session.required' },
    });
    expect(await looker.emit(liveSockets.follow, { assembly: at.assembly, since: 0 })).toMatchObject({
      ok: true,
    });
    expect(await looker.emit(pollSockets.hand, { poll: at.poll })).toMatchObject({
      refusal: { code: 'session.required' },
    });
    looker.leave();
  });

  test('an assembly that turns out to be closed is told to nobody outside any more', async () => {
    const { assembly } = await house.act(CONVENE, {
      ...{ assembly: 'turned', body: at.body, name: 'Turned', place: null, from: '2027-05-01', to: null },
      ...{ timeZone: 'Europe/Oslo', ruleSet: at.ruleSet, open: true },
    });
    await register(house, 'turner', { office: 'secretariat' });
    const turner = await signedIn(house, 'turner');
    const outside = house.visitor();
    const heard: string[] = [];
    for (const visitor of [turner, outside]) {
      const socket = await visitor.connect();
      value(await visitor.emit(liveSockets.follow, { assembly, since: 0 }));
      if (visitor === outside)
        socket.on('news', ({ items }: News) => heard.push(...items.map(({ type }) => type)));
    }
    const told = new Promise<void>((done) => {
      turner.live.on(
        'news',
        ({ items }: News) => items.some(({ type }) => type === 'sitting.planned') && done(),
      );
    });
    await turner.do(assemblyRoutes.correct, { assembly, facts: { open: false }, reason: 'Internal' });
    await turner.do(assemblyRoutes.planSitting, { assembly, name: null, plannedFrom: null });
    await told;
    // A round trip on the same line: what was told to it before has come.
    expect(await outside.emit(liveSockets.follow, { assembly, since: 0 })).toMatchObject({ ok: false });
    expect(heard).toEqual([]);
    const seen = await house.visitor().ask(assemblyRoutes.assembly, { assembly });
    expect(seen).toMatchObject({ ok: false });
    for (const visitor of [turner, outside]) visitor.leave();
  });

  test('a message over 16 kB costs its sender the socket and nobody else', async () => {
    const flooder = house.visitor();
    const socket = await flooder.connect();
    const gone = new Promise((heard) => socket.once('disconnect', heard));
    socket.emit('follow', { assembly: 'x'.repeat(20_000), since: 0 });
    expect(await gone).toMatch(/transport/);
    expect(await delegate.emit(pollSockets.hand, { poll: at.poll })).toMatchObject({ ok: true });
    await flooder.connect();
    expect(await flooder.emit(liveSockets.follow, { assembly: at.assembly, since: 0 })).toMatchObject({
      ok: true,
    });
  });

  test('bad ballots do no harm to those that come with them', async () => {
    const cast = { poll: at.poll, ballot: randomUUID(), entitlement: 1, choice: 'for', replaces: 0 };
    const bad = [
      { ...cast, ballot: randomUUID(), entitlement: 2 ** 31 },
      { ...cast, ballot: randomUUID(), replaces: 2 ** 31 },
      { ...cast, ballot: randomUUID(), entitlement: Number.MAX_SAFE_INTEGER },
      { ...cast, ballot: randomUUID(), entitlement: 2 ** 31 - 1 },
    ];
    const [receipt, ...others] = await Promise.all(
      [cast, ...bad].map((one) => delegate.emit(pollSockets.cast, one)),
    );
    expect(receipt).toMatchObject({ ok: true, value: { ballot: cast.ballot, revision: 1 } });
    expect(others.map((ack) => (ack.ok ? 'ok' : ack.refusal.code))).toEqual([
      ...Array<string>(3).fill('input.invalid'),
      'roll.unknown',
    ]);
  });

  test('an id in capitals is the same id: one ballot, one receipt, one lock', async () => {
    const now = value(await delegate.emit(pollSockets.hand, { poll: at.poll })).entitlements[0]!;
    const revision = now.receipt!.revision;
    const cast: Cast = {
      ...{ poll: at.poll, ballot: randomUUID(), entitlement: now.entitlement },
      ...{ choice: 'against', replaces: revision },
    };
    const loud = { ...cast, poll: cast.poll.toUpperCase(), ballot: cast.ballot.toUpperCase() };
    // The third would be a change of the first, if its id were another.
    const [one, two, three] = await Promise.all([
      delegate.emit(pollSockets.cast, cast),
      delegate.emit(pollSockets.cast, loud),
      delegate.emit(pollSockets.cast, { ...loud, replaces: revision + 1 }),
    ]);
    expect(one).toMatchObject({
      ok: true,
      value: { revision: revision + 1, ballot: cast.ballot, poll: at.poll },
    });
    expect(two).toEqual(one);
    expect(three).toEqual(one);
    expect(await delegate.do(pollRoutes.cast, loud)).toEqual(value(one!));
  });
});

describe('limits', () => {
  test('a stranger who asks without end is refused, and nobody who is signed in waits for it', async () => {
    const stranger = house.visitor();
    const socket = await stranger.connect();
    const asked = Array.from({ length: 1_000 }, () =>
      socket.timeout(30_000).emitWithAck('hand', { poll: at.poll }),
    );
    expect(await delegate.emit(pollSockets.hand, { poll: at.poll })).toMatchObject({ ok: true });
    const codes = (await Promise.all(asked)).map((ack: { refusal?: { code: string } }) => ack.refusal?.code);
    const of = (code: string): number => codes.filter((one) => one === code).length;
    expect(of('session.required')).toBeGreaterThanOrEqual(600);
    expect(of('live.too_many')).toBeGreaterThan(100);
    expect(of('session.required') + of('live.too_many')).toBe(1_000);
    stranger.leave();
  });

  test('what was not heard while nothing was told is found out when it is heard again', async () => {
    const { assembly } = await convened(house, 'behind', { open: false });
    await register(house, 'signed-out', { office: 'observer', assembly });
    await register(house, 'out-of-office', { office: 'observer', assembly });
    const [gone, outside] = [await signedIn(house, 'signed-out'), await signedIn(house, 'out-of-office')];
    for (const visitor of [gone, outside]) {
      await visitor.connect();
      value(await visitor.emit(liveSockets.follow, { assembly, since: 0 }));
    }
    const cut = new Promise<string>((heard) => gone.live.once('disconnect', heard));
    // As another node would have done it, whose word was lost.
    await house.source.query(
      `DELETE FROM session WHERE sess ->> 'person' = (SELECT id::text FROM person WHERE name = 'signed-out')`,
    );
    await house.source.query(
      `UPDATE office SET held_to = now() WHERE person = (SELECT id FROM person WHERE name = 'out-of-office')`,
    );
    const owner = new pg.Client({ connectionString: house.ownerUrl });
    await owner.connect();
    await owner.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN %'`,
    );
    await owner.end();
    expect(await cut).toBe('io server disconnect');
    const { server } = house.app.get(LiveGateway) as unknown as { server: Server };
    await until(() => !server.sockets.adapter.rooms.has(`inside:${assembly}`));
    expect(outside.live.connected).toBe(true);
    expect(await outside.emit(liveSockets.follow, { assembly, since: 0 })).toMatchObject({
      refusal: { code: 'access.denied' },
    });
  });
});

describe('other sites', () => {
  const FOREIGN = ['https://evil.example', 'http://127.0.0.1:1', 'null', 'not an origin'];

  const handshake = (origin: string | undefined, url = house.url): Promise<string> =>
    new Promise((heard) => {
      const socket = io(url, {
        ...{ transports: ['websocket'], forceNew: true, reconnection: false },
        ...(origin !== undefined && { extraHeaders: { origin } }),
      });
      socket.once('connect', () => {
        socket.disconnect();
        heard('connected');
      });
      socket.once('connect_error', () => {
        socket.disconnect();
        heard('refused');
      });
    });

  const post = async (origin: string | undefined, url = house.url) => {
    const response = await fetch(`${url}${peopleRoutes.signIn.path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(origin !== undefined && { origin }) },
      body: JSON.stringify({ email: emailOf('ada'), password: PASSWORD }),
    });
    const { code } = (await response.json()) as { code?: string };
    const cookies = response.headers.getSetCookie().filter((one) => one.startsWith('plenary='));
    return [response.status, code ?? null, cookies.length];
  };

  beforeAll(() => register(house, 'ada', { office: 'chair' }));

  test('cannot post in a visitor’s name', async () => {
    for (const origin of FOREIGN) expect(await post(origin)).toEqual([403, 'access.origin', 0]);
    expect(await post(house.url)).toEqual([200, null, 1]);
    expect(await post(undefined)).toEqual([200, null, 1]);
  });

  test('cannot open a socket', async () => {
    for (const origin of FOREIGN) expect([origin, await handshake(origin)]).toEqual([origin, 'refused']);
    expect(await handshake(house.url)).toBe('connected');
    expect(await handshake(undefined)).toBe('connected');
  });

  test('cannot read what is answered: no header lets them', async () => {
    const response = await fetch(`${house.url}/api/session`, { headers: { origin: FOREIGN[0]! } });
    await response.text();
    const allowing = [...response.headers.keys()].filter((name) => name.startsWith('access-control'));
    expect(allowing).toEqual([]);
  });

  test('the page of PUBLIC_URL is our own, another port of it is not', async () => {
    const behind = await openHouse({ PUBLIC_URL: 'https://assembly.example' }, { join: house });
    try {
      expect(await post('https://assembly.example', behind.url)).toEqual([200, null, 1]);
      expect(await handshake('https://assembly.example', behind.url)).toBe('connected');
      expect(await post('https://assembly.example:8443', behind.url)).toEqual([403, 'access.origin', 0]);
      expect(await handshake('http://assembly.example', behind.url)).toBe('refused');
    } finally {
      await behind.close();
    }
  });

  test('long polling is not served', async () => {
    const response = await fetch(`${house.url}/socket.io/?EIO=4&transport=polling`);
    await response.text();
    expect(response.status).toBe(400);
  });
});

describe('what goes out', () => {
  /** Where a schema lets through what it does not name. */
  function* open(schema: unknown, place: string): Generator<string> {
    const { def } = (schema as { _zod: { def: Record<string, unknown> & { type: string } } })._zod;
    const rest = (def['catchall'] as { _zod: { def: { type: string } } } | undefined)?._zod.def;
    if ([def.type, rest?.type].some((type) => type === 'any' || type === 'unknown')) yield place;
    const inside: Record<string, unknown> = {
      ...(def['shape'] as object | undefined),
      ...Object.fromEntries(
        ['element', 'innerType', 'valueType', 'in', 'out'].flatMap((key) =>
          def[key] ? [[key, def[key]]] : [],
        ),
      ),
      ...((def['options'] ?? def['items']) as object | undefined),
    };
    for (const [key, one] of Object.entries(inside)) yield* open(one, `${place}.${key}`);
  }

  test('is named by every route and event: no reply has room for what it does not declare', () => {
    const replies = [
      // A file is no JSON.
      ...routes
        .filter(({ media }) => media === undefined)
        .map(({ method, path, reply }) => [`${method} ${path}`, reply] as const),
      ...sockets.map(({ event, reply }) => [event, reply] as const),
    ];
    expect(replies.flatMap(([name, reply]) => [...open(reply, name)])).toEqual([]);
    expect([...open(z.object({ a: z.array(z.looseObject({})), b: z.unknown() }), 'x')]).toEqual([
      ...['x.a.element', 'x.b'],
    ]);
  });

  test('is what the route declares: an undeclared field never leaves', async () => {
    const [known] = await organisationViews(house.source.manager, at.organisation);
    // The store knows more than the list of organisations says.
    expect(Object.keys(known!)).toContain('children');
    const { organisations } = await house.visitor().do(bodyRoutes.organisations, {});
    const declared = Object.keys(bodyRoutes.organisations.reply.shape.organisations.element.shape);
    for (const one of organisations) expect(Object.keys(one).toSorted()).toEqual(declared.toSorted());
    expect(organisations.length).toBeGreaterThan(0);
    expect(declared).not.toContain('children');
  });

  test('a floor and its parts have the declared keys, and no address', async () => {
    const { reply } = liveRoutes.floor;
    const floor = await delegate.do(liveRoutes.floor, { assembly: at.assembly });
    expect(Object.keys(floor).toSorted()).toEqual(Object.keys(reply.shape).toSorted());
    expect(Object.keys(floor.assembly).toSorted()).toEqual(
      Object.keys(assemblyRoutes.assembly.reply.shape).toSorted(),
    );
    expect(Object.keys(floor.polls[0]!).toSorted()).toEqual(
      Object.keys(reply.shape.polls.element.shape).toSorted(),
    );
    expect(JSON.stringify(floor)).not.toContain('@');
  });
});
