import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A person who was registered twice: the double stays, and says who it is. */
export class PersonMerged1700000000116 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE person
        ADD COLUMN merged_into uuid CONSTRAINT person_merged_into_fkey REFERENCES person(id),
        ADD CONSTRAINT person_merged CHECK (merged_into IS NULL OR (merged_into <> id AND email IS NULL))`);
    await runner.query(
      'CREATE INDEX person_merged_into ON person (merged_into) WHERE merged_into IS NOT NULL',
    );
  }

  async down(): Promise<void> {
    throw new Error('the record goes only forward');
  }
}
