import { differing } from '../basics/differing.js';
import { boundsOf, isBefore, isEdtf, latestFirst } from '../basics/edtf.js';
import type { Context } from '../basics/event.js';
import type { Certainty } from '../basics/fields.js';
import { ok, refuse, type Result } from '../basics/result.js';
import type { AssembliesEvent, AssemblyCorrected } from './assemblies.contract.js';

/** The meeting itself: what is convened, its sittings' plan, its agenda and papers. Who is here: `assembly.ts`. */
export interface Convene {
  readonly assembly: string;
  readonly body: string;
  readonly name: string;
  readonly place: string | null;
  /** EDTF; null is unknown. */
  readonly from: string | null;
  readonly to: string | null;
  readonly timeZone: string | null;
  /** Null only where the assembly is entered from a source: it then had no rules of ours. */
  readonly ruleSet: string | null;
  readonly open: boolean;
  readonly historical?: boolean;
  readonly demonstration?: boolean;
  readonly note?: string | null;
  readonly source?: string | null;
  readonly certainty?: Certainty;
}

/** A version of a body's rules; `inForceFrom` null: always. */
interface DatedRules {
  readonly body: string;
  readonly inForceFrom: string | null;
}

/** Whether an assembly of a body may decide by these rules. Refusals: `ruleset.unknown`, `ruleset.not_yet` {inForceFrom}. */
function checkRules(
  rules: DatedRules | null,
  { body, from }: { body: string; from: string | null },
): Result<null> {
  if (rules?.body !== body) return refuse('ruleset.unknown');
  const { inForceFrom } = rules;
  return from !== null && inForceFrom !== null && isBefore(from, inForceFrom)
    ? refuse('ruleset.not_yet', { inForceFrom })
    : ok(null);
}

/**
 * Convenes an assembly, or enters a historical one. `rules`: the named rule set's body and date, null where there is no
 * such. Refusals: `assembly.exists` {assembly}, `date.malformed` {date}, `date.ends_before`, `assembly.time_zone`
 * {timeZone}, `ruleset.unknown`, `ruleset.not_yet` {inForceFrom} (its date comes after the first day).
 */
export function convene(
  state: { readonly exists: boolean; readonly rules: DatedRules | null },
  command: Convene,
): Result<AssembliesEvent[]> {
  const { assembly, body, name, place, from, to, timeZone, ruleSet, open } = command;
  const { rules } = state;
  if (state.exists) return refuse('assembly.exists', { assembly });
  for (const date of [from, to]) {
    if (date !== null && !isEdtf(date)) return refuse('date.malformed', { date });
  }
  if (from !== null && to !== null && isBefore(to, from)) return refuse('date.ends_before');
  if (timeZone !== null && !isTimeZone(timeZone)) return refuse('assembly.time_zone', { timeZone });
  const ruled = ruleSet === null ? ok(null) : checkRules(rules, { body, from });
  if (!ruled.ok) return ruled;
  return ok([
    {
      type: 'assembly.convened',
      subject: { assembly, body },
      data: {
        ...{ assembly, body, name, place, from, to, timeZone, ruleSet, open },
        historical: command.historical ?? false,
        demonstration: command.demonstration ?? false,
        note: command.note ?? null,
        source: command.source ?? null,
        certainty: command.certainty ?? 'high',
      },
    },
  ]);
}

/** An assembly of the past as a source tells it; `date` is EDTF, a day or the days from one to another. */
export interface PastAssembly {
  readonly assembly: string;
  readonly body: string;
  readonly name: string;
  readonly place: string | null;
  readonly date: string | null;
  readonly source: string;
  readonly certainty: Certainty;
  readonly note: string | null;
}

/**
 * Enters an assembly of the past, which had no rules of ours and where nothing is decided any more. Refusals: `date.malformed` {date},
 * also of days of which one side is open; `date.ends_before`; `assembly.not_past` {date}, where all of it is after `today`.
 */
export function enterAssembly(
  { date, ...past }: PastAssembly,
  { today }: { readonly today: string },
): Result<AssembliesEvent[]> {
  const sides = date === null ? [] : date.split('/');
  const [from = null, to = null] = sides;
  if (date !== null && sides.some((side) => side === '' || side === '..'))
    return refuse('date.malformed', { date });
  if (date !== null && isEdtf(date) && isBefore(today, date)) return refuse('assembly.not_past', { date });
  if (sides.length > 2) return refuse('date.malformed', { date });
  return convene(
    { exists: false, rules: null },
    { ...past, from, to, timeZone: null, ruleSet: null, open: true, historical: true },
  );
}

/**
 * Once an assembly sits, its votes stand on these: who is a member on its day, who was there, by which rules they decide, what the
 * public might see.
 */
