import { parse } from 'csv-parse/sync';
import { IMPORT_MEMBERS } from '../../src/bodies/bodies.acts.js';
import { bodyRoutes } from '../../src/bodies/bodies.contract.js';
import { ConsultationClock } from '../../src/consultations/consultations.clock.js';
import {
  consultationRoutes as routes,
  type RoundView,
} from '../../src/consultations/consultations.contract.js';
import { draftRoutes } from '../../src/drafting/drafting.contract.js';
import { Post } from '../../src/mail/post.js';
import { FOUND_INSTRUMENT, FREEZE_VERSION } from '../../src/instruments/instruments.acts.js';
import { instrumentRoutes } from '../../src/instruments/instruments.contract.js';
import { motionRoutes } from '../../src/motions/motions.contract.js';
import { recordRoutes } from '../../src/record/record.contract.js';
import { MEMBERS } from '../../src/seeds/demo.data.js';
import { readPdf, tagsOf } from '../house/pdf.js';
import { hall, type Hall } from './hall.js';
import { register, signedIn } from './convened.js';
import { openHouse, type TestHouse, type Visitor } from './house.js';
import { mailServer, read, type MailServer } from './mail-server.js';

/** The path of the World Standards with a consultation of 46 members, from the invitation to the stage that moves on. */
const STANDARDS = 'standards';
const BODY = 'coops-ga';
const CLOSES = '2099-06-01T12:00:00.000Z';
const LATER = '2099-06-15T12:00:00.000Z';
const before = (closes: string, hours: number): Date => new Date(Date.parse(closes) - hours * 3_600_000);
const TEXT = (title: string, [one, two]: [string, string]) => `# ${title}\n\n1. ${one}\n\n2. ${two}\n`;
const NO_COUNTS = { for: null, against: null, abstain: null };

let house: TestHouse;
let server: MailServer;
let at: Hall;
let secretary: Visitor;
let stages: { id: string; kind: string }[];
/** By the number of its organisation: "demo-07" is 7. */
let members: Map<number, { id: string; name: string; region: string | null }>;

beforeAll(async () => {
  server = await mailServer();
  house = await openHouse({
    ...{ SMTP_URL: `smtp://127.0.0.1:${server.port}`, MAIL_FROM: 'mail@coops.example' },
    PUBLIC_URL: 'https://coops.example',
  });
  // Six members with delegates at the latest assembly, and forty more.
  at = await hall(house, 'coops');
  await house.act(IMPORT_MEMBERS, {
    body: BODY,
    preview: false,
    csv: [
      'organisation,name,class,region',
      ...MEMBERS.slice(6).map(({ slug, name, class: kind, region }, place) =>
        [slug, `"${name}"`, kind, place === 0 ? '' : region].join(','),
      ),
    ].join('\n'),
  });
  await register(house, 'secretary', { office: 'secretariat', body: BODY });
  secretary = await signedIn(house, 'secretary');
  const body = await secretary.do(bodyRoutes.body, { body: BODY });
  members = new Map(body.members.map((one) => [Number(one.organisation.slice(-2).replace('-', '')), one]));
  expect(body.members).toHaveLength(46);
  // Of the last two nobody knows an address.
  for (const [number, { id }] of members)
    if (number <= 44)
      await house.source.query('UPDATE member SET contact = $2 WHERE id = $1', [
        id,
        `m${number}@coops.example`,
      ]);
  await house.act(FOUND_INSTRUMENT, {
    instrument: STANDARDS,
    titles: { en: 'World Standards of Social Cooperatives' },
    authenticLanguages: ['en', 'fr'],
    stages: [
      { kind: 'consult', label: 'consultation of the members', body: BODY },
      { kind: 'principle', label: 'in substance', body: BODY },
      { kind: 'final', label: 'in final form', body: BODY },
    ],
  });
  await house.act(FREEZE_VERSION, {
    instrument: STANDARDS,
    texts: [
      { lang: 'en', markdown: TEXT('World Standards', ['Members decide.', 'Work is paid.']) },
      { lang: 'fr', markdown: TEXT('Normes mondiales', ['Les membres décident.', 'Le travail est payé.']) },
    ],
    ...{ authentic: ['en', 'fr'], parent: null, reason: null },
  });
  stages = (await secretary.do(instrumentRoutes.instrument, { instrument: STANDARDS })).stages;
}, 60_000);
afterAll(async () => {
  await house.close();
  await server.close();
});

