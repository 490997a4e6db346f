import { Outbox } from '../../src/assemblies/notices.outbox.js';
import { noticeRoutes as routes } from '../../src/assemblies/notices.contract.js';
import { bodyRoutes } from '../../src/bodies/bodies.contract.js';
import { lanAddresses } from '../../src/house/origin.js';
import { PAUSES_MINUTES, Post } from '../../src/mail/post.js';
import { recordRoutes } from '../../src/record/record.contract.js';
import { clear, dataFolder, serve, until } from '../start/served.js';
import { register, signedIn } from './convened.js';
import { hall } from './hall.js';
import { openHouse, type TestHouse, type Visitor } from './house.js';
import { header, mailServer, read, type Says } from './mail-server.js';

/** Notices by e-mail, to a mail server on a real socket. */
const MAIL_FROM = 'Le Secrétariat <mail@vote.example>';
const MINUTE = 60_000;
const after = (minutes: number): Date => new Date(Date.now() + minutes * MINUTE);

afterAll(clear);

/** A house that sends to a server, with an assembly of six members of whom four have an address. */
interface Sending {
  readonly house: TestHouse;
  readonly secretariat: Visitor;
  readonly post: Post;
  readonly issue: (text?: string) => Promise<string>;
  readonly members: () => Promise<
    readonly { outcome: string; answer: string | null; attempts: number; nextAt: string | null }[]
  >;
  readonly outcomes: () => Promise<string[]>;
}

let opened: { close: () => Promise<void> }[] = [];
afterEach(async () => {
  for (const one of opened.toReversed()) await one.close();
  opened = [];
});
const keep = <T extends { close: () => Promise<void> }>(one: T): T => {
  opened.push(one);
  return one;
};

const REACHED = ['no_address', 'no_address'];
const ALL = (outcome: string) => [...Array<string>(4).fill(outcome), ...REACHED];

async function sending(port: number, url = `smtp://127.0.0.1:${port}`): Promise<Sending> {
  const house = keep(await openHouse({ SMTP_URL: url, MAIL_FROM }));
  await register(house, 'secretary', { office: 'secretariat' });
  const secretariat = await signedIn(house, 'secretary');
  const { assembly } = await hall(house, 'far');
  const csv = ['organisation,email', ...[1, 2, 3, 4].map((n) => `far-${n},office@far-${n}.example`)];
  await secretariat.do(bodyRoutes.importContacts, { body: 'far-ga', preview: false, csv: csv.join('\n') });
  const members = async () => (await secretariat.do(routes.notices, { assembly })).notices[0]!.members;
  return {
    ...{ house, secretariat, members },
    post: house.app.get(Post),
    issue: async (text = 'You are convened.') =>
      (
        await secretariat.do(routes.issueNotice, {
          ...{ assembly, kind: 'notice', subject: 'Assemblée générale', text, urgency: 'Now' },
        })
      ).notice,
    outcomes: async () => (await members()).map(({ outcome }) => outcome),
  };
}

const is = (wanted: readonly string[], outcomes: () => Promise<string[]>) => () =>
  outcomes().then((now) => now.join() === wanted.join());

