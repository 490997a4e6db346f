import { assemblyRoutes } from '../../src/assemblies/assemblies.contract.js';
import { bodyRoutes } from '../../src/bodies/bodies.contract.js';
import { accountRoutes } from '../../src/people/account.contract.js';
import { peopleRoutes } from '../../src/people/people.contract.js';
import { personRoutes as routes } from '../../src/people/persons.contract.js';
import { recordRoutes } from '../../src/record/record.contract.js';
import { PASSWORD, register, signedIn } from '../story/convened.js';
import { hall, type Hall } from '../story/hall.js';
import { openHouse, type TestHouse, type Visitor } from '../story/house.js';

/** What the secretariat mends of people: names and addresses, and who was registered twice. */
let house: TestHouse;
let secretary: Visitor;
let far: Hall;
beforeAll(async () => {
  house = await openHouse();
  await register(house, 'secretary', { office: 'secretariat' });
  secretary = await signedIn(house, 'secretary');
  far = await hall(house, 'far');
});
afterAll(() => house.close());

const reason = 'Typed wrong';
const person = async (name: string, email: string | null = `${name}@near.example`): Promise<string> =>
  (
    await secretary.do(peopleRoutes.registerPerson, {
      name,
      email,
      password: email === null ? null : PASSWORD,
    })
  ).person;
const page = (of: string) => secretary.do(routes.person, { person: of });
const code = (of: string) => ({ refusal: { code: of } });

test('who is registered without a language has that of whoever registers them', async () => {
  const langOf = async (of: string) => (await page(of)).lang;
  expect(await langOf(await person('Before'))).toBe('en');
  await secretary.do(accountRoutes.changeLang, { lang: 'es' });
  expect(await langOf(await person('Despues'))).toBe('es');
  const { person: french } = await secretary.do(peopleRoutes.registerPerson, {
    ...{ name: 'Frédérique', lang: 'fr' },
  });
  expect(await langOf(french)).toBe('fr');
  const body = 'far-ga';
  await secretary.do(peopleRoutes.enterTerm, {
    ...{ body, name: 'Rosa Antigua', title: 'Presidenta', from: '1985', to: '1989' },
    ...{ source: 'Actas', certainty: 'high' },
  });
  const [term] = (await secretary.do(bodyRoutes.body, { body })).terms;
  expect(await langOf(term!.person)).toBe('es');
  await secretary.do(accountRoutes.changeLang, { lang: 'en' });
});

test('a name typed wrong is corrected; the record has that it was, and no name', async () => {
  const of = await person('Jhon');
  await secretary.do(routes.correct, { person: of, name: 'John', reason });
  expect(await page(of)).toMatchObject({ name: 'John', email: 'Jhon@near.example' });
  const { people } = await secretary.do(peopleRoutes.people, { search: 'john' });
  expect(people.map(({ id }) => id)).toContain(of);
  const { entries } = await house.visitor().do(recordRoutes.record, { subject: `person:${of}`, limit: 50 });
  expect(entries.map(({ type }) => type)).toContain('person.corrected');
  expect(JSON.stringify(entries)).not.toMatch(/John|Jhon/);
});

test('another address: the old one opens nothing any more, nor does a link that went there', async () => {
  const of = await person('mover');
  const inside = house.visitor();
  await inside.signIn('mover@near.example', PASSWORD);
  const { url } = await secretary.do(accountRoutes.makeLink, { person: of });
  await secretary.do(routes.correct, { person: of, email: 'moved@near.example', reason });
  expect((await inside.do(peopleRoutes.session, {})).person).toBeNull();
  const link = { code: url!.slice(url!.indexOf('#') + 1), password: 'seven tall ships' };
  expect(await house.visitor().ask(accountRoutes.useLink, link)).toMatchObject(code('account.link_wrong'));
  expect(
    await house.visitor().ask(peopleRoutes.signIn, { email: 'mover@near.example', password: PASSWORD }),
  ).toMatchObject(code('session.wrong'));
  await house.visitor().signIn('moved@near.example', PASSWORD);
});

