import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The tables of all rooms as the house was founded. Constraints are named: the store catches the name. */
export class Foundation1700000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(FOUNDATION);
  }

  async down(): Promise<void> {
    throw new Error('the record is append-only: there is no way back');
  }
}

const FOUNDATION = `
-- record
CREATE TABLE record_head (
  one boolean PRIMARY KEY DEFAULT true CONSTRAINT record_head_one CHECK (one),
  log text NOT NULL,
  size bigint NOT NULL
);
CREATE TABLE entry (
  number bigint CONSTRAINT entry_pk PRIMARY KEY,
  id uuid NOT NULL,
  type text NOT NULL,
  subject text NOT NULL,
  at timestamptz NOT NULL,
  leaf bytea NOT NULL,
  bytes bytea NOT NULL,
  CONSTRAINT entry_size CHECK (octet_length(bytes) <= 65535)
);
CREATE INDEX entry_subject ON entry (subject, number);
-- Whether a poll's casts may be served: asked of every cast entry on a page.
CREATE INDEX entry_closing ON entry (subject) WHERE type = 'poll.closed';
CREATE TABLE blob (
  hash text CONSTRAINT blob_pk PRIMARY KEY,
  content bytea NOT NULL
);
CREATE TABLE opening (
  entry uuid NOT NULL,
  field text NOT NULL,
  salt text NOT NULL,
  value text NOT NULL,
  CONSTRAINT opening_pk PRIMARY KEY (entry, field)
);

-- people
CREATE TABLE person (
  id uuid CONSTRAINT person_pk PRIMARY KEY,
  name text NOT NULL,
  email text,
  lang text NOT NULL
);
CREATE UNIQUE INDEX person_email_once ON person (lower(email));
CREATE TABLE person_password (
  person uuid CONSTRAINT person_password_pk PRIMARY KEY REFERENCES person (id),
  hash text NOT NULL
);
CREATE TABLE office (
  id uuid CONSTRAINT office_pk PRIMARY KEY,
  person uuid NOT NULL REFERENCES person (id),
  office text NOT NULL,
  body text,
  assembly text,
  held_from timestamptz,
  held_to timestamptz,
  reason text
);
CREATE INDEX office_person ON office (person);
CREATE TABLE term (
  id uuid CONSTRAINT term_pk PRIMARY KEY,
  person uuid NOT NULL REFERENCES person (id),
  title text NOT NULL,
  body text NOT NULL,
  term_from text,
  term_to text,
  note text,
  source text,
  certainty text NOT NULL
);
CREATE TABLE slip (
  id uuid CONSTRAINT slip_pk PRIMARY KEY,
  person uuid NOT NULL REFERENCES person (id),
  assembly text NOT NULL,
  issued_at timestamptz NOT NULL,
  replaced_by uuid
);
CREATE INDEX slip_person ON slip (person, assembly);
CREATE TABLE slip_code (
  slip uuid CONSTRAINT slip_code_pk PRIMARY KEY REFERENCES slip (id),
  code_hash text NOT NULL CONSTRAINT slip_code_once UNIQUE,
  used_at timestamptz
);
CREATE TABLE session (
  sid text CONSTRAINT session_pk PRIMARY KEY,
  sess json NOT NULL,
  expire timestamp(6) NOT NULL
);
CREATE INDEX session_expire ON session (expire);
CREATE TABLE throttle (
  key text CONSTRAINT throttle_pk PRIMARY KEY,
  failures integer NOT NULL,
  since timestamptz NOT NULL
);

-- bodies
CREATE TABLE organisation (
  id text CONSTRAINT organisation_pk PRIMARY KEY,
  name text NOT NULL,
  short text,
  former_name text,
  kind text,
  country text,
  seat text,
  founded text,
  demonstration boolean NOT NULL,
  figures jsonb NOT NULL,
  source text,
  certainty text NOT NULL
);
CREATE TABLE affiliation (
  child text NOT NULL REFERENCES organisation (id),
  parent text NOT NULL REFERENCES organisation (id),
  held_from text,
  held_to text,
  source text,
  CONSTRAINT affiliation_pk PRIMARY KEY (child, parent),
  CONSTRAINT affiliation_other CHECK (child <> parent)
);
CREATE TABLE body (
  id text CONSTRAINT body_pk PRIMARY KEY,
  organisation text NOT NULL REFERENCES organisation (id),
  name text NOT NULL,
  source text,
  certainty text NOT NULL
);
CREATE TABLE member (
  id uuid CONSTRAINT member_pk PRIMARY KEY,
  body text NOT NULL REFERENCES body (id),
  organisation text NOT NULL REFERENCES organisation (id),
  class text NOT NULL,
  votes text,
  country text,
  region text,
  paid_up_to text,
  held_from text,
  held_to text,
  CONSTRAINT member_once UNIQUE (body, organisation)
);
CREATE TABLE rule_set (
  id uuid CONSTRAINT rule_set_pk PRIMARY KEY,
  body text NOT NULL REFERENCES body (id),
  number integer NOT NULL,
  name text NOT NULL,
  in_force_from text,
  hash text NOT NULL,
  data jsonb NOT NULL,
  CONSTRAINT rule_set_number UNIQUE (body, number)
);

-- assemblies
CREATE TABLE assembly (
  id text CONSTRAINT assembly_pk PRIMARY KEY,
  body text NOT NULL REFERENCES body (id),
  name text NOT NULL,
  place text,
  held_from text,
  held_to text,
  time_zone text,
  rule_set uuid REFERENCES rule_set (id),
  open boolean NOT NULL,
  historical boolean NOT NULL,
  demonstration boolean NOT NULL,
  note text,
  source text,
  certainty text NOT NULL
);
CREATE TABLE sitting (
  id uuid CONSTRAINT sitting_pk PRIMARY KEY,
  assembly text NOT NULL REFERENCES assembly (id),
  number integer NOT NULL,
  name text,
  planned_from timestamptz,
  state text NOT NULL,
  opened_at timestamptz,
  closed_at timestamptz,
  CONSTRAINT sitting_number UNIQUE (assembly, number)
);
CREATE TABLE agenda_item (
  id uuid CONSTRAINT agenda_item_pk PRIMARY KEY,
  assembly text NOT NULL REFERENCES assembly (id),
  number integer NOT NULL,
  titles jsonb NOT NULL,
  internal boolean NOT NULL,
  CONSTRAINT agenda_item_number UNIQUE (assembly, number)
);
CREATE TABLE paper (
  id uuid CONSTRAINT paper_pk PRIMARY KEY,
  item uuid NOT NULL REFERENCES agenda_item (id),
  name text NOT NULL,
  hash text NOT NULL REFERENCES blob (hash),
  bytes integer NOT NULL
);
CREATE INDEX paper_item ON paper (item);
CREATE TABLE credential (
  id uuid CONSTRAINT credential_pk PRIMARY KEY,
  assembly text NOT NULL REFERENCES assembly (id),
  member uuid NOT NULL REFERENCES member (id),
  person uuid NOT NULL REFERENCES person (id),
  role text NOT NULL,
  state text NOT NULL,
  reason text,
  office uuid,
  present boolean NOT NULL,
  CONSTRAINT credential_once UNIQUE (assembly, person, member)
);
CREATE INDEX credential_member ON credential (member);
CREATE TABLE proxy (
  id uuid CONSTRAINT proxy_pk PRIMARY KEY,
  assembly text NOT NULL REFERENCES assembly (id),
  grantor uuid NOT NULL REFERENCES member (id),
  holder uuid NOT NULL REFERENCES person (id),
  state text NOT NULL,
  reason text
);
CREATE UNIQUE INDEX proxy_once ON proxy (assembly, grantor) WHERE state = 'registered';
CREATE TABLE presence (
  id uuid CONSTRAINT presence_pk PRIMARY KEY,
  assembly text NOT NULL REFERENCES assembly (id),
  credential uuid NOT NULL REFERENCES credential (id),
  present boolean NOT NULL,
  at timestamptz NOT NULL
);
CREATE INDEX presence_assembly ON presence (assembly, at);

-- instruments
CREATE TABLE instrument (
  id text CONSTRAINT instrument_pk PRIMARY KEY,
  titles jsonb NOT NULL,
  authentic_languages jsonb,
  structure jsonb NOT NULL,
  structure_certainty text,
  demonstration boolean NOT NULL
);
CREATE TABLE version (
  id uuid CONSTRAINT version_pk PRIMARY KEY,
  instrument text NOT NULL REFERENCES instrument (id),
  number integer NOT NULL,
  parent integer,
  titles jsonb NOT NULL,
  hash text,
  structure_hash text,
  reason text,
  note text,
  at timestamptz,
  CONSTRAINT version_number UNIQUE (instrument, number)
);
CREATE TABLE expression (
  version uuid NOT NULL REFERENCES version (id),
  lang text NOT NULL,
  kind text NOT NULL,
  hash text NOT NULL,
  clauses jsonb NOT NULL,
  CONSTRAINT expression_pk PRIMARY KEY (version, lang)
);
CREATE TABLE stage (
  id uuid CONSTRAINT stage_pk PRIMARY KEY,
  instrument text NOT NULL REFERENCES instrument (id),
  number integer NOT NULL,
  kind text NOT NULL,
  label text NOT NULL,
  body text NOT NULL REFERENCES body (id),
  outcome text,
  assembly text REFERENCES assembly (id),
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
  CONSTRAINT stage_number UNIQUE (instrument, number)
);

-- motions
CREATE TABLE motion (
  id uuid CONSTRAINT motion_pk PRIMARY KEY,
  assembly text NOT NULL REFERENCES assembly (id),
  number integer NOT NULL,
  titles jsonb NOT NULL,
  about jsonb NOT NULL,
  instrument text REFERENCES instrument (id),
  version_hash text,
  item uuid REFERENCES agenda_item (id),
  mover text,
  majority text NOT NULL,
  state text NOT NULL,
  reason text,
  decision integer,
  submitted_at timestamptz NOT NULL,
  CONSTRAINT motion_number UNIQUE (assembly, number),
  CONSTRAINT motion_decision UNIQUE (assembly, decision)
);

-- polls
CREATE TABLE poll (
  id uuid CONSTRAINT poll_pk PRIMARY KEY,
  assembly text NOT NULL REFERENCES assembly (id),
  motion uuid NOT NULL REFERENCES motion (id),
  number integer NOT NULL,
  state text NOT NULL,
  version_hash text,
  rule_set uuid NOT NULL REFERENCES rule_set (id),
  majority_name text NOT NULL,
  majority jsonb NOT NULL,
  may_change boolean NOT NULL,
  roll_hash text NOT NULL,
  unit text NOT NULL,
  entitled jsonb NOT NULL,
  represented jsonb NOT NULL,
  opened_at timestamptz NOT NULL,
  closed_at timestamptz,
  declared_at timestamptz,
  result jsonb,
  decision integer,
  CONSTRAINT poll_number UNIQUE (assembly, number)
);
CREATE UNIQUE INDEX poll_open_once ON poll (motion) WHERE state IN ('open', 'closed');
CREATE INDEX poll_motion ON poll (motion);
CREATE TABLE poll_turnout (
  poll uuid CONSTRAINT poll_turnout_pk PRIMARY KEY REFERENCES poll (id),
  cast_count integer NOT NULL
);
CREATE TABLE roll_line (
  poll uuid NOT NULL REFERENCES poll (id),
  entitlement integer NOT NULL,
  member uuid NOT NULL REFERENCES member (id),
  name text NOT NULL,
  class text NOT NULL,
  country text,
  region text,
  weight text NOT NULL,
  represented boolean NOT NULL,
  by_proxy boolean NOT NULL,
  holder uuid REFERENCES person (id),
  CONSTRAINT roll_line_pk PRIMARY KEY (poll, entitlement),
  CONSTRAINT roll_line_member UNIQUE (poll, member)
);
CREATE INDEX roll_line_holder ON roll_line (poll, holder);
CREATE TABLE ballot (
  id uuid CONSTRAINT ballot_id PRIMARY KEY,
  poll uuid NOT NULL,
  entitlement integer NOT NULL,
  revision integer NOT NULL,
  choice text NOT NULL,
  caster uuid NOT NULL,
  entry bigint NOT NULL,
  leaf bytea NOT NULL,
  at timestamptz NOT NULL,
  CONSTRAINT ballot_revision UNIQUE (poll, entitlement, revision),
  CONSTRAINT ballot_roll FOREIGN KEY (poll, entitlement) REFERENCES roll_line (poll, entitlement)
);
`;