test('a notice is sent at once, by one connection, and the answers are its proof', async () => {
  const server = keep(await mailServer());
  const { issue, outcomes, members, secretariat, house } = await sending(server.port);
  await issue('You are convened.\nName your delegates: {link}');
  await until(is(ALL('sent'), outcomes));
  expect(server.taken.map(({ to }) => to).toSorted()).toEqual(
    [1, 2, 3, 4].map((n) => `office@far-${n}.example`),
  );
  expect(server.connections()).toBe(1);
  for (const one of server.taken) {
    expect(one.from).toBe('mail@vote.example');
    expect(header(one, 'From')).toBe('=?utf-8?B?TGUgU2VjcsOpdGFyaWF0?= <mail@vote.example>');
    expect(header(one, 'To')).toBe(one.to);
    expect(read(one)).toMatch(/Name your delegates: http:\S+\/designate#\S+/);
  }
  expect((await members())[0]).toMatchObject({ answer: expect.stringMatching(/^250/), nextAt: null });
  expect((await secretariat.do(routes.notices, { assembly: 'far-2026' })).carried).toBe(true);
  expect(await house.source.query('SELECT * FROM outbox')).toEqual([]);
});

test('who is refused for good has failed, with the reason and without the address; the others are sent', async () => {
  const says: Says = (to) => (to === 'office@far-2.example' ? `550 5.1.1 <${to}> unknown here` : null);
  const server = keep(await mailServer({ says }));
  const { issue, outcomes, members, post, house } = await sending(server.port);
  await issue();
  await until(is(['sent', 'failed', 'sent', 'sent', ...REACHED], outcomes));
  expect((await members())[1]).toMatchObject({ answer: '550 5.1.1 <…> unknown here', nextAt: null });
  expect(await post.deliver(after(60 * 24))).toBe(0);
  const { entries } = await house.visitor().do(recordRoutes.record, {
    ...{ subject: 'assembly:far-2026', limit: 200 },
  });
  expect(JSON.stringify(entries)).toContain('unknown here');
  expect(JSON.stringify(entries)).not.toContain('@far-');
});

test('who is not taken now is asked again, after a pause', async () => {
  let busy = true;
  const says: Says = (to) => (busy && to.includes('far-3') ? '451 4.7.1 Greylisted' : null);
  const server = keep(await mailServer({ says }));
  const { issue, outcomes, members, post } = await sending(server.port);
  await issue();
  await until(is(['sent', 'sent', 'waiting', 'sent', ...REACHED], outcomes));
  await until(async () => (await members())[2]!.answer !== null);
  const waits = (await members())[2]!;
  expect(waits).toMatchObject({ answer: '451 4.7.1 Greylisted', attempts: 1 });
  expect(Date.parse(waits.nextAt!) - Date.now()).toBeGreaterThan(0);
  busy = false;
  expect(await post.deliver()).toBe(0);
  expect(await post.deliver(after(1))).toBe(1);
  expect(await outcomes()).toEqual(ALL('sent'));
  expect(server.taken).toHaveLength(4);
});

test('who is never taken is asked with growing pauses, and has failed in the end', async () => {
  const server = keep(await mailServer({ says: () => '452 4.2.2 Mailbox full' }));
  const { issue, members, post } = await sending(server.port);
  await issue();
  const waits = async (attempts: number) =>
    (await members()).slice(0, 4).every((one) => one.attempts === attempts && one.answer !== null);
  await until(() => waits(1));
  for (const attempt of PAUSES_MINUTES.keys()) {
    const due = Date.parse((await members())[0]!.nextAt!);
    expect(await post.deliver(new Date(due - MINUTE / 2))).toBe(0);
    // The four were asked within a moment of one another.
    expect(await post.deliver(new Date(due + MINUTE / 2))).toBe(4);
    expect((await members())[0]!.attempts).toBe(attempt + 2);
  }
  expect(await members()).toMatchObject([
    ...Array(4).fill({ outcome: 'failed', answer: '452 4.2.2 Mailbox full', nextAt: null }),
    ...Array(2).fill({ outcome: 'no_address' }),
  ]);
});

test('a server that is away at first: everything waits, and is sent when it comes', async () => {
  const { port, close } = await mailServer();
  await close();
  const { issue, outcomes, members, post } = await sending(port);
  await issue();
  await until(async () => (await members()).slice(0, 4).every(({ answer }) => answer !== null));
  expect(await members()).toMatchObject(
    ALL('waiting').map((outcome) => ({
      outcome,
      ...(outcome === 'waiting' && { answer: 'ECONNREFUSED', attempts: 1 }),
    })),
  );
  const server = keep(await mailServer({ port }));
  expect(await post.deliver(after(1))).toBe(4);
  expect(await outcomes()).toEqual(ALL('sent'));
  expect(server.taken).toHaveLength(4);
});

test('of two nodes one sends, and a restart sends nothing twice', async () => {
  const server = keep(await mailServer());
  const env = { SMTP_URL: `smtp://127.0.0.1:${server.port}`, MAIL_FROM };
  const first = await sending(server.port);
  const second = keep(await openHouse(env, { join: first.house }));
  for (let i = 0; i < 5; i++) await first.issue(`No. ${i}`);
  const other = second.app.get(Post);
  const left = () => first.house.source.query('SELECT 1 FROM outbox') as Promise<unknown[]>;
  await until(async () => {
    await Promise.all([first.post.deliver(), other.deliver()]);
    return (await left()).length === 0;
  });
  const ids = () => server.taken.map((one) => header(one, 'Message-ID'));
  expect(ids()).toHaveLength(20);
  expect(new Set(ids()).size).toBe(20);
  const third = keep(await openHouse(env, { join: first.house }));
  expect(await third.app.get(Post).deliver(after(60 * 24))).toBe(0);
  expect(ids()).toHaveLength(20);
});

test('what a node had in its hands when it died is sent by another, later and under the same Message-ID', async () => {
  const server = keep(await mailServer({ says: () => '451 Not now' }));
  const { house, issue, members, post, outcomes } = await sending(server.port);
  const notice = await issue();
  await until(async () => (await members()).slice(0, 4).every(({ answer }) => answer !== null));
  // Another process takes one at its time, and is heard of no more.
  const dead = (await house.app.get(Outbox).take(after(1.5), after(11)))!;
  await server.close();
  const back = keep(await mailServer({ port: server.port }));
  expect(await post.deliver(after(2))).toBe(3);
  expect((await outcomes()).filter((one) => one === 'waiting')).toHaveLength(1);
  expect(await post.deliver(after(12))).toBe(1);
  expect(await outcomes()).toEqual(ALL('sent'));
  expect(back.taken).toHaveLength(4);
  const host = lanAddresses()[0] ?? '127.0.0.1';
  expect(header(back.taken[3]!, 'Message-ID')).toBe(`<${notice}.${dead.id.split('/')[2]}@${host}>`);
});

describe('a login', () => {
  const url = (port: number, password: string, more = '') => `smtp://me:${password}@127.0.0.1:${port}${more}`;
  const waiting = async ({ members }: Sending) => {
    await until(async () => (await members()).slice(0, 4).every(({ answer }) => answer !== null));
    return (await members()).slice(0, 4).map(({ outcome, answer }) => `${outcome}: ${answer}`);
  };

  test('is said to a server that offers no TLS only where the setting allows it', async () => {
    const server = keep(await mailServer({ disabledCommands: ['STARTTLS'] }));
    const { issue, outcomes } = await sending(server.port, url(server.port, 'right', '?starttls=offered'));
    await issue();
    await until(is(ALL('sent'), outcomes));
    expect(server.logins).toEqual(['me:right']);
  });

  test.each([
    ['a server without TLS', ['STARTTLS'], /^waiting: STARTTLS: 500 /],
    ['a server whose certificate nobody knows', [], /^waiting: [A-Z_]*CERT[A-Z_]*$/],
  ])('is not said to %s, and nothing is sent', async (_, disabledCommands, answer) => {
    const server = keep(await mailServer({ disabledCommands }));
    const house = await sending(server.port, url(server.port, 'right'));
    await house.issue();
    expect(await waiting(house)).toEqual(Array(4).fill(expect.stringMatching(answer)));
    expect([server.logins, server.taken]).toEqual([[], []]);
  });

  test('that is wrong keeps everything waiting; the password is nowhere', async () => {
    const server = keep(await mailServer({ disabledCommands: ['STARTTLS'] }));
    const house = await sending(server.port, url(server.port, 'hunter2', '?starttls=offered'));
    await house.issue();
    expect(await waiting(house)).toEqual(Array(4).fill('waiting: 535 5.7.8 Authentication failed'));
    const rows: unknown = await house.house.source.query('SELECT * FROM outbox');
    expect(JSON.stringify(rows)).not.toContain('hunter2');
    expect(JSON.stringify(rows)).not.toContain(Buffer.from('\0me\0hunter2').toString('base64'));
  });
});

test.each([
  [
    { SMTP_URL: 'smtp://me:hunter2@mx.example/path' },
    'The environment variable SMTP_URL has a value that cannot be used.',
  ],
  [
    { SMTP_URL: 'smtps://me:hunter2@mx.example' },
    'SMTP_URL is given without MAIL_FROM, the address that the mail comes from.',
  ],
])('a setting that is wrong is one sentence, without the password', async (env, sentence) => {
  const { code, out, err } = await serve({ ...env, DATA_DIR: dataFolder() } as Record<string, string>).ended;
  expect([code, out, err]).toEqual([1, '', `${sentence}\n`]);
});
