import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The columns that hold names of people and what people founded: whatever orders by them has the collation without saying so. */
const NAMES: Readonly<Record<string, readonly string[]>> = {
  appeal: ['name'],
  assembly: ['name'],
  body: ['name'],
  candidate: ['region'],
  draft: ['name'],
  draft_revision: ['name'],
  member: ['region', 'chamber'],
  organisation: ['name', 'short', 'former_name'],
  paper: ['name'],
  person: ['name'],
  roll_line: ['name', 'region', 'chamber'],
  rule_set: ['name'],
  sitting: ['name'],
  speakers_request: ['name', 'region'],
};

/**
 * Names in the order of readers: Unicode's root collation, where accents and case come last, with numbers as numbers;
 * `basics/order.ts` is the same in the house and its screens. And `folded`, a text without case and accents for searching, as
 * `basics/folded.ts` has it, with what a person is found by: folding each for every letter that is typed costs a fifth of a
 * second with 20,000 of them.
 */
export class Names1700000000113 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // Deterministic: what differs in its bytes alone still has an order of its own. No index rests on it, so that another
    // version of ICU, with which letters may stand elsewhere, leaves none in the wrong order.
    await runner.query(`CREATE COLLATION names (provider = icu, locale = 'und-u-kn-true')`);
    for (const [table, columns] of Object.entries(NAMES)) {
      const changes = columns.map((column) => `ALTER COLUMN ${column} TYPE text COLLATE names`);
      await runner.query(`ALTER TABLE ${table} ${changes.join(', ')}`);
    }
    await runner.query(
      `CREATE FUNCTION folded(text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
         SELECT btrim(regexp_replace(
           replace(replace(replace(replace(
             translate(
               regexp_replace(normalize(lower($1 COLLATE public.names), NFD), '[\\u0300-\\u036f]', '', 'g'),
               'øłđðħŧŋıĸſəɛɔɓɗɖƒƙƴɨʉς‘’ʻʼ′‐‑–', 'olddhtnikseeobddfkyiuσ''''''''''---'),
             'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th'),
           '[\\t-\\r \\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff]+', ' ', 'g'))
       $$`,
    );
    await runner.query(
      // A line between them, which no search has in it: what is found is in one of them.
      `ALTER TABLE person ADD COLUMN found_by text NOT NULL
         GENERATED ALWAYS AS (folded(name) || chr(10) || folded(coalesce(email, ''))) STORED`,
    );
  }

  async down(): Promise<void> {
    throw new Error('the record goes only forward');
  }
}
