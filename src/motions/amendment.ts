import type { z } from 'zod';
import { canonical, sha256Hex, type Json } from '../basics/canonical.js';
import type { Context } from '../basics/event.js';
import type { Lang } from '../basics/fields.js';
import { ok, refuse, type Result } from '../basics/result.js';
import { must } from '../basics/must.js';
import { amendedAmendment, carried } from '../instruments/merge.js';
import type { Operation } from '../instruments/operations.js';
import { amendedTexts, textIn, type Texts, type Wordings } from '../instruments/wordings.js';
import { eventOf, isOver, may, subjectOf, type Motion } from './motion.js';
import type { amendmentRoutes } from './amendments.contract.js';
import type { MotionsEvent } from './motions.contract.js';

/** What an amendment changes: a version, or what another amendment makes of it. */
export interface Amended {
  readonly version: number;
  /** The version's. */
  readonly hash: string;
  /** In the authentic languages of the version; of an amendment, in those in which it is worded. */
  readonly texts: Texts;
  /** The version that was before the mover where that is an older one; null where it is none of this instrument. */
  readonly seen: Texts | null;
}

/** The operations as canonical JSON `{v: 1, version, lang, operations}`, whose SHA-256 the record names. */
const wordingText = (version: string, lang: Lang, operations: readonly Operation[]): string =>
  canonical({ v: 1, version, lang, operations: operations as unknown as Json });

/**
 * The wordings of an amendment to `from` carried forward to `to`, where what they concern did not change. Refusals:
 * `amendment.lang_unknown` {lang}, `amendment.outdated` {lang, clauses}.
 */
export function carriedTexts(wordings: Wordings, { from, to }: { from: Texts; to: Texts }): Result<Wordings> {
  const forward: Partial<Record<Lang, readonly Operation[]>> = {};
  for (const [key, operations] of Object.entries(wordings)) {
    const lang = key as Lang;
    const [before, after] = [from[lang], to[lang]];
    if (!before || !after) return refuse('amendment.lang_unknown', { lang });
    const fits = carried(operations, { from: before, to: after });
    if (!fits.ok) return refuse(fits.refusal.code, { ...fits.refusal.facts, lang });
    forward[lang] = fits.value;
  }
  return ok(forward);
}

/**
 * The wordings of a submitted amendment. What amends a version says which clauses it changes and how; one to an older
 * version is carried forward. Refusals: `amendment.no_version`, `amendment.changes_needed`, `version.unknown` {number},
 * `amendment.outdated` {lang, clauses}, those of `amendedTexts`.
 */
export function wordedOf(
  amended: Amended | null,
  {
    about,
    changes,
  }: { about: { kind: string }; changes?: { version: number; wordings: Wordings } | undefined },
): Result<Wordings> {
  if (about.kind !== 'amendment' || !amended) return changes ? refuse('amendment.no_version') : ok({});
  if (!changes) return refuse('amendment.changes_needed');
  const { seen, texts } = amended;
  if (!seen) return refuse('version.unknown', { number: changes.version });
  let { wordings } = changes;
  if (changes.version !== amended.version) {
    const forward = carriedTexts(wordings, { from: seen, to: texts });
    if (!forward.ok) return forward;
    wordings = forward.value;
  }
  const made = amendedTexts(texts, wordings);
  return made.ok ? ok(wordings) : made;
}

/** One event a language, with its operations. */
export const wordOf = (
  motion: Pick<Motion, 'id' | 'assembly' | 'about'>,
  wordings: Wordings,
  amended: Pick<Amended, 'hash'> | null,
): MotionsEvent[] =>
  Object.entries(wordings).map(([key, operations]): MotionsEvent => {
    const lang = key as Lang;
    const { hash } = must(amended, 'text that is amended');
    const wording = wordingText(hash, lang, operations);
    return {
      type: 'motion.worded',
      subject: subjectOf(motion),
      data: {
        ...{ motion: motion.id, lang, version: hash },
        ...{ hash: sha256Hex(wording), operations: operations.length },
      },
      blobs: { wording },
    };
  });

/** An amendment is on another version from now on. */
export const carry = (
  motion: Pick<Motion, 'id' | 'assembly' | 'about'>,
  { version, hash }: Pick<Amended, 'version' | 'hash'>,
) => eventOf('motion.carried', motion, { version, hash });

/** What an act on an amendment's wording sees. */
export interface WordingState {
  readonly motion: Motion;
  readonly speaksFor: readonly string[];
  /** On the version that its motion is about now. */
  readonly amended: Amended | null;
  /** On the version that the amendment is on. */
  readonly wordings: Wordings;
}

