import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The mail server that the secretariat names; and the letters by which people come to their accounts. */
export class MailSetting1700000000115 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE mail_setting (
        one boolean CONSTRAINT mail_setting_pk PRIMARY KEY CONSTRAINT mail_setting_one CHECK (one),
        host text NOT NULL,
        port integer NOT NULL,
        tls text NOT NULL CONSTRAINT mail_setting_tls_known CHECK (tls IN ('always', 'starttls', 'offered')),
        login_user text,
        login_password text,
        from_name text,
        from_address text NOT NULL,
        set_at timestamptz NOT NULL,
        CONSTRAINT mail_setting_login CHECK ((login_user IS NULL) = (login_password IS NULL))
      )`);
    await runner.query(`
      ALTER TABLE account_link
        ADD COLUMN purpose text NOT NULL DEFAULT 'invitation'
          CONSTRAINT account_link_purpose_known CHECK (purpose IN ('invitation', 'recovery', 'address')),
        ADD COLUMN email text,
        DROP CONSTRAINT account_link_pk,
        ADD CONSTRAINT account_link_pk PRIMARY KEY (person, purpose),
        ADD CONSTRAINT account_link_email CHECK ((purpose = 'address') = (email IS NOT NULL))`);
    await runner.query('ALTER TABLE account_link ALTER COLUMN purpose DROP DEFAULT');
    await runner.query(`
      CREATE TABLE account_letter (
        id uuid CONSTRAINT account_letter_pk PRIMARY KEY,
        purpose text NOT NULL
          CONSTRAINT account_letter_purpose_known CHECK (purpose IN ('invitation', 'recovery', 'address', 'moved')),
        person uuid CONSTRAINT account_letter_person_fkey REFERENCES person(id),
        recipient text NOT NULL,
        lang text NOT NULL,
        origin text NOT NULL,
        asked_at timestamptz NOT NULL,
        next_at timestamptz,
        attempts integer NOT NULL,
        outcome text CONSTRAINT account_letter_outcome_known CHECK (outcome IN ('sent', 'failed')),
        answer text,
        CONSTRAINT account_letter_person CHECK ((purpose = 'recovery') = (person IS NULL))
      )`);
    await runner.query(
      'CREATE INDEX account_letter_due ON account_letter (next_at) WHERE next_at IS NOT NULL',
    );
    await runner.query(
      'CREATE INDEX account_letter_recipient ON account_letter (lower(recipient), asked_at)',
    );
  }

  async down(): Promise<void> {
    throw new Error('the record goes only forward');
  }
}
