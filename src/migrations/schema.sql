-- The schema that the migrations make, read from the catalogue (`npm run schema`) and compared by a test. It is read, not
-- run. `serving` stands for the role of least privilege that serves.

CREATE TABLE account_letter (
  id uuid NOT NULL,
  purpose text NOT NULL,
  person uuid,
  recipient text NOT NULL,
  lang text NOT NULL,
  origin text NOT NULL,
  asked_at timestamp with time zone NOT NULL,
  next_at timestamp with time zone,
  attempts integer NOT NULL,
  outcome text,
  answer text,
  CONSTRAINT account_letter_pk PRIMARY KEY (id),
  CONSTRAINT account_letter_person_fkey FOREIGN KEY (person) REFERENCES person(id),
  CONSTRAINT account_letter_outcome_known CHECK ((outcome = ANY (ARRAY['sent'::text, 'failed'::text]))),
  CONSTRAINT account_letter_person CHECK (((purpose = 'recovery'::text) = (person IS NULL))),
  CONSTRAINT account_letter_purpose_known CHECK ((purpose = ANY (ARRAY['invitation'::text, 'recovery'::text, 'address'::text, 'moved'::text])))
);
CREATE INDEX account_letter_due ON account_letter USING btree (next_at) WHERE (next_at IS NOT NULL);
CREATE INDEX account_letter_recipient ON account_letter USING btree (lower(recipient), asked_at);
GRANT SELECT, INSERT, UPDATE, DELETE ON account_letter TO serving;

CREATE TABLE account_link (
  person uuid NOT NULL,
  code_hash text NOT NULL,
  until timestamp with time zone NOT NULL,
  purpose text NOT NULL,
  email text,
  CONSTRAINT account_link_pk PRIMARY KEY (person, purpose),
  CONSTRAINT account_link_code UNIQUE (code_hash),
  CONSTRAINT account_link_person_fkey FOREIGN KEY (person) REFERENCES person(id),
  CONSTRAINT account_link_email CHECK (((purpose = 'address'::text) = (email IS NOT NULL))),
  CONSTRAINT account_link_purpose_known CHECK ((purpose = ANY (ARRAY['invitation'::text, 'recovery'::text, 'address'::text])))
);
GRANT SELECT, INSERT, UPDATE, DELETE ON account_link TO serving;

CREATE TABLE affiliation (
  child text NOT NULL,
  parent text NOT NULL,
  held_from text,
  held_to text,
  source text,
  id uuid NOT NULL,
  struck_at timestamp with time zone,
  CONSTRAINT affiliation_pk PRIMARY KEY (id),
  CONSTRAINT affiliation_child_fkey FOREIGN KEY (child) REFERENCES organisation(id),
  CONSTRAINT affiliation_parent_fkey FOREIGN KEY (parent) REFERENCES organisation(id),
  CONSTRAINT affiliation_other CHECK ((child <> parent))
);
CREATE UNIQUE INDEX affiliation_once ON affiliation USING btree (child, parent) WHERE ((held_to IS NULL) AND (struck_at IS NULL));
CREATE INDEX affiliation_parent ON affiliation USING btree (parent);
GRANT SELECT, INSERT, UPDATE ON affiliation TO serving;

CREATE TABLE agenda_item (
  id uuid NOT NULL,
  assembly text NOT NULL,
  titles jsonb NOT NULL,
  internal boolean NOT NULL,
  parent uuid,
  place integer NOT NULL,
  kind text,
  minutes integer,
  presenter text,
  state text NOT NULL,
  reason text,
  CONSTRAINT agenda_item_pk PRIMARY KEY (id),
  CONSTRAINT agenda_item_assembly_fkey FOREIGN KEY (assembly) REFERENCES assembly(id),
  CONSTRAINT agenda_item_parent_fkey FOREIGN KEY (parent) REFERENCES agenda_item(id),
  CONSTRAINT agenda_item_kind_known CHECK ((kind = ANY (ARRAY['procedural'::text, 'information'::text, 'discussion'::text, 'decision'::text, 'election'::text]))),
  CONSTRAINT agenda_item_minutes CHECK ((minutes > 0)),
  CONSTRAINT agenda_item_parent CHECK ((parent <> id)),
  CONSTRAINT agenda_item_state_known CHECK ((state = ANY (ARRAY['planned'::text, 'current'::text, 'dealt_with'::text, 'withdrawn'::text])))
);
CREATE UNIQUE INDEX agenda_item_current ON agenda_item USING btree (assembly) WHERE (state = 'current'::text);
CREATE INDEX agenda_item_siblings ON agenda_item USING btree (assembly, parent, place);
GRANT SELECT, INSERT, UPDATE ON agenda_item TO serving;

CREATE TABLE appeal (
  id uuid NOT NULL,
  assembly text NOT NULL,
  person uuid NOT NULL,
  member uuid NOT NULL,
  name text COLLATE names NOT NULL,
  about text NOT NULL,
  outcome text,
  poll uuid,
  at timestamp with time zone NOT NULL,
  CONSTRAINT appeal_pk PRIMARY KEY (id),
  CONSTRAINT appeal_assembly_fkey FOREIGN KEY (assembly) REFERENCES assembly(id),
  CONSTRAINT appeal_member_fkey FOREIGN KEY (member) REFERENCES member(id),
  CONSTRAINT appeal_person_fkey FOREIGN KEY (person) REFERENCES person(id),
  CONSTRAINT appeal_poll_fkey FOREIGN KEY (poll) REFERENCES poll(id),
  CONSTRAINT appeal_outcome_known CHECK ((outcome = ANY (ARRAY['upheld'::text, 'overruled'::text, 'withdrawn'::text])))
);
CREATE UNIQUE INDEX appeal_once ON appeal USING btree (assembly, person) WHERE (outcome IS NULL);
GRANT SELECT, INSERT, UPDATE ON appeal TO serving;

CREATE TABLE assembly (
  id text NOT NULL,
  body text NOT NULL,
  name text COLLATE names NOT NULL,
  place text,
  held_from text,
  held_to text,
  time_zone text,
  rule_set uuid,
  open boolean NOT NULL,
  historical boolean NOT NULL,
  demonstration boolean NOT NULL,
  note text,
  source text,
  certainty text NOT NULL,
  motions_due timestamp with time zone,
  designations_due timestamp with time zone,
  dues_until timestamp with time zone,
  scene text,
  scene_since timestamp with time zone,
  scene_sentence text,
  scene_until timestamp with time zone,
  CONSTRAINT assembly_pk PRIMARY KEY (id),
  CONSTRAINT assembly_body_fkey FOREIGN KEY (body) REFERENCES body(id),
  CONSTRAINT assembly_rule_set_fkey FOREIGN KEY (rule_set) REFERENCES rule_set(id),
  CONSTRAINT assembly_certainty_known CHECK ((certainty = ANY (ARRAY['high'::text, 'medium'::text, 'unknown'::text]))),
  CONSTRAINT assembly_scene_known CHECK ((scene = ANY (ARRAY['welcome'::text, 'agenda'::text, 'pause'::text]))),
  CONSTRAINT assembly_scene_pause CHECK (((scene = 'pause'::text) OR ((scene_sentence IS NULL) AND (scene_until IS NULL)))),
  CONSTRAINT assembly_scene_since CHECK (((scene IS NULL) = (scene_since IS NULL)))
);
GRANT SELECT, INSERT, UPDATE ON assembly TO serving;

CREATE TABLE ballot (
  id uuid NOT NULL,
  poll uuid NOT NULL,
  entitlement integer NOT NULL,
  revision integer NOT NULL,
  choice text NOT NULL,
  caster uuid NOT NULL,
  entry bigint NOT NULL,
  leaf bytea NOT NULL,
  at timestamp with time zone NOT NULL,
  CONSTRAINT ballot_id PRIMARY KEY (id),
  CONSTRAINT ballot_revision UNIQUE (poll, entitlement, revision),
  CONSTRAINT ballot_roll FOREIGN KEY (poll, entitlement) REFERENCES roll_line(poll, entitlement)
);
GRANT SELECT, INSERT ON ballot TO serving;

CREATE TABLE blob (
  hash text NOT NULL,
  content bytea NOT NULL,
  CONSTRAINT blob_pk PRIMARY KEY (hash)
);
GRANT SELECT, INSERT ON blob TO serving;

CREATE TABLE body (
  id text NOT NULL,
  organisation text NOT NULL,
  name text COLLATE names NOT NULL,
  source text,
  certainty text NOT NULL,
  CONSTRAINT body_pk PRIMARY KEY (id),
  CONSTRAINT body_organisation_fkey FOREIGN KEY (organisation) REFERENCES organisation(id),
  CONSTRAINT body_certainty_known CHECK ((certainty = ANY (ARRAY['high'::text, 'medium'::text, 'unknown'::text])))
);
GRANT SELECT, INSERT, UPDATE ON body TO serving;

CREATE TABLE candidate (
  id uuid NOT NULL,
  election uuid NOT NULL,
  person uuid NOT NULL,
  member uuid,
  region text COLLATE names,
  gender text,
  nominated_by uuid,
  state text NOT NULL,
  reason text,
  statement text,
  place integer,
  elected integer,
  nominated_at timestamp with time zone NOT NULL,
  elected_in uuid,
  CONSTRAINT candidate_pkey PRIMARY KEY (id),
  CONSTRAINT candidate_elected_in FOREIGN KEY (elected_in) REFERENCES election(id),
  CONSTRAINT candidate_election_fkey FOREIGN KEY (election) REFERENCES election(id),
  CONSTRAINT candidate_member_fkey FOREIGN KEY (member) REFERENCES member(id),
  CONSTRAINT candidate_nominated_by_fkey FOREIGN KEY (nominated_by) REFERENCES member(id),
  CONSTRAINT candidate_person_fkey FOREIGN KEY (person) REFERENCES person(id),
  CONSTRAINT candidate_state_known CHECK ((state = ANY (ARRAY['nominated'::text, 'accepted'::text, 'declined'::text, 'withdrawn'::text, 'ruled_out'::text])))
);
CREATE UNIQUE INDEX candidate_once ON candidate USING btree (election, person) WHERE (state <> 'withdrawn'::text);
GRANT SELECT, INSERT, UPDATE ON candidate TO serving;

