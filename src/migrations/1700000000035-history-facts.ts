import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Facts of the paper era: where an organisation was founded, in which languages an instrument is known, how surely. */
export class HistoryFacts1700000000035 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE organisation ADD COLUMN founded_place text;
      ALTER TABLE instrument ADD COLUMN languages jsonb, ADD COLUMN certainty text;
    `);
  }

  async down(): Promise<void> {
    throw new Error('the record goes only forward');
  }
}
