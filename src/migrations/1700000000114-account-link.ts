import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Links by which people give themselves a password; one a person, gone once it was used. */
export class AccountLink1700000000114 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE account_link (
        person uuid CONSTRAINT account_link_pk PRIMARY KEY CONSTRAINT account_link_person_fkey REFERENCES person(id),
        code_hash text NOT NULL CONSTRAINT account_link_code UNIQUE,
        until timestamptz NOT NULL
      )`);
  }

  async down(): Promise<void> {
    throw new Error('the record goes only forward');
  }
}