CREATE TABLE candidate_second (
  candidate uuid NOT NULL,
  member uuid NOT NULL,
  CONSTRAINT candidate_second_pk PRIMARY KEY (candidate, member),
  CONSTRAINT candidate_second_candidate_fkey FOREIGN KEY (candidate) REFERENCES candidate(id),
  CONSTRAINT candidate_second_member_fkey FOREIGN KEY (member) REFERENCES member(id)
);
GRANT SELECT, INSERT ON candidate_second TO serving;

CREATE TABLE comment (
  id uuid NOT NULL,
  consultation uuid NOT NULL,
  member uuid NOT NULL,
  kind text NOT NULL,
  number integer,
  revision integer NOT NULL,
  clause text,
  lang text NOT NULL,
  text text,
  wording text,
  author text,
  via text NOT NULL,
  supersedes uuid,
  at timestamp with time zone NOT NULL,
  CONSTRAINT comment_pk PRIMARY KEY (id),
  CONSTRAINT comment_numbered UNIQUE (consultation, number, revision),
  CONSTRAINT comment_superseded_once UNIQUE (supersedes),
  CONSTRAINT comment_invited FOREIGN KEY (consultation, member) REFERENCES consultation_member(consultation, member),
  CONSTRAINT comment_supersedes_fkey FOREIGN KEY (supersedes) REFERENCES comment(id),
  CONSTRAINT comment_kind_known CHECK ((kind = ANY (ARRAY['comment'::text, 'none'::text]))),
  CONSTRAINT comment_says CHECK (((kind = 'comment'::text) = ((text IS NOT NULL) AND (number IS NOT NULL)))),
  CONSTRAINT comment_via_known CHECK ((via = ANY (ARRAY['person'::text, 'link'::text, 'desk'::text]))),
  CONSTRAINT comment_wording CHECK (((wording IS NULL) OR (clause IS NOT NULL)))
);
CREATE INDEX comment_of ON comment USING btree (consultation, member);
GRANT SELECT, INSERT ON comment TO serving;

CREATE TABLE comment_disposition (
  comment uuid NOT NULL,
  nth integer NOT NULL,
  disposition text NOT NULL,
  reason text NOT NULL,
  at timestamp with time zone NOT NULL,
  CONSTRAINT comment_disposition_pk PRIMARY KEY (comment, nth),
  CONSTRAINT comment_disposition_comment_fkey FOREIGN KEY (comment) REFERENCES comment(id),
  CONSTRAINT comment_disposition_disposition_known CHECK ((disposition = ANY (ARRAY['accepted'::text, 'partly'::text, 'rejected'::text, 'noted'::text])))
);
GRANT SELECT, INSERT ON comment_disposition TO serving;

CREATE TABLE comment_use (
  comment uuid NOT NULL,
  at timestamp with time zone NOT NULL,
  kind text NOT NULL,
  motion uuid,
  draft uuid,
  label text NOT NULL,
  CONSTRAINT comment_use_pk PRIMARY KEY (comment, at),
  CONSTRAINT comment_use_comment_fkey FOREIGN KEY (comment) REFERENCES comment(id),
  CONSTRAINT comment_use_draft_fkey FOREIGN KEY (draft) REFERENCES draft(id),
  CONSTRAINT comment_use_motion_fkey FOREIGN KEY (motion) REFERENCES motion(id),
  CONSTRAINT comment_use_kind_known CHECK ((kind = ANY (ARRAY['amendment'::text, 'draft'::text])))
);
CREATE INDEX comment_use_motion ON comment_use USING btree (motion);
GRANT SELECT, INSERT ON comment_use TO serving;

CREATE TABLE comment_withdrawal (
  comment uuid NOT NULL,
  at timestamp with time zone NOT NULL,
  CONSTRAINT comment_withdrawal_pk PRIMARY KEY (comment),
  CONSTRAINT comment_withdrawal_comment_fkey FOREIGN KEY (comment) REFERENCES comment(id)
);
GRANT SELECT, INSERT ON comment_withdrawal TO serving;

CREATE TABLE consultation (
  id uuid NOT NULL,
  instrument text NOT NULL,
  version integer NOT NULL,
  body text NOT NULL,
  stage uuid,
  visibility text NOT NULL,
  opens_at timestamp with time zone NOT NULL,
  closes_at timestamp with time zone NOT NULL,
  note text,
  opened_at timestamp with time zone NOT NULL,
  closed_at timestamp with time zone,
  closed_because text,
  CONSTRAINT consultation_pk PRIMARY KEY (id),
  CONSTRAINT consultation_body_fkey FOREIGN KEY (body) REFERENCES body(id),
  CONSTRAINT consultation_instrument_fkey FOREIGN KEY (instrument) REFERENCES instrument(id),
  CONSTRAINT consultation_stage_fkey FOREIGN KEY (stage) REFERENCES stage(id),
  CONSTRAINT consultation_version FOREIGN KEY (instrument, version) REFERENCES version(instrument, number),
  CONSTRAINT consultation_dates CHECK ((opens_at < closes_at)),
  CONSTRAINT consultation_visibility_known CHECK ((visibility = ANY (ARRAY['all'::text, 'secretariat'::text])))
);
CREATE INDEX consultation_instrument ON consultation USING btree (instrument);
CREATE INDEX consultation_open ON consultation USING btree (closes_at) WHERE (closed_at IS NULL);
GRANT SELECT, INSERT, UPDATE ON consultation TO serving;

CREATE TABLE consultation_code (
  code_hash text NOT NULL,
  consultation uuid NOT NULL,
  member uuid NOT NULL,
  CONSTRAINT consultation_code_pk PRIMARY KEY (code_hash),
  CONSTRAINT consultation_code_invited FOREIGN KEY (consultation, member) REFERENCES consultation_member(consultation, member)
);
CREATE INDEX consultation_code_of ON consultation_code USING btree (consultation, member);
GRANT SELECT, INSERT, UPDATE, DELETE ON consultation_code TO serving;

CREATE TABLE consultation_extension (
  consultation uuid NOT NULL,
  closes_at timestamp with time zone NOT NULL,
  before timestamp with time zone NOT NULL,
  reason text NOT NULL,
  at timestamp with time zone NOT NULL,
  CONSTRAINT consultation_extension_pk PRIMARY KEY (consultation, closes_at),
  CONSTRAINT consultation_extension_consultation_fkey FOREIGN KEY (consultation) REFERENCES consultation(id)
);
GRANT SELECT, INSERT ON consultation_extension TO serving;

CREATE TABLE consultation_letter (
  id uuid NOT NULL,
  consultation uuid NOT NULL,
  member uuid NOT NULL,
  hours integer,
  origin text NOT NULL,
  outcome text NOT NULL,
  attempts integer NOT NULL,
  next_at timestamp with time zone,
  answer text,
  at timestamp with time zone,
  CONSTRAINT consultation_letter_pk PRIMARY KEY (id),
  CONSTRAINT consultation_letter_invited FOREIGN KEY (consultation, member) REFERENCES consultation_member(consultation, member),
  CONSTRAINT consultation_letter_outcome_known CHECK ((outcome = ANY (ARRAY['waiting'::text, 'sent'::text, 'failed'::text, 'unknown'::text, 'obsolete'::text])))
);
CREATE INDEX consultation_letter_due ON consultation_letter USING btree (next_at) WHERE (outcome = 'waiting'::text);
CREATE INDEX consultation_letter_of ON consultation_letter USING btree (consultation, member);
GRANT SELECT, INSERT, UPDATE, DELETE ON consultation_letter TO serving;

CREATE TABLE consultation_link (
  consultation uuid NOT NULL,
  member uuid NOT NULL,
  issued_at timestamp with time zone NOT NULL,
  CONSTRAINT consultation_link_pk PRIMARY KEY (consultation, member, issued_at),
  CONSTRAINT consultation_link_invited FOREIGN KEY (consultation, member) REFERENCES consultation_member(consultation, member)
);
GRANT SELECT, INSERT ON consultation_link TO serving;

CREATE TABLE consultation_member (
  consultation uuid NOT NULL,
  member uuid NOT NULL,
  CONSTRAINT consultation_member_pk PRIMARY KEY (consultation, member),
  CONSTRAINT consultation_member_consultation_fkey FOREIGN KEY (consultation) REFERENCES consultation(id),
  CONSTRAINT consultation_member_member_fkey FOREIGN KEY (member) REFERENCES member(id)
);
GRANT SELECT, INSERT ON consultation_member TO serving;

CREATE TABLE consultation_reminder (
  consultation uuid NOT NULL,
  hours integer NOT NULL,
  at timestamp with time zone NOT NULL,
  origin text NOT NULL,
  state text NOT NULL,
  issued_at timestamp with time zone,
  CONSTRAINT consultation_reminder_pk PRIMARY KEY (consultation, hours),
  CONSTRAINT consultation_reminder_consultation_fkey FOREIGN KEY (consultation) REFERENCES consultation(id),
  CONSTRAINT consultation_reminder_hours CHECK ((hours > 0)),
  CONSTRAINT consultation_reminder_state_known CHECK ((state = ANY (ARRAY['planned'::text, 'issued'::text, 'missed'::text])))
);
CREATE INDEX consultation_reminder_planned ON consultation_reminder USING btree (at) WHERE (state = 'planned'::text);
GRANT SELECT, INSERT, UPDATE ON consultation_reminder TO serving;

CREATE TABLE corrigendum (
  version uuid NOT NULL,
  corrects integer NOT NULL,
  reason text NOT NULL,
  until timestamp with time zone NOT NULL,
  state text NOT NULL,
  announced_at timestamp with time zone NOT NULL,
  CONSTRAINT corrigendum_pk PRIMARY KEY (version),
  CONSTRAINT corrigendum_version_fkey FOREIGN KEY (version) REFERENCES version(id),
  CONSTRAINT corrigendum_state_known CHECK ((state = ANY (ARRAY['announced'::text, 'stands'::text, 'objected'::text])))
);
GRANT SELECT, INSERT, UPDATE ON corrigendum TO serving;

