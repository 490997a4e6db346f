import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What was entered by mistake is struck and stays: an organisation may be a member again, or belong to another again, beside
 * what was struck or is over.
 */
export class RegisterMended1700000000120 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE member
        ADD COLUMN struck_at timestamptz,
        ADD COLUMN struck_because text,
        ADD CONSTRAINT member_struck CHECK ((struck_at IS NULL) = (struck_because IS NULL)),
        DROP CONSTRAINT member_once;
      CREATE UNIQUE INDEX member_once ON member (body, organisation) WHERE struck_at IS NULL;
      CREATE INDEX member_body ON member (body);
      ALTER TABLE affiliation
        ADD COLUMN id uuid NOT NULL DEFAULT gen_random_uuid(),
        ADD COLUMN struck_at timestamptz,
        DROP CONSTRAINT affiliation_pk;
      ALTER TABLE affiliation ALTER COLUMN id DROP DEFAULT, ADD CONSTRAINT affiliation_pk PRIMARY KEY (id);
      CREATE UNIQUE INDEX affiliation_once ON affiliation (child, parent) WHERE held_to IS NULL AND struck_at IS NULL;
      CREATE INDEX affiliation_parent ON affiliation (parent);
    `);
  }

  async down(): Promise<void> {
    throw new Error('the record goes only forward');
  }
}
