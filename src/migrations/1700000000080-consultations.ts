import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Consultations on versions: who is invited, their comments with the answers to them, and the letters. */
export class Consultations1700000000080 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE consultation (
        id uuid CONSTRAINT consultation_pk PRIMARY KEY,
        instrument text NOT NULL REFERENCES instrument (id),
        version integer NOT NULL,
        body text NOT NULL REFERENCES body (id),
        stage uuid REFERENCES stage (id),
        visibility text NOT NULL,
        opens_at timestamptz NOT NULL,
        closes_at timestamptz NOT NULL,
        note text,
        opened_at timestamptz NOT NULL,
        closed_at timestamptz,
        closed_because text,
        CONSTRAINT consultation_version FOREIGN KEY (instrument, version) REFERENCES version (instrument, number),
        CONSTRAINT consultation_dates CHECK (opens_at < closes_at)
      );
      CREATE INDEX consultation_instrument ON consultation (instrument);
      CREATE INDEX consultation_open ON consultation (closes_at) WHERE closed_at IS NULL;
      -- What a stage was told of its consultations.
      CREATE TABLE stage_round (
        stage uuid NOT NULL REFERENCES stage (id),
        round uuid NOT NULL REFERENCES consultation (id),
        until timestamptz,
        unanswered integer NOT NULL,
        CONSTRAINT stage_round_pk PRIMARY KEY (stage, round)
      );
      CREATE TABLE consultation_member (
        consultation uuid NOT NULL REFERENCES consultation (id),
        member uuid NOT NULL REFERENCES member (id),
        CONSTRAINT consultation_member_pk PRIMARY KEY (consultation, member)
      );
      CREATE TABLE consultation_extension (
        consultation uuid NOT NULL REFERENCES consultation (id),
        closes_at timestamptz NOT NULL,
        before timestamptz NOT NULL,
        reason text NOT NULL,
        at timestamptz NOT NULL,
        CONSTRAINT consultation_extension_pk PRIMARY KEY (consultation, closes_at)
      );
      CREATE TABLE consultation_reminder (
        consultation uuid NOT NULL REFERENCES consultation (id),
        hours integer NOT NULL,
        at timestamptz NOT NULL,
        origin text NOT NULL,
        state text NOT NULL,
        issued_at timestamptz,
        CONSTRAINT consultation_reminder_pk PRIMARY KEY (consultation, hours),
        CONSTRAINT consultation_reminder_hours CHECK (hours > 0)
      );
      CREATE INDEX consultation_reminder_planned ON consultation_reminder (at) WHERE state = 'planned';
      CREATE TABLE consultation_link (
        consultation uuid NOT NULL,
        member uuid NOT NULL,
        issued_at timestamptz NOT NULL,
        CONSTRAINT consultation_link_pk PRIMARY KEY (consultation, member, issued_at),
        CONSTRAINT consultation_link_invited FOREIGN KEY (consultation, member)
          REFERENCES consultation_member (consultation, member)
      );
      -- Working matter: what a link's code hashes to, and letters on their way.
      CREATE TABLE consultation_code (
        code_hash text CONSTRAINT consultation_code_pk PRIMARY KEY,
        consultation uuid NOT NULL,
        member uuid NOT NULL,
        CONSTRAINT consultation_code_invited FOREIGN KEY (consultation, member)
          REFERENCES consultation_member (consultation, member)
      );
      CREATE INDEX consultation_code_of ON consultation_code (consultation, member);
      CREATE TABLE consultation_letter (
        id uuid CONSTRAINT consultation_letter_pk PRIMARY KEY,
        consultation uuid NOT NULL,
        member uuid NOT NULL,
        hours integer,
        origin text NOT NULL,
        outcome text NOT NULL,
        attempts integer NOT NULL,
        next_at timestamptz,
        answer text,
        at timestamptz,
        CONSTRAINT consultation_letter_invited FOREIGN KEY (consultation, member)
          REFERENCES consultation_member (consultation, member)
      );
      CREATE INDEX consultation_letter_of ON consultation_letter (consultation, member);
      CREATE INDEX consultation_letter_due ON consultation_letter (next_at) WHERE outcome = 'waiting';
      CREATE TABLE comment (
        id uuid CONSTRAINT comment_pk PRIMARY KEY,
        consultation uuid NOT NULL,
        member uuid NOT NULL,
        kind text NOT NULL,
        number integer,
        revision integer NOT NULL,
        clause text,
        lang text NOT NULL,
        text text,
        wording text,
        author text,
        via text NOT NULL,
        supersedes uuid CONSTRAINT comment_superseded_once UNIQUE REFERENCES comment (id),
        at timestamptz NOT NULL,
        CONSTRAINT comment_numbered UNIQUE (consultation, number, revision),
        CONSTRAINT comment_invited FOREIGN KEY (consultation, member)
          REFERENCES consultation_member (consultation, member),
        CONSTRAINT comment_says CHECK ((kind = 'comment') = (text IS NOT NULL AND number IS NOT NULL)),
        CONSTRAINT comment_wording CHECK (wording IS NULL OR clause IS NOT NULL)
      );
      CREATE INDEX comment_of ON comment (consultation, member);
      CREATE TABLE comment_withdrawal (
        comment uuid CONSTRAINT comment_withdrawal_pk PRIMARY KEY REFERENCES comment (id),
        at timestamptz NOT NULL
      );
      CREATE TABLE comment_disposition (
        comment uuid NOT NULL REFERENCES comment (id),
        nth integer NOT NULL,
        disposition text NOT NULL,
        reason text NOT NULL,
        at timestamptz NOT NULL,
        CONSTRAINT comment_disposition_pk PRIMARY KEY (comment, nth)
      );
      CREATE TABLE comment_use (
        comment uuid NOT NULL REFERENCES comment (id),
        at timestamptz NOT NULL,
        kind text NOT NULL,
        motion uuid REFERENCES motion (id),
        draft uuid REFERENCES draft (id),
        label text NOT NULL,
        CONSTRAINT comment_use_pk PRIMARY KEY (comment, at)
      );
      CREATE INDEX comment_use_motion ON comment_use (motion);
    `);
  }

  async down(): Promise<void> {
    throw new Error('the record goes only forward');
  }
}