const SETTLED = ['from', 'to', 'timeZone', 'ruleSet', 'open'] as const;
/** Of an assembly of the past, and of none that is convened. */
const SOURCED = ['source', 'certainty'] as const;

/**
 * Corrects what was entered wrongly of an assembly. `hasSat`: a sitting of it has opened; `rules`: by which it is to decide, null
 * where there are no such. Refusals: `assembly.unchanged`, `assembly.has_sat` {fields}, `assembly.not_of_it` {fields},
 * `assembly.date_needed`, `date.malformed` {date}, `date.ends_before`, `assembly.not_past` {date}, `assembly.time_zone` {timeZone},
 * `ruleset.unknown`, `ruleset.not_yet` {inForceFrom}: also where the first day is moved before theirs.
 */
export function correctAssembly(
  state: {
    readonly was: AssemblyCorrected;
    readonly body: string;
    readonly historical: boolean;
    readonly hasSat: boolean;
    readonly rules: DatedRules | null;
  },
  command: {
    readonly assembly: string;
    readonly facts: { readonly [K in keyof AssemblyCorrected]?: AssemblyCorrected[K] | undefined };
    readonly reason: string;
  },
  { today }: { readonly today: string },
): Result<AssembliesEvent[]> {
  const { was, body, historical, hasSat, rules } = state;
  const corrected = differing<AssemblyCorrected>(command.facts, was);
  if (corrected === null) return refuse('assembly.unchanged');
  const among = (fields: readonly (keyof AssemblyCorrected)[]) =>
    fields.filter((field) => corrected.facts[field] !== undefined);
  const foreign = among(historical ? ['timeZone', 'ruleSet', 'open'] : SOURCED);
  if (foreign.length > 0) return refuse('assembly.not_of_it', { fields: foreign });
  const settled = hasSat ? among(SETTLED) : [];
  if (settled.length > 0) return refuse('assembly.has_sat', { fields: settled });
  const { from, to, timeZone } = { ...was, ...corrected.facts };
  if (!historical && from === null) return refuse('assembly.date_needed');
  for (const date of [from, to])
    if (date !== null && !isEdtf(date)) return refuse('date.malformed', { date });
  if (from !== null && to !== null && isBefore(to, from)) return refuse('date.ends_before');
  if (historical && from !== null && isBefore(today, from))
    return refuse('assembly.not_past', { date: from });
  if (timeZone !== null && !isTimeZone(timeZone)) return refuse('assembly.time_zone', { timeZone });
  const ruled =
    historical || among(['from', 'ruleSet']).length === 0 ? ok(null) : checkRules(rules, { body, from });
  if (!ruled.ok) return ruled;
  const { assembly, reason } = command;
  return ok([{ type: 'assembly.corrected', subject: { assembly }, data: { ...corrected, reason } }]);
}

/** From and to as one EDTF date (`2026-12-20/2026-12-21`); the one day where it is one; null where the first is unknown. */
export const heldOn = ({ from, to }: { readonly from: string | null; readonly to: string | null }) =>
  from === null || to === null || to === from ? from : `${from}/${to}`;

interface Dated {
  readonly from: string | null;
  readonly to: string | null;
  readonly sits: boolean;
}

/**
 * Orders assemblies on a day: what sits, then what goes on or comes, the nearest first (without a date last), then what is past,
 * the latest first.
 */
export const nearestFirst =
  (today: string) =>
  (a: Dated, b: Dated): number => {
    const rank = ({ from, to, sits }: Dated): number =>
      sits ? 0 : isBefore(to ?? from, today) ? 3 : from === null ? 2 : 1;
    const [one, other] = [rank(a), rank(b)];
    if (one !== other) return one - other;
    return one === 1 ? latestFirst(b.from, a.from) : latestFirst(a.from, b.from);
  };

/** Whether a name is that of a time zone, such as `Europe/Zurich`. */
export const isTimeZone = (name: string): boolean => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
};

/** The calendar day (`2026-11-23`) at a moment, by the clock of the assembly's place; by UTC where that is unknown. */
export const dayIn = (at: string, timeZone: string | null): string =>
  wallClock(Date.parse(at), timeZone ?? 'UTC').slice(0, 10);

/** Whether a moment falls on none of the days of an assembly, by its clock and as far as they are known. */
export function outsideDays(
  at: string,
  { from, to, timeZone }: { from: string | null; to: string | null; timeZone: string | null },
): boolean {
  const day = dayIn(at, timeZone);
  const [{ first }, { last }] = [boundsOf(from), boundsOf(to ?? from)];
  return (first !== null && day < first) || (last !== null && day > last);
}

/**
 * The day on which dues must be paid up, from the assembly's EDTF date as far as that is known: `2026~` is `2026`.
 * Days are compared as text, so a sign of doubt left in it would put everybody in arrears.
 */
