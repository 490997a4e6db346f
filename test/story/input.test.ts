import { randomUUID } from 'node:crypto';
import type { Server } from 'node:http';
import { NAMED } from '../../src/access/access.js';
import { assemblyRoutes as assemblies } from '../../src/assemblies/assemblies.contract.js';
import { bodyRoutes as bodies } from '../../src/bodies/bodies.contract.js';
import { instrumentRoutes as instruments } from '../../src/instruments/instruments.contract.js';
import { motionRoutes as motions } from '../../src/motions/motions.contract.js';
import { peopleRoutes as people } from '../../src/people/people.contract.js';
import { pollRoutes as polls } from '../../src/polls/polls.contract.js';
import { recordRoutes as record } from '../../src/record/record.contract.js';
import { HTTP, type At } from './asked.js';
import { convened, register, signedIn } from './convened.js';
import { openHouse, type TestHouse, type Visitor } from './house.js';

let house: TestHouse;
let at: At;
/** Holds every office in the whole house, so that bad input gets as far as it can. */
let everyman: Visitor;

beforeAll(async () => {
  house = await openHouse();
  const person = await register(house, 'everyman', ...NAMED.map((office) => ({ office })));
  const leaving = await register(house, 'leaving', { office: 'teller' });
  const rows: { id: string }[] = await house.source.query('SELECT id FROM office WHERE person = $1', [
    leaving,
  ]);
  at = { ...(await convened(house, 'spring')), office: rows[0]!.id };
  expect(person).not.toBe(leaving);
  everyman = await signedIn(house, 'everyman');
});

afterAll(() => house.close());

test('a line between two requests is kept longer than browsers and proxies keep theirs', async () => {
  const server = house.app.getHttpServer() as Server;
  expect(server.listening).toBe(true);
  const answer = await fetch(`${house.url}/api/health`);
  const said = Number(/timeout=(\d+)/.exec(answer.headers.get('keep-alive') ?? '')?.[1]);
  await answer.text();
  // Chrome keeps one for 300 seconds, Caddy for 120, nginx for 60.
  for (const kept of [server.keepAliveTimeout, said * 1000]) expect(kept).toBeGreaterThan(300_000);
  expect(server.headersTimeout).toBeGreaterThan(0);
  expect(server.headersTimeout).toBeLessThanOrEqual(server.requestTimeout);
});

interface Reply {
  readonly status: number;
  readonly text: string;
  readonly body: { code?: unknown; facts?: unknown };
}

async function send(
  visitor: Visitor,
  path: string,
  { body, method = 'POST', type = 'application/json' }: { body?: string; method?: string; type?: string },
): Promise<Reply> {
  const response = await visitor.fetch(path, {
    method,
    ...(body !== undefined && { headers: { 'content-type': type }, body }),
  });
  const text = await response.text();
  const json = response.headers.get('content-type')?.startsWith('application/json');
  return { status: response.status, text, body: json ? (JSON.parse(text) as Reply['body']) : {} };
}

const post = (path: string, body: unknown): Promise<Reply> =>
  send(everyman, path, { body: JSON.stringify(body) });

