import { spawnSync } from 'node:child_process';
import { bodyRoutes } from '../../src/bodies/bodies.contract.js';
import { templates } from '../../src/rules/templates.js';
import { GRANT_OFFICE, REGISTER_PERSON, setUpCode } from '../../src/people/people.acts.js';
import { accountRoutes } from '../../src/people/account.contract.js';
import { peopleRoutes } from '../../src/people/people.contract.js';
import { recordRoutes } from '../../src/record/record.contract.js';
import { DEMO_PASSWORD } from '../../src/seeds/demo.data.js';
import { freshDatabase } from '../database.js';
import { clear, dataFolder, serve } from '../start/served.js';
import { openHouse, type TestHouse, type Visitor } from './house.js';

/** The first set-up of an empty house, and what its first secretariat can do then. */
const ACCOUNT = { name: 'Ada First', email: 'ada@example.org', password: 'a long enough password' };

describe('an empty house', () => {
  let house: TestHouse;
  let code: string;
  let secretary: Visitor;
  beforeAll(async () => {
    house = await openHouse();
  });
  afterAll(() => house.close());

  const waiting = async (): Promise<boolean> =>
    (await house.visitor().do(peopleRoutes.setUpState, {})).waiting;
  const tryCode = (typed: string, account: Partial<typeof ACCOUNT> = {}) =>
    house.visitor().ask(peopleRoutes.setUp, { code: typed, ...ACCOUNT, ...account });

  test('waits once its start has made a code, of which it keeps the hash', async () => {
    expect(await waiting()).toBe(false);
    const lost = (await house.source.transaction((tx) => setUpCode(tx)))!;
    code = (await house.source.transaction((tx) => setUpCode(tx)))!;
    expect(code).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/);
    expect(await waiting()).toBe(true);
    const kept: { code_hash: string }[] = await house.source.query('SELECT * FROM setup_code');
    expect(kept).toEqual([{ one: true, code_hash: expect.stringMatching(/^[0-9a-f]{64}$/) }]);
    expect(await tryCode(lost)).toMatchObject({ status: 401, refusal: { code: 'setup.wrong' } });
  });

  test('refuses guesses, and soon to listen to them; a short password costs no code', async () => {
    const guesses: string[] = [];
    for (let i = 0; i < 9; i++) {
      const answer = await tryCode('AAAA-AAAA-AAAA');
      guesses.push(answer.ok ? 'in' : `${answer.status} ${answer.refusal.code}`);
    }
    expect(guesses.slice(0, 7)).toEqual(Array(7).fill('401 setup.wrong'));
    expect(guesses.at(-1)).toBe('429 session.throttled');
    expect(await tryCode(code, { password: 'short' })).toMatchObject({
      status: 400,
      refusal: { code: 'input.invalid', facts: { field: 'password' } },
    });
    expect(await waiting()).toBe(true);
  });

  test('lets in who has the code, typed as people type, once: of two at a time one', async () => {
    const [typed, other] = [house.visitor(), house.visitor()];
    const answers = await Promise.all([
      typed.ask(peopleRoutes.setUp, { code: code.toLowerCase().replaceAll('-', ' '), ...ACCOUNT }),
      other.ask(peopleRoutes.setUp, { code, ...ACCOUNT, email: 'eve@example.org' }),
    ]);
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
    expect(answers.find((answer) => !answer.ok)).toMatchObject({
      status: 409,
      refusal: { code: 'setup.done' },
    });
    secretary = answers[0]!.ok ? typed : other;
    expect(await secretary.do(peopleRoutes.session, {})).toMatchObject({
      person: { name: 'Ada First' },
      offices: [{ office: 'secretariat', body: null, assembly: null, to: null }],
    });
  });

  test('has then no code any more, makes none, and nobody comes in by it again', async () => {
    expect(await house.source.query('SELECT * FROM setup_code')).toEqual([]);
    expect(await house.source.transaction((tx) => setUpCode(tx))).toBeNull();
    expect(await waiting()).toBe(false);
    const again = await tryCode(code, { email: 'late@example.org' });
    expect(again).toMatchObject({ status: 409, refusal: { code: 'setup.done' } });
    const { entries } = await house.visitor().do(recordRoutes.record, { limit: 200 });
    expect(entries.map(({ type }) => type).toSorted()).toEqual(['office.granted', 'person.registered']);
    expect(JSON.stringify(entries)).not.toContain('Ada');
  });

  test('becomes a federation with a body under rules, by the hand of that secretary alone', async () => {
    const { registerOrganisation, affiliate, foundBody, adoptRuleSet } = bodyRoutes;
    await secretary.do(registerOrganisation, { organisation: 'world', name: 'World Federation' });
    await secretary.do(registerOrganisation, {
      ...{ organisation: 'union', name: 'Union', short: 'U', kind: 'federation', country: 'Norway' },
      ...{ seat: 'Oslo', parent: 'world', affiliatedFrom: '1979-03' },
    });
    await secretary.do(registerOrganisation, { organisation: 'branch', name: 'Branch' });
    await secretary.do(affiliate, { organisation: 'branch', parent: 'union', from: '2001' });
    const union = await house.visitor().do(bodyRoutes.organisation, { organisation: 'union' });
    expect(union).toMatchObject({
      parents: [{ id: 'world', from: '1979-03' }],
      children: [{ id: 'branch' }],
    });
    const refused = async (input: { organisation: string; parent: string; from?: string }) => {
      const answer = await secretary.ask(affiliate, { from: null, ...input });
      return answer.ok ? null : answer.refusal.code;
    };
    expect(await refused({ organisation: 'world', parent: 'branch' })).toBe('affiliation.circle');
    expect(await refused({ organisation: 'world', parent: 'world' })).toBe('affiliation.circle');
    expect(await refused({ organisation: 'branch', parent: 'union' })).toBe('affiliation.exists');
    expect(await refused({ organisation: 'branch', parent: 'nobody' })).toBe('organisation.unknown');
    expect(await refused({ organisation: 'branch', parent: 'world', from: 'soon' })).toBe('date.malformed');
    await secretary.do(foundBody, { body: 'union-ga', organisation: 'union', name: 'General Assembly' });
    const { number } = await secretary.do(adoptRuleSet, {
      ...{ body: 'union-ga', name: 'Standing orders', inForceFrom: '2026-01-01', data: templates.cicopa },
    });
    expect(number).toBe(1);
    // Whoever compared theirs with older rules undoes nobody's newer ones without noticing.
    const late = secretary.ask(adoptRuleSet, {
      ...{ body: 'union-ga', name: 'Standing orders', inForceFrom: '2026-01-01', data: templates.ica },
      number: 1,
    });
    expect(await late).toMatchObject({ refusal: { code: 'rules.overtaken', facts: { number: 1 } } });
  });
});

