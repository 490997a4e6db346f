import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Polls that are suspended, annulled, or about to close; hands that move while a poll is open. */
export class PollStates1700000000004 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE poll ADD COLUMN closes_at timestamptz, ADD COLUMN reason text,
        ADD COLUMN show_running boolean NOT NULL DEFAULT false;
      DROP INDEX poll_open_once;
      CREATE UNIQUE INDEX poll_open_once ON poll (motion) WHERE state IN ('open', 'suspended', 'closed');
      DROP INDEX entry_closing;
      CREATE INDEX entry_closing ON entry (subject) WHERE type IN ('poll.closed', 'poll.annulled');
      CREATE TABLE roll_hand (
        poll uuid NOT NULL,
        entitlement integer NOT NULL,
        number integer NOT NULL,
        holder uuid NOT NULL REFERENCES person (id),
        by_proxy boolean NOT NULL,
        replaces_proxy boolean NOT NULL,
        CONSTRAINT roll_hand_pk PRIMARY KEY (poll, entitlement, number),
        CONSTRAINT roll_hand_line FOREIGN KEY (poll, entitlement) REFERENCES roll_line (poll, entitlement)
      );
    `);
  }

  async down(): Promise<void> {
    throw new Error('the record goes only forward');
  }
}