CREATE TABLE corrigendum_objection (
  version uuid NOT NULL,
  member uuid NOT NULL,
  reason text NOT NULL,
  at timestamp with time zone NOT NULL,
  CONSTRAINT corrigendum_objection_once PRIMARY KEY (version, member),
  CONSTRAINT corrigendum_objection_member_fkey FOREIGN KEY (member) REFERENCES member(id),
  CONSTRAINT corrigendum_objection_version_fkey FOREIGN KEY (version) REFERENCES corrigendum(version)
);
GRANT SELECT, INSERT ON corrigendum_objection TO serving;

CREATE TABLE credential (
  id uuid NOT NULL,
  assembly text NOT NULL,
  member uuid NOT NULL,
  person uuid NOT NULL,
  role text NOT NULL,
  state text NOT NULL,
  reason text,
  office uuid,
  present boolean NOT NULL,
  seat text,
  badge text,
  late text,
  gender text,
  precedence integer NOT NULL,
  CONSTRAINT credential_pk PRIMARY KEY (id),
  CONSTRAINT credential_assembly_fkey FOREIGN KEY (assembly) REFERENCES assembly(id),
  CONSTRAINT credential_member_fkey FOREIGN KEY (member) REFERENCES member(id),
  CONSTRAINT credential_person_fkey FOREIGN KEY (person) REFERENCES person(id),
  CONSTRAINT credential_role_known CHECK ((role = ANY (ARRAY['delegate'::text, 'alternate'::text, 'observer'::text]))),
  CONSTRAINT credential_state_known CHECK ((state = ANY (ARRAY['submitted'::text, 'accredited'::text, 'refused'::text, 'withdrawn'::text, 'substituted'::text])))
);
CREATE UNIQUE INDEX credential_badge_once ON credential USING btree (assembly, lower(badge));
CREATE INDEX credential_member ON credential USING btree (member);
CREATE UNIQUE INDEX credential_once ON credential USING btree (assembly, person, member) WHERE (state <> ALL (ARRAY['withdrawn'::text, 'substituted'::text]));
CREATE UNIQUE INDEX credential_seat_once ON credential USING btree (assembly, lower(seat));
GRANT SELECT, INSERT, UPDATE ON credential TO serving;

CREATE TABLE credentials_report (
  id uuid NOT NULL,
  assembly text NOT NULL,
  number integer NOT NULL,
  hash text NOT NULL,
  report jsonb NOT NULL,
  adopted_at timestamp with time zone NOT NULL,
  CONSTRAINT credentials_report_pk PRIMARY KEY (id),
  CONSTRAINT credentials_report_number UNIQUE (assembly, number),
  CONSTRAINT credentials_report_assembly_fkey FOREIGN KEY (assembly) REFERENCES assembly(id)
);
GRANT SELECT, INSERT ON credentials_report TO serving;

CREATE TABLE designation_code (
  link uuid NOT NULL,
  code_hash text NOT NULL,
  CONSTRAINT designation_code_pk PRIMARY KEY (link),
  CONSTRAINT designation_code_once UNIQUE (code_hash),
  CONSTRAINT designation_code_link_fkey FOREIGN KEY (link) REFERENCES designation_link(id)
);
GRANT SELECT, INSERT, UPDATE, DELETE ON designation_code TO serving;

CREATE TABLE designation_link (
  id uuid NOT NULL,
  assembly text NOT NULL,
  member uuid NOT NULL,
  issued_at timestamp with time zone NOT NULL,
  used_at timestamp with time zone,
  replaced_by uuid,
  CONSTRAINT designation_link_pk PRIMARY KEY (id),
  CONSTRAINT designation_link_assembly_fkey FOREIGN KEY (assembly) REFERENCES assembly(id),
  CONSTRAINT designation_link_member_fkey FOREIGN KEY (member) REFERENCES member(id)
);
CREATE INDEX designation_link_member ON designation_link USING btree (assembly, member);
GRANT SELECT, INSERT, UPDATE ON designation_link TO serving;

CREATE TABLE draft (
  id uuid NOT NULL,
  instrument text NOT NULL,
  name text COLLATE names NOT NULL,
  kind text NOT NULL,
  parent integer,
  languages jsonb NOT NULL,
  motion uuid,
  merging jsonb,
  state text NOT NULL,
  reason text,
  version uuid,
  begun_at timestamp with time zone NOT NULL,
  CONSTRAINT draft_pk PRIMARY KEY (id),
  CONSTRAINT draft_instrument_fkey FOREIGN KEY (instrument) REFERENCES instrument(id),
  CONSTRAINT draft_motion_fkey FOREIGN KEY (motion) REFERENCES motion(id),
  CONSTRAINT draft_parent FOREIGN KEY (instrument, parent) REFERENCES version(instrument, number),
  CONSTRAINT draft_version_fkey FOREIGN KEY (version) REFERENCES version(id),
  CONSTRAINT draft_becomes CHECK (((state = 'tabled'::text) = (version IS NOT NULL))),
  CONSTRAINT draft_corrects CHECK (((kind <> 'corrigendum'::text) OR (parent IS NOT NULL))),
  CONSTRAINT draft_kind_known CHECK ((kind = ANY (ARRAY['text'::text, 'corrigendum'::text]))),
  CONSTRAINT draft_state_known CHECK ((state = ANY (ARRAY['open'::text, 'tabled'::text, 'abandoned'::text])))
);
CREATE INDEX draft_instrument ON draft USING btree (instrument);
CREATE UNIQUE INDEX draft_merge_once ON draft USING btree (motion) WHERE (state = 'open'::text);
GRANT SELECT, INSERT, UPDATE ON draft TO serving;

CREATE TABLE draft_place (
  draft uuid NOT NULL,
  person uuid NOT NULL,
  lang text NOT NULL,
  clause text,
  at timestamp with time zone NOT NULL,
  CONSTRAINT draft_place_pk PRIMARY KEY (draft, person),
  CONSTRAINT draft_place_draft_fkey FOREIGN KEY (draft) REFERENCES draft(id),
  CONSTRAINT draft_place_person_fkey FOREIGN KEY (person) REFERENCES person(id)
);
GRANT SELECT, INSERT, UPDATE, DELETE ON draft_place TO serving;

CREATE TABLE draft_reason (
  draft uuid NOT NULL,
  clause text NOT NULL,
  reason text NOT NULL,
  CONSTRAINT draft_reason_pk PRIMARY KEY (draft, clause),
  CONSTRAINT draft_reason_draft_fkey FOREIGN KEY (draft) REFERENCES draft(id)
);
GRANT SELECT, INSERT, UPDATE, DELETE ON draft_reason TO serving;

CREATE TABLE draft_revision (
  draft uuid NOT NULL,
  revision integer NOT NULL,
  name text COLLATE names NOT NULL,
  hash text NOT NULL,
  texts jsonb NOT NULL,
  person uuid,
  at timestamp with time zone NOT NULL,
  CONSTRAINT draft_revision_pk PRIMARY KEY (draft, revision),
  CONSTRAINT draft_revision_draft_fkey FOREIGN KEY (draft) REFERENCES draft(id),
  CONSTRAINT draft_revision_person_fkey FOREIGN KEY (person) REFERENCES person(id)
);
GRANT SELECT, INSERT ON draft_revision TO serving;

CREATE TABLE draft_text (
  draft uuid NOT NULL,
  revision integer NOT NULL,
  texts jsonb NOT NULL,
  person uuid,
  save uuid NOT NULL,
  outcome jsonb NOT NULL,
  saved_at timestamp with time zone NOT NULL,
  CONSTRAINT draft_text_pk PRIMARY KEY (draft, revision),
  CONSTRAINT draft_text_save UNIQUE (save),
  CONSTRAINT draft_text_draft_fkey FOREIGN KEY (draft) REFERENCES draft(id),
  CONSTRAINT draft_text_person_fkey FOREIGN KEY (person) REFERENCES person(id)
);
GRANT SELECT, INSERT, UPDATE, DELETE ON draft_text TO serving;

CREATE TABLE drafter (
  draft uuid NOT NULL,
  person uuid NOT NULL,
  standing boolean NOT NULL,
  CONSTRAINT drafter_pk PRIMARY KEY (draft, person),
  CONSTRAINT drafter_draft_fkey FOREIGN KEY (draft) REFERENCES draft(id),
  CONSTRAINT drafter_person_fkey FOREIGN KEY (person) REFERENCES person(id)
);
CREATE INDEX drafter_person ON drafter USING btree (person);
GRANT SELECT, INSERT, UPDATE ON drafter TO serving;

CREATE TABLE election (
  id uuid NOT NULL,
  assembly text NOT NULL,
  number integer NOT NULL,
  titles jsonb NOT NULL,
  seats integer NOT NULL,
  method text NOT NULL,
  marks integer NOT NULL,
  rounds jsonb NOT NULL,
  blank boolean NOT NULL,
  secrecy text NOT NULL,
  ballot_order text NOT NULL,
  quotas jsonb NOT NULL,
  seconders integer NOT NULL,
  after uuid,
  nominations_due timestamp with time zone,
  state text NOT NULL,
  round integer NOT NULL,
  standing jsonb NOT NULL,
  reason text,
  called_at timestamp with time zone NOT NULL,
  order_seed text,
  CONSTRAINT election_pkey PRIMARY KEY (id),
  CONSTRAINT election_number UNIQUE (assembly, number),
  CONSTRAINT election_after_fkey FOREIGN KEY (after) REFERENCES election(id),
  CONSTRAINT election_assembly_fkey FOREIGN KEY (assembly) REFERENCES assembly(id),
  CONSTRAINT election_ballot_order_known CHECK ((ballot_order = ANY (ARRAY['alphabetical'::text, 'drawn'::text]))),
  CONSTRAINT election_method_known CHECK ((method = ANY (ARRAY['plurality'::text, 'yes_no'::text, 'approval'::text, 'irv'::text, 'scottish-stv'::text, 'schulze'::text]))),
  CONSTRAINT election_seats_check CHECK ((seats > 0)),
  CONSTRAINT election_secrecy_known CHECK ((secrecy = ANY (ARRAY['recorded'::text, 'confidential'::text]))),
  CONSTRAINT election_state_known CHECK ((state = ANY (ARRAY['nominations'::text, 'closed'::text, 'balloting'::text, 'declared'::text, 'ended'::text])))
);
GRANT SELECT, INSERT, UPDATE ON election TO serving;

