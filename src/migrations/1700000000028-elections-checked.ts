import type { MigrationInterface, QueryRunner } from 'typeorm';

/** From which the order of a ballot was drawn, and for which election a candidate withdrew: so that both can be checked. */
export class ElectionsChecked1700000000028 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE election ADD COLUMN order_seed text;
      ALTER TABLE candidate
        ADD COLUMN elected_in uuid CONSTRAINT candidate_elected_in REFERENCES election (id);
    `);
  }

  async down(): Promise<void> {
    throw new Error('the record goes only forward');
  }
}
