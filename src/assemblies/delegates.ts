import { readCsv, type CsvRow } from '../basics/csv.js';
import { Line, type Lang } from '../basics/fields.js';
import { folded } from '../basics/folded.js';
import type { Result } from '../basics/result.js';
import type { RowFault, RowRead } from '../bodies/bodies.contract.js';
import { HEADINGS } from '../bodies/headings.js';
import { codeSaid, langSaid, ROLE_LABELS } from '../bodies/labels.js';
import { changesOf, finderOf, isSameName, Remarks, rowRead, type Named } from '../bodies/rows.js';
import { EMAIL } from '../people/people.contract.js';
import { DELEGATE_COLUMNS, type CredentialState } from './assemblies.contract.js';

type Role = 'delegate' | 'alternate' | 'observer';

/** Somebody whom a row names anew. */
export interface DelegateRead {
  readonly member: string;
  readonly name: string;
  readonly email: string | null;
  readonly role: Role;
  readonly lang: Lang;
  readonly gender?: string | null;
}

/** A credential of this assembly that stands, as files are held against it. */
export interface CredentialKnown {
  readonly credential: string;
  readonly member: string;
  readonly person: string;
  readonly name: string;
  readonly email: string | null;
  readonly lang: string;
  readonly role: Role;
  readonly gender: string | null;
  readonly state: CredentialState;
  /** Whether the person holds an office to which the reader's desk does not reach: their account is not this desk's. */
  readonly beyond: boolean;
}

/** What a row says otherwise of a credential, and of whom it is. */
export interface DelegateChange {
  readonly credential: string;
  readonly person: string;
  readonly role?: Role;
  readonly gender?: string;
  readonly lang?: Lang;
  readonly email?: string;
}

export interface DelegatesRead {
  readonly rows: readonly RowRead[];
  /** The line of each of `delegates`. */
  readonly lines: readonly number[];
  readonly delegates: readonly DelegateRead[];
  readonly changes: readonly DelegateChange[];
  readonly faults: readonly RowFault[];
  readonly remarks: readonly RowFault[];
}

export const delegateRows = (csv: string): Result<CsvRow[]> =>
  readCsv(csv, DELEGATE_COLUMNS, { required: ['organisation', 'name'], aliases: HEADINGS });

/** The address that a row gives, in small letters; null: none. */
export const emailOf = ({ fields }: CsvRow): string | null => fields['email']?.toLowerCase() ?? null;

/**
 * Reads the delegates' file against the credentials that are there: who has none of the member is new, who has gets what the
 * file says otherwise, and what it leaves out stays. Somebody is known by the address, and by the name where either has none:
 * the same file twice makes nobody twice. One address is one person: rows that give it to two names have a fault, unless who
 * shares one is kept `apart`, each as a person without that address.
 * Faults of rows: `delegate.organisation` (not a member of the body), `organisation.several`, `delegate.name`, `delegate.email`,
 * `delegate.shared_address` {line, name}, `delegate.other_name` (the house knows the address under another name),
 * `delegate.other_address` (somebody of this name and member has another), `delegate.repeated`, `delegate.role`,
 * `delegate.role_stands` {role} (was accredited in another), `delegate.lang`, `delegate.gender`, those of `Remarks`.
 * Remarks: `delegate.refused`, `delegate.apart` {name}, `delegate.account_stays`.
 */