describe('what comes in is checked before anything else', () => {
  const invalid = (field: string, fault: string) => ({
    status: 400,
    refusal: { code: 'input.invalid', facts: { field, fault } },
  });

  test('the first faulty field is named, with the kind of fault', async () => {
    const assembly = at.assembly;
    const titles = { en: '' };
    expect(await everyman.ask(assemblies.addItem, { assembly, titles })).toMatchObject(
      invalid('titles.en', 'too_small'),
    );
    expect(await everyman.ask(assemblies.addItem, { assembly } as never)).toMatchObject(
      invalid('titles', 'invalid_type'),
    );
    expect(await everyman.ask(assemblies.addItem, { assembly, titles: {} })).toMatchObject(
      invalid('titles', 'custom'),
    );
    expect(await everyman.ask(motions.motion, { motion: 'seven' })).toMatchObject(
      invalid('motion', 'invalid_format'),
    );
    expect(await everyman.ask(assemblies.assembly, { assembly: 'No Slug' })).toMatchObject(
      invalid('assembly', 'invalid_format'),
    );
    expect(await everyman.ask(assemblies.accredit, { assembly, credentials: [] })).toMatchObject(
      invalid('credentials', 'too_small'),
    );
    expect(await everyman.ask(assemblies.accredit, { assembly, credentials: ['x'] })).toMatchObject(
      invalid('credentials.0', 'invalid_format'),
    );
    expect(await everyman.ask(record.record, { limit: 201 })).toMatchObject(invalid('limit', 'too_big'));
    expect(await everyman.ask(people.registerPerson, { name: 'X', password: 'too short' })).toMatchObject(
      invalid('password', 'too_small'),
    );
    expect(await everyman.ask(polls.declare, { poll: at.poll, casting: 'abstain' as never })).toMatchObject(
      invalid('casting', 'invalid_value'),
    );
  });

  test('every fault is told, and never the value that came in', async () => {
    const secret = 'tell-nobody';
    const { status, text, body } = await post('/api/people', {
      name: 7,
      email: `${secret}@`,
      lang: secret,
      password: 'secret',
    });
    expect(status).toBe(400);
    expect(body).toEqual({
      code: 'input.invalid',
      facts: {
        field: 'name',
        fault: 'invalid_type',
        faults: ['name: invalid_type', 'email: invalid_format', 'lang: invalid_value', 'password: too_small'],
      },
    });
    expect(text).not.toContain(secret);
  });

  test('a field of the path is not overruled by one of the body', async () => {
    const { status, body } = await post(`/api/assemblies/${at.assembly}/items`, {
      assembly: 'no-such-place',
      titles: { en: 'Where it was sent to' },
    });
    expect([status, body]).toEqual([200, expect.objectContaining({ number: expect.any(String) })]);
  });

  test('malformed JSON, JSON that is no object, and another content type', async () => {
    for (const body of ['{"name": ', '{"name": "X"', 'null null', '\u0000', '"a text"', '7']) {
      const answer = await send(everyman, '/api/people', { body });
      expect([answer.status, answer.body]).toEqual([400, { code: 'input.malformed', facts: {} }]);
    }
    for (const body of ['[]', '[{"name":"X"}]']) {
      const answer = await send(everyman, '/api/people', { body });
      expect([answer.status, answer.body.code]).toEqual([400, 'input.invalid']);
    }
    // Another site's page can post a form or plain text without asking; JSON it cannot.
    for (const type of [
      'text/plain',
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=x',
    ]) {
      const answer = await send(everyman, '/api/people', { body: '{"name":"X"}', type });
      expect([answer.status, answer.body]).toEqual([403, { code: 'access.origin', facts: {} }]);
    }
    const registered: unknown[] = await house.source.query(`SELECT 1 FROM person WHERE name = 'X'`);
    expect(registered).toEqual([]);
  });

  test('a body that is too large', async () => {
    const csv = 'x'.repeat(5 * 1024 * 1024);
    const answer = await post(`/api/bodies/${at.body}/members/import`, { csv, preview: true });
    expect([answer.status, answer.body]).toEqual([413, { code: 'input.too_large', facts: {} }]);
    const long = await post(`/api/bodies/${at.body}/members/import`, {
      csv: 'x'.repeat(2_000_001),
      preview: true,
    });
    expect([long.status, long.body]).toMatchObject([400, { code: 'input.invalid', facts: { field: 'csv' } }]);
  });

  test('an unknown path of the API, a wrong method and a broken escape answer JSON', async () => {
    for (const [path, method] of [
      ['/api/nothing', 'GET'],
      ['/api', 'GET'],
      ['/api/people/x/y/z', 'GET'],
      ['/api/assemblies', 'DELETE'],
      ['/api/assemblies', 'PUT'],
    ] as const) {
      const answer = await send(house.visitor(), path, { method });
      expect([path, answer.status, answer.body]).toEqual([path, 404, { code: 'not_found', facts: {} }]);
    }
    const broken = await send(house.visitor(), '/api/assemblies/%E0%A4%A', { method: 'GET' });
    expect([broken.status, broken.body]).toEqual([400, { code: 'input.malformed', facts: {} }]);
  });

  test('401 is for nobody, 403 for somebody without the office, 404 for what is not there', async () => {
    await register(house, 'guest');
    const guest = await signedIn(house, 'guest');
    const { assembly } = at;
    expect(await house.visitor().ask(assemblies.credentials, { assembly })).toEqual({
      ok: false,
      status: 401,
      refusal: { code: 'session.required', facts: {} },
    });
    expect(await guest.ask(assemblies.credentials, { assembly })).toEqual({
      ok: false,
      status: 403,
      refusal: { code: 'access.denied', facts: { act: 'assembly.desk' } },
    });
    expect(await everyman.ask(assemblies.credentials, { assembly: 'no-such-place' })).toEqual({
      ok: false,
      status: 404,
      refusal: { code: 'not_found', facts: {} },
    });
  });

  test('409 comes with the code and the facts of the rule', async () => {
    expect(
      await everyman.ask(bodies.foundBody, { body: at.body, organisation: at.organisation, name: 'Again' }),
    ).toEqual({ ok: false, status: 409, refusal: { code: 'body.exists', facts: { body: at.body } } });
    expect(
      await everyman.ask(people.registerPerson, { name: 'Twin', email: 'EVERYMAN@example.org' }),
    ).toEqual({ ok: false, status: 409, refusal: { code: 'person.email_taken', facts: {} } });
  });
});