CREATE TABLE entry (
  number bigint NOT NULL,
  id uuid NOT NULL,
  type text NOT NULL,
  subject text NOT NULL,
  at timestamp with time zone NOT NULL,
  leaf bytea NOT NULL,
  bytes bytea NOT NULL,
  CONSTRAINT entry_pk PRIMARY KEY (number),
  CONSTRAINT entry_size CHECK ((octet_length(bytes) <= 65535))
);
CREATE INDEX entry_declaring ON entry USING btree (subject, number) WHERE (type = ANY (ARRAY['poll.declared'::text, 'poll.annulled'::text]));
CREATE INDEX entry_subject ON entry USING btree (subject, number);
GRANT SELECT, INSERT ON entry TO serving;

CREATE TABLE entry_blob (
  entry bigint NOT NULL,
  hash text NOT NULL,
  CONSTRAINT entry_blob_pk PRIMARY KEY (hash, entry),
  CONSTRAINT entry_blob_hash_fkey FOREIGN KEY (hash) REFERENCES blob(hash)
);
GRANT SELECT, INSERT ON entry_blob TO serving;

CREATE TABLE expression (
  version uuid NOT NULL,
  lang text NOT NULL,
  kind text NOT NULL,
  hash text NOT NULL,
  clauses jsonb NOT NULL,
  CONSTRAINT expression_pk PRIMARY KEY (version, lang),
  CONSTRAINT expression_version_fkey FOREIGN KEY (version) REFERENCES version(id),
  CONSTRAINT expression_kind_known CHECK ((kind = ANY (ARRAY['authentic'::text, 'translation'::text, 'adaptation'::text])))
);
CREATE INDEX expression_words ON expression USING gin (words_of(clauses));
GRANT SELECT, INSERT ON expression TO serving;

CREATE TABLE house_secret (
  name text NOT NULL,
  value text NOT NULL,
  CONSTRAINT house_secret_pk PRIMARY KEY (name)
);

CREATE TABLE instrument (
  id text NOT NULL,
  titles jsonb NOT NULL,
  authentic_languages jsonb,
  structure jsonb NOT NULL,
  structure_certainty text,
  demonstration boolean NOT NULL,
  languages jsonb,
  certainty text,
  founded text,
  source text,
  CONSTRAINT instrument_pk PRIMARY KEY (id),
  CONSTRAINT instrument_certainty_known CHECK ((certainty = ANY (ARRAY['high'::text, 'medium'::text, 'unknown'::text]))),
  CONSTRAINT instrument_structure_certainty_known CHECK ((structure_certainty = ANY (ARRAY['high'::text, 'medium'::text, 'unknown'::text])))
);
GRANT SELECT, INSERT, UPDATE ON instrument TO serving;

CREATE TABLE item_taking (
  id uuid NOT NULL,
  item uuid NOT NULL,
  started_at timestamp with time zone NOT NULL,
  ended_at timestamp with time zone,
  CONSTRAINT item_taking_pk PRIMARY KEY (id),
  CONSTRAINT item_taking_item_fkey FOREIGN KEY (item) REFERENCES agenda_item(id)
);
CREATE INDEX item_taking_item ON item_taking USING btree (item);
CREATE UNIQUE INDEX item_taking_once ON item_taking USING btree (item) WHERE (ended_at IS NULL);
GRANT SELECT, INSERT, UPDATE ON item_taking TO serving;

CREATE TABLE mail_setting (
  one boolean NOT NULL,
  host text NOT NULL,
  port integer NOT NULL,
  tls text NOT NULL,
  login_user text,
  login_password text,
  from_name text,
  from_address text NOT NULL,
  set_at timestamp with time zone NOT NULL,
  CONSTRAINT mail_setting_pk PRIMARY KEY (one),
  CONSTRAINT mail_setting_login CHECK (((login_user IS NULL) = (login_password IS NULL))),
  CONSTRAINT mail_setting_one CHECK (one),
  CONSTRAINT mail_setting_tls_known CHECK ((tls = ANY (ARRAY['always'::text, 'starttls'::text, 'offered'::text])))
);
GRANT SELECT, INSERT, UPDATE, DELETE ON mail_setting TO serving;

CREATE TABLE mandate (
  id uuid NOT NULL,
  instrument text NOT NULL,
  by_body text NOT NULL,
  to_body text NOT NULL,
  version integer,
  terms jsonb NOT NULL,
  granted text,
  motion uuid,
  poll uuid,
  source text,
  certainty text NOT NULL,
  note text,
  finished jsonb,
  reported jsonb,
  waived jsonb,
  stands boolean NOT NULL,
  CONSTRAINT mandate_pk PRIMARY KEY (id),
  CONSTRAINT mandate_by_body_fkey FOREIGN KEY (by_body) REFERENCES body(id),
  CONSTRAINT mandate_instrument_fkey FOREIGN KEY (instrument) REFERENCES instrument(id),
  CONSTRAINT mandate_to_body_fkey FOREIGN KEY (to_body) REFERENCES body(id),
  CONSTRAINT mandate_version FOREIGN KEY (instrument, version) REFERENCES version(instrument, number),
  CONSTRAINT mandate_between CHECK ((by_body <> to_body)),
  CONSTRAINT mandate_certainty_known CHECK ((certainty = ANY (ARRAY['high'::text, 'medium'::text, 'unknown'::text])))
);
CREATE INDEX mandate_instrument ON mandate USING btree (instrument);
GRANT SELECT, INSERT, UPDATE ON mandate TO serving;

CREATE TABLE member (
  id uuid NOT NULL,
  body text NOT NULL,
  organisation text NOT NULL,
  class text NOT NULL,
  votes text,
  country text,
  region text COLLATE names,
  paid_up_to text,
  held_from text,
  held_to text,
  chamber text COLLATE names,
  contact text,
  recorded_at timestamp with time zone,
  struck_at timestamp with time zone,
  struck_because text,
  CONSTRAINT member_pk PRIMARY KEY (id),
  CONSTRAINT member_body_fkey FOREIGN KEY (body) REFERENCES body(id),
  CONSTRAINT member_organisation_fkey FOREIGN KEY (organisation) REFERENCES organisation(id),
  CONSTRAINT member_struck CHECK (((struck_at IS NULL) = (struck_because IS NULL)))
);
CREATE INDEX member_body ON member USING btree (body);
CREATE UNIQUE INDEX member_once ON member USING btree (body, organisation) WHERE (struck_at IS NULL);
GRANT SELECT, INSERT, UPDATE ON member TO serving;

CREATE TABLE member_figure (
  id uuid NOT NULL,
  member uuid NOT NULL,
  on_date text NOT NULL,
  figure text NOT NULL,
  source text NOT NULL,
  CONSTRAINT member_figure_pk PRIMARY KEY (id),
  CONSTRAINT member_figure_member_fkey FOREIGN KEY (member) REFERENCES member(id),
  CONSTRAINT member_figure_number CHECK ((figure ~ '^[0-9]+$'::text))
);
CREATE INDEX member_figure_member ON member_figure USING btree (member, on_date);
GRANT SELECT, INSERT ON member_figure TO serving;

CREATE TABLE migrations (
  id integer DEFAULT nextval('migrations_id_seq'::regclass) NOT NULL,
  "timestamp" bigint NOT NULL,
  name character varying NOT NULL,
  CONSTRAINT "PK_8c82d7f526340ab734260ea46be" PRIMARY KEY (id)
);

CREATE TABLE motion (
  id uuid NOT NULL,
  assembly text NOT NULL,
  number integer,
  titles jsonb NOT NULL,
  about jsonb NOT NULL,
  instrument text,
  version_hash text,
  item uuid,
  mover text,
  majority text NOT NULL,
  state text NOT NULL,
  reason text,
  decision integer,
  submitted_at timestamp with time zone NOT NULL,
  label text NOT NULL,
  parent uuid,
  member uuid,
  late_after timestamp with time zone,
  because uuid,
  until text,
  remitted_to text,
  bloc uuid,
  voting_order jsonb,
  amended_by jsonb DEFAULT '[]'::jsonb NOT NULL,
  urgency uuid,
  polls jsonb NOT NULL,
  since timestamp with time zone,
  CONSTRAINT motion_pk PRIMARY KEY (id),
  CONSTRAINT motion_decision UNIQUE (assembly, decision),
  CONSTRAINT motion_label UNIQUE (assembly, label),
  CONSTRAINT motion_number UNIQUE (assembly, number),
  CONSTRAINT motion_assembly_fkey FOREIGN KEY (assembly) REFERENCES assembly(id),
  CONSTRAINT motion_because_fkey FOREIGN KEY (because) REFERENCES motion(id),
  CONSTRAINT motion_bloc_fkey FOREIGN KEY (bloc) REFERENCES motion(id),
  CONSTRAINT motion_instrument_fkey FOREIGN KEY (instrument) REFERENCES instrument(id),
  CONSTRAINT motion_item_fkey FOREIGN KEY (item) REFERENCES agenda_item(id),
  CONSTRAINT motion_member_fkey FOREIGN KEY (member) REFERENCES member(id),
  CONSTRAINT motion_parent_fkey FOREIGN KEY (parent) REFERENCES motion(id),
  CONSTRAINT motion_urgency_fkey FOREIGN KEY (urgency) REFERENCES motion(id),
  CONSTRAINT motion_state_known CHECK ((state = ANY (ARRAY['submitted'::text, 'tabled'::text, 'debate'::text, 'ready'::text, 'voting'::text, 'adopted'::text, 'rejected'::text, 'withdrawn'::text, 'inadmissible'::text, 'composited'::text, 'adjourned'::text, 'remitted'::text, 'fallen'::text])))
);
CREATE INDEX motion_bloc ON motion USING btree (bloc);
CREATE INDEX motion_parent ON motion USING btree (parent);
CREATE INDEX motion_words ON motion USING gin (words_of(about));
GRANT SELECT, INSERT, UPDATE ON motion TO serving;

