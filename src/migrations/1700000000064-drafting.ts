import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Drafts of texts with those who write in them, their named revisions, and corrigenda with the objections to them. */
export class Drafting1700000000064 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE draft (
        id uuid CONSTRAINT draft_pk PRIMARY KEY,
        instrument text NOT NULL REFERENCES instrument (id),
        name text NOT NULL,
        kind text NOT NULL,
        parent integer,
        languages jsonb NOT NULL,
        motion uuid REFERENCES motion (id),
        merging jsonb,
        state text NOT NULL,
        reason text,
        version uuid REFERENCES version (id),
        begun_at timestamptz NOT NULL,
        CONSTRAINT draft_parent FOREIGN KEY (instrument, parent) REFERENCES version (instrument, number),
        CONSTRAINT draft_corrects CHECK (kind <> 'corrigendum' OR parent IS NOT NULL),
        CONSTRAINT draft_becomes CHECK ((state = 'tabled') = (version IS NOT NULL))
      );
      CREATE INDEX draft_instrument ON draft (instrument);
      CREATE UNIQUE INDEX draft_merge_once ON draft (motion) WHERE state = 'open';
      CREATE TABLE drafter (
        draft uuid NOT NULL REFERENCES draft (id),
        person uuid NOT NULL REFERENCES person (id),
        standing boolean NOT NULL,
        CONSTRAINT drafter_pk PRIMARY KEY (draft, person)
      );
      CREATE INDEX drafter_person ON drafter (person);
      -- Working matter: what was saved on the way; the latest are kept, and none once the draft is over.
      CREATE TABLE draft_text (
        draft uuid NOT NULL REFERENCES draft (id),
        revision integer NOT NULL,
        texts jsonb NOT NULL,
        person uuid REFERENCES person (id),
        save uuid NOT NULL CONSTRAINT draft_text_save UNIQUE,
        outcome jsonb NOT NULL,
        saved_at timestamptz NOT NULL,
        CONSTRAINT draft_text_pk PRIMARY KEY (draft, revision)
      );
      CREATE TABLE draft_reason (
        draft uuid NOT NULL REFERENCES draft (id),
        clause text NOT NULL,
        reason text NOT NULL,
        CONSTRAINT draft_reason_pk PRIMARY KEY (draft, clause)
      );
      CREATE TABLE draft_place (
        draft uuid NOT NULL REFERENCES draft (id),
        person uuid NOT NULL REFERENCES person (id),
        lang text NOT NULL,
        clause text,
        at timestamptz NOT NULL,
        CONSTRAINT draft_place_pk PRIMARY KEY (draft, person)
      );
      CREATE TABLE draft_revision (
        draft uuid NOT NULL REFERENCES draft (id),
        revision integer NOT NULL,
        name text NOT NULL,
        hash text NOT NULL,
        texts jsonb NOT NULL,
        person uuid REFERENCES person (id),
        at timestamptz NOT NULL,
        CONSTRAINT draft_revision_pk PRIMARY KEY (draft, revision)
      );
      CREATE TABLE version_origin (
        version uuid CONSTRAINT version_origin_pk PRIMARY KEY REFERENCES version (id),
        motion uuid NOT NULL REFERENCES motion (id),
        origin jsonb NOT NULL
      );
      CREATE TABLE corrigendum (
        version uuid CONSTRAINT corrigendum_pk PRIMARY KEY REFERENCES version (id),
        corrects integer NOT NULL,
        reason text NOT NULL,
        until timestamptz NOT NULL,
        state text NOT NULL,
        announced_at timestamptz NOT NULL
      );
      CREATE TABLE corrigendum_objection (
        version uuid NOT NULL REFERENCES corrigendum (version),
        member uuid NOT NULL REFERENCES member (id),
        reason text NOT NULL,
        at timestamptz NOT NULL,
        CONSTRAINT corrigendum_objection_once PRIMARY KEY (version, member)
      );
    `);
  }

  async down(): Promise<void> {
    throw new Error('the record goes only forward');
  }
}
