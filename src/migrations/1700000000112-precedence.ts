import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The place of a credential among its member's: until now chance decided who of two voted, from here on who was submitted first. */
export class Precedence1700000000112 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE credential ADD COLUMN precedence integer');
    await runner.query(`
      UPDATE credential c SET precedence = p.place
      FROM (SELECT c.id, row_number() OVER (PARTITION BY c.assembly, c.member ORDER BY e.number, c.id) AS place
            FROM credential c LEFT JOIN (
              SELECT number, (convert_from(bytes, 'UTF8')::jsonb -> 'data' ->> 'credential')::uuid AS credential
              FROM entry WHERE type = 'credential.submitted') e ON e.credential = c.id) p
      WHERE p.id = c.id`);
    await runner.query('ALTER TABLE credential ALTER COLUMN precedence SET NOT NULL');
  }

  async down(): Promise<void> {
    throw new Error('the record goes only forward');
  }
}
