import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How a poll is taken: on sight, by consensus, over days, on paper and by roll call, confidentially, as a rehearsal. */
export class PollForms1700000000006 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE poll ALTER COLUMN motion DROP NOT NULL, ALTER COLUMN number DROP NOT NULL,
        ADD COLUMN form text NOT NULL DEFAULT 'count',
        ADD COLUMN secrecy text NOT NULL DEFAULT 'recorded',
        ADD COLUMN splits boolean NOT NULL DEFAULT false,
        ADD COLUMN channel text NOT NULL DEFAULT 'electronic',
        ADD COLUMN count_demanded boolean NOT NULL DEFAULT false,
        ADD COLUMN due_at timestamptz,
        ADD COLUMN seed text,
        ADD COLUMN recounts integer NOT NULL DEFAULT 0,
        ADD COLUMN superseded jsonb NOT NULL DEFAULT '[]',
        ADD COLUMN quorum_at_close jsonb,
        ADD CONSTRAINT poll_rehearsal CHECK ((motion IS NULL) = (number IS NULL));
      DROP INDEX poll_open_once;
      CREATE UNIQUE INDEX poll_open_once ON poll (motion) WHERE state IN ('open', 'suspended', 'closed', 'recounting');
      CREATE INDEX poll_due ON poll (due_at) WHERE state = 'open' AND due_at IS NOT NULL;
      CREATE TABLE roll_channel (
        poll uuid NOT NULL,
        entitlement integer NOT NULL,
        number integer NOT NULL,
        channel text NOT NULL,
        CONSTRAINT roll_channel_pk PRIMARY KEY (poll, entitlement, number),
        CONSTRAINT roll_channel_line FOREIGN KEY (poll, entitlement) REFERENCES roll_line (poll, entitlement)
      );
      CREATE TABLE teller_count (
        poll uuid NOT NULL REFERENCES poll (id),
        channel text NOT NULL,
        number integer NOT NULL,
        teller uuid NOT NULL REFERENCES person (id),
        recount integer NOT NULL,
        counts jsonb NOT NULL,
        at timestamptz NOT NULL,
        CONSTRAINT teller_count_pk PRIMARY KEY (poll, channel, number)
      );
    `);
  }

  async down(): Promise<void> {
    throw new Error('the record goes only forward');
  }
}
