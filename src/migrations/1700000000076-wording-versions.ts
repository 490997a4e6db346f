import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The version that each wording of an amendment changes: an amendment can be worded anew for a later one. */
export class WordingVersions1700000000076 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE motion_wording ADD COLUMN version text;
      UPDATE motion_wording w SET version = m.about -> 'changes' ->> 'hash' FROM motion m WHERE m.id = w.motion;
      ALTER TABLE motion_wording ALTER COLUMN version SET NOT NULL;
    `);
  }

  async down(): Promise<void> {
    throw new Error('the record goes only forward');
  }
}
