import { differing } from '../basics/differing.js';
import { isBefore, isEdtf } from '../basics/edtf.js';
import { ok, refuse, type Result } from '../basics/result.js';
import type { BodiesEvent, OrganisationCorrected } from './bodies.contract.js';

/**
 * Corrects what was recorded wrongly of an organisation: it was never otherwise. Refusals: `date.malformed` {date},
 * `organisation.unchanged`.
 */
export function correctOrganisation(
  was: OrganisationCorrected,
  {
    organisation,
    facts: said,
    reason,
  }: {
    readonly organisation: string;
    readonly facts: { readonly [K in keyof OrganisationCorrected]?: OrganisationCorrected[K] | undefined };
    readonly reason: string;
  },
): Result<BodiesEvent[]> {
  const founded = said.founded ?? null;
  if (founded !== null && !isEdtf(founded)) return refuse('date.malformed', { date: founded });
  const corrected = differing<OrganisationCorrected>(said, was);
  if (corrected === null) return refuse('organisation.unchanged');
  return ok([
    {
      type: 'organisation.corrected',
      subject: { organisation },
      data: { organisation, ...corrected, reason },
    },
  ]);
}

/**
 * Records that an organisation calls itself otherwise: what it was called is its former name. Refusals: `date.malformed` {date},
 * `organisation.unchanged`.
 */
export function renameOrganisation(
  { name, short, formerName }: Pick<OrganisationCorrected, 'name' | 'short' | 'formerName'>,
  command: {
    readonly organisation: string;
    readonly name: string;
    readonly short: string | null;
    readonly from: string | null;
    readonly source: string | null;
  },
): Result<BodiesEvent[]> {
  const { organisation, from, source } = command;
  if (from !== null && !isEdtf(from)) return refuse('date.malformed', { date: from });
  if (command.name === name) return refuse('organisation.unchanged');
  return ok([
    {
      type: 'organisation.renamed',
      subject: { organisation },
      data: {
        organisation,
        facts: { name: command.name, short: command.short, formerName: name },
        was: { name, short, formerName },
        from,
        source,
      },
    },
  ]);
}

/** Corrects the name of a body. Refusal: `body.unchanged`. */
export function correctBody(
  was: { readonly name: string },
  { body, name, reason }: { readonly body: string; readonly name: string; readonly reason: string },
): Result<BodiesEvent[]> {
  const corrected = differing({ name }, { name: was.name });
  if (corrected === null) return refuse('body.unchanged');
  return ok([{ type: 'body.corrected', subject: { body }, data: { body, ...corrected, reason } }]);
}

/** An affiliation that was not struck. */
export interface Affiliation {
  readonly id: string;
  readonly child: string;
  readonly parent: string;
  /** EDTF; null: not known, and of the end: it goes on. */
  readonly from: string | null;
  readonly to: string | null;
}

interface Dates {
  readonly from: string | null;
  readonly to: string | null;
}

/** Refusals: `date.malformed` {date}, `date.ends_before`. */
function checkDates({ from, to }: Dates): Result<null> {
  const wrong = [from, to].find((date) => date !== null && !isEdtf(date));
  if (wrong !== undefined) return refuse('date.malformed', { date: wrong });
  return isBefore(to, from) ? refuse('date.ends_before') : ok(null);
}

const named = ({ id, child, parent }: Affiliation) => ({ affiliation: id, child, parent });

/** Ends an affiliation. Refusals: `affiliation.ended` {to}, those of its dates: `date.malformed` {date}, `date.ends_before`. */
export function endAffiliation(
  one: Affiliation,
  { to, reason }: { readonly to: string; readonly reason: string },
): Result<BodiesEvent[]> {
  if (one.to !== null) return refuse('affiliation.ended', { to: one.to });
  const dates = checkDates({ from: one.from, to });
  if (!dates.ok) return dates;
  return ok([
    {
      type: 'affiliation.ended',
      subject: { organisation: one.child },
      data: { ...named(one), to, reason },
    },
  ]);
}

/**
 * Corrects since when and until when an organisation belonged to another. `above`: the organisations to which the parent belongs
 * now, and theirs. Refusals: `date.malformed` {date}, `date.ends_before`, `affiliation.unchanged`, `affiliation.circle`
 * {organisation}: without its end it would close one.
 */
export function correctAffiliation(
  { above, ...one }: Affiliation & { readonly above: ReadonlySet<string> },
  { from, to, reason }: Dates & { readonly reason: string },
): Result<BodiesEvent[]> {
  const dates = checkDates({ from, to });
  if (!dates.ok) return dates;
  const corrected = differing<Dates>({ from, to }, { from: one.from, to: one.to });
  if (corrected === null) return refuse('affiliation.unchanged');
  if (to === null && above.has(one.child)) return refuse('affiliation.circle', { organisation: one.parent });
  return ok([
    {
      type: 'affiliation.corrected',
      subject: { organisation: one.child },
      data: { ...named(one), ...corrected, reason },
    },
  ]);
}

/** Strikes an affiliation that was recorded by mistake. */
export const strikeAffiliation = (
  one: Affiliation,
  { reason }: { readonly reason: string },
): Result<BodiesEvent[]> =>
  ok([
    {
      type: 'affiliation.struck',
      subject: { organisation: one.child },
      data: { ...named(one), was: { from: one.from, to: one.to }, reason },
    },
  ]);