const code = async (asked: Promise<{ ok: boolean; refusal?: { code: string } }>): Promise<string | null> => {
  const answer = await asked;
  return answer.ok ? null : answer.refusal!.code;
};
const clock = () => house.app.get(ConsultationClock);
const deliver = (now: Date) => house.app.get(Post).deliver(now);
const openRound = async (more: object = {}): Promise<string> =>
  (
    await secretary.do(routes.open, {
      ...{ instrument: STANDARDS, body: BODY, version: 1, visibility: 'all', closesAt: CLOSES },
      ...more,
    })
  ).consultation;
const view = (by: Visitor, consultation: string): Promise<RoundView> =>
  by.do(routes.consultation, { consultation });
/** The code in the link of the latest letter to a member. */
const codeOf = (number: number): string =>
  /#([0-9A-Z-]+)/.exec(read(server.taken.findLast(({ to }) => to === `m${number}@coops.example`)!))![1]!;
const enter = (stage: string) =>
  secretary.ask(instrumentRoutes.enterStage, {
    ...{ instrument: STANDARDS, stage, outcome: 'held', assembly: null, date: '2009', version: 1 },
    ...{ result: null, counts: NO_COUNTS, source: 'Minutes', certainty: 'high', note: null },
  });

describe('a consultation of 46 members', () => {
  let round: string;
  const comments: string[] = [];
  const anybody = (): Visitor => house.visitor();

  test('invites all at its opening, each by a letter with a link of its own', async () => {
    round = await openRound({ stage: stages[0]!.id, remind: [48, 24], note: 'Please say what is missing.' });
    await deliver(new Date());
    expect(server.taken).toHaveLength(44);
    const letter = read(server.taken.find(({ to }) => to === 'm7@coops.example')!);
    expect(letter).toContain('Please say what is missing.');
    expect(letter).toContain(`https://coops.example/consultations/${round}#`);
    expect(letter.split('* * *')).toHaveLength(3);
    expect(new Set(server.taken.map((one) => read(one))).size).toBe(44);
    const desk = await secretary.do(routes.desk, { consultation: round });
    expect(desk.members.filter(({ reached }) => !reached)).toHaveLength(2);
    expect(desk.members.flatMap(({ letters }) => letters.map(({ outcome }) => outcome)).toSorted()).toEqual([
      ...Array<string>(44).fill('sent'),
      ...Array<string>(2).fill('unknown'),
    ]);
    expect(await enter(stages[0]!.id)).toMatchObject({
      refusal: { code: 'stage.consultation_runs', facts: { until: CLOSES } },
    });
  });

  test('whoever holds the link, speaks for the member, or sits at the desk comments for it; nobody else', async () => {
    const say = (by: Visitor, number: number, more: object = {}) =>
      by.ask(routes.comment, {
        ...{ consultation: round, member: members.get(number)!.id, clause: 'c2', lang: 'en' as const },
        ...{ text: `Member ${number} says so.`, ...more },
      });
    const made = async (asked: ReturnType<typeof say>): Promise<void> => {
      const answer = await asked;
      if (!answer.ok) throw new Error(JSON.stringify(answer.refusal));
      comments.push(answer.value.comment);
    };
    expect(await code(say(anybody(), 7))).toBe('comment.not_member');
    expect(await code(say(anybody(), 8, { code: codeOf(7) }))).toBe('comment.not_member');
    expect(await code(say(anybody(), 7, { code: 'AAAA-AAAA-AAAA' }))).toBe('comment.link_dead');
    expect(await code(say(at.delegates[0]!, 2))).toBe('comment.not_member');
    for (const number of [7, 8, 9, 10, 11])
      await made(say(anybody(), number, { code: codeOf(number), author: `Writer ${number}` }));
    await made(say(at.delegates[0]!, 1, { text: '=HYPERLINK("x")', wording: 'Members alone decide.' }));
    await made(say(at.delegates[1]!, 2, { clause: null }));
    await made(say(secretary, 46));
    await made(say(anybody(), 12, { code: codeOf(12), clause: 'c3', lang: 'fr', text: 'Payé par qui ?' }));
    await made(say(anybody(), 7, { code: codeOf(7), clause: 'c3', text: 'Paid how much?' }));
    // Replaced, withdrawn, and said that there is none: all are answers, and none is deleted.
    const [first] = comments;
    const again = await say(anybody(), 7, { code: codeOf(7), replaces: first, text: 'Better said.' });
    expect(again).toMatchObject({ value: { number: 1, revision: 2 } });
    comments[0] = again.ok ? again.value.comment : '';
    expect(await code(say(anybody(), 7, { code: codeOf(7), replaces: first }))).toBe('comment.not_standing');
    const gone = await say(anybody(), 13, { code: codeOf(13) });
    const withdraw = { comment: gone.ok ? gone.value.comment : '', code: codeOf(13) };
    expect(await code(anybody().ask(routes.withdraw, { ...withdraw, code: codeOf(12) }))).toBe(
      'comment.not_member',
    );
    await anybody().do(routes.withdraw, withdraw);
    const nothing = { consultation: round, member: members.get(14)!.id, code: codeOf(14) };
    await anybody().do(routes.nothing, nothing);
    expect(
      await code(anybody().ask(routes.nothing, { ...nothing, member: members.get(7)!.id, code: codeOf(7) })),
    ).toBe('comment.has_comments');
    const seen = await view(anybody(), round);
    expect(seen).toMatchObject({ invited: 46, answered: 10, counts: { comments: 10, unanswered: 10 } });
    expect(seen.comments.every(({ state, author }) => state === 'stands' && author === null)).toBe(true);
    expect((await view(secretary, round)).comments.map(({ state }) => state).toSorted()).toEqual([
      ...Array<string>(11).fill('stands'),
      ...['superseded', 'withdrawn'],
    ]);
    const own = await anybody().do(routes.enter, { consultation: round, code: codeOf(7) });
    expect(own.speaksFor).toMatchObject([{ member: members.get(7)!.id, answered: true }]);
    expect(own.comments.filter((one) => one.own)).toHaveLength(2);
    expect(own.comments.find(({ author }) => author !== null)).toMatchObject({ author: 'Writer 7' });
  });

  test('reminds those that have not answered, later where the date is moved', async () => {
    const taken = server.taken.length;
    await secretary.do(routes.extend, { consultation: round, closesAt: LATER, reason: 'Holidays' });
    expect(
      await code(secretary.ask(routes.extend, { consultation: round, closesAt: CLOSES, reason: 'X' })),
    ).toBe('consultation.not_later');
    expect(await clock().remindDue(before(CLOSES, 24))).toEqual([]);
    expect(await clock().remindDue(before(LATER, 48))).toEqual([round]);
    await anybody().do(routes.nothing, {
      ...{ consultation: round, member: members.get(15)!.id, code: codeOf(15) },
    });
    // 44 with an address, less 10 that had answered (46 has none), less the one that answered before its letter left.
    expect(await deliver(before(LATER, 47))).toBe(44 - 9 - 1);
    const letters = server.taken.slice(taken);
    expect(letters.map(({ to }) => to)).not.toContain('m7@coops.example');
    expect(letters.map(({ to }) => to)).toContain('m13@coops.example');
    expect(read(letters[0]!)).toContain('has not answered yet');
    expect((await view(anybody(), round)).extensions).toMatchObject([
      { from: CLOSES, to: LATER, reason: 'Holidays' },
    ]);
  });

  test('closes; its stage does not move while one of ten comments is unanswered', async () => {
    expect(await clock().closeDue(new Date())).toEqual([]);
    await secretary.do(routes.close, { consultation: round, reason: 'All have answered.' });
    expect(
      await code(
        anybody().ask(routes.nothing, { consultation: round, member: members.get(16)!.id, code: codeOf(16) }),
      ),
    ).toBe('consultation.over');
    const answer = (comment: string, disposition: 'accepted' | 'partly' | 'rejected' | 'noted') =>
      secretary.ask(routes.dispose, { comment, disposition, reason: `It is ${disposition}.` });
    expect(
      await code(
        at.delegates[0]!.ask(routes.dispose, { comment: comments[0]!, disposition: 'noted', reason: 'X' }),
      ),
    ).toBe('comment.not_answerer');
    for (const comment of comments.slice(0, 9)) expect(await code(answer(comment, 'noted'))).toBeNull();
    // Another answer to the same comment answers no other.
    expect(await code(answer(comments[0]!, 'partly'))).toBeNull();
    expect(await enter(stages[0]!.id)).toMatchObject({
      refusal: { code: 'stage.comments_unanswered', facts: { unanswered: 1 } },
    });
    expect(await secretary.ask(routes.conclude, { consultation: round })).toMatchObject({
      refusal: { code: 'stage.comments_unanswered', facts: { unanswered: 1 } },
    });
    expect(await code(answer(comments[9]!, 'rejected'))).toBeNull();
    const [changed] = (await view(anybody(), round)).comments.filter(({ id }) => id === comments[0]);
    expect(changed!.dispositions.map(({ disposition }) => disposition)).toEqual(['partly', 'noted']);
    await secretary.do(routes.conclude, { consultation: round });
    const path = await anybody().do(instrumentRoutes.instrument, { instrument: STANDARDS });
    expect(path.stages.map(({ state }) => state)).toEqual(['done', 'current', 'pending']);
    expect(path.stages[0]).toMatchObject({ outcome: 'held', enteredFromSource: false, version: 1 });
    expect(await code(secretary.ask(routes.conclude, { consultation: round }))).toBe('stage.decided');
  });

  test('a wording becomes an amendment, and is taken into a draft; each leads to the comment', async () => {
    const [proposed] = (await view(anybody(), round)).comments.filter(({ wording }) => wording !== null);
    const { motion } = await secretary.do(motionRoutes.submit, {
      ...{ assembly: at.assembly, titles: { en: 'To approve in substance' } },
      about: { kind: 'stage', instrument: STANDARDS, stage: stages[1]!.id, version: 1 },
    });
    const moved = await secretary.do(routes.moveAmendment, {
      ...{ comment: proposed!.id, to: motion, titles: { en: 'Members alone' } },
    });
    expect(moved.label).toBe('1-A1');
    expect(await anybody().do(routes.ofMotion, { motion: moved.motion })).toMatchObject({
      comments: [{ id: proposed!.id, consultation: round, number: proposed!.number }],
    });
    const { draft } = await secretary.do(draftRoutes.beginDraft, {
      ...{ instrument: STANDARDS, name: 'Next', parent: 1 },
    });
    await secretary.do(routes.takeIntoDraft, { comment: proposed!.id, draft });
    const { texts } = await secretary.do(draftRoutes.draft, { draft });
    expect(texts.en!.map(({ text }) => text)).toContain('Members alone decide.');
    expect(texts.fr!.map(({ text }) => text)).toContain('Les membres décident.');
    expect(await secretary.do(routes.ofDraft, { draft })).toMatchObject({ comments: [{ id: proposed!.id }] });
    const seen = (by: Visitor) =>
      view(by, round).then(({ comments: all }) => all.find(({ id }) => id === proposed!.id)!.uses);
    expect(await seen(secretary)).toMatchObject([
      { kind: 'amendment', motion: moved.motion, label: '1-A1' },
      { kind: 'draft', draft, label: 'Next' },
    ]);
    expect((await seen(anybody()))[1]).toMatchObject({ kind: 'draft', draft: null });
  });

  test('its table is a CSV without formulas and a tagged PDF; who took part is told by region', async () => {
    const csv = await (await anybody().fetch(`/api/consultations/${round}/comments.csv`)).text();
    const rows = parse(csv, { columns: true, bom: true }) as unknown as Record<string, string>[];
    expect(rows.filter((row) => row['disposition'] !== 'no_comments')).toHaveLength(10);
    expect(rows.filter((row) => row['disposition'] === 'no_comments')).toHaveLength(2);
    expect(rows.find((row) => row['wording'] !== '')).toMatchObject({
      ...{ text: `'=HYPERLINK("x")`, wording: 'Members alone decide.', clause_number: '1' },
      ...{ disposition: 'noted', reason: 'It is noted.', became: '1-A1; Next' },
    });
    const response = await anybody().fetch(`/api/consultations/${round}/comments.pdf?lang=fr`);
    expect(response.headers.get('content-type')).toBe('application/pdf');
    const pdf = readPdf(Buffer.from(await response.arrayBuffer()));
    expect(pdf).toMatchObject({ lang: 'fr', tagged: true });
    const texts = (tag: string) => tagsOf(pdf.root, tag).map(({ text }) => text);
    expect(texts('H1')).toEqual(['Observations et suites données']);
    expect(texts('H2')).toEqual(
      expect.arrayContaining([
        'Participation',
        'L’ensemble du texte',
        'Article 1',
        'Article 2',
        'Aucune observation',
      ]),
    );
    expect(tagsOf(pdf.root, 'Table')).not.toHaveLength(0);
    expect(texts('TD').join(' ')).toContain('Payé par qui ?');
    expect(texts('TD').join(' ')).toContain('Acceptée en partie It is partly.');
    const { participation } = await view(anybody(), round);
    expect(participation.at(-1)).toMatchObject({ region: null });
    expect(participation.reduce((sum, { invited }) => sum + invited, 0)).toBe(46);
    expect(participation.reduce((sum, { answered }) => sum + answered, 0)).toBe(11);
  });
});

