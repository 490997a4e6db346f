import { mailRoutes as routes } from '../../src/mail/setting.contract.js';
import { peopleRoutes } from '../../src/people/people.contract.js';
import { recordRoutes } from '../../src/record/record.contract.js';
import { register, signedIn } from './convened.js';
import { openHouse, type TestHouse, type Visitor } from './house.js';
import { mailServer, read, type MailServer } from './mail-server.js';

/** The mail server that the secretariat names. */
let server: MailServer;
let house: TestHouse;
let secretary: Visitor;
beforeAll(async () => {
  server = await mailServer({ disabledCommands: ['STARTTLS'], allowInsecureAuth: true });
  house = await openHouse();
  await register(house, 'secretary', { office: 'secretariat' });
  secretary = await signedIn(house, 'secretary');
});
afterAll(async () => {
  await house.close();
  await server.close();
});

const from = { fromName: 'Le Secrétariat', fromAddress: 'mail@vote.example' };
const set = (changed: object) =>
  secretary.ask(routes.set, {
    ...{ host: '127.0.0.1', port: server.port, tls: 'offered', ...from },
    ...changed,
  });
const code = (of: string) => ({ refusal: { code: of } });

test('nothing is set at first, and there is nothing to test or end', async () => {
  expect(await secretary.do(routes.setting, {})).toMatchObject({ by: null, host: null, sealed: false });
  expect(await secretary.ask(routes.test, { to: 'x@y.example', lang: 'en' })).toMatchObject(
    code('mail.none'),
  );
  expect(await secretary.ask(routes.unset, {})).toMatchObject(code('mail.none'));
});

test('is used from then on, by every node, and its password is nowhere to be read', async () => {
  const other = await openHouse({}, { join: house });
  expect(await set({ user: 'house' })).toMatchObject(code('mail.password_missing'));
  expect(await set({ password: 'right' })).toMatchObject(code('mail.user_missing'));
  expect(await set({ user: 'house', password: 'right' })).toMatchObject({ ok: true });
  expect(await secretary.do(routes.test, { to: 'x@y.example', lang: 'fr' })).toMatchObject({
    outcome: 'accepted',
  });
  expect(server.logins).toEqual(['house:right']);
  expect(read(server.taken.at(-1)!)).toContain('Le courrier de cette maison arrive');
  expect((await other.visitor().do(peopleRoutes.session, {})).recovers).toBe(true);
  const view = await secretary.do(routes.setting, {});
  expect(view).toEqual({
    ...{ by: 'house', host: '127.0.0.1', port: server.port, tls: 'offered', user: 'house', sealed: false },
    ...from,
  });
  const kept = JSON.stringify(await house.source.query('SELECT * FROM mail_setting'));
  expect(kept).toContain('house');
  expect(kept).not.toContain('right');
  const { entries } = await secretary.do(recordRoutes.record, { limit: 200 });
  expect(entries.filter(({ type }) => type === 'mail.set')).toHaveLength(1);
  expect(JSON.stringify(entries)).not.toMatch(/127\.0\.0\.1|vote\.example|right/);
  await other.close();
});

test('a kept password stays for its server and login, and goes to no other', async () => {
  expect(await set({ user: 'house', fromName: null })).toMatchObject({ ok: true });
  expect(await secretary.do(routes.test, { to: 'x@y.example', lang: 'en' })).toMatchObject({
    outcome: 'accepted',
  });
  const elsewhere = await mailServer({ disabledCommands: ['STARTTLS'], allowInsecureAuth: true });
  expect(await set({ user: 'house', port: elsewhere.port })).toMatchObject(code('mail.password_missing'));
  expect(await set({ user: 'other' })).toMatchObject(code('mail.password_missing'));
  expect(elsewhere.connections()).toBe(0);
  await elsewhere.close();
});

test('what the server says to a wrong login is shown as it said it', async () => {
  await set({ user: 'house', password: 'wrong' });
  expect(await secretary.do(routes.test, { to: 'x@y.example', lang: 'en' })).toEqual({
    ...{ outcome: 'away', answer: expect.stringMatching(/^535 /) },
  });
});

test('keys that are others are told, and nothing is sent until the password is given again', async () => {
  await house.source.query(`UPDATE mail_setting SET login_password = 'AAAA', set_at = now()`);
  expect(await secretary.do(routes.setting, {})).toMatchObject({ by: 'house', sealed: true });
  expect(await secretary.ask(routes.test, { to: 'x@y.example', lang: 'en' })).toMatchObject(
    code('mail.none'),
  );
  await set({ user: 'house', password: 'right' });
  expect(await secretary.do(routes.setting, {})).toMatchObject({ sealed: false });
});

test('is ended, and the house sends nothing', async () => {
  await secretary.do(routes.unset, {});
  expect((await house.visitor().do(peopleRoutes.session, {})).recovers).toBe(false);
  expect(await house.source.query('SELECT * FROM mail_setting')).toEqual([]);
});

test('one that the start has named is shown without its password and not changed here', async () => {
  const given = await openHouse(
    { SMTP_URL: 'smtps://house:secret@mail.example', MAIL_FROM: 'mail@vote.example' },
    { join: house },
  );
  const visitor = given.visitor();
  visitor.session = secretary.session;
  const view = await visitor.do(routes.setting, {});
  expect(view).toMatchObject({ by: 'start', host: 'mail.example', port: 465, tls: 'always', user: 'house' });
  expect(JSON.stringify(view)).not.toContain('secret');
  const input = { host: 'x.example', port: 25, tls: 'offered' as const, fromAddress: 'x@y.example' };
  expect(await visitor.ask(routes.set, input)).toMatchObject(code('mail.given'));
  expect(await visitor.ask(routes.unset, {})).toMatchObject(code('mail.given'));
  await given.close();
});
