import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A stage that was entered by mistake is struck and stays. */
export class PassagesStruck1700000000119 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE passage
        ADD COLUMN struck_at timestamptz,
        ADD COLUMN struck_because text,
        ADD CONSTRAINT passage_struck CHECK ((struck_at IS NULL) = (struck_because IS NULL)),
        ADD CONSTRAINT passage_struck_stands CHECK (struck_at IS NULL OR NOT stands);
    `);
  }

  async down(): Promise<void> {
    throw new Error('the record goes only forward');
  }
}
