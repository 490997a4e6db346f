import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What one body entrusts to another, and instruments that lie before a second body. */
export class Mandates1700000000071 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE mandate (
        id uuid CONSTRAINT mandate_pk PRIMARY KEY,
        instrument text NOT NULL REFERENCES instrument (id),
        by_body text NOT NULL REFERENCES body (id),
        to_body text NOT NULL REFERENCES body (id),
        version integer,
        terms jsonb NOT NULL,
        granted text,
        motion uuid,
        poll uuid,
        source text,
        certainty text NOT NULL,
        note text,
        finished jsonb,
        reported jsonb,
        waived jsonb,
        stands boolean NOT NULL,
        CONSTRAINT mandate_version FOREIGN KEY (instrument, version) REFERENCES version (instrument, number),
        CONSTRAINT mandate_between CHECK (by_body <> to_body)
      );
      CREATE INDEX mandate_instrument ON mandate (instrument);
      CREATE TABLE referral (
        id uuid CONSTRAINT referral_pk PRIMARY KEY,
        instrument text NOT NULL REFERENCES instrument (id),
        by_body text NOT NULL REFERENCES body (id),
        to_body text NOT NULL REFERENCES body (id),
        version integer,
        reason text NOT NULL,
        until text,
        made text NOT NULL,
        state text NOT NULL,
        back jsonb,
        CONSTRAINT referral_version FOREIGN KEY (instrument, version) REFERENCES version (instrument, number),
        CONSTRAINT referral_between CHECK (by_body <> to_body)
      );
      CREATE INDEX referral_instrument ON referral (instrument);
      CREATE UNIQUE INDEX referral_open_once ON referral (instrument, to_body) WHERE state = 'open';
    `);
  }

  async down(): Promise<void> {
    throw new Error('the record goes only forward');
  }
}
