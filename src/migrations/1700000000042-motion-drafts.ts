import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is being written of motions. Working matter: only its writer sees it, and it goes when the motion is submitted. */
export class MotionDrafts1700000000042 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE motion_draft (
        id uuid CONSTRAINT motion_draft_pk PRIMARY KEY,
        assembly text NOT NULL REFERENCES assembly (id),
        person uuid NOT NULL REFERENCES person (id),
        matter jsonb NOT NULL,
        saved_at timestamptz NOT NULL
      );
      CREATE INDEX motion_draft_writer ON motion_draft (assembly, person);
    `);
  }

  async down(): Promise<void> {
    throw new Error('the record goes only forward');
  }
}
