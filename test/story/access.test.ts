import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ADD_ITEM } from '../../src/assemblies/agenda.acts.js';
import { ATTACH_PAPER } from '../../src/assemblies/assemblies.acts.js';
import { routes, sockets } from '../../src/app.module.js';
import type { Route, SocketEvent } from '../../src/access/route.js';
import { ACCESS } from '../../src/access/access.js';
import { peopleRoutes } from '../../src/people/people.contract.js';
import { recordRoutes } from '../../src/record/record.contract.js';
import { EVENTS, HTTP, type At, type Case } from './asked.js';
import { convened, emailOf, PASSWORD, register, type Convened, type Grant } from './convened.js';
import { openHouse, type TestHouse, type Visitor } from './house.js';

const OFFICES = ['secretariat', 'chair', 'teller', 'delegate', 'observer', 'auditor'] as const;
type Office = (typeof OFFICES)[number];
const EVERYBODY = 'everybody';

/**
 * Who may do what, written a second time by hand: whoever changes the access table changes this one too, or a test
 * fails. `everybody` is the six offices, and the public where the place is open to it.
 */
const MAY: Record<string, typeof EVERYBODY | readonly Office[]> = {
  'affiliation.record': ['secretariat'],
  'affiliation.correct': ['secretariat'],
  'assembly.convene': ['secretariat'],
  'assembly.desk': ['secretariat', 'chair', 'teller'],
  'assembly.plan': ['secretariat'],
  'assembly.correct': ['secretariat'],
  'assembly.read': EVERYBODY,
  'body.found': ['secretariat'],
  'body.correct': ['secretariat'],
  'body.read': EVERYBODY,
  'credential.accredit': ['secretariat'],
  'credential.designate': ['secretariat'],
  'credential.refuse': ['secretariat'],
  'credential.reinstate': ['secretariat'],
  'credential.report': ['secretariat'],
  'credential.seat': ['secretariat'],
  'credential.substitute': ['secretariat'],
  'credential.order': ['secretariat'],
  'credential.withdraw': ['secretariat'],
  'designation.invite': ['secretariat'],
  'designation.make': EVERYBODY,
  'delegate.import': ['secretariat'],
  'candidate.answer': ['secretariat', 'delegate', 'observer'],
  'candidate.nominate': ['secretariat', 'delegate'],
  'candidate.rule': ['secretariat', 'chair'],
  'candidate.second': ['delegate'],
  'comment.dispose': EVERYBODY,
  'comment.make': EVERYBODY,
  'consultation.open': ['secretariat'],
  'consultation.read': EVERYBODY,
  'consultation.run': ['secretariat'],
  'corrigendum.object': EVERYBODY,
  'corrigendum.settle': ['secretariat'],
  'draft.abandon': ['secretariat'],
  'draft.begin': ['secretariat'],
  'draft.invite': ['secretariat'],
  'draft.read': EVERYBODY,
  'draft.table': ['secretariat'],
  'draft.write': EVERYBODY,
  'election.call': ['secretariat', 'chair'],
  'election.run': ['chair'],
  'expression.publish': ['secretariat'],
  'expression.translate': ['secretariat'],
  'house.read': EVERYBODY,
  'house.set_up': EVERYBODY,
  'account.change': EVERYBODY,
  'account.claim': EVERYBODY,
  'account.read': EVERYBODY,
  'archive.take': ['secretariat'],
  'mail.set': ['secretariat'],
  'hall.show': ['chair', 'secretariat'],
  'instrument.found': ['secretariat'],
  'instrument.correct': ['secretariat'],
  'instrument.read': EVERYBODY,
  'item.add': ['secretariat'],
  'item.change': ['secretariat'],
  'item.move': ['secretariat'],
  'item.take_up': ['chair', 'secretariat'],
  'item.withdraw': ['secretariat'],
  'live.follow': EVERYBODY,
  'mandate.enter': ['secretariat'],
  'mandate.finish': ['secretariat'],
  'mandate.report': ['secretariat'],
  'member.admit': ['secretariat'],
  'member.change': ['secretariat'],
  'member.dues': ['secretariat'],
  'member.import': ['secretariat'],
  'motion.word': ['secretariat', 'delegate'],
  'motion.propose': ['secretariat', 'chair'],
  'motion.translate': ['secretariat', 'chair'],
  'motion.adjourn': ['chair'],
  'motion.correct': ['secretariat', 'chair'],
  'motion.amend': ['secretariat', 'chair'],
  'motion.debate': ['chair'],
  'motion.order': ['chair'],
  'motion.read': EVERYBODY,
  'motion.ready': ['chair'],
  'motion.refuse': ['secretariat', 'chair'],
  'motion.draft': ['secretariat', 'chair', 'delegate'],
  'motion.second': ['secretariat', 'chair', 'delegate'],
  'motion.submit': ['secretariat', 'chair', 'delegate'],
  'motion.table': ['secretariat', 'chair'],
  'motion.take_out': ['secretariat', 'chair', 'delegate'],
  'motion.withdraw': ['secretariat', 'chair', 'delegate'],
  'notice.issue': ['secretariat'],
  'office.end': ['secretariat'],
  'office.grant': ['secretariat'],
  'organisation.register': ['secretariat'],
  'organisation.correct': ['secretariat'],
  'paper.attach': ['secretariat'],
  'paper.read': EVERYBODY,
  'paper.rename': ['secretariat'],
  'paper.withdraw': ['secretariat'],
  'person.correct': ['secretariat'],
  'person.merge': ['secretariat'],
  'person.read': ['secretariat'],
  'person.sign_out': ['secretariat'],
  'person.register': ['secretariat'],
  'person.invite': ['secretariat'],
  'appeal.make': ['delegate'],
  'speakers.ask': ['delegate', 'observer'],
  'speakers.run': ['chair', 'secretariat'],
  'poll.cast': ['delegate'],
  'poll.close': ['chair'],
  'poll.suspend': ['chair'],
  'poll.annul': ['chair'],
  'poll.recount': ['chair'],
  'poll.declare': ['chair'],
  'poll.demand': ['delegate'],
  'poll.tell': ['teller'],
  'poll.hand': ['delegate'],
  'poll.open': ['chair'],
  'poll.read': EVERYBODY,
  'presence.declare': ['delegate'],
  'presence.record': ['secretariat', 'teller'],
  'proxy.read': ['delegate'],
  'proxy.register': ['secretariat'],
  'proxy.revoke': ['secretariat'],
  'quorum.call': ['chair'],
  'quorum.confirm': ['delegate'],
  'record.read': EVERYBODY,
  'record.open': ['secretariat', 'auditor'],
  'referral.answer': ['secretariat', 'chair'],
  'referral.make': ['secretariat', 'chair'],
  'ruleset.adopt': ['secretariat'],
  'password.change': EVERYBODY,
  'session.begin': EVERYBODY,
  'session.end': EVERYBODY,
  'session.read': EVERYBODY,
  'sitting.cancel': ['secretariat'],
  'sitting.change': ['secretariat'],
  'sitting.close': ['chair'],
  'sitting.open': ['chair'],
  'sitting.plan': ['secretariat'],
  'slip.issue': ['secretariat'],
  'term.enter': ['secretariat'],
  'term.strike': ['secretariat'],
  'stage.enter': ['secretariat'],
  'stage.object': EVERYBODY,
  'stage.strike': ['secretariat'],
  'version.freeze': ['secretariat'],
  'version.preview': ['secretariat'],
};

