import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Notices to members with what became of each, and the register's dated figures. */
export class Convening1700000000011 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE member ADD COLUMN contact text;
      CREATE TABLE member_figure (
        id uuid CONSTRAINT member_figure_pk PRIMARY KEY,
        member uuid NOT NULL REFERENCES member (id),
        on_date text NOT NULL,
        figure text NOT NULL,
        source text NOT NULL,
        CONSTRAINT member_figure_number CHECK (figure ~ '^[0-9]+$')
      );
      CREATE INDEX member_figure_member ON member_figure (member, on_date);

      CREATE TABLE notice (
        id uuid CONSTRAINT notice_pk PRIMARY KEY,
        assembly text NOT NULL REFERENCES assembly (id),
        number integer NOT NULL,
        kind text NOT NULL,
        subject text NOT NULL,
        text text NOT NULL,
        days integer,
        urgency text,
        issued_at timestamptz NOT NULL,
        CONSTRAINT notice_number UNIQUE (assembly, number)
      );
      CREATE TABLE notice_address (
        notice uuid NOT NULL REFERENCES notice (id),
        member uuid NOT NULL REFERENCES member (id),
        message_id text,
        outcome text NOT NULL,
        answer text,
        at timestamptz,
        CONSTRAINT notice_address_pk PRIMARY KEY (notice, member)
      );
      CREATE TABLE outbox (
        notice uuid NOT NULL,
        member uuid NOT NULL,
        recipient text NOT NULL,
        message text NOT NULL,
        CONSTRAINT outbox_pk PRIMARY KEY (notice, member),
        CONSTRAINT outbox_address FOREIGN KEY (notice, member) REFERENCES notice_address (notice, member)
      );
    `);
  }

  async down(): Promise<void> {
    throw new Error('the record goes only forward');
  }
}