CREATE TABLE motion_correction (
  motion uuid NOT NULL,
  number integer NOT NULL,
  lang text,
  title_was text,
  title text,
  text_was text,
  text text,
  reason text NOT NULL,
  at timestamp with time zone NOT NULL,
  majority_was text,
  majority text,
  CONSTRAINT motion_correction_pk PRIMARY KEY (motion, number),
  CONSTRAINT motion_correction_motion_fkey FOREIGN KEY (motion) REFERENCES motion(id),
  CONSTRAINT motion_correction_lang CHECK (((lang IS NULL) = ((title IS NULL) AND (text IS NULL)))),
  CONSTRAINT motion_correction_majority CHECK (((majority IS NULL) = (majority_was IS NULL))),
  CONSTRAINT motion_correction_says CHECK (((title IS NOT NULL) OR (text IS NOT NULL) OR (majority IS NOT NULL))),
  CONSTRAINT motion_correction_text CHECK (((text IS NULL) = (text_was IS NULL))),
  CONSTRAINT motion_correction_title CHECK (((title IS NULL) = (title_was IS NULL)))
);
GRANT SELECT, INSERT ON motion_correction TO serving;

CREATE TABLE motion_draft (
  id uuid NOT NULL,
  assembly text NOT NULL,
  person uuid NOT NULL,
  matter jsonb NOT NULL,
  saved_at timestamp with time zone NOT NULL,
  CONSTRAINT motion_draft_pk PRIMARY KEY (id),
  CONSTRAINT motion_draft_assembly_fkey FOREIGN KEY (assembly) REFERENCES assembly(id),
  CONSTRAINT motion_draft_person_fkey FOREIGN KEY (person) REFERENCES person(id)
);
CREATE INDEX motion_draft_writer ON motion_draft USING btree (assembly, person);
GRANT SELECT, INSERT, UPDATE, DELETE ON motion_draft TO serving;

CREATE TABLE motion_proposal (
  id uuid NOT NULL,
  motion uuid NOT NULL,
  recommendation text NOT NULL,
  reason text NOT NULL,
  refer_to text,
  wordings jsonb,
  at timestamp with time zone NOT NULL,
  CONSTRAINT motion_proposal_pk PRIMARY KEY (id),
  CONSTRAINT motion_proposal_motion_fkey FOREIGN KEY (motion) REFERENCES motion(id),
  CONSTRAINT motion_proposal_recommendation_known CHECK ((recommendation = ANY (ARRAY['adopt'::text, 'reject'::text, 'refer'::text, 'modify'::text])))
);
CREATE INDEX motion_proposal_motion ON motion_proposal USING btree (motion, at);
GRANT SELECT, INSERT ON motion_proposal TO serving;

CREATE TABLE motion_support (
  motion uuid NOT NULL,
  member uuid NOT NULL,
  sponsor boolean NOT NULL,
  standing boolean NOT NULL,
  CONSTRAINT motion_support_pk PRIMARY KEY (motion, member),
  CONSTRAINT motion_support_member_fkey FOREIGN KEY (member) REFERENCES member(id),
  CONSTRAINT motion_support_motion_fkey FOREIGN KEY (motion) REFERENCES motion(id)
);
GRANT SELECT, INSERT, UPDATE ON motion_support TO serving;

CREATE TABLE motion_wording (
  motion uuid NOT NULL,
  lang text NOT NULL,
  revision integer NOT NULL,
  hash text NOT NULL,
  operations jsonb NOT NULL,
  version text NOT NULL,
  CONSTRAINT motion_wording_pk PRIMARY KEY (motion, lang, revision),
  CONSTRAINT motion_wording_motion_fkey FOREIGN KEY (motion) REFERENCES motion(id)
);
GRANT SELECT, INSERT ON motion_wording TO serving;

CREATE TABLE notice (
  id uuid NOT NULL,
  assembly text NOT NULL,
  number integer NOT NULL,
  kind text NOT NULL,
  subject text NOT NULL,
  text text NOT NULL,
  days integer,
  urgency text,
  issued_at timestamp with time zone NOT NULL,
  CONSTRAINT notice_pk PRIMARY KEY (id),
  CONSTRAINT notice_number UNIQUE (assembly, number),
  CONSTRAINT notice_assembly_fkey FOREIGN KEY (assembly) REFERENCES assembly(id),
  CONSTRAINT notice_kind_known CHECK ((kind = ANY (ARRAY['notice'::text, 'reminder'::text])))
);
GRANT SELECT, INSERT ON notice TO serving;

CREATE TABLE notice_address (
  notice uuid NOT NULL,
  member uuid NOT NULL,
  message_id text,
  outcome text NOT NULL,
  answer text,
  at timestamp with time zone,
  CONSTRAINT notice_address_pk PRIMARY KEY (notice, member),
  CONSTRAINT notice_address_member_fkey FOREIGN KEY (member) REFERENCES member(id),
  CONSTRAINT notice_address_notice_fkey FOREIGN KEY (notice) REFERENCES notice(id),
  CONSTRAINT notice_address_outcome_known CHECK ((outcome = ANY (ARRAY['waiting'::text, 'sent'::text, 'failed'::text, 'no_address'::text])))
);
GRANT SELECT, INSERT, UPDATE ON notice_address TO serving;

CREATE TABLE office (
  id uuid NOT NULL,
  person uuid NOT NULL,
  office text NOT NULL,
  body text,
  assembly text,
  held_from timestamp with time zone,
  held_to timestamp with time zone,
  reason text,
  CONSTRAINT office_pk PRIMARY KEY (id),
  CONSTRAINT office_person_fkey FOREIGN KEY (person) REFERENCES person(id),
  CONSTRAINT office_office_known CHECK ((office = ANY (ARRAY['secretariat'::text, 'chair'::text, 'teller'::text, 'delegate'::text, 'observer'::text, 'auditor'::text])))
);
CREATE INDEX office_person ON office USING btree (person);
GRANT SELECT, INSERT, UPDATE ON office TO serving;

CREATE TABLE opening (
  entry uuid NOT NULL,
  field text NOT NULL,
  salt text NOT NULL,
  value text NOT NULL,
  CONSTRAINT opening_pk PRIMARY KEY (entry, field)
);
GRANT SELECT, INSERT, UPDATE, DELETE ON opening TO serving;

CREATE TABLE organisation (
  id text NOT NULL,
  name text COLLATE names NOT NULL,
  short text COLLATE names,
  former_name text COLLATE names,
  kind text,
  country text,
  seat text,
  founded text,
  demonstration boolean NOT NULL,
  figures jsonb NOT NULL,
  source text,
  certainty text NOT NULL,
  founded_place text,
  CONSTRAINT organisation_pk PRIMARY KEY (id),
  CONSTRAINT organisation_certainty_known CHECK ((certainty = ANY (ARRAY['high'::text, 'medium'::text, 'unknown'::text])))
);
GRANT SELECT, INSERT, UPDATE ON organisation TO serving;

CREATE TABLE outbox (
  notice uuid NOT NULL,
  member uuid NOT NULL,
  recipient text NOT NULL,
  message text NOT NULL,
  next_at timestamp with time zone,
  attempts integer NOT NULL,
  answer text,
  CONSTRAINT outbox_pk PRIMARY KEY (notice, member),
  CONSTRAINT outbox_address FOREIGN KEY (notice, member) REFERENCES notice_address(notice, member)
);
CREATE INDEX outbox_due ON outbox USING btree (next_at);
GRANT SELECT, INSERT, UPDATE, DELETE ON outbox TO serving;

CREATE TABLE paper (
  id uuid NOT NULL,
  item uuid NOT NULL,
  name text COLLATE names NOT NULL,
  hash text NOT NULL,
  bytes integer NOT NULL,
  withdrawn_because text,
  CONSTRAINT paper_pk PRIMARY KEY (id),
  CONSTRAINT paper_hash_fkey FOREIGN KEY (hash) REFERENCES blob(hash),
  CONSTRAINT paper_item_fkey FOREIGN KEY (item) REFERENCES agenda_item(id)
);
CREATE INDEX paper_item ON paper USING btree (item);
GRANT SELECT, INSERT, UPDATE ON paper TO serving;

CREATE TABLE passage (
  instrument text NOT NULL,
  number integer NOT NULL,
  stage uuid NOT NULL,
  outcome text NOT NULL,
  assembly text,
  date text,
  version integer,
  result text,
  counts jsonb NOT NULL,
  motion uuid,
  poll uuid,
  decision integer,
  source text,
  certainty text NOT NULL,
  note text,
  stands boolean NOT NULL,
  members jsonb,
  struck_at timestamp with time zone,
  struck_because text,
  CONSTRAINT passage_pk PRIMARY KEY (instrument, number),
  CONSTRAINT passage_assembly_fkey FOREIGN KEY (assembly) REFERENCES assembly(id),
  CONSTRAINT passage_instrument_fkey FOREIGN KEY (instrument) REFERENCES instrument(id),
  CONSTRAINT passage_stage_fkey FOREIGN KEY (stage) REFERENCES stage(id),
  CONSTRAINT passage_certainty_known CHECK ((certainty = ANY (ARRAY['high'::text, 'medium'::text, 'unknown'::text]))),
  CONSTRAINT passage_outcome_known CHECK ((outcome = ANY (ARRAY['approved'::text, 'amended'::text, 'rejected'::text, 'held'::text, 'lapsed'::text]))),
  CONSTRAINT passage_struck CHECK (((struck_at IS NULL) = (struck_because IS NULL))),
  CONSTRAINT passage_struck_stands CHECK (((struck_at IS NULL) OR (NOT stands)))
);
CREATE INDEX passage_stage ON passage USING btree (stage);
GRANT SELECT, INSERT, UPDATE ON passage TO serving;