/**
 * Words an amendment in a language, by its mover or for it. Once it is tabled only what is missing is added: what was before
 * the assembly stays, unless the text has moved to a later version and it could not be carried there. Refusals: `motion.wrong_state`, `motion.not_yours`, `amendment.no_version`, `amendment.worded`
 * {lang}, those of `amendedTexts`.
 */
export function word(
  { motion, speaksFor, amended, wordings }: WordingState,
  { lang, operations }: { lang: Lang; operations: readonly Operation[] },
  { actor }: Context,
): Result<MotionsEvent[]> {
  const allowed = may(motion, 'word');
  if (!allowed.ok) return allowed;
  const byDelegate = actor.kind === 'person' && actor.office === 'delegate';
  if (byDelegate && (motion.member === null || !speaksFor.includes(motion.member)))
    return refuse('motion.not_yours');
  if (!amended) return refuse('amendment.no_version');
  const { about } = motion;
  const moved = about.kind !== 'amendment' || about.changes?.version !== amended.version;
  const standing = moved ? {} : wordings;
  if (motion.state !== 'submitted' && standing[lang]) return refuse('amendment.worded', { lang });
  const { [lang]: _, ...others } = standing;
  const made = amendedTexts(amended.texts, { ...others, [lang]: operations });
  if (!made.ok) return made;
  return ok([...(moved ? [carry(motion, amended)] : []), ...wordOf(motion, { [lang]: operations }, amended)]);
}

type Proposal = Omit<z.infer<(typeof amendmentRoutes)['propose']['input']>, 'motion'>;

/**
 * Proposes what to do with a motion; an earlier proposal is superseded and stays in the history. Refusals:
 * `motion.wrong_state`, `proposal.to_needed`, `proposal.wording_needed`, those of `amendedTexts`.
 */
export function propose(
  { motion, amended }: WordingState,
  { recommendation, reason, to, wordings }: Proposal,
  context: Context,
): Result<MotionsEvent[]> {
  const allowed = may(motion, 'propose');
  if (!allowed.ok) return allowed;
  if (recommendation === 'refer' && to === null) return refuse('proposal.to_needed');
  if (recommendation === 'modify') {
    if (!amended || !wordings) return refuse('proposal.wording_needed');
    const made = amendedTexts(amended.texts, wordings);
    if (!made.ok) return made;
  }
  const modified = recommendation === 'modify' ? must(wordings, 'wordings of the proposal') : {};
  return ok([
    {
      type: 'motion.proposed',
      subject: subjectOf(motion),
      data: {
        ...{ motion: motion.id, proposal: context.id(), recommendation, reason, at: context.at },
        to: recommendation === 'refer' ? to : null,
        langs: Object.keys(modified) as Lang[],
      },
      ...(recommendation === 'modify' && {
        blobs: {
          wordings: canonical({
            v: 1,
            version: must(amended, 'text that is amended').hash,
            wordings: modified as unknown as Json,
          }),
        },
      }),
    },
  ]);
}

/** An amendment with what it changes. */
export interface WordedAmendment {
  readonly motion: Pick<Motion, 'id' | 'label' | 'about' | 'state'>;
  readonly wordings: Wordings;
}

/**
 * What stands for each amendment to a text: its own wordings, changed by what was adopted of the amendments to it. Those that
 * are over without being adopted are left out, and so are amendments to amendments.
 */
export function effective(texts: Texts, all: readonly WordedAmendment[]): Result<WordedAmendment[]> {
  const done: WordedAmendment[] = [];
  for (const { motion, wordings } of all) {
    const { about } = motion;
    const second = about.kind === 'amendment' && all.some((one) => one.motion.id === about.to);
    if (second || (isOver(motion) && motion.state !== 'adopted')) continue;
    let own = wordings;
    for (const further of all) {
      const to = further.motion.about;
      if (further.motion.state !== 'adopted' || to.kind !== 'amendment' || to.to !== motion.id) continue;
      const next: Partial<Record<Lang, readonly Operation[]>> = {};
      for (const [key, operations] of Object.entries(own)) {
        const lang = key as Lang;
        const both = amendedAmendment(textIn(texts, lang), {
          own: operations,
          further: further.wordings[lang] ?? [],
        });
        if (!both.ok) return both;
        next[lang] = both.value;
      }
      own = next;
    }
    done.push({ motion, wordings: own });
  }
  return ok(done);
}
