import { readCsv } from '../basics/csv.js';
import { Line } from '../basics/fields.js';
import { fraction, parseChecked, type Fraction } from '../basics/fraction.js';
import { ok, type Result } from '../basics/result.js';
import { must } from '../basics/must.js';
import { EMAIL } from '../people/people.contract.js';
import type { BodiesEvent, Change, RowFault, RowRead } from './bodies.contract.js';
import { CONTACT_COLUMNS, FIGURE_COLUMNS, PLACE_COLUMNS } from './bodies.contract.js';
import { HEADINGS } from './headings.js';
import { isDay, placesSaid } from './members.js';
import { changesOf, finderOf, Remarks, rowRead, type Named } from './rows.js';
import type { RuleSet, VoteRules } from '../rules/ruleset.js';

/** What is known of a member on a day: how many individual members it had, from a source. */
export interface Figure {
  readonly on: string;
  /** A whole number in decimal digits. */
  readonly figure: string;
}

/** What the register's files say: an event for each row that says something new. */
export interface RegisterRead {
  readonly rows: readonly RowRead[];
  readonly events: readonly BodiesEvent[];
  readonly faults: readonly RowFault[];
  readonly remarks: readonly RowFault[];
}

const SOURCE = Line(300);

/** A member of the body as the register's files find it: by its organisation's code or name. */
export interface Registered extends Named {
  readonly member: string;
  readonly contact: string | null;
  readonly country: string | null;
  readonly region: string | null;
  readonly chamber: string | null;
  /** In the order in which they were recorded. */
  readonly figures: readonly (Figure & { readonly source: string })[];
}
type Members = readonly Registered[];

/**
 * Reads dated figures: organisation, date, figure, source. Faults of rows: `register.organisation`, `organisation.several`,
 * `register.date`, `register.figure` (a whole number: what is not known is left out, never 0), `register.source`,
 * `register.repeated`, those of `Remarks`. A later file for the same day corrects an earlier one.
 */
export function readFigures(
  csv: string,
  { members, body, id }: { members: Members; body: string; id: () => string },
): Result<RegisterRead> {
  return readRows(csv, { columns: FIGURE_COLUMNS, members, key: 'date' }, (row, fault) => {
    const [on, figure, source] = [row['date'] ?? '', row['figure'] ?? '', row['source'] ?? ''];
    if (!isDay(on)) fault('date', 'register.date');
    if (!/^\d{1,15}$/.test(figure)) fault('figure', 'register.figure');
    if (!SOURCE.safeParse(source).success) fault('source', 'register.source');
    return ({ member, figures }) => {
      const was = figures.findLast((one) => one.on === on) ?? null;
      return {
        known: was !== null,
        changes: changesOf(
          { figure, source },
          { figure: was?.figure ?? null, source: was?.source ?? null },
          (column, a, b) => a === b || (column === 'figure' && BigInt(a) === BigInt(b)),
        ),
        event: () => ({
          type: 'member.figure_recorded',
          subject: { body },
          data: { id: id(), member, on, figure, source },
        }),
      };
    };
  });
}

/** Reads contact addresses: organisation, email. Faults of rows: `register.organisation`, `organisation.several`, `register.email`, `register.repeated`, those of `Remarks`. */
export function readContacts(
  csv: string,
  { members, body }: { members: Members; body: string },
): Result<RegisterRead> {
  return readRows(csv, { columns: CONTACT_COLUMNS, members }, (row, fault) => {
    const email = row['email']?.toLowerCase() ?? '';
    if (!EMAIL.safeParse(email).success) fault('email', 'register.email');
    return ({ member, contact }) => ({
      known: contact !== null,
      changes: changesOf({ email }, { email: contact }),
      event: () => ({
        type: 'member.contact_set',
        subject: { body },
        data: { member },
        personal: { contact: email },
      }),
    });
  });
}

/**
 * Reads where members belong: organisation, and of country, region and chamber what is to be set; rules that count chambers
 * may come later than the members. Faults of rows: `register.organisation`, `organisation.several`, `register.repeated`,
 * `member.country`, `member.region`, `member.chamber`, those of `Remarks`.
 */
export function readPlaces(
  csv: string,
  {
    members,
    body,
    rules,
  }: { members: Members; body: string; rules: Pick<RuleSet, 'regions' | 'chambers'> | null },
): Result<RegisterRead> {
  const file = { columns: PLACE_COLUMNS, required: ['organisation'], members };
  return readRows(csv, file, (row, fault) => {
    const said = placesSaid(row, { rules, fault });
    return ({ member, country, region, chamber }) => {
      const changes = changesOf(said, { country, region, chamber });
      return {
        // What was not known yet is new.
        known: changes.length === 0 || changes.some(({ before }) => before !== null),
        changes,
        event: () => ({
          type: 'member.placed',
          subject: { body },
          data: { member, ...Object.fromEntries(changes.map(({ column, after }) => [column, after])) },
        }),
      };
    };
  });
}

type Fields = Readonly<Record<string, string | null>>;

/** What a row says of a member, against what is there. */
type RowMeans = (member: Registered) => {
  readonly known: boolean;
  readonly changes: readonly Change[];
  readonly event: () => BodiesEvent;
};

function readRows(
  csv: string,
  {
    columns,
    required = columns,
    members,
    key,
  }: {
    columns: readonly string[];
    required?: readonly string[];
    members: Members;
    /** The column that tells a member's rows apart; none: it has one. */
    key?: string;
  },
  read: (fields: Fields, fault: (column: string, code: string) => void) => RowMeans,
): Result<RegisterRead> {
  const parsed = readCsv(csv, columns, { required, aliases: HEADINGS });
  if (!parsed.ok) return parsed;
  const told = new Remarks();
  const seen = new Set<string>();
  const find = finderOf(members);
  const byId = new Map(members.map((member) => [member.id, member]));
  const events: BodiesEvent[] = [];
  const rows = parsed.value.map((row): RowRead => {
    const { line, fields } = row;
    const fault = (column: string, code: string): void => {
      told.fault({ line, column, code, value: fields[column] ?? null });
    };
    told.row(row);
    const found = find(fields['organisation'] ?? '');
    const member =
      found === null || found === 'several' ? null : must(byId.get(found.id), 'member of the register');
    if (!member)
      fault('organisation', found === 'several' ? 'organisation.several' : 'register.organisation');
    else {
      const one = key === undefined ? member.id : `${member.id} ${fields[key] ?? ''}`;
      if (seen.has(one)) fault('organisation', 'register.repeated');
      seen.add(one);
    }
    const means = read(fields, fault);
    const faulty = told.isFaulty(line);
    if (!member || faulty)
      return rowRead(row, { faulty: true, known: false, changes: [], organisation: member });
    const { known, changes, event } = means(member);
    if (changes.length > 0) events.push(event());
    return rowRead(row, { faulty, known, changes, organisation: member });
  });
  return ok({ rows, events, faults: told.faults, remarks: told.remarks });
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