CREATE TABLE person (
  id uuid NOT NULL,
  name text COLLATE names NOT NULL,
  email text,
  lang text NOT NULL,
  found_by text GENERATED ALWAYS AS (((folded(name) || chr(10)) || folded(COALESCE(email, ''::text)))) STORED NOT NULL,
  merged_into uuid,
  CONSTRAINT person_pk PRIMARY KEY (id),
  CONSTRAINT person_merged_into_fkey FOREIGN KEY (merged_into) REFERENCES person(id),
  CONSTRAINT person_merged CHECK (((merged_into IS NULL) OR ((merged_into <> id) AND (email IS NULL))))
);
CREATE UNIQUE INDEX person_email_once ON person USING btree (lower(email));
CREATE INDEX person_merged_into ON person USING btree (merged_into) WHERE (merged_into IS NOT NULL);
GRANT SELECT, INSERT, UPDATE ON person TO serving;

CREATE TABLE person_password (
  person uuid NOT NULL,
  hash text NOT NULL,
  CONSTRAINT person_password_pk PRIMARY KEY (person),
  CONSTRAINT person_password_person_fkey FOREIGN KEY (person) REFERENCES person(id)
);
GRANT SELECT, INSERT, UPDATE ON person_password TO serving;

CREATE TABLE poll (
  id uuid NOT NULL,
  assembly text NOT NULL,
  motion uuid,
  number integer,
  state text NOT NULL,
  version_hash text,
  rule_set uuid NOT NULL,
  majority_name text NOT NULL,
  majority jsonb NOT NULL,
  may_change boolean NOT NULL,
  roll_hash text NOT NULL,
  unit text NOT NULL,
  entitled jsonb NOT NULL,
  represented jsonb NOT NULL,
  opened_at timestamp with time zone NOT NULL,
  closed_at timestamp with time zone,
  declared_at timestamp with time zone,
  result jsonb,
  decision integer,
  closes_at timestamp with time zone,
  reason text,
  show_running boolean DEFAULT false NOT NULL,
  form text DEFAULT 'count'::text NOT NULL,
  secrecy text DEFAULT 'recorded'::text NOT NULL,
  splits boolean DEFAULT false NOT NULL,
  channel text DEFAULT 'electronic'::text NOT NULL,
  count_demanded boolean DEFAULT false NOT NULL,
  due_at timestamp with time zone,
  seed text,
  recounts integer DEFAULT 0 NOT NULL,
  superseded jsonb DEFAULT '[]'::jsonb NOT NULL,
  quorum_at_close jsonb,
  election uuid,
  contest jsonb,
  cites jsonb,
  titles jsonb,
  CONSTRAINT poll_pk PRIMARY KEY (id),
  CONSTRAINT poll_number UNIQUE (assembly, number),
  CONSTRAINT poll_assembly_fkey FOREIGN KEY (assembly) REFERENCES assembly(id),
  CONSTRAINT poll_election_fkey FOREIGN KEY (election) REFERENCES election(id),
  CONSTRAINT poll_motion_fkey FOREIGN KEY (motion) REFERENCES motion(id),
  CONSTRAINT poll_rule_set_fkey FOREIGN KEY (rule_set) REFERENCES rule_set(id),
  CONSTRAINT poll_about CHECK ((((motion IS NULL) OR (election IS NULL)) AND (((motion IS NULL) AND (election IS NULL)) = (number IS NULL)) AND ((election IS NULL) = (contest IS NULL)))),
  CONSTRAINT poll_channel_known CHECK ((channel = ANY (ARRAY['electronic'::text, 'hands'::text, 'paper'::text, 'roll_call'::text]))),
  CONSTRAINT poll_form_known CHECK ((form = ANY (ARRAY['count'::text, 'sight'::text, 'consensus'::text, 'silence'::text, 'correspondence'::text]))),
  CONSTRAINT poll_secrecy_known CHECK ((secrecy = ANY (ARRAY['recorded'::text, 'confidential'::text]))),
  CONSTRAINT poll_state_known CHECK ((state = ANY (ARRAY['open'::text, 'suspended'::text, 'closed'::text, 'recounting'::text, 'declared'::text, 'annulled'::text])))
);
CREATE INDEX poll_due ON poll USING btree (due_at) WHERE ((state = 'open'::text) AND (due_at IS NOT NULL));
CREATE UNIQUE INDEX poll_election_once ON poll USING btree (election) WHERE (state = ANY (ARRAY['open'::text, 'suspended'::text, 'closed'::text, 'recounting'::text]));
CREATE INDEX poll_motion ON poll USING btree (motion);
CREATE UNIQUE INDEX poll_open_once ON poll USING btree (motion) WHERE (state = ANY (ARRAY['open'::text, 'suspended'::text, 'closed'::text, 'recounting'::text]));
GRANT SELECT, INSERT, UPDATE ON poll TO serving;

CREATE TABLE poll_reminder (
  poll uuid NOT NULL,
  hours integer NOT NULL,
  at timestamp with time zone NOT NULL,
  origin text NOT NULL,
  state text NOT NULL,
  issued_at timestamp with time zone,
  CONSTRAINT poll_reminder_pk PRIMARY KEY (poll, hours),
  CONSTRAINT poll_reminder_poll_fkey FOREIGN KEY (poll) REFERENCES poll(id),
  CONSTRAINT poll_reminder_hours CHECK ((hours > 0)),
  CONSTRAINT poll_reminder_state_known CHECK ((state = ANY (ARRAY['planned'::text, 'issued'::text, 'missed'::text])))
);
CREATE INDEX poll_reminder_planned ON poll_reminder USING btree (at) WHERE (state = 'planned'::text);
GRANT SELECT, INSERT, UPDATE ON poll_reminder TO serving;

CREATE TABLE poll_turnout (
  poll uuid NOT NULL,
  cast_count integer NOT NULL,
  CONSTRAINT poll_turnout_pk PRIMARY KEY (poll),
  CONSTRAINT poll_turnout_poll_fkey FOREIGN KEY (poll) REFERENCES poll(id)
);
GRANT SELECT, INSERT, UPDATE ON poll_turnout TO serving;

CREATE TABLE presence (
  id uuid NOT NULL,
  assembly text NOT NULL,
  credential uuid NOT NULL,
  present boolean NOT NULL,
  at timestamp with time zone NOT NULL,
  CONSTRAINT presence_pk PRIMARY KEY (id),
  CONSTRAINT presence_assembly_fkey FOREIGN KEY (assembly) REFERENCES assembly(id),
  CONSTRAINT presence_credential_fkey FOREIGN KEY (credential) REFERENCES credential(id)
);
CREATE INDEX presence_assembly ON presence USING btree (assembly, at);
GRANT SELECT, INSERT ON presence TO serving;

CREATE TABLE proxy (
  id uuid NOT NULL,
  assembly text NOT NULL,
  grantor uuid NOT NULL,
  holder uuid NOT NULL,
  state text NOT NULL,
  reason text,
  item uuid,
  motion uuid,
  instruction text,
  CONSTRAINT proxy_pk PRIMARY KEY (id),
  CONSTRAINT proxy_assembly_fkey FOREIGN KEY (assembly) REFERENCES assembly(id),
  CONSTRAINT proxy_grantor_fkey FOREIGN KEY (grantor) REFERENCES member(id),
  CONSTRAINT proxy_holder_fkey FOREIGN KEY (holder) REFERENCES person(id),
  CONSTRAINT proxy_item_fkey FOREIGN KEY (item) REFERENCES agenda_item(id),
  CONSTRAINT proxy_motion_fkey FOREIGN KEY (motion) REFERENCES motion(id),
  CONSTRAINT proxy_scope CHECK (((item IS NULL) OR (motion IS NULL))),
  CONSTRAINT proxy_state_known CHECK ((state = ANY (ARRAY['registered'::text, 'revoked'::text])))
);
CREATE UNIQUE INDEX proxy_once ON proxy USING btree (assembly, grantor, COALESCE(motion, item, grantor)) WHERE (state = 'registered'::text);
GRANT SELECT, INSERT, UPDATE ON proxy TO serving;

CREATE TABLE quorum_call (
  id uuid NOT NULL,
  assembly text NOT NULL,
  state text NOT NULL,
  started_at timestamp with time zone NOT NULL,
  ends_at timestamp with time zone NOT NULL,
  outcome jsonb,
  absent integer,
  CONSTRAINT quorum_call_pk PRIMARY KEY (id),
  CONSTRAINT quorum_call_assembly_fkey FOREIGN KEY (assembly) REFERENCES assembly(id),
  CONSTRAINT quorum_call_state_known CHECK ((state = ANY (ARRAY['running'::text, 'ended'::text, 'closed'::text])))
);
CREATE UNIQUE INDEX quorum_call_once ON quorum_call USING btree (assembly) WHERE (state = 'running'::text);
GRANT SELECT, INSERT, UPDATE ON quorum_call TO serving;

CREATE TABLE quorum_confirmation (
  call uuid NOT NULL,
  credential uuid NOT NULL,
  at timestamp with time zone NOT NULL,
  CONSTRAINT quorum_confirmation_pk PRIMARY KEY (call, credential),
  CONSTRAINT quorum_confirmation_call_fkey FOREIGN KEY (call) REFERENCES quorum_call(id),
  CONSTRAINT quorum_confirmation_credential_fkey FOREIGN KEY (credential) REFERENCES credential(id)
);
GRANT SELECT, INSERT ON quorum_confirmation TO serving;

CREATE TABLE record_head (
  one boolean DEFAULT true NOT NULL,
  log text NOT NULL,
  size bigint NOT NULL,
  CONSTRAINT record_head_pkey PRIMARY KEY (one),
  CONSTRAINT record_head_one CHECK (one)
);
GRANT SELECT, INSERT, UPDATE ON record_head TO serving;

