import { countryOf } from '../basics/countries.js';
import { readCsv, type CsvRow } from '../basics/csv.js';
import { Line } from '../basics/fields.js';
import { fraction, parseChecked, type Fraction } from '../basics/fraction.js';
import { ok, type Result } from '../basics/result.js';
import { EMAIL } from '../people/people.contract.js';
import type { BodiesEvent, RowFault } from './bodies.contract.js';
import { CONTACT_COLUMNS, FIGURE_COLUMNS, PLACE_COLUMNS } from './bodies.contract.js';
import { isDay, isPlace } from './members.js';
import type { RuleSet, VoteRules } from '../rules/ruleset.js';

/** What is known of a member on a day: how many individual members it had, from a source. */
export interface Figure {
  readonly on: string;
  /** A whole number in decimal digits. */
  readonly figure: string;
}

/** What the register's files say, each row an event. */
export interface RegisterRead {
  readonly rows: readonly CsvRow[];
  readonly events: readonly BodiesEvent[];
  readonly faults: readonly RowFault[];
}

const SOURCE = Line(300);

/** Members of the body by their organisation's slug. */
type Members = ReadonlyMap<string, string>;

/**
 * Reads dated figures: organisation, date, figure, source. Faults of rows: `register.organisation`, `register.date`,
 * `register.figure` (a whole number: what is not known is left out, never 0), `register.source`, `register.repeated`,
 * `csv.surplus`. A later file for the same day corrects an earlier one.
 */
export function readFigures(
  csv: string,
  { members, body, id }: { members: Members; body: string; id: () => string },
): Result<RegisterRead> {
  return readRows(csv, { columns: FIGURE_COLUMNS, members, keys: ['organisation', 'date'] }, (row, fault) => {
    const [on, figure, source] = [row['date'] ?? '', row['figure'] ?? '', row['source'] ?? ''];
    if (!isDay(on)) fault('date', 'register.date');
    if (!/^\d{1,15}$/.test(figure)) fault('figure', 'register.figure');
    if (!SOURCE.safeParse(source).success) fault('source', 'register.source');
    return (member) => ({
      type: 'member.figure_recorded',
      subject: { body },
      data: { id: id(), member, on, figure, source },
    });
  });
}

/** Reads contact addresses: organisation, email. Faults of rows: `register.organisation`, `register.email`, `register.repeated`, `csv.surplus`. */
export function readContacts(
  csv: string,
  { members, body }: { members: Members; body: string },
): Result<RegisterRead> {
  return readRows(csv, { columns: CONTACT_COLUMNS, members, keys: ['organisation'] }, (row, fault) => {
    const contact = row['email']?.toLowerCase() ?? '';
    if (!EMAIL.safeParse(contact).success) fault('email', 'register.email');
    return (member) => ({
      type: 'member.contact_set',
      subject: { body },
      data: { member },
      personal: { contact },
    });
  });
}

/**
 * Reads where members belong: organisation, and of country, region and chamber what is to be set; rules that count chambers
 * may come later than the members. Faults of rows: `register.organisation`, `register.repeated`, `member.country`,
 * `member.region`, `member.chamber`, `csv.surplus`.
 */
export function readPlaces(
  csv: string,
  {
    members,
    body,
    rules,
  }: { members: Members; body: string; rules: Pick<RuleSet, 'regions' | 'chambers'> | null },
): Result<RegisterRead> {
  const file = { columns: PLACE_COLUMNS, required: ['organisation'], members, keys: ['organisation'] };
  return readRows(csv, file, (row, fault) => {
    const { country: said = null, region = null, chamber = null } = row;
    const country = said === null ? null : countryOf(said);
    if (said !== null && country === null) fault('country', 'member.country');
    if (!isPlace(region, rules?.regions)) fault('region', 'member.region');
    if (!isPlace(chamber, rules?.chambers)) fault('chamber', 'member.chamber');
    return (member) => ({
      type: 'member.placed',
      subject: { body },
      data: {
        member,
        ...(country !== null && { country }),
        ...(region !== null && { region }),
        ...(chamber !== null && { chamber }),
      },
    });
  });
}

function readRows(
  csv: string,
  {
    columns,
    required = columns,
    members,
    keys,
  }: {
    columns: readonly string[];
    required?: readonly string[];
    members: Members;
    keys: readonly string[];
  },
  read: (
    fields: Readonly<Record<string, string | null>>,
    fault: (column: string, code: string) => void,
  ) => (member: string) => BodiesEvent,
): Result<RegisterRead> {
  const parsed = readCsv(csv, columns, required);
  if (!parsed.ok) return parsed;
  const faults: RowFault[] = [];
  const seen = new Set<string>();
  const events = parsed.value.map(({ line, fields, surplus }) => {
    const fault = (column: string, code: string): void => {
      faults.push({ line, column, code, value: fields[column] ?? null });
    };
    if (surplus !== null) faults.push({ line, column: null, code: 'csv.surplus', value: surplus });
    const member = members.get(fields['organisation'] ?? '');
    if (member === undefined) fault('organisation', 'register.organisation');
    const key = keys.map((column) => fields[column] ?? '').join(' ');
    if (seen.has(key)) fault('organisation', 'register.repeated');
    seen.add(key);
    return read(fields, fault)(member ?? '');
  });
  return ok({ rows: parsed.value, events, faults });
}

/**
 * The figure in force at the cut-off (as much of a day as is known), or null: no figure is that old. Of several for one
 * day the last: they come in the order in which they were recorded.
 */
export function figureAt(figures: readonly Figure[], cutOff: string): Figure | null {
  const come = figures.filter(({ on }) => on.slice(0, cutOff.length) <= cutOff);
  return come.reduce<Figure | null>((best, one) => (best === null || one.on >= best.on ? one : best), null);
}

/** Whether the members of a class have their votes by the table. */
export const byTable = ({ table }: VoteRules, name: string): boolean =>
  table?.classes.includes(name) ?? false;

/** The votes of the last band that begins at or below the figure. */
export function votesByTable(table: NonNullable<VoteRules['table']>, figure: bigint): Fraction {
  const band = table.bands.filter(({ from }) => BigInt(from) <= figure).at(-1);
  return band ? parseChecked(band.votes) : fraction(0n);
}