/** Those that have no thing to give, or none to this visitor: granted is 404. */
const NOTHING_THERE = [
  ...['GET /api/drafts/:draft', 'GET /api/drafts/:draft/revisions/:revision'],
  ...['save', 'revisions', 'reasons', 'table', 'abandon', 'revisions/:revision/restore'].map(
    (name) => `POST /api/drafts/:draft/${name}`,
  ),
  'GET /api/drafts/:draft/comments',
  'POST /api/comments/:comment/draft',
  ...['objections', 'settle'].map((name) => `POST /api/instruments/:instrument/corrigenda/:number/${name}`),
  'GET /api/record/blobs/:hash',
  'POST /api/session/:session/end',
  'POST /api/people/:person/sign-out',
  ...['change', 'end', 'strike'].map((name) => `POST /api/bodies/:body/members/:member/${name}`),
  'GET /api/bodies/:body/members/:member/contact',
  'POST /api/bodies/:body/terms/:term/strike',
  'POST /api/instruments/:instrument/passages/:number/strike',
  ...['end', 'correct', 'strike'].map(
    (name) => `POST /api/organisations/:organisation/affiliations/:affiliation/${name}`,
  ),
  'GET /api/assemblies/:assembly/notices/:notice/messages/:member',
  // The poll there is on a motion.
  ...['count.csv', 'count.json', 'ballots.blt'].map((name) => `GET /api/polls/:poll/${name}`),
];
/** Answers 401 to whom it lets in with wrong credentials, and 429 in the end. */
const BEGIN = [
  ...['password', 'slip', 'password/change'].map((name) => `POST /api/session/${name}`),
  // Where somebody has just named a mail server: the walk asks all at once.
  'POST /api/session/address',
];
/** About somebody’s own account: nobody has none. */
const OWN = [
  'GET /api/session/account',
  ...['password/change', 'lang', 'address', ':session/end'].map((name) => `POST /api/session/${name}`),
];
const END = 'POST /api/session/end';