CREATE TABLE referral (
  id uuid NOT NULL,
  instrument text NOT NULL,
  by_body text NOT NULL,
  to_body text NOT NULL,
  version integer,
  reason text NOT NULL,
  until text,
  made text NOT NULL,
  state text NOT NULL,
  back jsonb,
  CONSTRAINT referral_pk PRIMARY KEY (id),
  CONSTRAINT referral_by_body_fkey FOREIGN KEY (by_body) REFERENCES body(id),
  CONSTRAINT referral_instrument_fkey FOREIGN KEY (instrument) REFERENCES instrument(id),
  CONSTRAINT referral_to_body_fkey FOREIGN KEY (to_body) REFERENCES body(id),
  CONSTRAINT referral_version FOREIGN KEY (instrument, version) REFERENCES version(instrument, number),
  CONSTRAINT referral_between CHECK ((by_body <> to_body)),
  CONSTRAINT referral_state_known CHECK ((state = ANY (ARRAY['open'::text, 'answered'::text, 'returned'::text])))
);
CREATE INDEX referral_instrument ON referral USING btree (instrument);
CREATE UNIQUE INDEX referral_open_once ON referral USING btree (instrument, to_body) WHERE (state = 'open'::text);
GRANT SELECT, INSERT, UPDATE ON referral TO serving;

CREATE TABLE reminder_message (
  id uuid NOT NULL,
  poll uuid NOT NULL,
  hours integer NOT NULL,
  person uuid,
  member uuid,
  entitlements integer[] NOT NULL,
  outcome text NOT NULL,
  attempts integer NOT NULL,
  next_at timestamp with time zone,
  answer text,
  at timestamp with time zone,
  CONSTRAINT reminder_message_pk PRIMARY KEY (id),
  CONSTRAINT reminder_message_member_fkey FOREIGN KEY (member) REFERENCES member(id),
  CONSTRAINT reminder_message_person_fkey FOREIGN KEY (person) REFERENCES person(id),
  CONSTRAINT reminder_message_reminder FOREIGN KEY (poll, hours) REFERENCES poll_reminder(poll, hours),
  CONSTRAINT reminder_message_outcome_known CHECK ((outcome = ANY (ARRAY['waiting'::text, 'sent'::text, 'failed'::text, 'unknown'::text, 'obsolete'::text])))
);
CREATE INDEX reminder_message_due ON reminder_message USING btree (next_at) WHERE (outcome = 'waiting'::text);
CREATE INDEX reminder_message_of ON reminder_message USING btree (poll, hours);
GRANT SELECT, INSERT, UPDATE, DELETE ON reminder_message TO serving;

CREATE TABLE roll_channel (
  poll uuid NOT NULL,
  entitlement integer NOT NULL,
  number integer NOT NULL,
  channel text NOT NULL,
  CONSTRAINT roll_channel_pk PRIMARY KEY (poll, entitlement, number),
  CONSTRAINT roll_channel_line FOREIGN KEY (poll, entitlement) REFERENCES roll_line(poll, entitlement),
  CONSTRAINT roll_channel_channel_known CHECK ((channel = ANY (ARRAY['electronic'::text, 'hands'::text, 'paper'::text, 'roll_call'::text])))
);
GRANT SELECT, INSERT ON roll_channel TO serving;

CREATE TABLE roll_hand (
  poll uuid NOT NULL,
  entitlement integer NOT NULL,
  number integer NOT NULL,
  holder uuid,
  by_proxy boolean NOT NULL,
  replaces_proxy boolean NOT NULL,
  CONSTRAINT roll_hand_pk PRIMARY KEY (poll, entitlement, number),
  CONSTRAINT roll_hand_holder_fkey FOREIGN KEY (holder) REFERENCES person(id),
  CONSTRAINT roll_hand_line FOREIGN KEY (poll, entitlement) REFERENCES roll_line(poll, entitlement)
);
GRANT SELECT, INSERT ON roll_hand TO serving;

CREATE TABLE roll_line (
  poll uuid NOT NULL,
  entitlement integer NOT NULL,
  member uuid NOT NULL,
  name text COLLATE names NOT NULL,
  class text NOT NULL,
  country text,
  region text COLLATE names,
  weight text NOT NULL,
  represented boolean NOT NULL,
  by_proxy boolean NOT NULL,
  holder uuid,
  chamber text COLLATE names,
  CONSTRAINT roll_line_pk PRIMARY KEY (poll, entitlement),
  CONSTRAINT roll_line_member UNIQUE (poll, member),
  CONSTRAINT roll_line_holder_fkey FOREIGN KEY (holder) REFERENCES person(id),
  CONSTRAINT roll_line_member_fkey FOREIGN KEY (member) REFERENCES member(id),
  CONSTRAINT roll_line_poll_fkey FOREIGN KEY (poll) REFERENCES poll(id)
);
CREATE INDEX roll_line_holder ON roll_line USING btree (poll, holder);
GRANT SELECT, INSERT ON roll_line TO serving;

CREATE TABLE rule_set (
  id uuid NOT NULL,
  body text NOT NULL,
  number integer NOT NULL,
  name text COLLATE names NOT NULL,
  in_force_from text,
  hash text NOT NULL,
  data jsonb NOT NULL,
  CONSTRAINT rule_set_pk PRIMARY KEY (id),
  CONSTRAINT rule_set_number UNIQUE (body, number),
  CONSTRAINT rule_set_body_fkey FOREIGN KEY (body) REFERENCES body(id)
);
GRANT SELECT, INSERT ON rule_set TO serving;

CREATE TABLE session (
  sid text NOT NULL,
  sess json NOT NULL,
  expire timestamp(6) without time zone NOT NULL,
  CONSTRAINT session_pk PRIMARY KEY (sid)
);
CREATE INDEX session_expire ON session USING btree (expire);
GRANT SELECT, INSERT, UPDATE, DELETE ON session TO serving;

CREATE TABLE setup_code (
  one boolean DEFAULT true NOT NULL,
  code_hash text NOT NULL,
  CONSTRAINT setup_code_pkey PRIMARY KEY (one),
  CONSTRAINT setup_code_one CHECK (one)
);
GRANT SELECT, INSERT, UPDATE, DELETE ON setup_code TO serving;

CREATE TABLE sitting (
  id uuid NOT NULL,
  assembly text NOT NULL,
  number integer NOT NULL,
  name text COLLATE names,
  planned_from timestamp with time zone,
  state text NOT NULL,
  opened_at timestamp with time zone,
  closed_at timestamp with time zone,
  planned_until timestamp with time zone,
  cancelled_because text,
  CONSTRAINT sitting_pk PRIMARY KEY (id),
  CONSTRAINT sitting_number UNIQUE (assembly, number),
  CONSTRAINT sitting_assembly_fkey FOREIGN KEY (assembly) REFERENCES assembly(id),
  CONSTRAINT sitting_cancelled CHECK (((state = 'cancelled'::text) = (cancelled_because IS NOT NULL))),
  CONSTRAINT sitting_state_known CHECK ((state = ANY (ARRAY['planned'::text, 'open'::text, 'closed'::text, 'cancelled'::text])))
);
GRANT SELECT, INSERT, UPDATE ON sitting TO serving;

CREATE TABLE slip (
  id uuid NOT NULL,
  person uuid NOT NULL,
  assembly text NOT NULL,
  issued_at timestamp with time zone NOT NULL,
  replaced_by uuid,
  CONSTRAINT slip_pk PRIMARY KEY (id),
  CONSTRAINT slip_person_fkey FOREIGN KEY (person) REFERENCES person(id)
);
CREATE INDEX slip_person ON slip USING btree (person, assembly);
GRANT SELECT, INSERT, UPDATE ON slip TO serving;

CREATE TABLE slip_code (
  slip uuid NOT NULL,
  code_hash text NOT NULL,
  used_at timestamp with time zone,
  CONSTRAINT slip_code_pk PRIMARY KEY (slip),
  CONSTRAINT slip_code_once UNIQUE (code_hash),
  CONSTRAINT slip_code_slip_fkey FOREIGN KEY (slip) REFERENCES slip(id)
);
GRANT SELECT, INSERT, UPDATE, DELETE ON slip_code TO serving;

CREATE TABLE speakers_list (
  id uuid NOT NULL,
  assembly text NOT NULL,
  item uuid,
  motion uuid,
  state text NOT NULL,
  turn_order text[] NOT NULL,
  limit_seconds integer,
  observers boolean NOT NULL,
  opened_at timestamp with time zone NOT NULL,
  ended_at timestamp with time zone,
  CONSTRAINT speakers_list_pk PRIMARY KEY (id),
  CONSTRAINT speakers_list_assembly_fkey FOREIGN KEY (assembly) REFERENCES assembly(id),
  CONSTRAINT speakers_list_item_fkey FOREIGN KEY (item) REFERENCES agenda_item(id),
  CONSTRAINT speakers_list_motion_fkey FOREIGN KEY (motion) REFERENCES motion(id),
  CONSTRAINT speakers_list_about CHECK (((item IS NULL) OR (motion IS NULL))),
  CONSTRAINT speakers_list_state_known CHECK ((state = ANY (ARRAY['open'::text, 'closed'::text, 'ended'::text])))
);
CREATE UNIQUE INDEX speakers_open_once ON speakers_list USING btree (assembly) WHERE (state <> 'ended'::text);
GRANT SELECT, INSERT, UPDATE ON speakers_list TO serving;

CREATE TABLE speakers_request (
  id uuid NOT NULL,
  list uuid NOT NULL,
  person uuid NOT NULL,
  member uuid NOT NULL,
  name text COLLATE names NOT NULL,
  region text COLLATE names,
  gender text,
  stance text NOT NULL,
  state text NOT NULL,
  reason text,
  at timestamp with time zone NOT NULL,
  CONSTRAINT speakers_request_pk PRIMARY KEY (id),
  CONSTRAINT speakers_request_list_fkey FOREIGN KEY (list) REFERENCES speakers_list(id),
  CONSTRAINT speakers_request_member_fkey FOREIGN KEY (member) REFERENCES member(id),
  CONSTRAINT speakers_request_person_fkey FOREIGN KEY (person) REFERENCES person(id),
  CONSTRAINT speakers_request_stance_known CHECK ((stance = ANY (ARRAY['for'::text, 'against'::text, 'neutral'::text, 'reply'::text, 'point_of_order'::text]))),
  CONSTRAINT speakers_request_state_known CHECK ((state = ANY (ARRAY['waiting'::text, 'withdrawn'::text, 'struck'::text, 'called'::text, 'lapsed'::text])))
);
CREATE INDEX speakers_request_list ON speakers_request USING btree (list);
CREATE UNIQUE INDEX speakers_waiting_once ON speakers_request USING btree (list, person, ((stance = 'point_of_order'::text))) WHERE (state = 'waiting'::text);
GRANT SELECT, INSERT, UPDATE ON speakers_request TO serving;

