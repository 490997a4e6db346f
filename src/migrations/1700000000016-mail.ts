import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Messages that the house sends by itself: when they are due, how often they were tried; and reminders of polls over days. */
export class Mail1700000000016 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Without next_at a message is for somebody's hand: those that wait from before are not sent by the house.
      ALTER TABLE outbox
        ADD COLUMN next_at timestamptz,
        ADD COLUMN attempts integer NOT NULL DEFAULT 0,
        ADD COLUMN answer text;
      ALTER TABLE outbox ALTER COLUMN attempts DROP DEFAULT;
      CREATE INDEX outbox_due ON outbox (next_at);

      CREATE TABLE poll_reminder (
        poll uuid NOT NULL REFERENCES poll (id),
        hours integer NOT NULL,
        at timestamptz NOT NULL,
        origin text NOT NULL,
        state text NOT NULL,
        issued_at timestamptz,
        CONSTRAINT poll_reminder_pk PRIMARY KEY (poll, hours),
        CONSTRAINT poll_reminder_hours CHECK (hours > 0)
      );
      CREATE INDEX poll_reminder_planned ON poll_reminder (at) WHERE state = 'planned';
      CREATE TABLE reminder_message (
        id uuid CONSTRAINT reminder_message_pk PRIMARY KEY,
        poll uuid NOT NULL,
        hours integer NOT NULL,
        person uuid REFERENCES person (id),
        member uuid REFERENCES member (id),
        entitlements integer[] NOT NULL,
        outcome text NOT NULL,
        attempts integer NOT NULL,
        next_at timestamptz,
        answer text,
        at timestamptz,
        CONSTRAINT reminder_message_reminder FOREIGN KEY (poll, hours) REFERENCES poll_reminder (poll, hours)
      );
      CREATE INDEX reminder_message_of ON reminder_message (poll, hours);
      CREATE INDEX reminder_message_due ON reminder_message (next_at) WHERE outcome = 'waiting';
    `);
  }

  async down(): Promise<void> {
    throw new Error('the record goes only forward');
  }
}
