import { accountRoutes } from '../../src/people/account.contract.js';
import { peopleRoutes as routes } from '../../src/people/people.contract.js';
import { recordRoutes } from '../../src/record/record.contract.js';
import { emailOf, PASSWORD, register, signedIn } from '../story/convened.js';
import { openHouse, type TestHouse, type Visitor } from '../story/house.js';

/** Links by which people give themselves a password. */
let house: TestHouse;
let secretary: Visitor;
beforeAll(async () => {
  house = await openHouse();
  await register(house, 'secretary', { office: 'secretariat' });
  secretary = await signedIn(house, 'secretary');
});
afterAll(() => house.close());

const NEW = 'a quite different password';
const person = async (name: string): Promise<string> =>
  (await secretary.do(routes.registerPerson, { name, email: `${name}@link.example` })).person;
const link = async (of: string): Promise<string> => {
  const { url } = await secretary.do(accountRoutes.makeLink, { person: of });
  if (url === null) throw new Error('no link');
  expect(new URL(url).pathname).toBe('/account');
  return url.slice(url.indexOf('#') + 1);
};
const use = (code: string, password = NEW) => house.visitor().ask(accountRoutes.useLink, { code, password });
const WRONG = { refusal: { code: 'account.link_wrong' } };

test('lets somebody in who had no password, once, and by the password from then on', async () => {
  const code = await link(await person('fresh'));
  const visitor = house.visitor();
  expect(await visitor.do(accountRoutes.useLink, { code, password: NEW })).toMatchObject({
    person: { name: 'fresh' },
  });
  expect(await visitor.do(routes.session, {})).toMatchObject({ person: { name: 'fresh' } });
  expect(await use(code)).toMatchObject({ status: 409, ...WRONG });
  await house.visitor().do(routes.signIn, { email: 'fresh@link.example', password: NEW });
});

test('of two who use it at once one comes in', async () => {
  const code = await link(await person('twice'));
  const answers = await Promise.all([use(code), use(code)]);
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
});

test('a new one replaces the one before', async () => {
  const of = await person('again');
  const [first, second] = [await link(of), await link(of)];
  expect(await use(first)).toMatchObject(WRONG);
  expect(await use(second)).toMatchObject({ ok: true });
});

test('one that is too old is dead', async () => {
  const of = await person('late');
  const code = await link(of);
  await house.source.query('UPDATE account_link SET until = now() WHERE person = $1', [of]);
  expect(await use(code)).toMatchObject(WRONG);
});

test('a weak password is refused, and the link stays good', async () => {
  const code = await link(await person('weak'));
  expect(await use(code, 'weak@link.example')).toMatchObject({ refusal: { code: 'password.personal' } });
  expect(await use(code)).toMatchObject({ ok: true });
});

test('ends the old password and every session of the person', async () => {
  const of = await register(house, 'lost', { office: 'chair' });
  const before = await signedIn(house, 'lost');
  const code = await link(of);
  expect(await before.do(routes.session, {})).toMatchObject({ person: { id: of } });
  expect(await use(code)).toMatchObject({ ok: true });
  expect(await before.do(routes.session, {})).toMatchObject({ person: null });
  expect(
    await house.visitor().ask(routes.signIn, { email: emailOf('lost'), password: PASSWORD }),
  ).toMatchObject({
    refusal: { code: 'session.wrong' },
  });
});

test('is for people with an address, and made by the secretariat of the house alone', async () => {
  const { person: nameless } = await secretary.do(routes.registerPerson, { name: 'No Address' });
  const ask = (by: Visitor, of: string) => by.ask(accountRoutes.makeLink, { person: of });
  expect(await ask(secretary, nameless)).toMatchObject({
    refusal: { code: 'person.no_email', facts: { name: 'No Address' } },
  });
  await register(house, 'chair', { office: 'chair' });
  expect(await ask(await signedIn(house, 'chair'), await person('other'))).toMatchObject({
    refusal: { code: 'access.denied' },
  });
});

test('the record says that it was made and used, and never its code', async () => {
  const of = await person('told');
  const code = await link(of);
  await use(code);
  const { entries } = await secretary.do(recordRoutes.record, { subject: `person:${of}`, limit: 10 });
  expect(entries.map(({ type }) => type).reverse()).toEqual([
    'person.registered',
    'person.invited',
    'person.password_set',
  ]);
  expect(JSON.stringify(entries)).not.toContain(code);
});