describe('a consultation for the secretariat alone', () => {
  test('shows nobody else a comment before its close, in the record neither; drafters see it then', async () => {
    const round = await openRound({
      visibility: 'secretariat',
      members: [1, 2].map((one) => members.get(one)!.id),
    });
    const { comment } = await at.delegates[0]!.do(routes.comment, {
      ...{
        consultation: round,
        member: members.get(1)!.id,
        clause: 'c2',
        lang: 'en',
        text: 'In confidence.',
      },
    });
    const { comment: gone } = await at.delegates[0]!.do(routes.comment, {
      ...{ consultation: round, member: members.get(1)!.id, clause: 'c3', lang: 'en', text: 'A slip.' },
    });
    await at.delegates[0]!.do(routes.withdraw, { comment: gone });
    await register(house, 'body-chair', { office: 'chair', body: BODY });
    const chair = await signedIn(house, 'body-chair');
    const told = async (by: Visitor) => {
      const { entries } = await by.do(recordRoutes.record, { limit: 200 });
      const about = entries.filter(({ subject }) =>
        [comment, gone].some((id) => subject === `comment:${id}`),
      );
      return about.map(({ bytes }) => bytes !== null);
    };
    for (const by of [house.visitor(), at.delegates[1]!, chair]) {
      const seen = await view(by, round);
      expect(seen).toMatchObject({ comments: [], counts: null, answered: 1 });
      expect(await told(by)).toEqual([false, false, false]);
      expect(await (await by.fetch(`/api/consultations/${round}/comments.csv`)).text()).not.toContain(
        'confidence',
      );
    }
    expect((await view(at.delegates[0]!, round)).comments).toHaveLength(2);
    expect((await view(secretary, round)).comments).toHaveLength(2);
    expect(await told(secretary)).toEqual([true, true, true]);
    await house.source.query(
      'UPDATE consultation SET closes_at = now(), opens_at = opened_at WHERE id = $1',
      [round],
    );
    await clock().closeDue(new Date(Date.now() + 1_000));
    expect((await view(house.visitor(), round)).phase).toBe('closed');
    expect((await view(house.visitor(), round)).comments).toMatchObject([
      { id: comment, text: 'In confidence.' },
    ]);
    // What did not stand stays withheld.
    expect(await told(house.visitor())).toEqual([false, false, true]);
  });

  test('what cannot be is refused', async () => {
    const ask = (more: object) =>
      code(
        secretary.ask(routes.open, {
          ...{ instrument: STANDARDS, body: BODY, version: 1, visibility: 'all', closesAt: CLOSES, ...more },
        }),
      );
    expect(await ask({ version: 9 })).toBe('version.unknown');
    expect(await ask({ closesAt: '2020-01-01T00:00:00Z' })).toBe('consultation.dates');
    expect(await ask({ stage: stages[1]!.id })).toBe('consultation.stage_kind');
    expect(await ask({ classes: ['guest'] })).toBe('consultation.nobody');
    expect(await ask({ remind: [8_000], closesAt: new Date(Date.now() + 3_600_000).toISOString() })).toBe(
      'consultation.remind_past',
    );
    const planned = await openRound({ opensAt: '2099-01-01T00:00:00Z' });
    expect(
      await code(at.delegates[0]!.ask(routes.nothing, { consultation: planned, member: members.get(1)!.id })),
    ).toBe('consultation.not_open');
    const { links } = await secretary.do(routes.links, {
      consultation: planned,
      members: [members.get(45)!.id],
    });
    expect(links[0]!.url).toContain(`/consultations/${planned}#`);
    expect(
      await code(house.visitor().ask(routes.enter, { consultation: planned, code: links[0]!.code })),
    ).toBeNull();
    await secretary.do(routes.links, { consultation: planned, members: [members.get(45)!.id] });
    expect(
      await code(house.visitor().ask(routes.enter, { consultation: planned, code: links[0]!.code })),
    ).toBe('comment.link_dead');
  });
});
