import { countryOf } from '../basics/countries.js';
import { readCsv } from '../basics/csv.js';
import { isBefore, isEdtf } from '../basics/edtf.js';
import { Line } from '../basics/fields.js';
import { foldedWords, slugOf } from '../basics/folded.js';
import { compare, parseChecked } from '../basics/fraction.js';
import { SLUG } from '../basics/ids.js';
import { ok, type Result } from '../basics/result.js';
import { must } from '../basics/must.js';
import { Votes, type RuleSet } from '../rules/ruleset.js';
import {
  MEMBER_COLUMNS,
  type Change,
  type MemberFacts,
  type RowFault,
  type RowRead,
} from './bodies.contract.js';
import { HEADINGS } from './headings.js';
import { CLASS_LABELS, codeSaid, usualCode } from './labels.js';
import { changesOf, finderOf, isSameName, Remarks, rowRead, type Named } from './rows.js';

/** What the register has of a member. */
export interface MemberKnown extends Required<Omit<MemberFacts, 'class'>> {
  readonly id: string;
  readonly class: string;
}

/** A row of the members' file that admits somebody. */
export interface MemberRowRead {
  readonly organisation: string;
  readonly name: string;
  /** Whether the organisation is new to the house. */
  readonly fresh: boolean;
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

/** A row that says something else of a member than the register does. */
export interface MemberChange {
  readonly member: string;
  readonly organisation: string;
  readonly facts: MemberFacts;
  readonly was: MemberFacts;
}

export interface MembersRead {
  readonly rows: readonly RowRead[];
  readonly members: readonly MemberRowRead[];
  readonly changes: readonly MemberChange[];
  readonly faults: readonly RowFault[];
  readonly remarks: readonly RowFault[];
}

/** The columns that say something of a member, with the facts that they say. */
export const FACTS = {
  class: 'class',
  country: 'country',
  region: 'region',
  chamber: 'chamber',
  votes: 'votes',
  paid_up_to: 'paidUpTo',
  from: 'from',
  to: 'to',
} as const satisfies Readonly<Record<string, keyof MemberFacts>>;
export type FactColumn = keyof typeof FACTS;

/**
 * Reads the members' file against what the body has: who is no member is admitted, who is gets what the file says otherwise,
 * and what it leaves out stays. An organisation is named by its code or its name; a new one without a code gets one from its name.
 * Faults of rows: `member.organisation`, `organisation.several`, `member.other_name` {name}, `member.repeated`, `member.name`,
 * `member.class`, `member.country`, `member.region`, `member.chamber`, `member.votes`, `member.paid_up_to`,
 * `member.from`, `member.to`, those of `Remarks`. Remark: `member.name_known` {organisation}. Control characters are a fault of
 * their field.
 * No votes given means what the rules give to the class, also under later rules: a figure of ours would overrule them.
 */
export function readMembers(
  csv: string,
  known: {
    readonly organisations: readonly Named[];
    /** The body's members by their organisation. */
    readonly members: ReadonlyMap<string, MemberKnown>;
    /** The body's rules say which classes, regions and chambers there are; null: any. */
    readonly rules: Pick<RuleSet, 'classes' | 'regions' | 'chambers'> | null;
  },
): Result<MembersRead> {
  const required = [['organisation', 'name']];
  const read = readCsv(csv, MEMBER_COLUMNS, { required, aliases: HEADINGS });
  if (!read.ok) return read;
  const told = new Remarks();
  const seen = new Set<string>();
  const organisationOf = namer(known.organisations);
  const members: MemberRowRead[] = [];
  const changes: MemberChange[] = [];
  const rows = read.value.map((row): RowRead => {
    const { line, fields } = row;
    const fault: Fault = (column, code, facts) =>
      told.fault({ line, column, code, value: fields[column] ?? null, ...(facts && { facts }) });
    told.row(row);
    const named = organisationOf(fields, { fault, remark: (one) => told.remarks.push({ line, ...one }) });
    if (named) {
      if (seen.has(named.id)) fault(fields['organisation'] ? 'organisation' : 'name', 'member.repeated');
      seen.add(named.id);
    }
    const there = (named && known.members.get(named.id)) ?? null;
    const said = factsSaid(fields, { there, rules: known.rules, fault });
    const made = there ? changesOf(said, wasOf(there), isSameFact) : [];
    const faulty = told.isFaulty(line);
    if (named && !faulty) {
      const { id: organisation, name, fresh } = named;
      const { paid_up_to: paidUpTo, ...rest } = said;
      if (!there)
        members.push({
          organisation,
          name,
          fresh,
          ...rest,
          class: must(said.class, 'class of the member'),
          paidUpTo,
        });
      else if (made.length > 0) changes.push({ member: there.id, organisation, ...asFacts(made) });
    }
    return rowRead(row, { faulty, known: there !== null, changes: made, organisation: named });
  });
  return ok({ rows, members, changes, faults: told.faults, remarks: told.remarks });
}

export type Fault = (column: string, code: string, facts?: RowFault['facts']) => void;
export type Fields = Readonly<Record<string, string | null>>;

/** Which organisation each row is about, of those that are known or stand earlier in the file; null: none, with a fault. */
export function namer(organisations: readonly Named[]) {
  const find = finderOf(organisations);
  const taken = new Set(organisations.map(({ id }) => id));
  /** New in this file: a name that comes again is the same organisation. */
  const fresh = new Map<string, string>();
  return (
    fields: Fields,
    { fault, remark }: { fault: Fault; remark: (one: Omit<RowFault, 'line'>) => void },
  ): { id: string; name: string; fresh: boolean } | null => {
    const said = fields['organisation'] ?? null;
    const name = fields['name'] ?? null;
    const column = said === null ? 'name' : 'organisation';
    const found = find(said ?? name ?? '');
    if (found === 'several') {
      fault(column, 'organisation.several');
      return null;
    }
    if (found) {
      // A code that was mistaken for another's must not change that one.
      const other = name !== null && ![found.name, found.short].some((one) => one && isSameName(one, name));
      if (other) fault('name', 'member.other_name', { name: found.name });
      return { ...found, fresh: false };
    }
    const isCode = said !== null && SLUG.test(said);
    const full = name ?? (isCode ? null : said);
    if (full === null || !NAME.safeParse(full).success) fault('name', 'member.name');
    if (said !== null && !isCode && name !== null && !isSameName(said, name)) {
      fault('organisation', 'member.organisation');
      return null;
    }
    if (full === null) return isCode ? { id: said, name: said, fresh: true } : null;
    if (isCode) {
      const namesake = name === null ? null : find(name);
      if (namesake && namesake !== 'several')
        remark({
          column: 'name',
          code: 'member.name_known',
          value: name,
          facts: { organisation: namesake.id },
        });
      taken.add(said);
      fresh.set(foldedWords(full), said);
      return { id: said, name: full, fresh: true };
    }
    const id = fresh.get(foldedWords(full)) ?? codeFor(full, taken);
    taken.add(id);
    fresh.set(foldedWords(full), id);
    return { id, name: full, fresh: true };
  };
}

/** A code for a new organisation, made of its name, that no other has. */
function codeFor(name: string, taken: ReadonlySet<string>): string {
  const made = slugOf(name).slice(0, 58).replace(/-+$/, '');
  const base = SLUG.test(made) ? made : 'organisation';
  for (let count = 1; ; count++) {
    const code = count === 1 && base !== 'organisation' ? base : `${base}-${count}`;
    if (!taken.has(code)) return code;
  }
}

/** What a row says of a member, in the register's own words. */
export function factsSaid(
  fields: Fields,
  {
    there,
    rules,
    fault,
  }: {
    there: MemberKnown | null;
    rules: Pick<RuleSet, 'classes' | 'regions' | 'chambers'> | null;
    fault: Fault;
  },
): Record<FactColumn, string | null> {
  const kind = fields['class'] ?? null;
  // Rules may come later than members: what is usual has the code that they will have.
  const named =
    kind === null ? null : rules ? codeSaid(kind, rules.classes, CLASS_LABELS) : (usualCode(kind) ?? kind);
  if (kind === null ? !there : named === null || !WORD.safeParse(named).success)
    fault('class', 'member.class');
  const places = placesSaid(fields, { rules, fault });
  const votes = fields['votes'] ?? null;
  if (votes !== null && !isVotes(votes)) fault('votes', 'member.votes');
  const paidUpTo = fields['paid_up_to'] ?? null;
  if (paidUpTo !== null && !isDay(paidUpTo)) fault('paid_up_to', 'member.paid_up_to');
  const { from = null, to = null } = fields;
  const [since, until] = [from ?? there?.from ?? null, to ?? there?.to ?? null];
  const late = since !== null && until !== null && isEdtf(since) && isEdtf(until) && isBefore(until, since);
  if (from !== null && (!isEdtf(from) || (late && to === null))) fault('from', 'member.from');
  if (to !== null && (!isEdtf(to) || late)) fault('to', 'member.to');
  return { class: named, ...places, votes, paid_up_to: paidUpTo, from, to };
}

/** Where a row says that a member belongs. */
export function placesSaid(
  fields: Fields,
  { rules, fault }: { rules: Pick<RuleSet, 'regions' | 'chambers'> | null; fault: Fault },
): { country: string | null; region: string | null; chamber: string | null } {
  const said = fields['country'] ?? null;
  const country = said === null ? null : countryOf(said);
  if (said !== null && country === null) fault('country', 'member.country');
  const placeSaid = (column: 'region' | 'chamber', listed: readonly string[]): string | null => {
    const text = fields[column] ?? null;
    if (text === null) return null;
    const place = listed.length > 0 ? codeSaid(text, listed, CLASS_LABELS) : text;
    if (place === null || !WORD.safeParse(place).success) fault(column, `member.${column}`);
    return place;
  };
  return {
    country,
    region: placeSaid('region', rules?.regions ?? []),
    chamber: placeSaid('chamber', rules?.chambers ?? []),
  };
}

const wasOf = (member: MemberKnown): Record<FactColumn, string | null> =>
  Object.fromEntries(Object.entries(FACTS).map(([column, fact]) => [column, member[fact]])) as Record<
    FactColumn,
    string | null
  >;

/** Votes are numbers, and registers of before have countries by their names. */
export const isSameFact = (column: FactColumn, a: string, b: string): boolean =>
  a === b ||
  (column === 'votes' && isVotes(a) && compare(parseChecked(a), parseChecked(b)) === 0) ||
  (column === 'country' && countryOf(b) === a);

const asFacts = (changes: readonly Change[]): Pick<MemberChange, 'facts' | 'was'> => {
  const of = (which: 'before' | 'after'): MemberFacts =>
    Object.fromEntries(changes.map((one) => [FACTS[one.column as FactColumn], one[which]]));
  return { facts: of('after'), was: of('before') };
};

const NAME = Line(200);
const WORD = Line(80);

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
