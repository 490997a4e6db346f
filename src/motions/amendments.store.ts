import type { EntityManager } from 'typeorm';
import type { Lang } from '../basics/fields.js';
import { must } from '../basics/must.js';
import { versionTexts } from '../instruments/instruments.store.js';
import type { Operation } from '../instruments/operations.js';
import { amendedTexts, type Texts, type Wordings } from '../instruments/wordings.js';
import { effective, type Amended, type WordedAmendment } from './amendment.js';
import type { Motion } from './motion.js';
import type { MotionView, ProposalView } from './motions.contract.js';
import { loadMotion, motionViews, PROPOSAL } from './motions.store.js';

type Tx = EntityManager;

/** What amendments change in the version that each is on, by motion. */
export async function wordingsOf(tx: Tx, motions: readonly string[]): Promise<Map<string, Wordings>> {
  const rows: { motion: string; lang: Lang; operations: Operation[] }[] =
    motions.length === 0
      ? []
      : await tx.query(
          `SELECT w.motion, w.lang, w.operations FROM motion_wording w
           JOIN motion m ON m.id = w.motion AND m.about -> 'changes' ->> 'hash' = w.version
           WHERE w.motion = ANY($1) ORDER BY w.revision, w.lang`,
          [motions],
        );
  const found = new Map<string, Partial<Record<Lang, readonly Operation[]>>>();
  for (const { motion, lang, operations } of rows)
    found.set(motion, { ...found.get(motion), [lang]: operations });
  return found;
}

/**
 * What a motion on a version, or an amendment to one, changes: the version that the motion is about now, or what the amended
 * amendment makes of that. Null: it is on no version, or the amended amendment is on an older one.
 */
export async function baseOf(tx: Tx, { about }: Motion): Promise<Omit<Amended, 'seen'> | null> {
  if (about.kind === 'stage') {
    const version = await versionTexts(tx, about.instrument, about.version);
    return version && { version: about.version, ...version };
  }
  if (about.kind !== 'amendment' || !about.changes) return null;
  const target = await loadMotion(tx, about.to);
  return target && made(tx, target);
}

/** What stands once a motion is adopted, as amendments to it change it. */
async function made(tx: Tx, motion: Motion): Promise<Omit<Amended, 'seen'> | null> {
  const base = await baseOf(tx, motion);
  if (!base || motion.about.kind === 'stage') return base;
  if (motion.about.kind !== 'amendment' || motion.about.changes?.version !== base.version) return null;
  const texts = amendedTexts(base.texts, (await wordingsOf(tx, [motion.id])).get(motion.id) ?? {});
  return texts.ok ? { ...base, texts: texts.value } : null;
}

/** The same for a new amendment whose mover saw version `seen`. */
export async function madeBy(tx: Tx, motion: Motion, seen: number | null): Promise<Amended | null> {
  const base = await made(tx, motion);
  if (!base) return null;
  if (seen === null || seen === base.version) return { ...base, seen: base.texts };
  const older = motion.about.kind === 'stage' ? await versionTexts(tx, motion.about.instrument, seen) : null;
  return { ...base, seen: older?.texts ?? null };
}

export interface Amendments {
  readonly instrument: string;
  readonly version: number;
  readonly texts: Texts;
  /** Of the first and second degree, in the order in which they came. */
  readonly all: readonly (WordedAmendment & {
    readonly to: string;
    readonly poll: string | null;
    readonly view: MotionView;
  })[];
}

/** The amendments to a motion on a version with what they change; null where it is no such motion. */
export async function amendmentsTo(tx: Tx, id: string): Promise<Amendments | null> {
  const motion = await loadMotion(tx, id);
  const base = motion && (await baseOf(tx, motion));
  if (!motion || !base || motion.about.kind !== 'stage') return null;
  const views = await motionViews(tx, { assembly: motion.assembly });
  const first = views.filter(({ about }) => about.kind === 'amendment' && about.to === id && about.changes);
  const firsts = new Set(first.map((one) => one.id));
  const second = views.filter(({ about }) => about.kind === 'amendment' && firsts.has(about.to));
  const own = [...first, ...second];
  const wordings = await wordingsOf(
    tx,
    own.map((one) => one.id),
  );
  return {
    instrument: motion.about.instrument,
    version: base.version,
    texts: base.texts,
    all: own.map((view) => {
      const { id: amendment, label, about, state, parent, polls } = view;
      return {
        motion: { id: amendment, label, about, state },
        wordings: wordings.get(amendment) ?? {},
        to: must(parent, 'motion that is amended'),
        poll: state === 'adopted' ? (polls[0] ?? null) : null,
        view,
      };
    }),
  };
}

/** What an assembly has adopted of the amendments to a motion on a version and its text does not contain yet, by label. */
export async function adoptedAmendments(
  tx: Tx,
  motion: string,
): Promise<
  | (Omit<Amendments, 'all'> & {
      readonly adopted: readonly { key: string; motion: string; poll: string | null; wordings: Wordings }[];
    })
  | null
> {
  const found = await amendmentsTo(tx, motion);
  const main = await loadMotion(tx, motion);
  if (!found || !main) return null;
  const { all, ...rest } = found;
  const current = all.filter(
    ({ motion: { about } }) => about.kind === 'amendment' && about.changes?.version === rest.version,
  );
  const stands = effective(rest.texts, current);
  if (!stands.ok) throw new Error(`${stands.refusal.code} in what was adopted`);
  return {
    ...rest,
    adopted: stands.value
      .filter((one) => one.motion.state === 'adopted' && !main.amendedBy.includes(one.motion.id))
      .map((one) => ({
        ...{ key: one.motion.label, motion: one.motion.id, wordings: one.wordings },
        poll: must(
          all.find((each) => each.motion.id === one.motion.id),
          'poll of the motion',
        ).poll,
      })),
  };
}

/** Every proposal on some motions, the newest first. */
export async function proposalsOn(
  tx: Tx,
  motions: readonly string[],
): Promise<Map<string, (ProposalView & { wordings: Wordings | null })[]>> {
  const rows: { motion: string; proposal: ProposalView; wordings: Wordings | null }[] = await tx.query(
    `SELECT p.motion, ${PROPOSAL} AS proposal, p.wordings FROM motion_proposal p WHERE p.motion = ANY($1)
     ORDER BY p.at DESC, p.id DESC`,
    [motions],
  );
  const found = new Map<string, (ProposalView & { wordings: Wordings | null })[]>(
    motions.map((motion) => [motion, []]),
  );
  for (const { motion, proposal, wordings } of rows)
    must(found.get(motion), 'proposals on the motion').push({ ...proposal, wordings });
  return found;
}
