import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Slips in motions, set right before their vote. */
export class MotionCorrections1700000000117 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE motion_correction (
        motion uuid NOT NULL CONSTRAINT motion_correction_motion_fkey REFERENCES motion (id),
        number integer NOT NULL,
        lang text NOT NULL,
        title_was text,
        title text,
        text_was text,
        text text,
        reason text NOT NULL,
        at timestamptz NOT NULL,
        CONSTRAINT motion_correction_pk PRIMARY KEY (motion, number),
        CONSTRAINT motion_correction_says CHECK (title IS NOT NULL OR text IS NOT NULL),
        CONSTRAINT motion_correction_title CHECK ((title IS NULL) = (title_was IS NULL)),
        CONSTRAINT motion_correction_text CHECK ((text IS NULL) = (text_was IS NULL))
      );
    `);
  }

  async down(): Promise<void> {
    throw new Error('the record goes only forward');
  }
}