describe('what names something that is not there', () => {
  /** Those that make a thing by the name that is asked for, and so do. */
  const MAKES = [
    ...['POST /api/organisations', 'POST /api/bodies', 'POST /api/assemblies', 'POST /api/instruments'],
    'POST /api/assemblies/:assembly/next',
    // Under an id of the client's; what is not there is discarded already.
    'POST /api/assemblies/:assembly/motion-drafts/:draft',
    'POST /api/assemblies/:assembly/motion-drafts/:draft/discard',
  ];
  /** What the usual input leaves out, or is refused before the name is looked at. */
  const MORE: Record<string, object> = {
    'POST /api/offices': { assembly: null, body: 'spring-ga' },
    'POST /api/organisations': { parent: 'spring-org' },
    'POST /api/instruments/:instrument/stages/:stage/enter': { assembly: 'spring-2026', date: null },
  };
  const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-/;

  /** Every copy of a value in which one name is another's, that nobody has; with its place. */
  function* renamed(value: unknown, place = ''): Generator<[string, unknown]> {
    if (typeof value === 'string') {
      if (UUID.test(value)) yield [place, randomUUID()];
      else if (/^spring-[a-z0-9-]+$/.test(value)) yield [place, `no-${randomUUID()}`];
    }
    if (typeof value !== 'object' || value === null) return;
    for (const [key, one] of Object.entries(value))
      for (const [at, copy] of renamed(one, `${place}.${key}`))
        yield [at, Array.isArray(value) ? value.with(Number(key), copy) : { ...value, [key]: copy }];
  }

  test('is refused with a code, whatever it names', async () => {
    const bad: string[] = [];
    let asked = 0;
    for (const [name, [, , input]] of Object.entries(HTTP)) {
      const [method, path] = name.split(' ') as ['GET' | 'POST', string];
      const person = at.delegates[0]!.person;
      const whole = { ...input(at), ...('person' in input(at) && { person }), ...MORE[name] };
      for (const [place, copy] of renamed(whole)) {
        const rest = { ...(copy as Record<string, unknown>) };
        const filled = path.replace(/:(\w+)/g, (_, part: string) => {
          const value = encodeURIComponent(String(rest[part]));
          delete rest[part];
          return value;
        });
        const { status, body } = await send(everyman, filled, {
          method,
          ...(method === 'POST' && { body: JSON.stringify(rest) }),
        });
        asked++;
        const made = status === 200 && MAKES.includes(name);
        if (!made && ![404, 409].includes(status))
          bad.push(`${name} ${place}: ${status} ${String(body.code)}`);
      }
    }
    expect(bad).toEqual([]);
    expect(asked).toBeGreaterThan(150);
  });

  test('an office in a body that is not there, a stage decided by an assembly that is not, or of another body', async () => {
    const person = at.delegates[0]!.person;
    expect(await everyman.ask(people.grantOffice, { person, office: 'chair', body: 'no-such-body' })).toEqual(
      {
        ...{ ok: false, status: 404, refusal: { code: 'not_found', facts: {} } },
      },
    );
    const elsewhere = await convened(house, 'elsewhere');
    const enter = (assembly: string) =>
      everyman.ask(instruments.enterStage, {
        ...{ instrument: at.instrument, stage: at.stage, outcome: 'approved', assembly, date: null },
        ...{ version: null, result: null, counts: { for: null, against: null, abstain: null } },
        ...{ source: 'Minutes', certainty: 'high', note: null },
      });
    expect(await enter('no-such-place')).toMatchObject({
      status: 409,
      refusal: { code: 'assembly.unknown', facts: { assembly: 'no-such-place' } },
    });
    expect(await enter(elsewhere.assembly)).toMatchObject({
      status: 409,
      refusal: { code: 'stage.other_body', facts: { label: 'final' } },
    });
  });
});

