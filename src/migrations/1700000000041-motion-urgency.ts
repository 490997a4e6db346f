import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The urgency vote that admitted a late motion, which stays with it whatever happens to it later. */
export class MotionUrgency1700000000041 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE motion ADD COLUMN urgency uuid REFERENCES motion (id);
      UPDATE motion m SET urgency = (
        SELECT u.id FROM motion u WHERE u.parent = m.id AND u.state = 'adopted' AND u.about ->> 'procedure' = 'urgency'
        ORDER BY u.submitted_at, u.id LIMIT 1)
      WHERE m.late_after IS NOT NULL AND m.state NOT IN ('submitted', 'inadmissible', 'composited');
    `);
  }

  async down(): Promise<void> {
    throw new Error('the record goes only forward');
  }
}
