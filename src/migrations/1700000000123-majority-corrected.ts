import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The majority of a motion that was named wrongly, set right before its vote. */
export class MajorityCorrected1700000000123 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE motion_correction
        ALTER COLUMN lang DROP NOT NULL,
        ADD COLUMN majority_was text,
        ADD COLUMN majority text,
        DROP CONSTRAINT motion_correction_says,
        ADD CONSTRAINT motion_correction_says CHECK (title IS NOT NULL OR text IS NOT NULL OR majority IS NOT NULL),
        ADD CONSTRAINT motion_correction_lang CHECK ((lang IS NULL) = (title IS NULL AND text IS NULL)),
        ADD CONSTRAINT motion_correction_majority CHECK ((majority IS NULL) = (majority_was IS NULL));
    `);
  }

  async down(): Promise<void> {
    throw new Error('the record goes only forward');
  }
}