/**
 * Each answer takes long to draw. Nobody is refused it whom the public's place admits, so those without an office ask
 * for it; the others ask for the same table as CSV, which is the same act at the same place.
 */
const DRAWN = 'GET /api/consultations/:consultation/comments.pdf';

/** What Nest serves beside the contracts. */
const BESIDE = [
  'GET /api/health/live',
  'GET /api/health/ready',
  'GET /api/session/oidc',
  'GET /api/session/oidc/callback',
];

const nameOf = (route: Pick<Route, 'method' | 'path'>): string => `${route.method} ${route.path}`;

describe('the list of what is asked', () => {
  test('the access table is the one that stands here', () => {
    const table = Object.fromEntries(
      Object.entries(MAY).map(([act, who]) => [
        act,
        [...(who === EVERYBODY ? [...OFFICES, 'public'] : who)].toSorted(),
      ]),
    );
    expect(
      Object.fromEntries(Object.entries(ACCESS).map(([act, who]) => [act, [...who].toSorted()])),
    ).toEqual(table);
  });

  test('every route and event has a case here, under the act that it names', () => {
    const acts = (cases: Record<string, Case>) =>
      Object.entries(cases)
        .map(([name, [act]]) => `${name}: ${act}`)
        .toSorted();
    expect(routes.map((route) => `${nameOf(route)}: ${route.act}`).toSorted()).toEqual(acts(HTTP));
    expect(sockets.map((event) => `${event.event}: ${event.act}`).toSorted()).toEqual(acts(EVENTS));
  });

  test('every contract is in the house', async () => {
    const found: (Route | SocketEvent)[] = [];
    const files = readdirSync('src', { recursive: true, encoding: 'utf8' });
    const serving = files
      .filter((file) => /\.(controller|gateway)\.ts$/.test(file))
      .flatMap((file) =>
        [...readFileSync(join('src', file), 'utf8').matchAll(/from '(\..*\.contract)\.js'/g)].map((match) =>
          join(process.cwd(), 'src', dirname(file), `${match[1]}.ts`),
        ),
      );
    expect(new Set(serving).size).toBeGreaterThan(8);
    for (const contract of new Set(serving)) {
      const vocabulary = (await import(contract)) as Record<string, Record<string, Route | SocketEvent>>;
      for (const [name, one] of Object.entries(vocabulary)) {
        if (/(Routes|Sockets)$/.test(name)) found.push(...Object.values(one));
      }
    }
    expect(found).toHaveLength(routes.length + sockets.length);
    expect(new Set(found)).toEqual(new Set([...routes, ...sockets]));
  });
});

const DAY = 24 * 60 * 60 * 1000;
const days = (count: number): string => new Date(Date.now() + count * DAY).toISOString();

type Place = Omit<Grant, 'office'>;

/** Every place that an office in question could be held at, in a period that does not hold today. */
const notToday = ({ body, assembly }: Convened): readonly Place[] =>
  [{}, { body }, { assembly }].flatMap((place) => [
    { ...place, from: days(-9), to: days(-1) },
    { ...place, from: days(1) },
  ]);

/** How an office is held: relative to an assembly in question, and the places that this reaches. */
const HOLDINGS: Record<string, { grants: (at: Convened) => readonly Place[]; reaches: readonly string[] }> = {
  'in the house': { grants: () => [{}], reaches: ['house', 'body', 'assembly'] },
  'in the body': { grants: ({ body }) => [{ body }], reaches: ['body', 'assembly'] },
  'in the assembly': { grants: ({ assembly }) => [{ assembly }], reaches: ['assembly'] },
};

