import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A motion knows the polls on it, and a poll what it is about: so neither room reads the tables of a later one. */
export class PollsKept1700000000102 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE motion ADD COLUMN polls jsonb NOT NULL DEFAULT '[]';
      UPDATE motion m SET polls = p.ids FROM (
        SELECT motion, jsonb_agg(id ORDER BY number DESC) AS ids FROM poll WHERE motion IS NOT NULL GROUP BY motion) p
        WHERE p.motion = m.id;
      ALTER TABLE motion ALTER COLUMN polls DROP DEFAULT;
      ALTER TABLE poll ADD COLUMN titles jsonb;
      UPDATE poll p SET titles = m.titles FROM motion m WHERE m.id = p.motion;
      UPDATE poll p SET titles = e.titles FROM election e WHERE e.id = p.election;
      UPDATE poll p SET contest = jsonb_set(p.contest, '{candidates}', c.all) FROM (
        SELECT q.id, jsonb_agg(l.one || jsonb_build_object('member', k.member) ORDER BY l.place) AS all
        FROM poll q, jsonb_array_elements(q.contest -> 'candidates') WITH ORDINALITY AS l (one, place)
          LEFT JOIN candidate k ON k.id = (l.one ->> 'candidate')::uuid
        GROUP BY q.id) c
        WHERE c.id = p.id;
    `);
  }

  async down(): Promise<void> {
    throw new Error('the record goes only forward');
  }
}
