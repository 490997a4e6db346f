/**
 * What the serving role may do with each table. `append`: read and add, never change or remove (the record, texts and
 * ballots). `change`: also update. `working`: working matter on which no decision depends; it may be removed.
 * A table that is missing here is closed to the serving role; a test compares this list with the catalogue.
 */
export const GRANTS = {
  entry: 'append',
  entry_blob: 'append',
  blob: 'append',
  version: 'append',
  expression: 'append',
  translation: 'append',
  ballot: 'append',
  roll_line: 'append',
  roll_hand: 'append',
  roll_channel: 'append',
  motion_wording: 'append',
  motion_proposal: 'append',
  candidate_second: 'append',
  teller_count: 'append',
  presence: 'append',
  rule_set: 'append',
  motion_correction: 'append',
  credentials_report: 'append',
  member_figure: 'append',
  notice: 'append',
  quorum_confirmation: 'append',
  draft_revision: 'append',
  version_origin: 'append',
  corrigendum_objection: 'append',
  consultation_member: 'append',
  consultation_extension: 'append',
  consultation_link: 'append',
  comment: 'append',
  comment_withdrawal: 'append',
  comment_disposition: 'append',
  comment_use: 'append',
  record_head: 'change',
  person: 'change',
  person_password: 'change',
  office: 'change',
  slip: 'change',
  term: 'change',
  organisation: 'change',
  affiliation: 'change',
  body: 'change',
  member: 'change',
  assembly: 'change',
  sitting: 'change',
  paper: 'change',
  agenda_item: 'change',
  item_taking: 'change',
  credential: 'change',
  proxy: 'change',
  designation_link: 'change',
  quorum_call: 'change',
  notice_address: 'change',
  instrument: 'change',
  stage: 'change',
  passage: 'change',
  mandate: 'change',
  referral: 'change',
  motion: 'change',
  motion_support: 'change',
  draft: 'change',
  drafter: 'change',
  corrigendum: 'change',
  stage_round: 'change',
  stage_objection: 'change',
  consultation: 'change',
  consultation_reminder: 'change',
  poll: 'change',
  election: 'change',
  candidate: 'change',
  speakers_list: 'change',
  speakers_request: 'change',
  speech: 'change',
  appeal: 'change',
  poll_turnout: 'change',
  poll_reminder: 'change',
  translation_wording: 'working',
  draft_text: 'working',
  draft_reason: 'working',
  draft_place: 'working',
  consultation_code: 'working',
  consultation_letter: 'working',
  opening: 'working',
  slip_code: 'working',
  session: 'working',
  throttle: 'working',
  account_link: 'working',
  account_letter: 'working',
  mail_setting: 'working',
  setup_code: 'working',
  designation_code: 'working',
  outbox: 'working',
  reminder_message: 'working',
  motion_draft: 'working',
} as const satisfies Record<string, 'append' | 'change' | 'working'>;

const PRIVILEGES = {
  append: ['SELECT', 'INSERT'],
  change: ['SELECT', 'INSERT', 'UPDATE'],
  working: ['SELECT', 'INSERT', 'UPDATE', 'DELETE'],
} as const;

/**
 * The statements that give `role` exactly the rights of the table above, where it has `rights` (`table\tSELECT`) now; none
 * where these are they. `role` is quoted by the caller.
 */
export function grantStatements(role: string, rights: ReadonlySet<string>): string[] {
  const wanted = new Set(
    Object.entries(GRANTS).flatMap(([table, kind]) => PRIVILEGES[kind].map((one) => `${table}\t${one}`)),
  );
  const change = (some: ReadonlySet<string>, others: ReadonlySet<string>, say: (what: string) => string) =>
    [...some]
      .filter((one) => !others.has(one))
      .map((one) => one.split('\t') as [string, string])
      .map(([table, privilege]) => say(`${privilege} ON ${table}`));
  return [
    ...change(wanted, rights, (what) => `GRANT ${what} TO ${role}`),
    ...change(rights, wanted, (what) => `REVOKE ${what} FROM ${role}`),
  ];
}
