import type { z } from 'zod';
import { blobOf, type Event } from '../basics/event.js';
import { ofType } from '../basics/event.js';
import { ok, refuse, type Result } from '../basics/result.js';
import { first, must } from '../basics/must.js';
import { assemblyPlace, lockAssembly } from '../assemblies/assemblies.store.js';
import { bodyPlace, memberNames, membersOn } from '../bodies/bodies.store.js';
import { open as stillOpen, saved } from '../drafting/draft.js';
import {
  draftPlace,
  draftSummaries,
  keepText,
  latestText,
  loadDraft,
  versionTexts,
} from '../drafting/drafting.store.js';
import { act, freshId, type Tx } from '../house/perform.js';
import type { Visitor } from '../access/visitor.js';
import type { Rooms } from '../house/rooms.js';
import { loadInstrument } from '../instruments/instruments.store.js';
import { SUBMIT } from '../motions/motions.acts.js';
import type { MotionsEvent } from '../motions/motions.contract.js';
import { loadMotion, motionPlace } from '../motions/motions.store.js';
import { submit, type Submit } from '../motions/submission.js';
import { slipCode, slipCodeHash } from '../people/people.acts.js';
import {
  changesOf,
  comment,
  dispose,
  nothing,
  takenUp,
  withdraw,
  type Commenting,
  type OnComment,
} from './comment.js';
import { close, conclude, extend, openRound, remind, type Round } from './consultation.js';
import type { consultationRoutes as routes, ConsultationsEvent } from './consultations.contract.js';
import {
  commentPlace,
  keepCode,
  loadComments,
  loadRound,
  nextNumber,
  planReminders,
  roundPlace,
  textsOf,
} from './consultations.store.js';
import { dueReminders, layLetters, silentMembers } from './letters.store.js';
import { draftsIn, speakingIn } from './speaking.store.js';

type In<R extends { input: z.ZodType }> = z.infer<R['input']>;

/** A membership that is over is asked no more. */
const today = (): string => new Date().toISOString().slice(0, 10);

/** `mail`: the house sends letters itself; `origin`: where it is. */
type Open = In<typeof routes.open> & { mail: boolean; origin: string };

export const OPEN_ROUND = act({
  act: 'consultation.open',
  place: (tx, { body }: Open) => bodyPlace(tx, body),
  load: async (tx, { instrument: id, body, remind: hours, mail }) => {
    if (hours.length > 0 && !mail) return refuse('consultation.no_mail');
    const instrument = await loadInstrument(tx, id);
    if (!instrument) return refuse('not_found');
    return ok({ instrument, members: await membersOn(tx, body, today()) });
  },
  decide: openRound,
  after: async (tx, { state: { members }, command: { remind: hours, mail, origin }, events, context }) => {
    if (!mail) return;
    const [{ data, blobs }] = ofType(events as ConsultationsEvent[], 'consultation.opened') as [
      Extract<ConsultationsEvent, { type: 'consultation.opened' }>,
    ];
    const { consultation, opensAt, closesAt } = data;
    await planReminders(tx, consultation, { hours, closesAt, origin });
    const invited = new Set(JSON.parse(blobOf({ blobs }, 'members')) as string[]);
    const to = members.map(({ id }) => id).filter((id) => invited.has(id));
    const due = new Date(opensAt);
    await layLetters(tx, to, { consultation, hours: null, origin, due, id: context.id });
  },
  reply: ({ events }) => {
    const [opened] = ofType(events as ConsultationsEvent[], 'consultation.opened');
    const { consultation, invited } = must(opened, 'event of the act').data;
    return { consultation, invited };
  },
});

const onRound = async (tx: Tx, { consultation }: { consultation: string }): Promise<Result<Round>> => {
  const round = await loadRound(tx, consultation);
  return round ? ok(round) : refuse('not_found');
};

const placeOf = (tx: Tx, { consultation }: { consultation: string }) => roundPlace(tx, consultation);