describe('files that are not what they should be', () => {
  const members = (csv: string) => everyman.ask(bodies.importMembers, { body: at.body, csv, preview: false });
  const delegates = (csv: string) =>
    everyman.ask(assemblies.importDelegates, { assembly: at.assembly, csv, preview: false });
  const csvOf = (row: Record<string, string>) => `${Object.keys(row).join()}\n${Object.values(row).join()}`;
  const LONG = 'x'.repeat(10_000);
  const MEMBER = {
    ...{ organisation: 'newcomer', name: 'N', class: 'full', country: 'NO', region: 'europe', votes: '1' },
    paid_up_to: '2026-12-31',
  };
  const DELEGATE = {
    organisation: 'spring-member',
    name: 'N',
    email: 'n@example.org',
    role: 'delegate',
    lang: 'en',
  };

  test.each(Object.keys(MEMBER))('members: a %s that is too long is a fault of its row', async (column) => {
    expect(await members(csvOf({ ...MEMBER, [column]: LONG }))).toMatchObject({
      status: 200,
      value: {
        imported: false,
        added: 0,
        faulty: 1,
        faults: [{ line: 2, column, code: `member.${column}` }],
      },
    });
  });

  test.each(Object.keys(DELEGATE))(
    'delegates: a %s that is too long is a fault of its row',
    async (column) => {
      expect(await delegates(csvOf({ ...DELEGATE, [column]: LONG }))).toMatchObject({
        status: 200,
        value: { imported: false, added: 0, faults: [{ line: 2, column, code: `delegate.${column}` }] },
      });
    },
  );

  test.each(['a\0b', '\ud800', 'a\u0007b'])('a file with %j in it is no text', async (letters) => {
    const refusal = { code: 'input.invalid', facts: { field: 'csv' } };
    for (const column of Object.keys(MEMBER)) {
      const answer = await members(csvOf({ ...MEMBER, [column]: letters }));
      expect([column, answer]).toMatchObject([column, { status: 400, refusal }]);
    }
    for (const column of Object.keys(DELEGATE)) {
      const answer = await delegates(csvOf({ ...DELEGATE, [column]: letters }));
      expect([column, answer]).toMatchObject([column, { status: 400, refusal }]);
    }
  });

  test('nothing of all this came in, and a good row still does', async () => {
    expect((await everyman.do(bodies.body, { body: at.body })).members).toHaveLength(1);
    expect(await members(csvOf(MEMBER))).toMatchObject({ status: 200, value: { imported: true, added: 1 } });
    expect(await delegates(csvOf(DELEGATE))).toMatchObject({
      status: 200,
      value: { imported: true, added: 1 },
    });
  });

  test('no CSV at all', async () => {
    for (const [csv, code] of [
      ['   ', 'csv.empty'],
      ['organisation,name,class', 'csv.empty'],
      ['class,country\nx,y', 'csv.missing_column'],
      ['organisation,name,class,shoe\na,b,c,d', 'csv.unknown_column'],
      ['organisation,name,class,name\na,b,c,d', 'csv.repeated_column'],
      ['organisation,name,class\n"a,b,c', 'csv.malformed'],
      [`organisation,name,class\n${'a,b,c\n'.repeat(10_001)}`, 'csv.too_long'],
    ] as const) {
      expect(await members(csv)).toMatchObject({ status: 409, refusal: { code } });
    }
  });

  test('a paper that is no PDF', async () => {
    const { assembly, item } = at;
    const pdf = Buffer.from('<script>').toString('base64');
    expect(await everyman.ask(assemblies.attachPaper, { assembly, item, name: 'X', pdf })).toMatchObject({
      status: 409,
      refusal: { code: 'paper.not_pdf' },
    });
    expect(await everyman.ask(assemblies.attachPaper, { assembly, item, name: 'X', pdf: '§' })).toMatchObject(
      {
        status: 400,
        refusal: { facts: { field: 'pdf' } },
      },
    );
  });

  test('texts at their limits are kept, whatever they are made of', async () => {
    const { assembly, instrument } = at;
    for (const [i, letter] of ['x', '漢', '😀', '"', '\\', '\n'].entries()) {
      const titles = { en: '漢'.repeat(300), fr: '漢'.repeat(300), es: '漢'.repeat(300) };
      const text = letter.repeat(20_000 / letter.length);
      const answer = await everyman.ask(motions.submit, {
        ...{ assembly, titles, about: { kind: 'text', text }, mover: '漢'.repeat(200) },
      });
      expect([i, answer.status]).toEqual([i, 200]);
    }
    const about = { kind: 'text', text: '\u0001'.repeat(20_000) } as const;
    expect(await everyman.ask(motions.submit, { assembly, titles: { en: 'X' }, about })).toMatchObject({
      status: 400,
      refusal: { facts: { field: 'about.text' } },
    });
    const markdown = `# ${'漢'.repeat(60_000)}\n\n1. One.\n`;
    const texts = { texts: [{ lang: 'en', markdown }], authentic: ['en'] } as never;
    const frozen = await everyman.ask(instruments.freezeVersion, {
      instrument,
      ...(texts as object),
    } as never);
    expect(frozen).toMatchObject({ status: 409 });
  });
});

