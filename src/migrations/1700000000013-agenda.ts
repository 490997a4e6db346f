import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The agenda becomes a tree with kinds, minutes and a current item. Items that are there stand at the top, in their order. */
export class Agenda1700000000013 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE sitting ADD COLUMN planned_until timestamptz;
      ALTER TABLE agenda_item
        ADD COLUMN parent uuid REFERENCES agenda_item (id),
        ADD COLUMN place integer,
        ADD COLUMN kind text,
        ADD COLUMN minutes integer,
        ADD COLUMN presenter text,
        ADD COLUMN state text NOT NULL DEFAULT 'planned',
        ADD COLUMN reason text,
        ADD CONSTRAINT agenda_item_parent CHECK (parent <> id),
        ADD CONSTRAINT agenda_item_minutes CHECK (minutes > 0);
      UPDATE agenda_item SET place = number;
      ALTER TABLE agenda_item
        ALTER COLUMN place SET NOT NULL,
        ALTER COLUMN state DROP DEFAULT,
        DROP COLUMN number;
      CREATE INDEX agenda_item_siblings ON agenda_item (assembly, parent, place);
      CREATE UNIQUE INDEX agenda_item_current ON agenda_item (assembly) WHERE state = 'current';
      CREATE TABLE item_taking (
        id uuid CONSTRAINT item_taking_pk PRIMARY KEY,
        item uuid NOT NULL REFERENCES agenda_item (id),
        started_at timestamptz NOT NULL,
        ended_at timestamptz
      );
      CREATE INDEX item_taking_item ON item_taking (item);
      CREATE UNIQUE INDEX item_taking_once ON item_taking (item) WHERE ended_at IS NULL;
    `);
  }

  async down(): Promise<void> {
    throw new Error('the record goes only forward');
  }
}
