import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Stages say what follows them, and may be passed several times: what became of them are passages of their own. */
export class Paths1700000000070 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE passage (
        instrument text NOT NULL REFERENCES instrument (id),
        number integer NOT NULL,
        stage uuid NOT NULL REFERENCES stage (id),
        outcome text NOT NULL,
        assembly text REFERENCES assembly (id),
        date text,
        version integer,
        result text,
        counts jsonb NOT NULL,
        motion uuid,
        poll uuid,
        decision integer,
        source text,
        certainty text NOT NULL,
        note text,
        -- Not where the vote is recounted.
        stands boolean NOT NULL,
        CONSTRAINT passage_pk PRIMARY KEY (instrument, number)
      );
      CREATE INDEX passage_stage ON passage (stage);
      INSERT INTO passage SELECT instrument, row_number() OVER (PARTITION BY instrument ORDER BY number), id, outcome,
          assembly, date, version, result, counts, motion, poll, decision, source, certainty, note, true
        FROM stage WHERE outcome IS NOT NULL;
      ALTER TABLE stage
        DROP COLUMN outcome, DROP COLUMN assembly, DROP COLUMN date, DROP COLUMN version, DROP COLUMN result,
        DROP COLUMN counts, DROP COLUMN motion, DROP COLUMN poll, DROP COLUMN decision, DROP COLUMN source,
        DROP COLUMN certainty, DROP COLUMN note,
        ADD COLUMN key text,
        ADD COLUMN rule text,
        ADD COLUMN minimum_days integer,
        ADD COLUMN within_days integer,
        ADD COLUMN languages jsonb,
        ADD COLUMN follows jsonb;
      UPDATE stage SET key = 's' || number, languages = '[]', follows = '{}';
      ALTER TABLE stage
        ALTER COLUMN key SET NOT NULL, ALTER COLUMN languages SET NOT NULL, ALTER COLUMN follows SET NOT NULL,
        ADD CONSTRAINT stage_key UNIQUE (instrument, key);
      ALTER TABLE instrument ADD COLUMN founded text;
    `);
  }

  async down(): Promise<void> {
    throw new Error('the record goes only forward');
  }
}
