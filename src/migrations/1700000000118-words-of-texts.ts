import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Texts of law and of motions are found by their words: by the beginnings of words, without case and accents. */
export class WordsOfTexts1700000000118 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // Of a text whose different words are more than an index can hold of one thing, the first part is found.
    await runner.query(
      `CREATE FUNCTION words_of(source jsonb) RETURNS tsvector LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
         DECLARE
           said text := (
             SELECT coalesce(public.folded(string_agg(one #>> '{}', ' ')), '')
             FROM (SELECT jsonb_path_query(source, '$[*].text') one
                   UNION ALL SELECT jsonb_path_query(source, '$[*].translations.*')) all_texts);
         BEGIN
           RETURN to_tsvector('simple', said);
         EXCEPTION WHEN program_limit_exceeded THEN
           RETURN to_tsvector('simple', left(said, 100000));
         END
       $$`,
    );
    await runner.query(
      `CREATE FUNCTION asked_words(asked text[]) RETURNS tsquery LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
         SELECT to_tsquery('simple', string_agg(
           '''' || replace(replace(public.folded(word), '\\', '\\\\'), '''', '''''') || ''':*', ' & '))
         FROM unnest(asked) word
       $$`,
    );
    await runner.query('CREATE INDEX expression_words ON expression USING gin (words_of(clauses))');
    await runner.query('CREATE INDEX motion_words ON motion USING gin (words_of(about))');
  }

  async down(): Promise<void> {
    throw new Error('the record goes only forward');
  }
}
