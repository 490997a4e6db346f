import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A speakers' list gives turns by several rules, one after the other; by none: as they asked. */
export class Turns1700000000043 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE speakers_list ALTER COLUMN turn_order TYPE text[]
        USING CASE turn_order WHEN 'in_order' THEN '{}'::text[] ELSE ARRAY[turn_order] END;
    `);
  }

  async down(): Promise<void> {
    throw new Error('the record goes only forward');
  }
}
