import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Motions that depend on others, their supporters, deadlines, blocs, orders of voting. */
export class Motions1700000000005 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE assembly ADD COLUMN motions_due timestamptz;
      ALTER TABLE motion ALTER COLUMN number DROP NOT NULL,
        ADD COLUMN label text,
        ADD COLUMN parent uuid REFERENCES motion (id),
        ADD COLUMN member uuid REFERENCES member (id),
        ADD COLUMN late_after timestamptz,
        ADD COLUMN because uuid REFERENCES motion (id),
        ADD COLUMN until text,
        ADD COLUMN remitted_to text,
        ADD COLUMN bloc uuid REFERENCES motion (id),
        ADD COLUMN voting_order jsonb,
        ADD COLUMN amended_by jsonb NOT NULL DEFAULT '[]';
      UPDATE motion SET label = number::text;
      ALTER TABLE motion ALTER COLUMN label SET NOT NULL, ADD CONSTRAINT motion_label UNIQUE (assembly, label);
      CREATE INDEX motion_parent ON motion (parent);
      CREATE INDEX motion_bloc ON motion (bloc);
      CREATE TABLE motion_support (
        motion uuid NOT NULL REFERENCES motion (id),
        member uuid NOT NULL REFERENCES member (id),
        sponsor boolean NOT NULL,
        standing boolean NOT NULL,
        CONSTRAINT motion_support_pk PRIMARY KEY (motion, member)
      );
    `);
  }

  async down(): Promise<void> {
    throw new Error('the record goes only forward');
  }
}
