import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A term of office that was entered by mistake is struck and stays. */
export class TermsStruck1700000000121 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE term
        ADD COLUMN struck_at timestamptz,
        ADD COLUMN struck_because text,
        ADD CONSTRAINT term_struck CHECK ((struck_at IS NULL) = (struck_because IS NULL));
      CREATE INDEX term_body ON term (body);
    `);
  }

  async down(): Promise<void> {
    throw new Error('the record goes only forward');
  }
}
