import type pg from 'pg';

const HEAD = `-- The schema that the migrations make, read from the catalogue (\`npm run schema\`) and compared by a test. It is read, not
-- run. \`serving\` stands for the role of least privilege that serves.
`;

/**
 * The schema of a migrated database as text: tables by name, each with its columns in their order, constraints, indexes,
 * triggers and the rights of the serving role; then collations, sequences, views and functions. The same schema always gives the
 * same text. `client` is the owner's.
 */
export async function schemaText(client: pg.Client, serving: string): Promise<string> {
  const lines = async (query: string, values: unknown[] = []): Promise<string[]> =>
    (await client.query<{ line: string }>(query, values)).rows.map((row) => row.line);
  // Names in the definitions are then not qualified.
  await client.query('SET search_path = public');
  const { rows: tables } = await client.query<{ oid: number; name: string }>(
    `SELECT oid::int, quote_ident(relname) AS name FROM pg_class
     WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'f') ORDER BY relname COLLATE "C"`,
  );
  const parts: string[] = [HEAD];
  for (const { oid, name } of tables) {
    const inside = [...(await lines(COLUMNS, [oid])), ...(await lines(CONSTRAINTS, [oid]))];
    const below = [
      ...(await lines(INDEXES, [oid])),
      ...(await lines(TRIGGERS, [oid])),
      ...(await lines(RIGHTS, [oid, serving])),
    ];
    parts.push(
      `CREATE TABLE ${name} (\n${inside.map((line) => `  ${line}`).join(',\n')}\n);\n${joined(below)}`,
    );
  }
  const rest = [...(await lines(OTHERS)), ...(await lines(SCHEMA_RIGHTS, [serving]))];
  return `${parts.join('\n')}\n${joined(rest)}`;
}

const joined = (statements: readonly string[]): string => statements.map((one) => `${one};\n`).join('');

const COLUMNS = `
  SELECT concat_ws(' ', quote_ident(attname), format_type(atttypid, atttypmod),
    (SELECT 'COLLATE ' || quote_ident(collname) FROM pg_collation
     WHERE oid = attcollation AND collnamespace = 'public'::regnamespace),
    CASE WHEN attgenerated = 's' THEN 'GENERATED ALWAYS AS (' || pg_get_expr(adbin, adrelid) || ') STORED'
         WHEN attidentity <> '' THEN 'GENERATED AS IDENTITY'
         WHEN adbin IS NOT NULL THEN 'DEFAULT ' || pg_get_expr(adbin, adrelid) END,
    CASE WHEN attnotnull THEN 'NOT NULL' END) AS line
  FROM pg_attribute LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
  WHERE attrelid = $1 AND attnum > 0 AND NOT attisdropped ORDER BY attnum`;

/** Primary keys first, then uniqueness, references and checks; NOT NULL (n) stands at its column. */
const CONSTRAINTS = `
  SELECT 'CONSTRAINT ' || quote_ident(conname) || ' ' || pg_get_constraintdef(oid) AS line
  FROM pg_constraint WHERE conrelid = $1 AND contype <> 'n'
  ORDER BY position(contype IN 'puxfct'), conname COLLATE "C"`;

const INDEXES = `
  SELECT replace(pg_get_indexdef(indexrelid), ' ON public.', ' ON ') AS line FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid
  WHERE indrelid = $1 AND NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conindid = indexrelid AND contype IN ('p', 'u', 'x'))
  ORDER BY relname COLLATE "C"`;

const TRIGGERS = `
  SELECT replace(pg_get_triggerdef(oid), ' ON public.', ' ON ') AS line FROM pg_trigger WHERE tgrelid = $1 AND NOT tgisinternal
  ORDER BY tgname COLLATE "C"`;

/** What the serving role, or everybody, may do with a table or one of its columns. */
const RIGHTS = `
  SELECT 'GRANT ' || string_agg(privilege, ', ' ORDER BY attname NULLS FIRST, place, privilege)
    || ' ON ' || quote_ident(relname) || ' TO ' || role || option AS line
  FROM (
    SELECT relname, attname, position(privilege_type IN 'SELECT INSERT UPDATE DELETE') AS place,
      privilege_type || coalesce(' (' || quote_ident(attname) || ')', '') AS privilege,
      CASE grantee WHEN 0 THEN 'PUBLIC' ELSE 'serving' END AS role,
      CASE WHEN is_grantable THEN ' WITH GRANT OPTION' ELSE '' END AS option
    FROM (SELECT relname, NULL::name AS attname, relacl AS acl FROM pg_class WHERE oid = $1
          UNION ALL SELECT relname, attname, attacl FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
          WHERE attrelid = $1) one, aclexplode(acl)
    WHERE grantee = 0 OR grantee = $2::regrole
  ) held GROUP BY relname, role, option ORDER BY role, option`;

/** Views and functions by their definition, sequences by name with their owner's column. Extensions' own are left out. */
const OTHERS = `
  SELECT line FROM (
    SELECT 0 AS kind, collname AS name, format('CREATE COLLATION %I (provider = %s, locale = %L, deterministic = %s)', collname,
      CASE collprovider WHEN 'i' THEN 'icu' ELSE collprovider::text END, colllocale, collisdeterministic) AS line
    FROM pg_collation WHERE collnamespace = 'public'::regnamespace
    UNION ALL
    SELECT 1, relname, 'CREATE SEQUENCE ' || quote_ident(relname) || coalesce(
      (SELECT ' OWNED BY ' || refobjid::regclass || '.' || quote_ident(attname) FROM pg_depend
       JOIN pg_attribute ON attrelid = refobjid AND attnum = refobjsubid
       WHERE objid = c.oid AND deptype IN ('a', 'i') AND refclassid = 'pg_class'::regclass), '') AS line
    FROM pg_class c WHERE relnamespace = 'public'::regnamespace AND relkind = 'S'
    UNION ALL
    SELECT 2, relname, 'CREATE VIEW ' || quote_ident(relname) || ' AS' || rtrim(pg_get_viewdef(oid), ';')
    FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('v', 'm')
    UNION ALL
    SELECT 3, proname, rtrim(pg_get_functiondef(p.oid), E'\\n') FROM pg_proc p
    WHERE pronamespace = 'public'::regnamespace AND prokind IN ('f', 'p')
      AND NOT EXISTS (SELECT 1 FROM pg_depend WHERE objid = p.oid AND deptype = 'e')
  ) others ORDER BY kind, name COLLATE "C", line COLLATE "C"`;

const SCHEMA_RIGHTS = `
  SELECT 'GRANT ' || string_agg(privilege_type, ', ' ORDER BY privilege_type) || ' ON SCHEMA public TO serving' AS line
  FROM pg_namespace, aclexplode(nspacl) WHERE nspname = 'public' AND grantee = $1::regrole
  HAVING count(*) > 0`;
