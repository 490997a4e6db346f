import { readCsv, type CsvRow } from '../basics/csv.js';
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
}

export interface DelegatesRead {
  readonly rows: readonly CsvRow[];
  readonly delegates: readonly DelegateRead[];
  readonly faults: readonly RowFault[];
}

/**
 * Reads the delegates' file. Faults of rows: `delegate.organisation` (not a member of the body), `delegate.name`,
 * `delegate.email`, `delegate.repeated`, `delegate.exists` (has a credential of this member here), `delegate.role`,
 * `delegate.lang`.
 */
export function readDelegates(
  csv: string,
  known: {
    /** Members of the body by their organisation's slug. */
    readonly members: ReadonlyMap<string, string>;
    /** `member email` of the credentials that are there. */
    readonly credentials: ReadonlySet<string>;
  },
): Result<DelegatesRead> {
  const read = readCsv(csv, DELEGATE_COLUMNS, ['organisation', 'name']);
  if (!read.ok) return read;
  const faults: RowFault[] = [];
  const seen = new Set<string>();
  const delegates = read.value.map(({ line, fields }): DelegateRead => {
    const fault = (column: string, code: string): void => {
      faults.push({ line, column, code, value: fields[column] ?? null });
    };
    const member = known.members.get(fields['organisation'] ?? '');
    if (member === undefined) fault('organisation', 'delegate.organisation');
    const name = fields['name'] ?? '';
    if (name === '' || name.length > 200) fault('name', 'delegate.name');
    const email = fields['email']?.toLowerCase() ?? null;
    if (email !== null && !EMAIL.safeParse(email).success) fault('email', 'delegate.email');
    if (email !== null && member !== undefined) {
      const key = `${member} ${email}`;
      if (seen.has(key)) fault('email', 'delegate.repeated');
      else if (known.credentials.has(key)) fault('email', 'delegate.exists');
      seen.add(key);
    }
    const role = fields['role'] ?? 'delegate';
    if (!isRole(role)) fault('role', 'delegate.role');
    const lang = fields['lang'] ?? 'en';
    if (!isLang(lang)) fault('lang', 'delegate.lang');
    return {
      member: member ?? '',
      name,
      email,
      role: isRole(role) ? role : 'delegate',
      lang: isLang(lang) ? lang : 'en',
    };
  });
  return ok({ rows: read.value, delegates, faults });
}

const isRole = (text: string): text is DelegateRead['role'] =>
  ['delegate', 'alternate', 'observer'].includes(text);
const isLang = (text: string): text is DelegateRead['lang'] => ['en', 'fr', 'es'].includes(text);
