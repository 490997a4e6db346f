import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who comes, for whom, and is here: scopes of proxies, designations, seats, the committee's reports, quorum calls. */
export class Credentials1700000000008 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE proxy
        ADD COLUMN item uuid REFERENCES agenda_item (id),
        ADD COLUMN motion uuid REFERENCES motion (id),
        ADD COLUMN instruction text,
        ADD CONSTRAINT proxy_scope CHECK (item IS NULL OR motion IS NULL);
      DROP INDEX proxy_once;
      CREATE UNIQUE INDEX proxy_once ON proxy (assembly, grantor, coalesce(motion, item, grantor))
        WHERE state = 'registered';

      ALTER TABLE assembly ADD COLUMN designations_due timestamptz, ADD COLUMN dues_until timestamptz;
      ALTER TABLE credential ADD COLUMN seat text, ADD COLUMN badge text, ADD COLUMN late text,
        DROP CONSTRAINT credential_once;
      -- Who was withdrawn or replaced may be sent again.
      CREATE UNIQUE INDEX credential_once ON credential (assembly, person, member)
        WHERE state NOT IN ('withdrawn', 'substituted');
      CREATE UNIQUE INDEX credential_seat_once ON credential (assembly, lower(seat));
      CREATE UNIQUE INDEX credential_badge_once ON credential (assembly, lower(badge));

      CREATE TABLE designation_link (
        id uuid CONSTRAINT designation_link_pk PRIMARY KEY,
        assembly text NOT NULL REFERENCES assembly (id),
        member uuid NOT NULL REFERENCES member (id),
        issued_at timestamptz NOT NULL,
        used_at timestamptz,
        replaced_by uuid
      );
      CREATE INDEX designation_link_member ON designation_link (assembly, member);
      CREATE TABLE designation_code (
        link uuid CONSTRAINT designation_code_pk PRIMARY KEY REFERENCES designation_link (id),
        code_hash text NOT NULL CONSTRAINT designation_code_once UNIQUE
      );
      CREATE TABLE credentials_report (
        id uuid CONSTRAINT credentials_report_pk PRIMARY KEY,
        assembly text NOT NULL REFERENCES assembly (id),
        number integer NOT NULL,
        hash text NOT NULL,
        report jsonb NOT NULL,
        adopted_at timestamptz NOT NULL,
        CONSTRAINT credentials_report_number UNIQUE (assembly, number)
      );

      CREATE TABLE quorum_call (
        id uuid CONSTRAINT quorum_call_pk PRIMARY KEY,
        assembly text NOT NULL REFERENCES assembly (id),
        state text NOT NULL,
        started_at timestamptz NOT NULL,
        ends_at timestamptz NOT NULL,
        outcome jsonb,
        absent integer
      );
      CREATE UNIQUE INDEX quorum_call_once ON quorum_call (assembly) WHERE state = 'running';
      CREATE TABLE quorum_confirmation (
        call uuid NOT NULL REFERENCES quorum_call (id),
        credential uuid NOT NULL REFERENCES credential (id),
        at timestamptz NOT NULL,
        CONSTRAINT quorum_confirmation_pk PRIMARY KEY (call, credential)
      );
    `);
  }

  async down(): Promise<void> {
    throw new Error('the record goes only forward');
  }
}
