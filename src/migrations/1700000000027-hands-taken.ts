import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A hand may be taken from somebody who may no longer act for the member, without another: nobody holds it then. */
export class HandsTaken1700000000027 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE roll_hand ALTER COLUMN holder DROP NOT NULL');
  }

  async down(): Promise<void> {
    throw new Error('the record goes only forward');
  }
}