export const EXTEND_ROUND = act({
  act: 'consultation.run',
  place: (tx, command: In<typeof routes.extend>) => placeOf(tx, command),
  load: (tx, command) => onRound(tx, command),
  decide: extend,
  reply: () => ({}),
});

export const CLOSE_ROUND = act({
  act: 'consultation.run',
  place: (tx, command: { consultation: string; reason: string | null }) => placeOf(tx, command),
  load: (tx, command) => onRound(tx, command),
  decide: close,
  reply: () => ({}),
});

/** Passes the stage of a round, once all is answered. */
export const CONCLUDE_ROUND = act({
  act: 'consultation.run',
  place: (tx, command: In<typeof routes.conclude>) => placeOf(tx, command),
  load: async (tx, command) => {
    const round = await loadRound(tx, command.consultation);
    if (!round) return refuse('not_found');
    return ok({ round, instrument: must(await loadInstrument(tx, round.instrument), 'instrument') });
  },
  decide: ({ round, instrument }, _command, { at }) => conclude(round, instrument, { day: at.slice(0, 10) }),
  reply: () => ({}),
});

/** The house's own: reminds those that have not answered. */
export const REMIND_ROUND = act({
  act: 'consultation.run',
  place: (tx, command: { consultation: string; now: Date }) => placeOf(tx, command),
  load: async (tx, { consultation, now }) => {
    const round = await loadRound(tx, consultation);
    if (!round) return refuse('not_found');
    return ok({ round, due: await dueReminders(tx, consultation, now) });
  },
  decide: ({ round, due }, { now }) =>
    remind(
      round,
      due.map(({ hours }) => hours),
      { at: now.toISOString() },
    ),
  after: async (tx, { state: { round, due }, command: { now }, events, context }) => {
    const [reminded] = ofType(events as ConsultationsEvent[], 'consultation.reminded');
    const { hours } = must(reminded, 'event of the act').data;
    const { origin } = must(
      due.find((one) => one.hours === hours),
      'reminder',
    );
    const to = await silentMembers(tx, round.id);
    await layLetters(tx, to, { consultation: round.id, hours, origin, due: now, id: context.id });
  },
  reply: () => ({}),
});

/** Makes links; the house keeps only the codes' hashes. Refusal: `comment.not_invited`. */
export const ISSUE_ROUND_LINKS = act({
  act: 'consultation.run',
  place: (tx, command: In<typeof routes.links> & { origin: string }) => placeOf(tx, command),
  load: async (tx, { consultation, members }) => {
    const round = await loadRound(tx, consultation);
    if (!round) return refuse('not_found');
    const asked = [...new Set(members)];
    if (asked.some((member) => !round.members.includes(member))) return refuse('comment.not_invited');
    const names = new Map((await memberNames(tx, round.body)).map(({ member, name }) => [member, name]));
    return ok({
      round,
      links: asked.map((member) => ({
        member,
        name: must(names.get(member), 'name of the member'),
        code: slipCode(),
      })),
    });
  },
  decide: ({ round, links }) =>
    ok(
      links.map(({ member }): ConsultationsEvent => ({
        type: 'consultation.linked',
        subject: { consultation: round.id, instrument: round.instrument },
        data: { consultation: round.id, member },
      })),
    ),
  after: async (tx, { state: { round, links } }) => {
    for (const { member, code } of links)
      await keepCode(tx, { consultation: round.id, member, codeHash: slipCodeHash(code) }, { alone: true });
  },
  reply: ({ state: { round, links }, command: { origin } }) => ({
    links: links.map((one) => ({ ...one, url: linkOf({ origin, consultation: round.id, code: one.code }) })),
  }),
});

/** The address of a round with a member's code behind the sign that browsers send to nobody. */
export const linkOf = ({
  origin,
  consultation,
  code,
}: {
  origin: string;
  consultation: string;
  code: string;
}) => `${origin}/consultations/${consultation}#${code}`;