/** What is put in the place of each field, as JSON: a third of the pairs; all of them where `FUZZ_ALL` is set. */
const POISON: Record<string, string> = {
  'an empty object': '{}',
  'an empty array': '[]',
  'an array of null': '[null]',
  null: 'null',
  true: 'true',
  'a negative number': '-1',
  'a fraction': '0.5',
  'a number over 2^31': '2147483648',
  'a number under 2^53': '9007199254740991',
  'a number over 2^53': '1e300',
  'an empty text': '""',
  'a long text': JSON.stringify('x'.repeat(10_000)),
  'a text with NUL': JSON.stringify('a\0b'),
  'a lone surrogate': String.raw`"a\ud800b"`,
  'control characters': JSON.stringify('\u0001'.repeat(10_000)),
  'a text of digits': '"99999999999999999999"',
  'a text for SQL': JSON.stringify(`'; DROP TABLE person; --`),
  'a key of the prototype':
    '{"__proto__": {"polluted": true}, "constructor": {"prototype": {"polluted": true}}}',
  'a deep array': `${'['.repeat(20_000)}${']'.repeat(20_000)}`,
  'the year zero': '"0000-01-01T00:00:00Z"',
};

describe('whatever is sent, the house answers a refusal', () => {
  const POISONED = '@poison@';

  /** Every copy of a value in which one place is the poison. */
  function* copies(value: unknown): Generator<unknown> {
    yield POISONED;
    if (typeof value !== 'object' || value === null) return;
    for (const [key, one] of Object.entries(value)) {
      for (const copy of copies(one)) {
        yield Array.isArray(value) ? value.with(Number(key), copy) : { ...value, [key]: copy };
      }
    }
  }

  /** Fields that the usual input leaves out. */
  const MORE: Record<string, object> = {
    'POST /api/people': { email: 'x@y.example', lang: 'en', password: null },
    'POST /api/offices': { body: null, from: null, to: null },
    'POST /api/organisations': { short: null, country: null, parent: null },
    'POST /api/assemblies': { to: null, open: true },
    'POST /api/assemblies/:assembly/items': {
      ...{ parent: null, kind: null, minutes: null, presenter: null, internal: false },
    },
    'POST /api/instruments/:instrument/versions/preview': { parent: null },
    'POST /api/instruments/:instrument/versions': { parent: null, reason: null },
    'POST /api/assemblies/:assembly/motions': { item: null, mover: null },
    'POST /api/polls/:poll/declare': { casting: null },
    'GET /api/people': { search: '' },
    'GET /api/record': { before: 1, subject: 'x', limit: 5 },
    'GET /api/instruments/:instrument/versions/:number/translations/:lang': { source: 'en' },
    'POST /api/instruments/:instrument/versions/:number/translations/:lang/publish': {
      ...{ kind: 'translation', source: 'en', reason: null },
    },
  };

  test.each(Object.keys(HTTP).filter((name) => name !== 'POST /api/session/end'))('%s', async (name) => {
    const [method, path] = name.split(' ') as ['GET' | 'POST', string];
    const input = { ...(HTTP[name]![2](at) as object), ...MORE[name] } as Record<string, unknown>;
    const bad: string[] = [];
    let refused = 0;
    const tried: Promise<void>[] = [];
    for (const [p, [what, poison]] of Object.entries(POISON).entries()) {
      for (const [place, copy] of [...copies(input)].entries()) {
        // A third of all pairs, so that every place gets some and every poison meets places of every kind.
        if (!process.env['FUZZ_ALL'] && (p + place) % 3 !== 0) continue;
        const rest: unknown = copy === POISONED ? copy : { ...(copy as object) };
        const fields = rest as Record<string, unknown>;
        const text = (value: unknown): string =>
          value === POISONED ? textOf(poison) : encodeURIComponent(String(value));
        const filled = path.replace(/:(\w+)/g, (_, part: string) => {
          const value = copy === POISONED ? input[part] : fields[part];
          if (copy !== POISONED) delete fields[part];
          return text(value);
        });
        const query =
          method === 'GET' && copy !== POISONED
            ? `?${Object.entries(fields)
                .map(([key, value]) => `${key}=${text(value)}`)
                .join('&')}`
            : '';
        const body = JSON.stringify(rest).replace(JSON.stringify(POISONED), () => poison);
        // A server takes no longer line than 16 kB.
        if (filled.length + query.length > 12_000) continue;
        tried.push(
          send(everyman, filled + query, { method, ...(method === 'POST' && { body }) }).then((answer) => {
            if (answer.status === 400) refused++;
            const said = answer.status === 200 || typeof answer.body.code === 'string';
            const broken = answer.status >= 500 || `${answer.body.code as string}`.startsWith('house.');
            if (broken || !said) bad.push(`${what}: ${answer.status} ${where(copy)}`);
          }),
        );
      }
    }
    await Promise.all(tried);
    expect(bad).toEqual([]);
    if (Object.keys(input).length > 0) expect(refused).toBeGreaterThan(0);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  const where = (copy: unknown): string => JSON.stringify(copy).slice(0, 200);

  /** A poison as it stands in a path or a query. */
  function textOf(poison: string): string {
    const value: unknown = JSON.parse(poison);
    const text = typeof value === 'string' ? value : poison;
    return encodeURIComponent(Buffer.from(text).toString());
  }

  test('the house is well, and nothing is lost', async () => {
    expect((await send(everyman, '/api/health/ready', { method: 'GET' })).status).toBe(200);
    expect((await everyman.do(people.session, {})).person?.name).toBe('everyman');
    expect((await everyman.do(assemblies.assembly, { assembly: at.assembly })).id).toBe(at.assembly);
  });
});
