import type { EntityManager } from 'typeorm';
import { ok, refuse, type Result } from '../basics/result.js';
import { spokenFor } from '../assemblies/presence.store.js';
import { draftSummaries } from '../drafting/drafting.store.js';
import { slipCodeHash } from '../people/people.acts.js';
import type { Speaking } from './comment.js';
import {
  commentViews,
  extensionsOf,
  participationOf,
  roundSummaries,
  speakingFor,
} from './comments.store.js';
import { takesComments, type Round } from './consultation.js';
import type { RoundView } from './consultations.contract.js';
import { linkedMember } from './consultations.store.js';

type Tx = EntityManager;

/**
 * For whom a visitor speaks in a round: as in the body's latest assembly, and whoever brings a member's code for that member.
 * Refusal: `comment.link_dead`: the code is nobody's.
 */
export async function speakingIn(
  tx: Tx,
  { id, body }: Pick<Round, 'id' | 'body'>,
  { person, code }: { person: string | null; code?: string | undefined },
): Promise<Result<Speaking>> {
  const linked = code === undefined ? null : await linkedMember(tx, id, slipCodeHash(code));
  if (code !== undefined && linked === null) return refuse('comment.link_dead');
  return ok({ linked, speaksFor: (await spokenFor(tx, body, person)).map(({ member }) => member) });
}

/** Whether somebody answers as a drafter: writes in an open draft of the instrument, and may see what is to be answered. */
export async function draftsIn(
  tx: Tx,
  { instrument, visibility, closed }: Pick<Round, 'instrument' | 'visibility' | 'closed'>,
  person: string | null,
): Promise<boolean> {
  if (person === null || (visibility === 'secretariat' && !closed)) return false;
  const drafts = await draftSummaries(tx, { id: null, person });
  return drafts.some((one) => one.mine && one.state === 'open' && one.instrument.id === instrument);
}

/** Who reads a round: `runs` says whether they are the secretariat of a body. */
export interface RoundReader {
  readonly person: string | null;
  readonly code?: string | undefined;
  readonly runs: (body: string) => boolean;
  readonly now: Date;
}

/** A round as somebody sees it; null where there is none. Refusal: `comment.link_dead`. */
export async function roundView(
  tx: Tx,
  id: string,
  { person, code, runs, now }: RoundReader,
): Promise<Result<RoundView> | null> {
  const [summary] = await roundSummaries(
    tx,
    { consultation: id },
    { now, sees: ({ visibility, closed, body }) => visibility === 'all' || closed || runs(body) },
  );
  if (!summary) return null;
  const { instrument, visibility, phase, opensAt, closesAt } = summary;
  const speaking = await speakingIn(tx, { id, body: summary.body.id }, { person, code });
  if (!speaking.ok) return speaking;
  const { linked, speaksFor } = speaking.value;
  const desk = runs(summary.body.id);
  const closed = phase === 'closed';
  const members = [...speaksFor, ...(linked === null ? [] : [linked])];
  const drafter = await draftsIn(tx, { instrument, visibility, closed }, person);
  const open = takesComments({ opensAt, closesAt, closed }, now.toISOString()).ok;
  const sees = desk || drafter ? 'all' : visibility === 'all' || closed ? 'standing' : 'own';
  return ok({
    ...summary,
    participation: await participationOf(tx, id),
    extensions: await extensionsOf(tx, id),
    comments: await commentViews(tx, id, { sees, members, running: open }),
    speaksFor: open ? await speakingFor(tx, id, members) : [],
    ...{ desk, mayAnswer: desk || drafter },
  });
}
