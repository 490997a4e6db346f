import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is put on the hall screen beside what follows from the floor; without a scene the floor has it. */
export class HallScene1700000000128 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE assembly
        ADD COLUMN scene text,
        ADD COLUMN scene_since timestamptz,
        ADD COLUMN scene_sentence text,
        ADD COLUMN scene_until timestamptz,
        ADD CONSTRAINT assembly_scene_known CHECK (scene IN ('welcome', 'agenda', 'pause')),
        ADD CONSTRAINT assembly_scene_since CHECK ((scene IS NULL) = (scene_since IS NULL)),
        ADD CONSTRAINT assembly_scene_pause
          CHECK (scene = 'pause' OR (scene_sentence IS NULL AND scene_until IS NULL));
    `);
  }

  async down(): Promise<void> {
    throw new Error('the record goes only forward');
  }
}
