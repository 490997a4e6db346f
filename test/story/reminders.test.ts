import { Post } from '../../src/mail/post.js';
import { PollClock } from '../../src/polls/polls.clock.js';
import { pollRoutes as routes } from '../../src/polls/polls.contract.js';
import { Reminders } from '../../src/polls/reminders.clock.js';
import { recordRoutes } from '../../src/record/record.contract.js';
import { until } from '../start/served.js';
import { ballot, hall, type Hall } from './hall.js';
import { openHouse, type TestHouse } from './house.js';
import { header, mailServer, read, type MailServer } from './mail-server.js';

/** Polls by correspondence remind by e-mail whoever has not voted. */
const DUE = '2099-03-08T12:00:00.000Z';
const before = (hours: number): Date => new Date(Date.parse(DUE) - hours * 3_600_000);

let house: TestHouse;
let server: MailServer;
let refuses: string | null;
beforeAll(async () => {
  server = await mailServer({ says: (to) => (to === refuses ? `550 <${to}> unknown` : null) });
  house = await openHouse({
    ...{ SMTP_URL: `smtp://127.0.0.1:${server.port}`, MAIL_FROM: 'mail@vote.example' },
    PUBLIC_URL: 'https://vote.example',
  });
});
afterAll(async () => {
  await house.close();
  await server.close();
});
beforeEach(async () => {
  refuses = null;
  // What a test leaves open reminds nobody in the next.
  await house.source.query(`UPDATE poll SET state = 'annulled' WHERE state = 'open'`);
});

const post = () => house.app.get(Post);
const remindDue = (now: Date) => house.app.get(Reminders).remindDue(now);
/** To these addresses, what was sent. */
const sentTo = (name: string) => server.taken.filter(({ to }) => to.endsWith(`@${name}.example`));

/** Six delegates: 1, 2 and 3 have an address, of 4 and 5 the office has one, of 6 nothing is known. */
async function letters(name: string): Promise<Hall> {
  const at = await hall(house, name, { present: [], changeOfVote: true });
  for (const place of [0, 1, 2])
    await house.source.query('UPDATE person SET email = $2, lang = $3 WHERE id = $1', [
      ...[at.people[place], `d${place + 1}@${name}.example`, ['en', 'fr', 'es'][place]],
    ]);
  for (const place of [3, 4])
    await house.source.query('UPDATE member SET contact = $2 WHERE id = $1', [
      ...[at.members[place], `office${place + 1}@${name}.example`],
    ]);
  return at;
}

const open = async (at: Hall, remind: number[], more: object = {}) =>
  (
    await at.chair.do(routes.open, {
      ...{ motion: await at.motion(), form: 'correspondence', dueAt: DUE, remind, ...more },
    })
  ).poll;
const view = async (at: Hall, poll: string) => at.chair.do(routes.reminders, { poll });
/** "24 issued: sent 4, unknown 1". */
const counts = async (at: Hall, poll: string) =>
  (await view(at, poll)).reminders.map((one) => {
    const some = Object.entries(one.counts).filter(([, count]) => count > 0);
    return [`${one.hours} ${one.state}`, some.map(([name, count]) => `${name} ${count}`).join(', ')].join(
      ': ',
    );
  });
const of = (more: object) => ({ waiting: 0, sent: 0, failed: 0, unknown: 0, obsolete: 0, ...more });

test('they go to those who have not voted, each told of the own votes alone; no vote is in them', async () => {
  const at = await letters('mail');
  const poll = await open(at, [24, 2]);
  expect(await remindDue(before(25))).toEqual([]);
  expect(await counts(at, poll)).toEqual(['24 planned: ', '2 planned: ']);
  await at.delegates[1]!.do(routes.cast, ballot(poll, 2));
  expect(await remindDue(before(24))).toEqual([poll]);
  expect(await remindDue(before(24))).toEqual([]);
  // 1 and 3 themselves, the offices of 4 and 5; of 6 nothing is known.
  expect(await counts(at, poll)).toEqual(['24 issued: waiting 4, unknown 1', '2 planned: ']);
  expect(await post().deliver(before(24))).toBe(4);
  expect(await counts(at, poll)).toEqual(['24 issued: sent 4, unknown 1', '2 planned: ']);
  expect((await view(at, poll)).unreachable).toEqual(['Member 6']);
  const sent = new Map(sentTo('mail').map((one) => [one.to.split('@')[0]!, one]));
  expect([...sent.keys()].toSorted()).toEqual(['d1', 'd3', 'office4', 'office5']);
  expect(header(sent.get('d1')!, 'Subject')).toMatch(/^Reminder: vote until 8 March 2099/);
  const text = read(sent.get('d1')!);
  expect(text).toContain('- Member 1');
  expect(text).toContain('https://vote.example/assemblies/mail-2026/floor');
  expect(text).not.toMatch(/Member [2-6]/);
  expect(read(sent.get('d3')!)).toContain('Aún no ha llegado ningún voto de:');
  expect(read(sent.get('office4')!).split('* * *')).toHaveLength(3);
  for (const one of sent.values()) expect(read(one)).not.toMatch(/against|contre|en contra/i);
});

