import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Expressions that come after their version was frozen, with what is being written of them. */
export class Translations1700000000074 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Later revisions supersede; those frozen with a version stay in table expression.
      CREATE TABLE translation (
        version uuid NOT NULL REFERENCES version (id),
        lang text NOT NULL,
        revision integer NOT NULL,
        kind text NOT NULL,
        source text NOT NULL,
        hash text NOT NULL,
        rendering jsonb NOT NULL,
        stale integer NOT NULL,
        missing integer NOT NULL,
        reason text,
        at timestamptz NOT NULL,
        CONSTRAINT translation_pk PRIMARY KEY (version, lang, revision),
        CONSTRAINT translation_corrects CHECK (revision = 1 OR reason IS NOT NULL)
      );
      -- Working matter: words of clauses until they are published.
      CREATE TABLE translation_wording (
        version uuid NOT NULL REFERENCES version (id),
        lang text NOT NULL,
        clause text NOT NULL,
        text text NOT NULL,
        of_version integer NOT NULL,
        CONSTRAINT translation_wording_pk PRIMARY KEY (version, lang, clause)
      );
    `);
  }

  async down(): Promise<void> {
    throw new Error('the record goes only forward');
  }
}
