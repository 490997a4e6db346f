import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A cast entry is served once a closing came after it: closings of a poll by number. */
export class Closings1700000000034 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX entry_closing;
      CREATE INDEX entry_closing ON entry (subject, number) WHERE type IN ('poll.closed', 'poll.annulled');
    `);
  }

  async down(): Promise<void> {
    throw new Error('the record goes only forward');
  }
}
