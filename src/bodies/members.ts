import { countryOf } from '../basics/countries.js';
import { readCsv, type CsvRow } from '../basics/csv.js';
import { isBefore, isEdtf } from '../basics/edtf.js';
import { Line } from '../basics/fields.js';
import { SLUG } from '../basics/ids.js';
import { ok, type Result } from '../basics/result.js';
import { MEMBER_COLUMNS, type RowFault } from './bodies.contract.js';
import { Votes, type RuleSet } from '../rules/ruleset.js';

/** A row of the members' file that is good. */
export interface MemberRowRead {
  readonly organisation: string;
  readonly name: string;
  readonly class: string;
  readonly country: string | null;
  readonly region: string | null;
  readonly chamber: string | null;
  /** Null: as the rules give to the class. */
  readonly votes: string | null;
  readonly paidUpTo: string | null;
  /** EDTF; null: not known. */
  readonly from: string | null;
  readonly to: string | null;
}

export interface MembersRead {
  readonly rows: readonly CsvRow[];
  readonly members: readonly MemberRowRead[];
  readonly faults: readonly RowFault[];
}

/**
 * Reads the members' file against what the body has. Faults of rows: `member.organisation`, `member.repeated`,
 * `member.exists`, `member.name`, `member.class`, `member.country`, `member.region`, `member.chamber`,
 * `member.votes`, `member.paid_up_to`, `member.from`, `member.to`, `csv.surplus` (more fields than columns). Control characters are a fault of their field.
 * No votes given means what the rules give to the class, also under later rules: a figure of ours would overrule them.
 */
export function readMembers(
  csv: string,
  known: {
    readonly organisations: ReadonlySet<string>;
    /** The body's rules say which classes, regions and chambers there are; null: any. */
    readonly rules: Pick<RuleSet, 'classes' | 'regions' | 'chambers'> | null;
  },
): Result<MembersRead> {
  const read = readCsv(csv, MEMBER_COLUMNS, ['organisation', 'name', 'class']);
  if (!read.ok) return read;
  const faults: RowFault[] = [];
  const seen = new Set<string>();
  const { rules } = known;
  const members = read.value.map(({ line, fields, surplus }): MemberRowRead => {
    const fault = (column: string, code: string): void => {
      faults.push({ line, column, code, value: fields[column] ?? null });
    };
    if (surplus !== null) faults.push({ line, column: null, code: 'csv.surplus', value: surplus });
    const organisation = fields['organisation'] ?? '';
    if (!SLUG.test(organisation)) fault('organisation', 'member.organisation');
    else if (seen.has(organisation)) fault('organisation', 'member.repeated');
    else if (known.organisations.has(organisation)) fault('organisation', 'member.exists');
    seen.add(organisation);
    const name = fields['name'] ?? '';
    if (!NAME.safeParse(name).success) fault('name', 'member.name');
    const kind = fields['class'] ?? '';
    if (rules ? !rules.classes.includes(kind) : !WORD.safeParse(kind).success) fault('class', 'member.class');
    const said = fields['country'] ?? null;
    const country = said === null ? null : countryOf(said);
    if (said !== null && country === null) fault('country', 'member.country');
    const region = fields['region'] ?? null;
    if (!isPlace(region, rules?.regions)) fault('region', 'member.region');
    const chamber = fields['chamber'] ?? null;
    if (!isPlace(chamber, rules?.chambers)) fault('chamber', 'member.chamber');
    const votes = fields['votes'] ?? null;
    if (votes !== null && !isVotes(votes)) fault('votes', 'member.votes');
    const paidUpTo = fields['paid_up_to'] ?? null;
    if (paidUpTo !== null && !isDay(paidUpTo)) fault('paid_up_to', 'member.paid_up_to');
    const { from = null, to = null } = fields;
    if (from !== null && !isEdtf(from)) fault('from', 'member.from');
    if (to !== null && (!isEdtf(to) || isBefore(to, from))) fault('to', 'member.to');
    return { organisation, name, class: kind, country, region, chamber, votes, paidUpTo, from, to };
  });
  return ok({ rows: read.value, members, faults });
}

const NAME = Line(200);
const WORD = Line(80);

/** None, one of those that the rules list, or any word where they list none. */
export const isPlace = (name: string | null, listed: readonly string[] = []): boolean =>
  name === null || (listed.length > 0 ? listed.includes(name) : WORD.safeParse(name).success);

const isVotes = (text: string): boolean => Votes.safeParse(text).success;

/** A calendar day that exists: `2026-02-29` does not. */
export function isDay(text: string): boolean {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!match) return false;
  const [year, month, day] = match.slice(1).map(Number) as [number, number, number];
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
  return day >= 1 && day <= days;
}
