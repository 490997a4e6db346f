import { z } from 'zod';
import { routes, sockets } from '../../src/app.module.js';
import { Uuid } from '../../src/basics/fields.js';
import { keyOf } from '../../src/house/perform.js';

/** What holds for every field of every route and event, whatever it is called. */
interface Def {
  readonly type: string;
  readonly format?: string;
  readonly shape?: object;
  readonly options?: object;
  readonly items?: object;
  readonly [inside: string]: unknown;
}

const INSIDE = ['element', 'innerType', 'keyType', 'valueType', 'in', 'out', 'left', 'right', 'catchall'];

/** A schema and all that is in it, with its place. */
function* fields(schema: z.ZodType, place: string): Generator<readonly [string, z.ZodType, Def]> {
  const def = schema._zod.def as unknown as Def;
  yield [place, schema, def];
  const inside = {
    ...Object.fromEntries(INSIDE.flatMap((key) => (def[key] ? [[key, def[key]]] : []))),
    ...def.shape,
    ...(def.options ?? def.items),
  };
  for (const [key, one] of Object.entries(inside)) yield* fields(one as z.ZodType, `${place}.${key}`);
}

const inputs = [
  ...routes.map(({ method, path, input }) => [`${method} ${path}`, input] as const),
  ...sockets.map(({ event, input }) => [event, input] as const),
].flatMap(([name, input]) => [...fields(input, name)]);

/** Compared with numbers of the record, which are bigint: a number of JSON is always one. */
const IN_THE_RECORD = ['GET /api/record.before', 'GET /api/record/:number.number', 'follow.since'];

const takes = (schema: z.ZodType, value: unknown): boolean => schema.safeParse(value).success;

test('an id has one spelling from the schema on', () => {
  const id = '0199a0d4-7c3b-7e5a-8f21-abcdefabcdef';
  const ids = inputs.filter(([, schema, { type }]) => type === 'string' && takes(schema, id));
  const uuids = ids.filter(([, , { format }]) => format === 'uuid');
  const spelt = uuids.filter(([, schema]) => schema.safeParse(id.toUpperCase()).data !== id);
  expect(spelt.map(([place]) => place)).toEqual([]);
  expect(uuids.length).toBeGreaterThan(150);
  // Not even in braces, without hyphens, or with blanks, as PostgreSQL would read it.
  for (const other of [`{${id}}`, id.replaceAll('-', ''), ` ${id}`]) expect(takes(Uuid, other)).toBe(false);
  // And if one came by another way, its lock would still be the same.
  expect(keyOf('poll', id.toUpperCase())).toBe(keyOf('poll', id));
  expect(keyOf('poll', id)).not.toBe(keyOf('poll', id.replace('f', 'e')));
  expect(keyOf('poll', id)).toMatch(/^poll:[\w-]{22}$/);
});

test('no number comes in that a column would not hold', () => {
  const numbers = inputs.filter(
    ([place, schema, { type }]) =>
      type === 'number' && !IN_THE_RECORD.some((one) => place.startsWith(one)) && takes(schema, 1),
  );
  const unbounded = numbers.filter(
    ([, schema]) => takes(schema, 2 ** 31) || takes(schema, -(2 ** 31) - 1) || takes(schema, 1.5),
  );
  expect([...new Set(unbounded.map(([place]) => place))]).toEqual([]);
  expect(numbers.length).toBeGreaterThan(50);
});
