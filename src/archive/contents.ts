/**
 * What the archive of a house holds, and what it does not. Together these are all tables of the schema: a test compares them
 * with the catalogue, so that nobody adds a table without saying which it is.
 */

/** In the order in which they stand in the archive. Passwords are among them, as hashes: people sign in after a move. */
export const KEPT = [
  ...['record_head', 'entry', 'entry_blob', 'opening'],
  ...['person', 'person_password', 'office', 'slip', 'term'],
  ...['organisation', 'affiliation', 'body', 'rule_set', 'member', 'member_figure'],
  ...[
    'assembly',
    'sitting',
    'agenda_item',
    'item_taking',
    'paper',
    'credential',
    'credentials_report',
    'proxy',
  ],
  ...['presence', 'quorum_call', 'quorum_confirmation', 'designation_link', 'notice', 'notice_address'],
  ...['instrument', 'version', 'expression', 'translation', 'translation_wording', 'version_origin'],
  ...['stage', 'stage_round', 'stage_objection', 'passage', 'mandate', 'referral'],
  ...['motion', 'motion_support', 'motion_wording', 'motion_proposal', 'motion_correction', 'motion_draft'],
  ...[
    'draft',
    'drafter',
    'draft_text',
    'draft_reason',
    'draft_revision',
    'corrigendum',
    'corrigendum_objection',
  ],
  ...[
    'consultation',
    'consultation_member',
    'consultation_extension',
    'consultation_link',
    'consultation_reminder',
  ],
  ...['consultation_letter', 'comment', 'comment_withdrawal', 'comment_disposition', 'comment_use'],
  ...['poll', 'poll_turnout', 'poll_reminder', 'reminder_message', 'roll_line', 'roll_hand', 'roll_channel'],
  ...['ballot', 'teller_count', 'election', 'candidate', 'candidate_second'],
  ...['speakers_list', 'speakers_request', 'speech', 'appeal'],
] as const;

/** Its rows are files of their own, in `blobs/`. */
export const BLOBS = 'blob';

/** Tables that stay behind, each with its reason. */
export const LEFT_OUT: Readonly<Record<string, string>> = {
  session: 'who is signed in at this house, and by which cookie: everybody signs in again',
  throttle: 'counts of failed sign-ins, which are over within minutes',
  account_link: 'codes that let somebody give a password: they open a door, and are made again',
  slip_code: 'codes of slips, which open a door: slips are printed again',
  designation_code: 'codes of links by which a member designates: they open a door, and are sent again',
  consultation_code: 'codes of links by which a member comments: they open a door, and are sent again',
  setup_code: 'the code of a first set-up, which opens the widest door',
  outbox: 'messages on their way, with such links in them: two houses must not both send them',
  account_letter: 'letters of accounts on their way, for links that stay behind',
  mail_setting:
    'the mail server: its password is sealed with a key of this house, and a copy of a house must not write to members by itself',
  draft_place: 'where somebody is writing at this moment',
  house_secret: 'the keys of this house: whoever had them could make its cookies and open what it has sealed',
  migrations: 'the schema: the house that takes the archive has its own, and it must be the same',
};

/** Of tables that are kept, the rows that are: a letter that is on its way stays behind, one that left is a fact. */
export const ROWS: Readonly<Record<string, string>> = {
  reminder_message: `outcome <> 'waiting'`,
  consultation_letter: `outcome <> 'waiting'`,
};

/** Bytes that are UTF-8 are written as text, for whoever reads the file: the canonical JSON of an entry is hashed as it stands. */
export const TEXTS: Readonly<Record<string, readonly string[]>> = { entry: ['bytes'] };
