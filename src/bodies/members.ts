import { readCsv, type CsvRow } from '../basics/csv.js';
import { parse as parseFraction } from '../basics/fraction.js';
import { SLUG } from '../basics/ids.js';
import { ok, type Result } from '../basics/result.js';
import { MEMBER_COLUMNS, type RowFault } from './bodies.contract.js';

/** A row of the members' file that is good. */
export interface MemberRowRead {
  readonly organisation: string;
  readonly name: string;
  readonly class: string;
  readonly country: string | null;
  readonly region: string | null;
  readonly votes: string;
  readonly paidUpTo: string | null;
}

export interface MembersRead {
  readonly rows: readonly CsvRow[];
  readonly members: readonly MemberRowRead[];
  /** Rows that are in the body already, with the same facts. */
  readonly faults: readonly RowFault[];
}

/**
 * Reads the members' file against what the body has. Faults of rows: `member.organisation`, `member.repeated`,
 * `member.exists`, `member.name`, `member.class`, `member.region`, `member.votes`, `member.paid_up_to`.
 */
export function readMembers(
  csv: string,
  known: {
    readonly organisations: ReadonlySet<string>;
    /** The body's rules say which classes and regions there are; null: any. */
    readonly classes: readonly string[] | null;
    readonly regions: readonly string[] | null;
  },
): Result<MembersRead> {
  const read = readCsv(csv, MEMBER_COLUMNS, ['organisation', 'name', 'class']);
  if (!read.ok) return read;
  const faults: RowFault[] = [];
  const seen = new Set<string>();
  const members = read.value.map(({ line, fields }): MemberRowRead => {
    const fault = (column: string, code: string): void => {
      faults.push({ line, column, code, value: fields[column] ?? null });
    };
    const organisation = fields['organisation'] ?? '';
    if (!SLUG.test(organisation)) fault('organisation', 'member.organisation');
    else if (seen.has(organisation)) fault('organisation', 'member.repeated');
    else if (known.organisations.has(organisation)) fault('organisation', 'member.exists');
    seen.add(organisation);
    const name = fields['name'] ?? '';
    if (name === '' || name.length > 200) fault('name', 'member.name');
    const kind = fields['class'] ?? '';
    if (kind === '' || (known.classes && !known.classes.includes(kind))) fault('class', 'member.class');
    const region = fields['region'] ?? null;
    if (region !== null && known.regions?.length && !known.regions.includes(region)) {
      fault('region', 'member.region');
    }
    const votes = fields['votes'] ?? '1';
    const parsed = parseFraction(votes);
    if (!parsed.ok || parsed.value.n < 0n || votes.includes('%')) fault('votes', 'member.votes');
    const paidUpTo = fields['paid_up_to'] ?? null;
    if (paidUpTo !== null && !isDay(paidUpTo)) fault('paid_up_to', 'member.paid_up_to');
    return { organisation, name, class: kind, country: fields['country'] ?? null, region, votes, paidUpTo };
  });
  return ok({ rows: read.value, members, faults });
}

/** A calendar day that exists: `2026-02-29` does not. */
export function isDay(text: string): boolean {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!match) return false;
  const [year, month, day] = match.slice(1).map(Number) as [number, number, number];
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
  return day >= 1 && day <= days;
}
