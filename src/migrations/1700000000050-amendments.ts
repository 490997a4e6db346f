import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What amendments to versions change in each language, and the proposed procedure with its history. */
export class Amendments1700000000050 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE motion_wording (
        motion uuid NOT NULL REFERENCES motion (id),
        lang text NOT NULL,
        revision integer NOT NULL,
        hash text NOT NULL,
        operations jsonb NOT NULL,
        CONSTRAINT motion_wording_pk PRIMARY KEY (motion, lang, revision)
      );
      CREATE TABLE motion_proposal (
        id uuid CONSTRAINT motion_proposal_pk PRIMARY KEY,
        motion uuid NOT NULL REFERENCES motion (id),
        recommendation text NOT NULL,
        reason text NOT NULL,
        refer_to text,
        wordings jsonb,
        at timestamptz NOT NULL
      );
      CREATE INDEX motion_proposal_motion ON motion_proposal (motion, at);
    `);
  }

  async down(): Promise<void> {
    throw new Error('the record goes only forward');
  }
}