test('who votes before it is sent hears nothing; the second one goes to those who are left', async () => {
  const at = await letters('late');
  const poll = await open(at, [24, 2]);
  await remindDue(before(24));
  for (const place of [0, 2]) await at.delegates[place]!.do(routes.cast, ballot(poll, place + 1));
  expect(await post().deliver(before(23))).toBe(3);
  expect(await counts(at, poll)).toEqual(['24 issued: sent 3, unknown 1, obsolete 2', '2 planned: ']);
  refuses = 'd2@late.example';
  await remindDue(before(2));
  expect(await post().deliver(before(2))).toBe(3);
  expect((await view(at, poll)).reminders[1]).toMatchObject({
    counts: of({ sent: 2, failed: 1, unknown: 1 }),
    troubles: [{ names: ['Member 2'], answer: '550 <…> unknown', failed: true }],
  });
});

test('a poll that has closed reminds nobody; of several that were missed the last goes out', async () => {
  const at = await letters('down');
  const poll = await open(at, [48, 24, 2]);
  expect(await remindDue(before(20))).toEqual([poll]);
  expect(await counts(at, poll)).toEqual(['48 missed: ', '24 issued: waiting 5, unknown 1', '2 planned: ']);
  await house.source.query('UPDATE poll SET due_at = opened_at WHERE id = $1', [poll]);
  await until(async () => (await house.visitor().do(routes.poll, { poll })).poll.state === 'closed');
  expect(await house.app.get(PollClock).closeDue(before(0))).toEqual([]);
  expect(await post().deliver(before(0))).toBe(0);
  expect(await remindDue(before(1))).toEqual([]);
  expect(await counts(at, poll)).toEqual(['48 missed: ', '24 issued: unknown 1, obsolete 5', '2 planned: ']);
  expect(sentTo('down')).toEqual([]);
});

test('a poll that is suspended reminds nobody until it goes on', async () => {
  const at = await letters('halt');
  const poll = await open(at, [24]);
  await remindDue(before(24));
  await at.chair.do(routes.suspend, { poll, reason: 'Disorder' });
  expect(await post().deliver(before(24))).toBe(0);
  await at.chair.do(routes.resume, { poll });
  expect(await post().deliver(before(24))).toBe(5);
});

test('of a confidential poll the record says that it reminded, not whom; the desk sees no name', async () => {
  const at = await letters('secret');
  const poll = await open(at, [24], { secrecy: 'confidential' });
  await at.delegates[5]!.do(routes.cast, ballot(poll, 6));
  refuses = 'd1@secret.example';
  await remindDue(before(24));
  await post().deliver(before(24));
  const { reminders, unreachable } = await view(at, poll);
  expect(reminders[0]).toMatchObject({
    counts: of({ sent: 4, failed: 1 }),
    troubles: [{ names: [], answer: '550 <…> unknown' }],
  });
  // Also whoever has voted: it says nothing of who has.
  expect(unreachable).toEqual(['Member 6']);
  const { entries } = await house.visitor().do(recordRoutes.record, { subject: `poll:${poll}`, limit: 200 });
  const [reminded] = entries.filter(({ type }) => type === 'poll.reminded');
  expect(Object.keys((JSON.parse(reminded!.bytes!) as { data: object }).data)).toEqual([
    ...['at', 'hours', 'missed', 'poll'],
  ]);
  expect(await house.visitor().ask(routes.reminders, { poll })).toMatchObject({ status: 401 });
  expect(await at.delegates[0]!.ask(routes.reminders, { poll })).toMatchObject({ status: 403 });
});

test('what cannot be is refused: reminders without days, in the past, without a mail server', async () => {
  const at = await letters('no');
  const motion = await at.motion();
  const ask = (more: object, chair = at.chair) =>
    chair.ask(routes.open, { motion, form: 'correspondence', dueAt: DUE, ...more });
  expect(await ask({ form: 'silence', remind: [24] })).toMatchObject({
    refusal: { code: 'poll.remind_form' },
  });
  const soon = new Date(Date.now() + 3_600_000).toISOString();
  expect(await ask({ dueAt: soon, remind: [2] })).toMatchObject({
    refusal: { code: 'poll.remind_past', facts: { hours: 2 } },
  });
  const mute = await openHouse({}, { join: house });
  try {
    const chair = mute.visitor();
    chair.session = at.chair.session;
    expect(await ask({ remind: [24] }, chair)).toMatchObject({ refusal: { code: 'poll.no_mail' } });
    expect(await ask({ remind: [] }, chair)).toMatchObject({ ok: true });
  } finally {
    await mute.close();
  }
});
