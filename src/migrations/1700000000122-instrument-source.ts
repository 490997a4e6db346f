import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Where what is told of an instrument comes from: its languages, its structure, how sure they are. */
export class InstrumentSource1700000000122 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE instrument ADD COLUMN source text');
  }

  async down(): Promise<void> {
    throw new Error('the record goes only forward');
  }
}
