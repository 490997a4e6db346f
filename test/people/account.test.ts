import { accountRoutes as routes } from '../../src/people/account.contract.js';
import { peopleRoutes } from '../../src/people/people.contract.js';
import { Post } from '../../src/mail/post.js';
import { until } from '../start/served.js';
import { emailOf, PASSWORD, register, signedIn } from '../story/convened.js';
import { openHouse, type TestHouse, type Visitor } from '../story/house.js';
import { header, mailServer, read, type MailServer } from '../story/mail-server.js';

/** Accounts by mail, over a real mail server: links to a password, another address, and where somebody is signed in. */
const MAIL_FROM = 'House <mail@vote.example>';
const NEW = 'seven tall ships sail by';

describe('a house that sends mail', () => {
  let server: MailServer;
  let house: TestHouse;
  let secretary: Visitor;
  beforeAll(async () => {
    server = await mailServer();
    house = await openHouse({ SMTP_URL: `smtp://127.0.0.1:${server.port}`, MAIL_FROM });
    await register(house, 'secretary', { office: 'secretariat' });
    secretary = await signedIn(house, 'secretary');
  });
  afterAll(async () => {
    await house.close();
    await server.close();
  });
  const guest = () => house.visitor();
  const person = async (name: string, lang: 'en' | 'fr' | 'es' = 'en'): Promise<string> =>
    (
      await secretary.do(peopleRoutes.registerPerson, {
        name,
        email: `${name}@far.example`,
        lang,
        password: PASSWORD,
      })
    ).person;
  const signIn = async (name: string, password = PASSWORD): Promise<Visitor> => {
    const visitor = guest();
    await visitor.signIn(`${name}@far.example`, password);
    return visitor;
  };
  const lettersTo = (address: string) => server.taken.filter(({ to }) => to === address);
  /** The letters to an address, once there are so many. */
  const letters = async (address: string, count = 1) => {
    await until(async () => lettersTo(address).length >= count);
    return lettersTo(address);
  };
  const codeIn = (letter: Parameters<typeof read>[0]): string => /#(\S+)/.exec(read(letter))![1]!;

  test('a lost password is recovered by a letter in the language of its person, once', async () => {
    await person('lost', 'fr');
    const before = await signIn('lost');
    const asked = await guest().ask(routes.recover, { email: 'LOST@far.example', lang: 'en' });
    expect(asked).toMatchObject({ ok: true, value: {} });
    const [letter] = await letters('LOST@far.example');
    expect(read(letter!)).toMatch(/^lost, quelqu’un a demandé[^]*http:\S+\/account#\S+[^]*une heure/);
    expect(header(letter!, 'From')).toBe('"House" <mail@vote.example>');
    const code = codeIn(letter!);
    const use = { code, password: NEW };
    expect(await guest().do(routes.useLink, use)).toMatchObject({ person: { name: 'lost' } });
    expect((await before.do(peopleRoutes.session, {})).person).toBeNull();
    expect(await guest().ask(routes.useLink, use)).toMatchObject({ refusal: { code: 'account.link_wrong' } });
    await signIn('lost', NEW);
  });

  test('who asks for an address without account hears the same, and nothing goes out', async () => {
    await person('known');
    expect(await guest().ask(routes.recover, { email: 'nobody@far.example', lang: 'en' })).toEqual(
      await guest().ask(routes.recover, { email: 'known@far.example', lang: 'en' }),
    );
    await letters('known@far.example');
    expect(lettersTo('nobody@far.example')).toEqual([]);
    // Nor does anything stay of it.
    const left: unknown[] = await house.source.query(
      `SELECT * FROM account_letter WHERE recipient = 'nobody@far.example'`,
    );
    expect(left).toEqual([]);
  });

  test('the letters of recovery to one address are three an hour, whoever asks', async () => {
    await person('flooded');
    for (let i = 0; i < 5; i++)
      await guest().do(routes.recover, { email: 'flooded@far.example', lang: 'en' });
    await until(async () => {
      const rows: unknown[] = await house.source.query(
        'SELECT 1 FROM account_letter WHERE next_at IS NOT NULL',
      );
      return rows.length === 0;
    });
    expect(lettersTo('flooded@far.example')).toHaveLength(3);
  });

  test('a letter holds no link until it leaves, and the link before it is dead', async () => {
    await person('twice');
    await guest().do(routes.recover, { email: 'twice@far.example', lang: 'en' });
    await letters('twice@far.example');
    await guest().do(routes.recover, { email: 'twice@far.example', lang: 'en' });
    const both = await letters('twice@far.example', 2);
    const [first, second] = both.map(codeIn);
    expect(first).not.toBe(second);
    const use = (code: string) => guest().ask(routes.useLink, { code, password: NEW });
    expect(await use(first!)).toMatchObject({ refusal: { code: 'account.link_wrong' } });
    expect(await use(second!)).toMatchObject({ ok: true });
    const tables = await house.source.query('SELECT * FROM account_letter');
    expect(JSON.stringify(tables)).not.toContain('#');
  });

  test('an invitation goes by mail, and is not shown to whoever sends it', async () => {
    const of = await person('invited', 'es');
    const made = await secretary.do(routes.makeLink, { person: of, send: true });
    expect(made).toEqual({ url: null, until: expect.any(String) });
    const [letter] = await letters('invited@far.example');
    expect(read(letter!)).toContain('siete días');
    expect(await guest().do(routes.useLink, { code: codeIn(letter!), password: NEW })).toMatchObject({
      person: { name: 'invited', lang: 'es' },
    });
  });

  test('another address counts once the link that went there was used; the old one is told', async () => {
    await person('moving');
    const mover = await signIn('moving');
    const ask = (current: string, email = 'moved@far.example') =>
      mover.ask(routes.changeAddress, { current, email });
    expect(await ask('wrong')).toMatchObject({ refusal: { code: 'session.wrong' } });
    expect(await ask(PASSWORD)).toMatchObject({ ok: true });
    const [letter] = await letters('moved@far.example');
    expect((await mover.do(routes.account, {})).email).toBe('moving@far.example');
    const code = codeIn(letter!);
    expect(await guest().ask(routes.useLink, { code, password: NEW })).toMatchObject({
      refusal: { code: 'account.link_wrong' },
    });
    await guest().do(routes.confirmAddress, { code });
    expect((await mover.do(routes.account, {})).email).toBe('moved@far.example');
    const told = await letters('moving@far.example');
    expect(read(told[0]!)).toContain('another e-mail address');
    expect(await guest().ask(routes.confirmAddress, { code })).toMatchObject({
      refusal: { code: 'account.link_wrong' },
    });
    await guest().signIn('moved@far.example', PASSWORD);
  });

  test('an address that somebody else has is refused to whoever has it, and to nobody before', async () => {
    await person('taken');
    await person('taker');
    const taker = await signIn('taker');
    await taker.do(routes.changeAddress, { current: PASSWORD, email: 'taken@far.example' });
    const [letter] = await letters('taken@far.example');
    expect(await guest().ask(routes.confirmAddress, { code: codeIn(letter!) })).toMatchObject({
      refusal: { code: 'person.email_taken' },
    });
    expect((await taker.do(routes.account, {})).email).toBe('taker@far.example');
  });

  test('a password that is changed kills the links that were made before', async () => {
    const of = await person('careful');
    const { url } = await secretary.do(routes.makeLink, { person: of });
    const careful = await signIn('careful');
    await careful.do(routes.changePassword, { current: PASSWORD, password: NEW });
    const code = url!.slice(url!.indexOf('#') + 1);
    expect(await guest().ask(routes.useLink, { code, password: PASSWORD })).toMatchObject({
      refusal: { code: 'account.link_wrong' },
    });
  });
});

describe('a house that sends none', () => {
  let house: TestHouse;
  beforeAll(async () => {
    house = await openHouse();
    await register(house, 'secretary', { office: 'secretariat' });
  });
  afterAll(() => house.close());

  test('says so to whoever asks for a letter, and to the sign-in', async () => {
    const secretary = await signedIn(house, 'secretary');
    const { person } = await secretary.do(peopleRoutes.session, {});
    const refused = { status: 409, refusal: { code: 'mail.none' } };
    const email = emailOf('secretary');
    expect((await house.visitor().do(peopleRoutes.session, {})).recovers).toBe(false);
    expect(await house.visitor().ask(routes.recover, { email, lang: 'en' })).toMatchObject(refused);
    expect(await secretary.ask(routes.makeLink, { person: person!.id, send: true })).toMatchObject(refused);
    expect(await secretary.ask(routes.changeAddress, { current: PASSWORD, email })).toMatchObject(refused);
    expect(await house.source.query('SELECT * FROM account_letter')).toEqual([]);
  });

  test('whoever is signed in says in which language the house writes to them', async () => {
    const secretary = await signedIn(house, 'secretary');
    expect(await secretary.do(routes.changeLang, { lang: 'es' })).toMatchObject({ person: { lang: 'es' } });
    expect(await house.visitor().ask(routes.changeLang, { lang: 'es' })).toMatchObject({
      refusal: { code: 'session.required' },
    });
  });

  test('sessions are told apart, and one elsewhere is ended with its socket', async () => {
    await register(house, 'roamer', { office: 'auditor' });
    const here = house.visitor();
    const AGENT = 'Mozilla/5.0 (Android 15; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0';
    await here.fetch('/api/session/password', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'user-agent': AGENT },
      body: JSON.stringify({ email: emailOf('roamer'), password: PASSWORD }),
    });
    const lost = await signedIn(house, 'roamer');
    const socket = await lost.connect();
    const { sessions } = await here.do(routes.account, {});
    expect(sessions.map(({ here: is, by, device }) => ({ is, by, device }))).toEqual(
      expect.arrayContaining([
        { is: true, by: 'password', device: 'Firefox, Android' },
        { is: false, by: 'password', device: null },
      ]),
    );
    const [own, other] = [sessions.find((one) => one.here)!, sessions.find((one) => !one.here)!];
    expect(Math.abs(Date.parse(own.used) - Date.now())).toBeLessThan(60_000);
    const cut = new Promise((ended) => socket.once('disconnect', ended));
    await here.do(routes.endSession, { session: other.id });
    await cut;
    expect((await lost.do(peopleRoutes.session, {})).person).toBeNull();
    expect((await here.do(peopleRoutes.session, {})).person).not.toBeNull();
    expect(await here.ask(routes.endSession, { session: other.id })).toMatchObject({ status: 404 });
  });

  test('nobody ends the session of somebody else', async () => {
    await register(house, 'victim', { office: 'auditor' });
    const victim = await signedIn(house, 'victim');
    const [own] = (await victim.do(routes.account, {})).sessions;
    const roamer = await signedIn(house, 'roamer');
    expect(await roamer.ask(routes.endSession, { session: own!.id })).toMatchObject({ status: 404 });
    expect(await house.visitor().ask(routes.endSession, { session: own!.id })).toMatchObject({
      refusal: { code: 'session.required' },
    });
    expect((await victim.do(peopleRoutes.session, {})).person).not.toBeNull();
  });
});

test('a letter that does not leave is tried again with another link', async () => {
  let busy = true;
  const server = await mailServer({ says: () => (busy ? '451 4.7.1 Greylisted' : null) });
  const house = await openHouse({ SMTP_URL: `smtp://127.0.0.1:${server.port}`, MAIL_FROM });
  await register(house, 'late', { office: 'auditor' });
  await house.visitor().do(routes.recover, { email: emailOf('late'), lang: 'en' });
  const answers = async (): Promise<(string | null)[]> => {
    const rows: { answer: string | null }[] = await house.source.query('SELECT answer FROM account_letter');
    return rows.map(({ answer }) => answer);
  };
  await until(async () => (await answers())[0] === '451 4.7.1 Greylisted');
  busy = false;
  await house.app.get(Post).deliver(new Date(Date.now() + 60_000));
  expect(server.taken).toHaveLength(1);
  const code = /#(\S+)/.exec(read(server.taken[0]!))![1]!;
  expect(await house.visitor().ask(routes.useLink, { code, password: NEW })).toMatchObject({ ok: true });
  await house.close();
  await server.close();
});