describe('when the last secretariat is lost', () => {
  let house: TestHouse;
  beforeAll(async () => {
    house = await openHouse();
    const code = (await house.source.transaction((tx) => setUpCode(tx)))!;
    await house.visitor().do(peopleRoutes.setUp, { code, ...ACCOUNT });
  });
  afterAll(() => house.close());
  const fresh = async (): Promise<string> =>
    (await house.source.transaction((tx) => setUpCode(tx, { lost: true })))!;

  test('a link that whoever runs the house asks for makes another, once', async () => {
    const code = await fresh();
    const input = { ...ACCOUNT, code, name: 'Bo Second', email: 'bo@example.org' };
    const session = await house.visitor().do(peopleRoutes.setUp, input);
    expect(session).toMatchObject({ person: { name: 'Bo Second' }, offices: [{ office: 'secretariat' }] });
    expect(await house.visitor().ask(peopleRoutes.setUp, input)).toMatchObject({
      refusal: { code: 'setup.done' },
    });
  });

  test('whoever has an account keeps it, with a new password; who was in by the old one is out', async () => {
    const before = house.visitor();
    await before.signIn(ACCOUNT.email, ACCOUNT.password);
    const password = 'seven tall ships sail';
    const input = { ...ACCOUNT, code: await fresh(), email: ACCOUNT.email.toUpperCase() };
    expect(
      await house.visitor().ask(peopleRoutes.setUp, { ...input, password: 'ada@example.org' }),
    ).toMatchObject({
      refusal: { code: 'password.personal' },
    });
    const session = await house.visitor().do(peopleRoutes.setUp, { ...input, password });
    expect(session.person?.name).toBe(ACCOUNT.name);
    expect((await before.do(peopleRoutes.session, {})).person).toBeNull();
    expect((await house.visitor().signIn(ACCOUNT.email, password)).person?.name).toBe(ACCOUNT.name);
  });
});

