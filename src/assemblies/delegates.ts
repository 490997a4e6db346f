import { readCsv, type CsvRow } from '../basics/csv.js';
import { Line } from '../basics/fields.js';
import { ok, type Result } from '../basics/result.js';
import type { RowFault } from '../bodies/bodies.contract.js';
import { EMAIL } from '../people/people.contract.js';
import { DELEGATE_COLUMNS } from './assemblies.contract.js';

export interface DelegateRead {
  readonly member: string;
  readonly name: string;
  readonly email: string | null;
  readonly role: 'delegate' | 'alternate' | 'observer';
  readonly lang: 'en' | 'fr' | 'es';
  readonly gender?: string | null;
}

export interface DelegatesRead {
  readonly rows: readonly CsvRow[];
  readonly delegates: readonly DelegateRead[];
  readonly faults: readonly RowFault[];
}

/**
 * Reads the delegates' file. Faults of rows: `delegate.organisation` (not a member of the body), `delegate.name`,
 * `delegate.email`, `delegate.repeated`, `delegate.exists` (has a credential of this member here), `delegate.role`,
 * `delegate.lang`, `delegate.gender`, `csv.surplus` (more fields than columns).
 * Who has no e-mail address is known by the name: the same file twice must not make everybody twice.
 */
export function readDelegates(
  csv: string,
  known: {
    /** Members of the body by their organisation's slug. */
    readonly members: ReadonlyMap<string, string>;
    /** `credentialKey` of the credentials that are there. */
    readonly credentials: ReadonlySet<string>;
  },
): Result<DelegatesRead> {
  const read = readCsv(csv, DELEGATE_COLUMNS, ['organisation', 'name']);
  if (!read.ok) return read;
  const faults: RowFault[] = [];
  const seen = new Set<string>();
  const delegates = read.value.map(({ line, fields, surplus }): DelegateRead => {
    const fault = (column: string, code: string): void => {
      faults.push({ line, column, code, value: fields[column] ?? null });
    };
    if (surplus !== null) faults.push({ line, column: null, code: 'csv.surplus', value: surplus });
    const member = known.members.get(fields['organisation'] ?? '');
    if (member === undefined) fault('organisation', 'delegate.organisation');
    const name = fields['name'] ?? '';
    if (!NAME.safeParse(name).success) fault('name', 'delegate.name');
    const email = fields['email']?.toLowerCase() ?? null;
    if (email !== null && !EMAIL.safeParse(email).success) fault('email', 'delegate.email');
    if (member !== undefined) {
      const key = credentialKey(member, { name, email });
      const column = email === null ? 'name' : 'email';
      if (seen.has(key)) fault(column, 'delegate.repeated');
      else if (known.credentials.has(key)) fault(column, 'delegate.exists');
      seen.add(key);
    }
    const role = fields['role'] ?? 'delegate';
    if (!isRole(role)) fault('role', 'delegate.role');
    const lang = fields['lang'] ?? 'en';
    if (!isLang(lang)) fault('lang', 'delegate.lang');
    const gender = fields['gender'] ?? null;
    if (gender !== null && !GENDER.safeParse(gender).success) fault('gender', 'delegate.gender');
    return {
      gender,
      member: member ?? '',
      name,
      email,
      role: isRole(role) ? role : 'delegate',
      lang: isLang(lang) ? lang : 'en',
    };
  });
  return ok({ rows: read.value, delegates, faults });
}

/** Who somebody is for a member: by e-mail address, else by name. An address has an `@` and no blank. */
export const credentialKey = (
  member: string,
  { name, email }: { readonly name: string; readonly email: string | null },
): string => `${member} ${email === null ? `name ${name}` : email}`.toLowerCase();

const NAME = Line(200);
/** As the delegate's organisation writes it. */
const GENDER = Line(40);
const isRole = (text: string): text is DelegateRead['role'] =>
  ['delegate', 'alternate', 'observer'].includes(text);
const isLang = (text: string): text is DelegateRead['lang'] => ['en', 'fr', 'es'].includes(text);
