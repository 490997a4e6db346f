import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The speakers' list: requests for the floor, speeches with their clock, appeals. */
export class Debate1700000000012 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE credential ADD COLUMN gender text;
      CREATE TABLE speakers_list (
        id uuid CONSTRAINT speakers_list_pk PRIMARY KEY,
        assembly text NOT NULL REFERENCES assembly (id),
        item uuid REFERENCES agenda_item (id),
        motion uuid REFERENCES motion (id),
        state text NOT NULL,
        turn_order text NOT NULL,
        limit_seconds integer,
        observers boolean NOT NULL,
        opened_at timestamptz NOT NULL,
        ended_at timestamptz,
        CONSTRAINT speakers_list_about CHECK (item IS NULL OR motion IS NULL)
      );
      CREATE UNIQUE INDEX speakers_open_once ON speakers_list (assembly) WHERE state <> 'ended';
      CREATE TABLE speakers_request (
        id uuid CONSTRAINT speakers_request_pk PRIMARY KEY,
        list uuid NOT NULL REFERENCES speakers_list (id),
        person uuid NOT NULL REFERENCES person (id),
        member uuid NOT NULL REFERENCES member (id),
        name text NOT NULL,
        region text,
        gender text,
        stance text NOT NULL,
        state text NOT NULL,
        reason text,
        at timestamptz NOT NULL
      );
      CREATE INDEX speakers_request_list ON speakers_request (list);
      -- Who waits for a turn may still rise to a point of order.
      CREATE UNIQUE INDEX speakers_waiting_once ON speakers_request (list, person, (stance = 'point_of_order'))
        WHERE state = 'waiting';
      CREATE TABLE speech (
        id uuid CONSTRAINT speech_pk PRIMARY KEY,
        list uuid NOT NULL REFERENCES speakers_list (id),
        request uuid NOT NULL CONSTRAINT speech_request UNIQUE REFERENCES speakers_request (id),
        limit_seconds integer,
        elapsed_ms bigint NOT NULL,
        since timestamptz,
        interrupted boolean NOT NULL,
        reason text,
        started_at timestamptz NOT NULL,
        ended_at timestamptz,
        CONSTRAINT speech_elapsed CHECK (elapsed_ms >= 0)
      );
      CREATE INDEX speech_list ON speech (list);
      CREATE UNIQUE INDEX speech_running_once ON speech (list) WHERE since IS NOT NULL;
      CREATE TABLE appeal (
        id uuid CONSTRAINT appeal_pk PRIMARY KEY,
        assembly text NOT NULL REFERENCES assembly (id),
        person uuid NOT NULL REFERENCES person (id),
        member uuid NOT NULL REFERENCES member (id),
        name text NOT NULL,
        about text NOT NULL,
        outcome text,
        poll uuid REFERENCES poll (id),
        at timestamptz NOT NULL
      );
      CREATE UNIQUE INDEX appeal_once ON appeal (assembly, person) WHERE outcome IS NULL;
    `);
  }

  async down(): Promise<void> {
    throw new Error('the record goes only forward');
  }
}
