import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Objections of members to a stage that silence would approve, each time the instrument is there. */
export class Objections1700000000090 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE stage_objection (
        stage uuid NOT NULL REFERENCES stage (id),
        round integer NOT NULL,
        member uuid NOT NULL REFERENCES member (id),
        reason text NOT NULL,
        at timestamptz NOT NULL,
        stands boolean NOT NULL,
        CONSTRAINT stage_objection_pk PRIMARY KEY (stage, round, member)
      );
    `);
  }

  async down(): Promise<void> {
    throw new Error('the record goes only forward');
  }
}