CREATE TABLE speech (
  id uuid NOT NULL,
  list uuid NOT NULL,
  request uuid NOT NULL,
  limit_seconds integer,
  elapsed_ms bigint NOT NULL,
  since timestamp with time zone,
  interrupted boolean NOT NULL,
  reason text,
  started_at timestamp with time zone NOT NULL,
  ended_at timestamp with time zone,
  CONSTRAINT speech_pk PRIMARY KEY (id),
  CONSTRAINT speech_request UNIQUE (request),
  CONSTRAINT speech_list_fkey FOREIGN KEY (list) REFERENCES speakers_list(id),
  CONSTRAINT speech_request_fkey FOREIGN KEY (request) REFERENCES speakers_request(id),
  CONSTRAINT speech_elapsed CHECK ((elapsed_ms >= 0))
);
CREATE INDEX speech_list ON speech USING btree (list);
CREATE UNIQUE INDEX speech_running_once ON speech USING btree (list) WHERE (since IS NOT NULL);
GRANT SELECT, INSERT, UPDATE ON speech TO serving;

CREATE TABLE stage (
  id uuid NOT NULL,
  instrument text NOT NULL,
  number integer NOT NULL,
  kind text NOT NULL,
  label text NOT NULL,
  body text NOT NULL,
  key text NOT NULL,
  rule text,
  minimum_days integer,
  within_days integer,
  languages jsonb NOT NULL,
  follows jsonb NOT NULL,
  CONSTRAINT stage_pk PRIMARY KEY (id),
  CONSTRAINT stage_key UNIQUE (instrument, key),
  CONSTRAINT stage_number UNIQUE (instrument, number),
  CONSTRAINT stage_body_fkey FOREIGN KEY (body) REFERENCES body(id),
  CONSTRAINT stage_instrument_fkey FOREIGN KEY (instrument) REFERENCES instrument(id),
  CONSTRAINT stage_kind_known CHECK ((kind = ANY (ARRAY['draft'::text, 'consult'::text, 'principle'::text, 'finalise'::text, 'final'::text, 'adopt-parent'::text, 'tacit'::text])))
);
GRANT SELECT, INSERT, UPDATE ON stage TO serving;

CREATE TABLE stage_objection (
  stage uuid NOT NULL,
  round integer NOT NULL,
  member uuid NOT NULL,
  reason text NOT NULL,
  at timestamp with time zone NOT NULL,
  stands boolean NOT NULL,
  CONSTRAINT stage_objection_pk PRIMARY KEY (stage, round, member),
  CONSTRAINT stage_objection_member_fkey FOREIGN KEY (member) REFERENCES member(id),
  CONSTRAINT stage_objection_stage_fkey FOREIGN KEY (stage) REFERENCES stage(id)
);
GRANT SELECT, INSERT, UPDATE ON stage_objection TO serving;

CREATE TABLE stage_round (
  stage uuid NOT NULL,
  round uuid NOT NULL,
  until timestamp with time zone,
  unanswered integer NOT NULL,
  CONSTRAINT stage_round_pk PRIMARY KEY (stage, round),
  CONSTRAINT stage_round_round_fkey FOREIGN KEY (round) REFERENCES consultation(id),
  CONSTRAINT stage_round_stage_fkey FOREIGN KEY (stage) REFERENCES stage(id)
);
GRANT SELECT, INSERT, UPDATE ON stage_round TO serving;

CREATE TABLE teller_count (
  poll uuid NOT NULL,
  channel text NOT NULL,
  number integer NOT NULL,
  teller uuid NOT NULL,
  recount integer NOT NULL,
  counts jsonb NOT NULL,
  at timestamp with time zone NOT NULL,
  CONSTRAINT teller_count_pk PRIMARY KEY (poll, channel, number),
  CONSTRAINT teller_count_poll_fkey FOREIGN KEY (poll) REFERENCES poll(id),
  CONSTRAINT teller_count_teller_fkey FOREIGN KEY (teller) REFERENCES person(id),
  CONSTRAINT teller_count_channel_known CHECK ((channel = ANY (ARRAY['electronic'::text, 'hands'::text, 'paper'::text, 'roll_call'::text])))
);
GRANT SELECT, INSERT ON teller_count TO serving;

CREATE TABLE term (
  id uuid NOT NULL,
  person uuid NOT NULL,
  title text NOT NULL,
  body text NOT NULL,
  term_from text,
  term_to text,
  note text,
  source text,
  certainty text NOT NULL,
  struck_at timestamp with time zone,
  struck_because text,
  CONSTRAINT term_pk PRIMARY KEY (id),
  CONSTRAINT term_person_fkey FOREIGN KEY (person) REFERENCES person(id),
  CONSTRAINT term_certainty_known CHECK ((certainty = ANY (ARRAY['high'::text, 'medium'::text, 'unknown'::text]))),
  CONSTRAINT term_struck CHECK (((struck_at IS NULL) = (struck_because IS NULL)))
);
CREATE INDEX term_body ON term USING btree (body);
GRANT SELECT, INSERT, UPDATE ON term TO serving;

CREATE TABLE throttle (
  key text NOT NULL,
  failures integer NOT NULL,
  since timestamp with time zone NOT NULL,
  CONSTRAINT throttle_pk PRIMARY KEY (key)
);
GRANT SELECT, INSERT, UPDATE, DELETE ON throttle TO serving;

CREATE TABLE translation (
  version uuid NOT NULL,
  lang text NOT NULL,
  revision integer NOT NULL,
  kind text NOT NULL,
  source text NOT NULL,
  hash text NOT NULL,
  rendering jsonb NOT NULL,
  stale integer NOT NULL,
  missing integer NOT NULL,
  reason text,
  at timestamp with time zone NOT NULL,
  CONSTRAINT translation_pk PRIMARY KEY (version, lang, revision),
  CONSTRAINT translation_version_fkey FOREIGN KEY (version) REFERENCES version(id),
  CONSTRAINT translation_corrects CHECK (((revision = 1) OR (reason IS NOT NULL))),
  CONSTRAINT translation_kind_known CHECK ((kind = ANY (ARRAY['authentic'::text, 'translation'::text, 'adaptation'::text])))
);
GRANT SELECT, INSERT ON translation TO serving;

CREATE TABLE translation_wording (
  version uuid NOT NULL,
  lang text NOT NULL,
  clause text NOT NULL,
  text text NOT NULL,
  of_version integer NOT NULL,
  CONSTRAINT translation_wording_pk PRIMARY KEY (version, lang, clause),
  CONSTRAINT translation_wording_version_fkey FOREIGN KEY (version) REFERENCES version(id)
);
GRANT SELECT, INSERT, UPDATE, DELETE ON translation_wording TO serving;

CREATE TABLE version (
  id uuid NOT NULL,
  instrument text NOT NULL,
  number integer NOT NULL,
  parent integer,
  titles jsonb NOT NULL,
  hash text,
  structure_hash text,
  reason text,
  note text,
  at timestamp with time zone,
  CONSTRAINT version_pk PRIMARY KEY (id),
  CONSTRAINT version_number UNIQUE (instrument, number),
  CONSTRAINT version_instrument_fkey FOREIGN KEY (instrument) REFERENCES instrument(id)
);
GRANT SELECT, INSERT ON version TO serving;

CREATE TABLE version_origin (
  version uuid NOT NULL,
  motion uuid NOT NULL,
  origin jsonb NOT NULL,
  CONSTRAINT version_origin_pk PRIMARY KEY (version),
  CONSTRAINT version_origin_motion_fkey FOREIGN KEY (motion) REFERENCES motion(id),
  CONSTRAINT version_origin_version_fkey FOREIGN KEY (version) REFERENCES version(id)
);
GRANT SELECT, INSERT ON version_origin TO serving;

CREATE COLLATION names (provider = icu, locale = 'und-u-kn-true', deterministic = t);
CREATE SEQUENCE migrations_id_seq OWNED BY migrations.id;
CREATE OR REPLACE FUNCTION public.asked_words(asked text[])
 RETURNS tsquery
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
AS $function$
         SELECT to_tsquery('simple', string_agg(
           '''' || replace(replace(public.folded(word), '\', '\\'), '''', '''''') || ''':*', ' & '))
         FROM unnest(asked) word
       $function$;
CREATE OR REPLACE FUNCTION public.folded(text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
AS $function$
         SELECT btrim(regexp_replace(
           replace(replace(replace(replace(
             translate(
               regexp_replace(normalize(lower($1 COLLATE public.names), NFD), '[\u0300-\u036f]', '', 'g'),
               'øłđðħŧŋıĸſəɛɔɓɗɖƒƙƴɨʉς‘’ʻʼ′‐‑–', 'olddhtnikseeobddfkyiuσ''''''''''---'),
             'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th'),
           '[\t-\r \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff]+', ' ', 'g'))
       $function$;
CREATE OR REPLACE FUNCTION public.words_of(source jsonb)
 RETURNS tsvector
 LANGUAGE plpgsql
 IMMUTABLE PARALLEL SAFE STRICT
AS $function$
         DECLARE
           said text := (
             SELECT coalesce(public.folded(string_agg(one #>> '{}', ' ')), '')
             FROM (SELECT jsonb_path_query(source, '$[*].text') one
                   UNION ALL SELECT jsonb_path_query(source, '$[*].translations.*')) all_texts);
         BEGIN
           RETURN to_tsvector('simple', said);
         EXCEPTION WHEN program_limit_exceeded THEN
           RETURN to_tsvector('simple', left(said, 100000));
         END
       $function$;
GRANT USAGE ON SCHEMA public TO serving;
