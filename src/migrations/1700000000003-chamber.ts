import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a secretary begins with: chambers of members, and the code by which the first one comes in. */
export class Chamber1700000000003 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE member ADD COLUMN chamber text;
      ALTER TABLE roll_line ADD COLUMN chamber text;
      CREATE TABLE setup_code (
        one boolean PRIMARY KEY DEFAULT true CONSTRAINT setup_code_one CHECK (one),
        code_hash text NOT NULL
      );
    `);
  }

  async down(): Promise<void> {
    throw new Error('the record goes only forward');
  }
}