export const cutOffOf = (from: string | null): string => /^\d{4}(?:-\d{2}){0,2}/.exec(from ?? '')?.[0] ?? '';

/**
 * The moment at which clocks in the zone show `local` (`2026-11-24T09:00`). An hour that a change of the clocks
 * skips means the hour after it; of one that comes twice, one of the two is taken.
 */
export function momentIn(local: string, timeZone: string): string {
  const wanted = Date.parse(`${local}Z`);
  let moment = wanted;
  // The second round corrects the offset where the first guess lay on the other side of a change of the clocks.
  for (let round = 0; round < 2; round++) {
    moment += wanted - Date.parse(`${wallClock(moment, timeZone)}Z`);
  }
  return new Date(moment).toISOString();
}

/** The first moment of a day by the clock of the place (UTC where that is unknown); null where no day is known. */
export const dayBegins = (day: string, timeZone: string | null): string | null =>
  /^\d{4}-\d{2}-\d{2}$/.test(day) ? momentIn(`${day}T00:00`, timeZone ?? 'UTC') : null;

/** `2026-11-24T09:00:00` as clocks in the zone show it. */
export function wallClock(moment: number, timeZone: string): string {
  const two = '2-digit';
  const parts = new Intl.DateTimeFormat('en', {
    ...{
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: two,
      day: two,
      hour: two,
      minute: two,
      second: two,
    },
  }).formatToParts(new Date(moment));
  const part = (type: string): string => parts.find((one) => one.type === type)?.value ?? '';
  return `${part('year')}-${part('month')}-${part('day')}T${part('hour')}:${part('minute')}:${part('second')}`;
}

/** Until when motions come in time. */
export const setDeadlines = ({
  assembly,
  motions,
}: {
  assembly: string;
  motions: string | null;
}): AssembliesEvent => ({ type: 'assembly.deadlines_set', subject: { assembly }, data: { motions } });

/** Plans the next sitting; `last` is the number of the one before, 0 where there is none. */
export const planSitting = (
  last: number,
  {
    assembly,
    name,
    plannedFrom,
    plannedUntil,
  }: { assembly: string; name: string | null; plannedFrom: string | null; plannedUntil: string | null },
  context: Context,
): AssembliesEvent => ({
  type: 'sitting.planned',
  subject: { assembly },
  data: { sitting: context.id(), number: last + 1, name, plannedFrom, plannedUntil },
});

/** Whether a sitting ends after it begins, as far as both are planned. Refusal: `sitting.ends_before`. */
export const checkSitting = ({
  plannedFrom,
  plannedUntil,
}: {
  plannedFrom: string | null;
  plannedUntil: string | null;
}): Result<null> =>
  plannedFrom !== null && plannedUntil !== null && Date.parse(plannedUntil) <= Date.parse(plannedFrom)
    ? refuse('sitting.ends_before')
    : ok(null);

export const PAPER_LIMIT = 10 * 1024 * 1024;
const PDF = [...'%PDF-'].map((sign) => sign.charCodeAt(0));

/** Whether bytes may be a paper. Refusals: `paper.too_large` {limit}, `paper.not_pdf`. */
export function checkPaper(content: Uint8Array): Result<null> {
  if (content.length > PAPER_LIMIT) return refuse('paper.too_large', { limit: PAPER_LIMIT });
  return PDF.every((byte, place) => content[place] === byte) ? ok(null) : refuse('paper.not_pdf');
}

/** A paper as acts on it find it. `withdrawnBecause` null: it stands. */
interface Paper {
  readonly id: string;
  readonly item: string;
  readonly withdrawnBecause: string | null;
}

const standing = ({ withdrawnBecause: reason }: Paper): Result<null> =>
  reason === null ? ok(null) : refuse('paper.withdrawn', { reason });

/** Gives a paper another title. Refusal: `paper.withdrawn` {reason}. */
export function renamePaper(
  paper: Paper,
  { assembly, name }: { readonly assembly: string; readonly name: string },
): Result<AssembliesEvent[]> {
  const stands = standing(paper);
  if (!stands.ok) return stands;
  const data = { paper: paper.id, item: paper.item, name };
  return ok([{ type: 'paper.renamed', subject: { assembly }, data }]);
}

/** Withdraws a paper, which stays and says why. Refusal: `paper.withdrawn` {reason}. */
export function withdrawPaper(
  paper: Paper,
  { assembly, reason }: { readonly assembly: string; readonly reason: string },
): Result<AssembliesEvent[]> {
  const stands = standing(paper);
  if (!stands.ok) return stands;
  const data = { paper: paper.id, item: paper.item, reason };
  return ok([{ type: 'paper.withdrawn', subject: { assembly }, data }]);
}
