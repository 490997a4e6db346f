import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a vote cites: the versions that it is about, with their authentic expressions. Of earlier polls it is unknown. */
export class VoteCites1700000000075 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE poll ADD COLUMN cites jsonb`);
  }

  async down(): Promise<void> {
    throw new Error('the record goes only forward');
  }
}