async function commenting(
  tx: Tx,
  { consultation, member, code }: { consultation: string; member: string; code?: string | undefined },
  { person }: Visitor,
): Promise<Result<Commenting>> {
  const round = await loadRound(tx, consultation);
  if (!round) return refuse('not_found');
  const speaking = await speakingIn(tx, round, { person, code });
  if (!speaking.ok) return speaking;
  return ok({
    ...{ round, speaking: speaking.value },
    texts: await textsOf(tx, round),
    own: await loadComments(tx, { consultation, member }),
    next: await nextNumber(tx, consultation),
  });
}

const made = (events: readonly Event[]) =>
  first(ofType(events as readonly ConsultationsEvent[], 'comment.made')).data;

export const COMMENT = act({
  act: 'comment.make',
  place: (tx, command: In<typeof routes.comment>) => placeOf(tx, command),
  load: (tx, command, visitor) => commenting(tx, command, visitor),
  decide: comment,
  reply: ({ events }) => {
    const { comment: id, number, revision } = made(events);
    return { comment: id, number: must(number, 'number of the comment'), revision };
  },
});

export const SAY_NOTHING = act({
  act: 'comment.make',
  place: (tx, command: In<typeof routes.nothing>) => placeOf(tx, command),
  load: (tx, command, visitor) => commenting(tx, command, visitor),
  decide: (state, command, context) =>
    nothing(state, { ...command, lang: first([...state.texts.keys()]) }, context),
  reply: ({ events }) => ({ comment: made(events).comment }),
});

async function onComment(
  tx: Tx,
  { comment: id, code }: { comment: string; code?: string | undefined },
  { person }: Visitor,
): Promise<Result<OnComment>> {
  const found = first(await loadComments(tx, { comment: id }));
  const round = must(await loadRound(tx, found.consultation), 'round');
  const speaking = await speakingIn(tx, round, { person, code });
  if (!speaking.ok) return speaking;
  // Under the lock.
  const said = first(await loadComments(tx, { comment: id }));
  return ok({ round, comment: said, speaking: speaking.value });
}

export const WITHDRAW_COMMENT = act({
  act: 'comment.make',
  place: (tx, command: In<typeof routes.withdraw>) => commentPlace(tx, command.comment),
  load: (tx, command, visitor) => onComment(tx, command, visitor),
  decide: (state, _command, context) => withdraw(state, context),
  reply: () => ({}),
});

export const DISPOSE = act({
  act: 'comment.dispose',
  place: (tx, command: In<typeof routes.dispose>) => commentPlace(tx, command.comment),
  load: async (tx, command, visitor) => {
    const on = await onComment(tx, { comment: command.comment }, visitor);
    if (!on.ok) return on;
    return ok({ ...on.value, drafter: await draftsIn(tx, on.value.round, visitor.person) });
  },
  decide: dispose,
  reply: () => ({}),
});

/** Whether somebody may see what is not public yet. */
const withheld = (round: Round): boolean => round.visibility === 'secretariat' && !round.closed;

type Move = In<typeof routes.moveAmendment>;

/** The submission that moves a comment's wording. Refusals: those of `changesOf`, `comment.withheld`, `comment.other_text`. */
async function moving(tx: Tx, { comment: id, to, titles }: Move, visitor: Visitor, rooms: Rooms) {
  if (!(await commentPlace(tx, id))) return refuse('not_found');
  const motion = must(await loadMotion(tx, to), 'motion');
  await lockAssembly(tx, motion.assembly);
  const on = await onComment(tx, { comment: id }, visitor);
  if (!on.ok) return on;
  const { round, comment: said } = on.value;
  if (withheld(round)) return refuse('comment.withheld');
  if (motion.about.kind !== 'stage' || motion.about.instrument !== round.instrument)
    return refuse('comment.other_text');
  const operations = changesOf(said, (await textsOf(tx, round)).get(said.lang) ?? []);
  if (!operations.ok) return operations;
  const [name] = (await memberNames(tx, round.body)).filter(({ member }) => member === said.member);
  const { body } = must(await assemblyPlace(tx, motion.assembly), 'place of the assembly');
  const here = (await memberNames(tx, must(body, 'body'))).some(({ member }) => member === said.member);
  const command: Submit = {
    ...{
      assembly: motion.assembly,
      titles,
      about: { kind: 'amendment', to, text: must(said.text, 'text of the comment') },
    },
    changes: { version: round.version, wordings: { [said.lang]: operations.value } },
    ...{
      item: null,
      mover: must(name, 'member').name,
      member: here ? said.member : null,
      sponsors: [],
      majority: null,
    },
  };
  const submission = await SUBMIT.load(tx, command, visitor, rooms);
  return submission.ok ? ok({ on: on.value, submission: submission.value, command }) : submission;
}