export function readDelegates(
  rows: readonly CsvRow[],
  known: {
    /** Members of the body by their organisations; `member`: its id. */
    readonly members: readonly (Named & { readonly member: string })[];
    readonly credentials: readonly CredentialKnown[];
    /** Whom the house knows by these addresses. */
    readonly people: ReadonlyMap<
      string,
      { readonly id: string; readonly name: string; readonly lang: string }
    >;
    /** Whether who shares an address is kept apart. */
    readonly apart: boolean;
    /** The language of new people whose row gives none. */
    readonly lang: Lang;
  },
): DelegatesRead {
  const told = new Remarks();
  const find = finderOf(known.members);
  const memberOf = new Map(known.members.map(({ id, member }) => [id, member]));
  const byMember = new Map<string, CredentialKnown[]>();
  for (const one of known.credentials) byMember.set(one.member, [...(byMember.get(one.member) ?? []), one]);
  const shared = sharedAddresses(rows);
  const seen = new Set<string>();
  const delegates: DelegateRead[] = [];
  const lines: number[] = [];
  const changes: DelegateChange[] = [];
  const read = rows.map((row): RowRead => {
    const { line, fields } = row;
    const fault = (column: string, code: string, facts?: RowFault['facts']): void =>
      told.fault({ line, column, code, value: fields[column] ?? null, ...(facts && { facts }) });
    const remark = (column: string, code: string, facts?: RowFault['facts']): void => {
      told.remarks.push({ line, column, code, value: fields[column] ?? null, ...(facts && { facts }) });
    };
    told.row(row);
    const found = find(fields['organisation'] ?? '');
    const organisation = found === 'several' ? null : found;
    if (!organisation)
      fault('organisation', found === 'several' ? 'organisation.several' : 'delegate.organisation');
    const member = (organisation && memberOf.get(organisation.id)) ?? null;
    const name = fields['name'] ?? '';
    if (!NAME.safeParse(name).success) fault('name', 'delegate.name');
    const said = emailOf(row);
    if (said !== null && !EMAIL.safeParse(said).success) fault('email', 'delegate.email');
    const { email, trouble } = addressFor({ line, name, email: said }, { ...known, shared });
    if (trouble && known.apart) remark('email', 'delegate.apart', trouble.facts);
    else if (trouble) fault('email', trouble.code, trouble.facts);
    const role = fields['role'] === null ? null : codeSaid(fields['role'] ?? '', ROLES, ROLE_LABELS);
    if (fields['role'] !== null && role === null) fault('role', 'delegate.role');
    const lang = fields['lang'] === null ? null : langSaid(fields['lang'] ?? '');
    if (fields['lang'] !== null && lang === null) fault('lang', 'delegate.lang');
    const gender = fields['gender'] ?? null;
    if (gender !== null && !GENDER.safeParse(gender).success) fault('gender', 'delegate.gender');
    if (member === null) return rowRead(row, { faulty: true, known: false, changes: [], organisation });

    const who = credentialOf(byMember.get(member) ?? [], { name, email });
    const there = who === 'other' ? null : who;
    const account = email === null ? undefined : known.people.get(email);
    if (who === 'other' || (there && account && there.person !== account.id))
      fault('email', 'delegate.other_address');
    // In the file too a name without an address is whoever has that name.
    const keys = there
      ? [there.credential]
      : [
          credentialKey(member, { name, email }),
          ...(email === null ? [`${member} any ${folded(name)}`] : []),
        ];
    if (keys.some((key) => seen.has(key))) fault(email === null ? 'name' : 'email', 'delegate.repeated');
    for (const key of keys) seen.add(key);
    if (email !== null) {
      if (seen.has(credentialKey(member, { name, email: null }))) fault('name', 'delegate.repeated');
      seen.add(`${member} any ${folded(name)}`);
    }
    if (!there && account && lang !== null && account.lang !== lang) remark('lang', 'delegate.account_stays');
    const made = there
      ? changesOf({ email: there.email === null ? email : null, role, lang, gender } as const, {
          email: there.email,
          role: there.role,
          lang: there.lang,
          gender: there.gender,
        }).filter(({ column, after }) => {
          if (column === 'role' && there.state === 'accredited') {
            fault('role', 'delegate.role_stands', { role: there.role });
            return false;
          }
          if ((column === 'email' || column === 'lang') && there.beyond) {
            remark(column, 'delegate.account_stays');
            return false;
          }
          return after !== null;
        })
      : [];
    if (there?.state === 'refused') remark('name', 'delegate.refused');
    const faulty = told.isFaulty(line);
    if (!faulty && there && made.length > 0) {
      const facts = Object.fromEntries(made.map(({ column, after }) => [column, after]));
      changes.push({ credential: there.credential, person: there.person, ...facts });
    }
    if (!faulty && !there) {
      const usual = { role: (role ?? 'delegate') as Role, lang: lang ?? known.lang };
      delegates.push({ member, name, email, gender, ...usual });
      lines.push(line);
    }
    return rowRead(row, { faulty, known: there !== null, changes: made, organisation });
  });
  return { rows: read, lines, delegates, changes, faults: told.faults, remarks: told.remarks };
}

interface Shared {
  readonly line: number;
  readonly name: string;
}

/** Addresses that a file gives to more than one name, with the first two of them. */
function sharedAddresses(rows: readonly CsvRow[]): ReadonlyMap<string, readonly [Shared, Shared]> {
  const first = new Map<string, Shared>();
  const shared = new Map<string, readonly [Shared, Shared]>();
  for (const row of rows) {
    const email = emailOf(row);
    if (email === null) continue;
    const one = { line: row.line, name: row.fields['name'] ?? '' };
    const before = first.get(email);
    if (!before) first.set(email, one);
    else if (!shared.has(email) && !isSameName(before.name, one.name)) shared.set(email, [before, one]);
  }
  return shared;
}

/** The address under which a row's person can be known, and what is the matter where it is not the row's own. */
function addressFor(
  { line, name, email }: { line: number; name: string; email: string | null },
  {
    people,
    shared,
    apart,
  }: {
    people: ReadonlyMap<string, { readonly name: string }>;
    shared: ReadonlyMap<string, readonly [Shared, Shared]>;
    apart: boolean;
  },
): { email: string | null; trouble: { code: string; facts: { line?: number; name: string } } | null } {
  if (email === null) return { email, trouble: null };
  const own = people.get(email);
  // Whoever has the address already keeps it, whoever else the file gives it to.
  if (own && isSameName(own.name, name)) return { email, trouble: null };
  const kept = apart ? null : email;
  if (own) return { email: kept, trouble: { code: 'delegate.other_name', facts: { name: own.name } } };
  const both = shared.get(email);
  if (!both) return { email, trouble: null };
  const other = isSameName(both[0].name, name) ? both[1] : both[0];
  const facts = { name: other.name, line: other.line === line ? both[0].line : other.line };
  return { email: kept, trouble: { code: 'delegate.shared_address', facts } };
}

/**
 * The credential of a member that a row is about: its address's, else, where either of them has none, its name's; null: none. `other`:
 * somebody of this name and member has another address, and the file cannot say whether it is they.
 */
function credentialOf(
  here: readonly CredentialKnown[],
  { name, email }: { name: string; email: string | null },
): CredentialKnown | 'other' | null {
  const byAddress = email === null ? undefined : here.find((one) => one.email?.toLowerCase() === email);
  if (byAddress) return byAddress;
  const namesakes = here.filter((one) => isSameName(one.name, name));
  const [one] = email === null ? namesakes : namesakes.filter((known) => known.email === null);
  return one ?? (namesakes.length > 0 ? 'other' : null);
}

/** Who somebody is for a member: by e-mail address, else by name. An address has an `@` and no blank. */
export const credentialKey = (
  member: string,
  { name, email }: { readonly name: string; readonly email: string | null },
): string => `${member} ${email === null ? `name ${folded(name)}` : email.toLowerCase()}`;

const ROLES = ['delegate', 'alternate', 'observer'] as const;
const NAME = Line(200);
/** As the delegate's organisation writes it. */
const GENDER = Line(40);
