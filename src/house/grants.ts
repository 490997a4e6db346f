/**
 * What the serving role may do with each table. `append`: read and add, never change or remove (the record, texts and
 * ballots). `change`: also update. `working`: working matter on which no decision depends; it may be removed.
 * A table that is missing here is closed to the serving role; a test compares this list with the catalogue.
 */
export const GRANTS = {
  entry: 'append',
  blob: 'append',
  version: 'append',
  expression: 'append',
  ballot: 'append',
  roll_line: 'append',
  presence: 'append',
  affiliation: 'append',
  rule_set: 'append',
  term: 'append',
  agenda_item: 'append',
  paper: 'append',
  record_head: 'change',
  person: 'change',
  person_password: 'change',
  office: 'change',
  slip: 'change',
  organisation: 'change',
  body: 'change',
  member: 'change',
  assembly: 'change',
  sitting: 'change',
  credential: 'change',
  proxy: 'change',
  instrument: 'change',
  stage: 'change',
  motion: 'change',
  poll: 'change',
  poll_turnout: 'change',
  opening: 'working',
  slip_code: 'working',
  session: 'working',
  throttle: 'working',
} as const satisfies Record<string, 'append' | 'change' | 'working'>;

const PRIVILEGES = {
  append: 'SELECT, INSERT',
  change: 'SELECT, INSERT, UPDATE',
  working: 'SELECT, INSERT, UPDATE, DELETE',
} as const;

/** The statements that give `role` exactly the rights of the table above. `role` is quoted by the caller. */
export const grantStatements = (role: string): string[] => [
  `REVOKE ALL ON ALL TABLES IN SCHEMA public FROM ${role}`,
  `GRANT USAGE ON SCHEMA public TO ${role}`,
  ...Object.entries(GRANTS).map(([table, kind]) => `GRANT ${PRIVILEGES[kind]} ON ${table} TO ${role}`),
];