/** Submits a proposed wording as an amendment in the member's name, and notes that at the comment. */
export const MOVE_AMENDMENT = act({
  act: 'motion.submit',
  place: (tx, { to }: Move) => motionPlace(tx, to),
  load: moving,
  decide: ({ on, submission, command }, { to: _ }, context) => {
    const submitted = submit(submission, command, context);
    if (!submitted.ok) return submitted;
    const { motion, label } = submittedOf(submitted.value);
    const into = { kind: 'amendment' as const, motion, draft: null, label };
    return ok<readonly Event[]>([...submitted.value, takenUp(on.round, on.comment, into)]);
  },
  reply: ({ events }) => submittedOf(events as MotionsEvent[]),
});

function submittedOf(events: readonly MotionsEvent[]): { motion: string; label: string } {
  const { motion, label } = first(ofType(events, 'motion.submitted')).data;
  return { motion, label };
}

type Take = In<typeof routes.takeIntoDraft>;

/** What taking a wording into a draft makes of it. Refusals: `comment.other_text`, `comment.withheld`, `comment.conflicts`, those of `changesOf` and `saved`. */
async function taking(tx: Tx, { comment: id, draft: into }: Take, visitor: Visitor) {
  const draft = await loadDraft(tx, into);
  const mine = visitor.house !== undefined || draft?.drafters.includes(visitor.person ?? '');
  if (!draft || !mine || !(await commentPlace(tx, id))) return refuse('not_found');
  const still = stillOpen(draft);
  if (!still.ok) return still;
  const on = await onComment(tx, { comment: id }, visitor);
  if (!on.ok) return on;
  const { round, comment: said } = on.value;
  if (withheld(round)) return refuse('comment.withheld');
  if (round.instrument !== draft.instrument) return refuse('comment.other_text');
  const { instrument, version: number } = round;
  const base = must(
    await versionTexts(tx, { instrument, number, languages: draft.languages }),
    'texts of the version',
  );
  const changes = changesOf(said, base[said.lang] ?? []);
  if (!changes.ok) return changes;
  const now = must(await latestText(tx, draft), 'text of the draft');
  const done = saved({ base, now: now.texts }, { lang: said.lang, operations: changes.value });
  if (!done.ok) return done;
  if (done.value.held.length > 0) return refuse('comment.conflicts');
  const [summary] = await draftSummaries(tx, { id: into, person: visitor.person });
  return ok({
    ...on.value,
    draft,
    name: must(summary, 'draft').name,
    revision: now.revision + 1,
    texts: done.value.texts,
  });
}

/** Takes a proposed wording into a draft, and notes that at the comment. */
export const TAKE_INTO_DRAFT = act({
  act: 'draft.write',
  place: (tx, { draft }: Take) => draftPlace(tx, draft),
  load: taking,
  decide: ({ round, comment: said, draft, name }) =>
    ok([takenUp(round, said, { kind: 'draft', motion: null, draft: draft.id, label: name })]),
  after: (tx, { state: { draft, revision, texts }, context }) => {
    const outcome = { renamed: {}, held: [], asSent: true };
    return keepText(tx, { draft: draft.id, revision, texts, save: freshId(), outcome }, context);
  },
  reply: ({ state: { revision } }) => ({ revision }),
});