/** Holds every office in vain. */
const IN_VAIN = 'who holds all offices elsewhere, until yesterday and from tomorrow';
const VISITORS: readonly (readonly [who: string, office: Office | null, holding: string | null])[] = [
  ['nobody', null, null],
  ['somebody without an office', null, null],
  [IN_VAIN, null, null],
  ...OFFICES.flatMap((office) =>
    Object.keys(HOLDINGS).map((holding) => [`${office} ${holding}`, office, holding] as const),
  ),
];

describe('access to every route and event', () => {
  let house: TestHouse;
  /** One assembly open to the public, one closed. */
  let places: readonly { at: At; open: boolean }[];
  const visitors = new Map<string, Visitor>();

  beforeAll(async () => {
    house = await openHouse();
    const elsewhere = await convened(house, 'elsewhere');
    const made: { at: At; open: boolean }[] = [];
    for (const open of [true, false]) {
      const at = await convened(house, open ? 'open' : 'closed', { open });
      const person = await register(house, `leaving-${open}`, { office: 'teller', assembly: at.assembly });
      const rows: { id: string }[] = await house.source.query('SELECT id FROM office WHERE person = $1', [
        person,
      ]);
      made.push({ at: { ...at, office: rows[0]!.id }, open });
    }
    places = made;
    await Promise.all(
      VISITORS.map(async ([who, office, holding], i) => {
        const visitor = house.visitor();
        visitors.set(who, visitor);
        if (who === 'nobody') return;
        const held = places.flatMap(({ at }) => HOLDINGS[holding ?? '']?.grants(at) ?? []);
        const { body, assembly } = elsewhere;
        const vain = [{ body }, { assembly }, ...places.flatMap(({ at }) => notToday(at))];
        const offices =
          who === IN_VAIN
            ? OFFICES.flatMap((one) => vain.map((place): Grant => ({ ...place, office: one })))
            : held.flatMap((place): Grant[] => (office ? [{ ...place, office }] : []));
        await register(house, `visitor-${i}`, ...offices);
        await visitor.signIn(emailOf(`visitor-${i}`), PASSWORD);
      }),
    );
  }, 60_000);

  afterAll(() => house.close());

  type Verdict = 'granted' | 'session.required' | 'access.denied';

  /** What the table says, computed from this file alone. */
  function expected(
    [who, office, holding]: (typeof VISITORS)[number],
    [act, level]: Case,
    open: boolean,
  ): Verdict {
    const may = MAY[act]!;
    const held = office !== null && HOLDINGS[holding!]!.reaches.includes(level);
    if (held && (may === EVERYBODY || may.includes(office))) return 'granted';
    if (may === EVERYBODY && (level !== 'assembly' || open)) return 'granted';
    return who === 'nobody' ? 'session.required' : 'access.denied';
  }

  async function verdict(visitor: Visitor, name: string, input: Record<string, unknown>): Promise<string> {
    const [method, path] = name.split(' ') as [string, string];
    const rest = { ...input };
    const filled = path.replace(/:(\w+)/g, (_, part: string) => {
      const value = String(rest[part]);
      delete rest[part];
      return encodeURIComponent(value);
    });
    const response = await visitor.fetch(filled, {
      method,
      ...(method === 'POST' && {
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(rest),
      }),
    });
    const body = await response.text();
    const { status } = response;
    const code = status === 200 ? null : (JSON.parse(body) as { code: string }).code;
    if (status === 401 && code === 'session.required') return code;
    if (status === 403 && code === 'access.denied') return code;
    // The walk asks for the archive and fetches it at once.
    if (name === 'GET /api/archive' && code === 'archive.not_asked') return 'granted';
    if (status === 200 || status === 409) return method === 'GET' && status !== 200 ? `${code}` : 'granted';
    if (NOTHING_THERE.includes(name) && status === 404) return 'granted';
    if (BEGIN.includes(name) && (code === 'session.wrong' || code === 'session.throttled')) return 'granted';
    // Granting an office to a person who does not exist: the office is looked at first.
    if (name === 'POST /api/offices' && status === 404) return 'granted';
    return `${status} ${code}`;
  }

  test.each(VISITORS)('%s', async (...visitor) => {
    const me = visitors.get(visitor[0])!;
    const wanted: Record<string, Verdict> = {};
    const got: Record<string, string> = {};
    const asked: Promise<void>[] = [];
    for (const { at, open } of places) {
      for (const [name, one] of Object.entries(HTTP)) {
        const [act, level, input] = one;
        // Only what the public may do can differ where the public may not come.
        const same = level !== 'assembly' || MAY[act] !== EVERYBODY;
        if (name === END || (!open && same) || (name === DRAWN && visitor[1] !== null)) continue;
        const key = `${at.assembly} ${name}`;
        wanted[key] =
          OWN.includes(name) && visitor[0] === 'nobody' ? 'session.required' : expected(visitor, one, open);
        asked.push(
          verdict(me, name, input(at) as Record<string, unknown>).then((verdict) => {
            got[key] = verdict;
          }),
        );
      }
    }
    await Promise.all(asked);
    await me.connect();
    for (const { at, open } of places) {
      for (const event of sockets) {
        const one = EVENTS[event.event]!;
        const key = `${at.assembly} ${event.event}`;
        wanted[key] = expected(visitor, one, open);
        const ack = await me.emit(event, one[2](at));
        const code = ack.ok ? null : ack.refusal.code;
        got[key] = code === 'session.required' || code === 'access.denied' ? code : 'granted';
        expect(['input.invalid', 'not_found', 'house.error']).not.toContain(code);
      }
    }
    me.leave();
    expect(got).toEqual(wanted);
  });

  test('the walk granted and refused, so it can fail', () => {
    const verdicts = VISITORS.flatMap((visitor) =>
      places.flatMap(({ open }) => Object.values(HTTP).map((one) => expected(visitor, one, open))),
    );
    for (const one of ['granted', 'session.required', 'access.denied'] as const) {
      expect(verdicts.filter((verdict) => verdict === one).length).toBeGreaterThan(30);
    }
  });

  test('signing out is open to all', async () => {
    for (const visitor of visitors.values()) {
      expect(await verdict(visitor, END, {})).toBe('granted');
      expect((await visitor.do(peopleRoutes.session, {})).person).toBeNull();
    }
  });

  test('Nest serves the contracts, what stands in the list beside them, the API’s description and nothing else', async () => {
    const { router } = house.app.getHttpAdapter().getInstance() as unknown as {
      router: { stack: { route?: { path: string; methods: Record<string, boolean> } }[] };
    };
    const served = router.stack.flatMap(({ route }) =>
      route ? Object.keys(route.methods).map((method) => `${method.toUpperCase()} ${route.path}`) : [],
    );
    const docs = served.filter((name) => /^GET \/api\/(docs|openapi)\b/.test(name));
    expect(docs.length).toBeGreaterThan(1);
    expect(served.filter((name) => !docs.includes(name)).toSorted()).toEqual(
      [...routes.map(nameOf), ...BESIDE].toSorted(),
    );
  });

  test('the API’s description names every route with its act', async () => {
    const response = await house.visitor().fetch('/api/openapi.json');
    const { paths } = (await response.json()) as {
      paths: Record<string, Record<string, { 'x-act': string }>>;
    };
    const described = Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(
        ([method, one]) => `${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ':$1')}: ${one['x-act']}`,
      ),
    );
    expect(described.toSorted()).toEqual(routes.map((route) => `${nameOf(route)}: ${route.act}`).toSorted());
  });

  test('a paper for those inside is not read by others, nor through the record', async () => {
    const { assembly } = places[0]!.at;
    const { item } = await house.act(ADD_ITEM, { assembly, titles: { en: 'In camera' }, internal: true });
    const pdf = Buffer.from('%PDF-1.7\n(For the board only)\n%%EOF\n').toString('base64');
    const { paper, hash } = await house.act(ATTACH_PAPER, { assembly, item, name: 'Salaries', pdf });
    const outside = house.visitor();
    const path = `/api/assemblies/${assembly}/papers/${paper}`;
    const refused = await outside.fetch(path);
    expect([refused.status, await refused.json()]).toEqual([404, { code: 'not_found', facts: {} }]);
    expect(await outside.ask(recordRoutes.blob, { hash })).toMatchObject({ status: 404 });
    await register(house, 'inside', { office: 'observer', assembly });
    const inside = house.visitor();
    await inside.signIn(emailOf('inside'), PASSWORD);
    const granted = await inside.fetch(path);
    expect(granted.headers.get('content-type')).toBe('application/pdf');
    expect(await granted.text()).toContain('For the board only');
    expect(await inside.ask(recordRoutes.blob, { hash })).toMatchObject({ status: 404 });
  });
});