test('an address that somebody has is refused, and so is one of the demonstration', async () => {
  const of = await person('third');
  const correct = (email: string) => secretary.ask(routes.correct, { person: of, email, reason });
  expect(await correct('JHON@near.example')).toMatchObject(code('person.email_taken'));
  expect(await correct('chair@demo.example')).toMatchObject(code('password.published'));
  expect(await correct('third@near.example')).toMatchObject(code('person.unchanged'));
});

test('who was registered twice is told, merged, and found once; the account goes with what goes on', async () => {
  const [one, two] = [await person('Zoë Müller', 'zoe@near.example'), await person('Muller Zoe', null)];
  await secretary.do(peopleRoutes.grantOffice, { person: two, office: 'auditor' });
  const { groups } = await secretary.do(routes.doubles, {});
  expect(groups.map((group) => group.map(({ id }) => id).toSorted())).toContainEqual([one, two].toSorted());
  const inside = house.visitor();
  await inside.signIn('zoe@near.example', PASSWORD);
  expect(await secretary.ask(routes.merge, { person: one, into: one, reason })).toMatchObject(
    code('person.merge_self'),
  );
  await secretary.do(routes.merge, { person: one, into: two, reason });
  expect((await inside.do(peopleRoutes.session, {})).person).toBeNull();
  expect(await page(one)).toMatchObject({ email: null, mergedInto: { id: two } });
  expect(await page(two)).toMatchObject({ email: 'zoe@near.example', doubles: [{ id: one }] });
  const { people } = await secretary.do(peopleRoutes.people, { search: 'muller' });
  expect(people.map(({ id }) => id)).toEqual([two]);
  expect((await secretary.do(routes.doubles, {})).groups).toEqual([]);
  expect(await secretary.ask(routes.merge, { person: one, into: two, reason })).toMatchObject(
    code('person.merged'),
  );
  expect(await secretary.ask(routes.correct, { person: one, name: 'X', reason })).toMatchObject(
    code('person.merged'),
  );
});

test('of two who merge each other at once one is refused', async () => {
  const [one, two] = [await person('here'), await person('there')];
  const answers = await Promise.all([
    secretary.ask(routes.merge, { person: one, into: two, reason }),
    secretary.ask(routes.merge, { person: two, into: one, reason }),
  ]);
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  expect(answers.find(({ ok }) => !ok)).toMatchObject(code('person.merged'));
});

test('offices that go on are held by the other from then on', async () => {
  const [one, two] = [await person('former'), await person('latter')];
  await secretary.do(peopleRoutes.grantOffice, { person: one, office: 'auditor', body: 'far-ga' });
  await secretary.do(routes.merge, { person: one, into: two, reason });
  const held = (await page(two)).offices;
  expect(held).toMatchObject([{ office: 'auditor', body: 'far-ga', to: null }]);
  expect((await page(one)).offices[0]!.to).not.toBeNull();
});

test('who has a credential in an assembly that is not over is mended at its desk first', async () => {
  const { credentials } = await secretary.do(assemblyRoutes.credentials, { assembly: far.assembly });
  const [first] = credentials;
  const into = await person('right');
  expect(await secretary.ask(routes.merge, { person: first!.person.id, into, reason })).toMatchObject({
    refusal: { code: 'person.has_credential', facts: { assembly: expect.any(String) } },
  });
  expect((await page(first!.person.id)).holdings).toContainEqual({
    ...{ kind: 'credential', assembly: { id: far.assembly, name: 'far' }, member: 'Member 1', open: true },
  });
});

test('the secretariat signs somebody out everywhere, with their socket', async () => {
  const of = await person('lost');
  const phone = house.visitor();
  await phone.signIn('lost@near.example', PASSWORD);
  const socket = await phone.connect();
  const cut = new Promise((ended) => socket.once('disconnect', ended));
  expect((await page(of)).sessions).toBe(1);
  await secretary.do(routes.signOut, { person: of });
  await cut;
  expect((await page(of)).sessions).toBe(0);
  expect((await phone.do(peopleRoutes.session, {})).person).toBeNull();
});
