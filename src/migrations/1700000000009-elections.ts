import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Elections: what is to be filled and how, who stands, and the polls in which persons are voted on. */
export class Elections1700000000009 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE election (
        id uuid PRIMARY KEY,
        assembly text NOT NULL REFERENCES assembly (id),
        number integer NOT NULL,
        titles jsonb NOT NULL,
        seats integer NOT NULL CHECK (seats > 0),
        method text NOT NULL,
        marks integer NOT NULL,
        rounds jsonb NOT NULL,
        blank boolean NOT NULL,
        secrecy text NOT NULL,
        ballot_order text NOT NULL,
        quotas jsonb NOT NULL,
        seconders integer NOT NULL,
        after uuid REFERENCES election (id),
        nominations_due timestamptz,
        state text NOT NULL,
        round integer NOT NULL,
        standing jsonb NOT NULL,
        reason text,
        called_at timestamptz NOT NULL,
        CONSTRAINT election_number UNIQUE (assembly, number)
      );
      CREATE TABLE candidate (
        id uuid PRIMARY KEY,
        election uuid NOT NULL REFERENCES election (id),
        person uuid NOT NULL REFERENCES person (id),
        member uuid REFERENCES member (id),
        region text,
        gender text,
        nominated_by uuid REFERENCES member (id),
        state text NOT NULL,
        reason text,
        statement text,
        place integer,
        elected integer,
        nominated_at timestamptz NOT NULL
      );
      CREATE UNIQUE INDEX candidate_once ON candidate (election, person) WHERE state <> 'withdrawn';
      CREATE TABLE candidate_second (
        candidate uuid NOT NULL REFERENCES candidate (id),
        member uuid NOT NULL REFERENCES member (id),
        CONSTRAINT candidate_second_pk PRIMARY KEY (candidate, member)
      );
      ALTER TABLE poll
        ADD COLUMN election uuid REFERENCES election (id),
        ADD COLUMN contest jsonb,
        DROP CONSTRAINT poll_rehearsal,
        ADD CONSTRAINT poll_about CHECK (
          (motion IS NULL OR election IS NULL) AND (motion IS NULL AND election IS NULL) = (number IS NULL)
          AND (election IS NULL) = (contest IS NULL)
        );
      CREATE UNIQUE INDEX poll_election_once ON poll (election) WHERE state IN ('open', 'suspended', 'closed', 'recounting');
    `);
  }

  async down(): Promise<void> {
    throw new Error('the record goes only forward');
  }
}