describe('the demonstration’s accounts', () => {
  const chair = { email: 'chair@demo.example', password: DEMO_PASSWORD };

  test('work in a demonstration alone, which says so, and leave no way in elsewhere', async () => {
    const demo = await openHouse();
    const { person } = await demo.act(REGISTER_PERSON, { ...chair, name: 'The chair', lang: 'en' });
    await demo.act(GRANT_OFFICE, {
      ...{ person, office: 'secretariat', body: null, assembly: null, from: null, to: null },
    });
    const visitor = demo.visitor();
    expect(await visitor.signIn(chair.email, chair.password)).toMatchObject({ demonstration: true });
    expect(await demo.visitor().do(peopleRoutes.session, {})).toMatchObject({ demonstration: true });
    // Nobody shuts the others out of it.
    expect(
      await visitor.ask(accountRoutes.changePassword, {
        current: chair.password,
        password: 'seven tall ships sail',
      }),
    ).toMatchObject({ refusal: { code: 'password.published' } });
    expect(await demo.source.transaction((tx) => setUpCode(tx))).toBeNull();
    const own = await openHouse({ SEED: 'none' }, { join: demo });
    try {
      expect(await own.visitor().ask(peopleRoutes.signIn, chair)).toMatchObject({
        refusal: { code: 'session.wrong' },
      });
      expect((await visitor.do(peopleRoutes.session, {})).person).toBeNull();
      expect(await own.visitor().do(peopleRoutes.session, {})).toMatchObject({ demonstration: false });
      // It has no secretariat that counts: the start prints a link.
      const code = await own.source.transaction((tx) => setUpCode(tx, { demonstration: false }));
      expect(await own.visitor().do(peopleRoutes.setUp, { code: code!, ...ACCOUNT })).toMatchObject({
        person: { name: ACCOUNT.name },
      });
    } finally {
      await own.close();
      await demo.close();
    }
  });
});

describe('the start of a house without a seed', () => {
  afterAll(clear);

  test('prints the link of the first set-up until somebody used it', async () => {
    const database = await freshDatabase();
    const start = () => serve({ DATABASE_URL: database.url, DATA_DIR: dataFolder(), SEED: 'none' });
    const link = /(http:\/\/localhost:\d+)\/setup#(\S+)/;
    const first = start();
    const url = new URL(await first.url);
    const [, origin, code] = link.exec(first.out())!;
    expect(new URL(origin!).port).toBe(url.port);
    const visitor = await first.visitor();
    await visitor.do(peopleRoutes.setUp, { code: code!, ...ACCOUNT });
    await first.stop();
    const second = start();
    await second.url;
    expect(second.out()).not.toMatch(link);
    const { offices } = await (await second.visitor()).signIn(ACCOUNT.email, ACCOUNT.password);
    expect(offices).toMatchObject([{ office: 'secretariat' }]);
    // And when the last is lost, beside the running house.
    const { stdout } = spawnSync(process.execPath, ['dist/cli.js', 'admin'], {
      encoding: 'utf8',
      env: { ...process.env, DATABASE_URL: database.url, DATA_DIR: dataFolder(), LOG_LEVEL: 'silent' },
    });
    const lost = (await second.visitor()).do(peopleRoutes.setUp, {
      ...{ ...ACCOUNT, email: 'bo@example.org', code: link.exec(stdout)![2]! },
    });
    expect((await lost).offices).toMatchObject([{ office: 'secretariat' }]);
    await second.stop();
    await database.drop();
  });
});
