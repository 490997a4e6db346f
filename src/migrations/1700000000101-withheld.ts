import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which entries name a blob, so that it is given to those alone who may see one of them; and what opens a poll's entries. */
export class Withheld1700000000101 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE entry_blob (
        entry bigint NOT NULL,
        hash text NOT NULL REFERENCES blob (hash),
        CONSTRAINT entry_blob_pk PRIMARY KEY (hash, entry)
      );
      INSERT INTO entry_blob (entry, hash)
        SELECT DISTINCT e.number, b.value FROM entry e, jsonb_each_text(convert_from(e.bytes, 'UTF8')::jsonb -> 'blobs') b;
      DROP INDEX entry_closing;
      CREATE INDEX entry_declaring ON entry (subject, number) WHERE type IN ('poll.declared', 'poll.annulled');
    `);
  }

  async down(): Promise<void> {
    throw new Error('the record goes only forward');
  }
}
