import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

/** The storeys of the house from below, as ARCHITECTURE.md draws them; who stands on one may lean on all below it. */
const ROOMS = [
  'people',
  'bodies',
  'assemblies',
  'instruments',
  'motions',
  'drafting',
  'consultations',
  'polls',
  'elections',
  'debate',
];
const STOREYS: readonly (readonly string[])[] = [
  ['basics'],
  ['rules', 'access', 'log'],
  ['house', 'mail', 'migrations'],
  ROOMS,
  ['record'],
  ['live', 'seeds', 'archive'],
  ['app.module.ts'],
  ['main.ts'],
  ['cli.ts'],
];
/** Beside the house: how the process begins. It is known to those who put the house together alone. */
const BESIDE = 'start';
const SRC = resolve(__dirname, '../src');

interface Import {
  readonly from: string;
  readonly to: string;
}

const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => join(SRC, file));

const imports: Import[] = files.flatMap((file) =>
  [...readFileSync(file, 'utf8').matchAll(/^(?:import|export)\s[^;]*?from '([^']+)';/gms)].map((match) => ({
    from: relative(SRC, file),
    to: match[1]!.startsWith('.')
      ? relative(SRC, resolve(dirname(file), match[1]!)).replace(/\.js$/, '.ts')
      : match[1]!,
  })),
);

const room = (file: string): string => file.split('/')[0]!;
const suffix = (file: string): string | null => /\.(\w+)\.ts$/.exec(file)?.[1] ?? null;
const pure = (file: string): boolean =>
  ([...ROOMS, 'basics', 'rules', 'access'].includes(room(file)) && suffix(file) === null) ||
  file === 'log/entry.ts';
/** What a purely thinking file may use from outside. */
const PURE_PACKAGES = [
  /^zod$/,
  /^@noble\//,
  /^diff$/,
  /^csv-parse\//,
  /^saxes$/,
  /^fflate$/,
  /^htmlparser2$/,
];

const broken = (rule: (one: Import) => boolean): string[] =>
  imports.filter(rule).map(({ from, to }) => `${from} -> ${to}`);

test('there is a house to look at', () => {
  expect(files.length).toBeGreaterThan(80);
  expect(imports.length).toBeGreaterThan(400);
});

const storey = (file: string): number => STOREYS.findIndex((all) => all.includes(room(file)));
/** Whether `to` stands higher than `from`: on a higher storey, or later in the order of the rooms. */
const isAbove = (from: string, to: string): boolean =>
  ROOMS.includes(from) && ROOMS.includes(to)
    ? ROOMS.indexOf(to) > ROOMS.indexOf(from)
    : storey(to) > storey(from);
const isOurs = (to: string): boolean => to.endsWith('.ts');

test('every file stands on a storey', () => {
  const nowhere = files
    .map((file) => relative(SRC, file))
    .filter((file) => storey(file) < 0 && room(file) !== BESIDE);
  expect(nowhere).toEqual([]);
  const empty = [...STOREYS.flat(), BESIDE].filter(
    (name) => !files.some((file) => room(relative(SRC, file)) === name),
  );
  expect(empty).toEqual([]);
});

test('no arrow runs up', () => {
  const up = ({ from, to }: Import): boolean =>
    isOurs(to) && room(from) !== BESIDE && room(to) !== BESIDE && storey(to) > storey(from);
  expect(broken(up)).toEqual([]);
});

test('rules, access and log know basics and nothing else', () => {
  const low = STOREYS[1]!;
  const aside = ({ from, to }: Import): boolean =>
    isOurs(to) && low.includes(room(from)) && room(to) !== room(from) && room(to) !== 'basics';
  expect(broken(aside)).toEqual([]);
});

test('how the process begins is known to those alone who put the house together', () => {
  const inside = ({ from, to }: Import): boolean =>
    isOurs(to) && room(to) === BESIDE && ![BESIDE, 'app.module.ts', 'main.ts', 'cli.ts'].includes(room(from));
  expect(broken(inside)).toEqual([]);
});

test('a file without a suffix in a domain room is pure: contracts, pure files and a few packages', () => {
  const allowed = ({ to }: Import): boolean =>
    to.endsWith('.ts') ? pure(to) || suffix(to) === 'contract' : PURE_PACKAGES.some((name) => name.test(to));
  expect(broken((one) => (pure(one.from) || suffix(one.from) === 'contract') && !allowed(one))).toEqual([]);
});

test('pure files have no clock and no randomness', () => {
  const unclean = files
    .map((file) => relative(SRC, file))
    .filter(pure)
    .filter((file) =>
      /\bDate\.now\b|new Date\(\)|Math\.random|process\./.test(readFileSync(join(SRC, file), 'utf8')),
    );
  expect(unclean).toEqual([]);
});

test('the tables of a room are its own', () => {
  const own = ({ from, to }: Import): boolean => room(from) === room(to) || from === 'app.module.ts';
  expect(broken((one) => suffix(one.to) === 'tables' && !own(one))).toEqual([]);
});

test('a store knows no acts and no controller; an act knows no controller', () => {
  const order = ['contract', 'tables', 'store', 'acts', 'controller', 'module'];
  const up = ({ from, to }: Import): boolean => {
    const [low, high] = [order.indexOf(suffix(from) ?? ''), order.indexOf(suffix(to) ?? '')];
    return room(from) === room(to) && low >= 0 && high > low;
  };
  expect(broken(up)).toEqual([]);
});

test('an earlier room uses no store of a later one', () => {
  const later = ({ from, to }: Import): boolean =>
    ROOMS.includes(room(from)) && isAbove(room(from), room(to)) && suffix(to) !== 'contract' && !pure(to);
  expect(broken(later)).toEqual([]);
});

test('nothing but app.module and main puts the house together', () => {
  const modules = ({ from, to }: Import): boolean =>
    suffix(to) === 'module' && !['app.module.ts', 'main.ts'].includes(from) && suffix(from) !== 'module';
  expect(broken(modules)).toEqual([]);
});

test('every browser test starts the house that it looks at', () => {
  const specs = readdirSync(join(__dirname, 'browser')).filter((file) => file.endsWith('.spec.ts'));
  expect(specs.length).toBeGreaterThan(8);
  const without = specs.filter(
    (file) => !/\btest\b[^;]*from '.\/house.js'/.test(readFileSync(join(__dirname, 'browser', file), 'utf8')),
  );
  expect(without).toEqual([]);
});

test('no part of the client stands in a Suspense, which holds what it shows for a while', () => {
  const client = resolve(SRC, '../client/src');
  const parts = readdirSync(client, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.tsx'),
  );
  const texts = parts.map((file) => ({ file, text: readFileSync(join(client, file), 'utf8') }));
  expect(texts.filter(({ text }) => /\bfetched\(/.test(text)).length).toBeGreaterThan(5);
  expect(texts.filter(({ text }) => /<Suspense|\blazy\(/.test(text)).map(({ file }) => file)).toEqual([]);
});

test('what runs is installed without the development packages', () => {
  const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as {
    dependencies: Record<string, string>;
  };
  const named = (to: string): boolean => {
    const [first, second] = to.split('/');
    return `${first}${first!.startsWith('@') ? `/${second}` : ''}` in dependencies;
  };
  expect(broken(({ to }) => !to.endsWith('.ts') && !to.startsWith('node:') && !named(to))).toEqual([]);
});

/** By table: the room whose entities it is among; the record's are the log's, and sessions the door's. */
const owners = new Map<string, string>([
  ...['entry', 'entry_blob', 'blob', 'opening', 'record_head'].map((table) => [table, 'log'] as const),
  ...['session', 'throttle'].map((table) => [table, 'people'] as const),
  ['house_secret', BESIDE],
  ['migrations', BESIDE],
  ...files.flatMap((file) =>
    suffix(file) === 'tables'
      ? [...readFileSync(file, 'utf8').matchAll(/@Entity\('(\w+)'\)/g)].map(
          ([, table]) => [table!, room(relative(SRC, file))] as const,
        )
      : [],
  ),
]);

test('no statement reads the tables of a later room or a higher storey', () => {
  const statements = files.flatMap((file) => {
    const from = relative(SRC, file);
    if ([BESIDE, 'migrations'].includes(room(from))) return [];
    return [...readFileSync(file, 'utf8').matchAll(/\b(?:FROM|JOIN|USING) (\w+)/g)].flatMap(([, table]) => {
      const owner = owners.get(table!);
      return owner === undefined ? [] : [{ from, table: table!, owner }];
    });
  });
  expect(statements.length).toBeGreaterThan(150);
  expect(
    statements
      .filter(({ from, owner }) => isAbove(room(from), owner))
      .map(({ from, table }) => `${from} reads ${table}`),
  ).toEqual([]);
});

test('names are put in order and searched by one rule, in the database, the house and its screens', () => {
  const schema = readFileSync(join(SRC, 'migrations/schema.sql'), 'utf8');
  const bare = [...schema.matchAll(/^CREATE TABLE (\w+) \(\n([^;]*)\n\);/gm)].flatMap(([, table, inside]) =>
    [...inside!.matchAll(/^ {2}((?:\w+_)?name|names?|short|region|chamber) text(?! COLLATE names)/gm)].map(
      ([, column]) => `${table}.${column}`,
    ),
  );
  // None is a name that anybody reads in a list.
  expect(bare).toEqual(['house_secret.name', 'mail_setting.from_name', 'poll.majority_name']);
  const client = resolve(SRC, '../client/src');
  const sources = [SRC, client].flatMap((top) =>
    readdirSync(top, { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.tsx?$/.test(file) && !file.startsWith('migrations'))
      .map((file) => ({ file, text: readFileSync(join(top, file), 'utf8') })),
  );
  const found = (rule: RegExp): string[] =>
    sources.flatMap(({ file, text }) => [...text.matchAll(rule)].map(([one]) => `${file}: ${one}`));
  expect(found(/localeCompare|Intl\.Collator/g)).toEqual([
    'basics/order.ts: Intl.Collator',
    'basics/order.ts: Intl.Collator',
  ]);
  expect(found(/to(?:Locale)?LowerCase\([^)]*\)\s*\.(?:includes|startsWith|indexOf)/g)).toEqual([]);
  expect(found(/\b(?:name|title|label)\s*[<>]\s*\w+\.\w+/g)).toEqual([]);
  expect(found(/\bI?LIKE (?!'%\$\{DEMO_DOMAIN\})/g)).toEqual([]);
  // Taken out of JSON, or with another collation, a name would have the order of its bytes.
  expect(found(/ORDER BY [^`'\n]*(?:->>|COLLATE)/g)).toEqual([]);
});

test('every table has a room, which alone writes to it', () => {
  const schema = readFileSync(join(SRC, 'migrations/schema.sql'), 'utf8');
  const tables = [...schema.matchAll(/^CREATE TABLE (\w+) \(/gm)].map(([, table]) => table!);
  expect(tables.filter((table) => !owners.has(table))).toEqual([]);
  const written = files.flatMap((file) => {
    const from = relative(SRC, file);
    if (room(from) === 'migrations') return [];
    return [
      ...readFileSync(file, 'utf8').matchAll(/\b(?:INSERT INTO|UPDATE|DELETE FROM|TRUNCATE) (\w+)/g),
    ].flatMap(([, table]) =>
      owners.has(table!) && owners.get(table!) !== room(from) ? [`${from} writes ${table}`] : [],
    );
  });
  expect(written.toSorted()).toEqual([
    // The ballot box is the log's second writer: a batch of ballots and its entries are one statement.
    'polls/ballots.store.ts writes entry',
    'polls/ballots.store.ts writes entry',
    'polls/ballots.store.ts writes record_head',
    'polls/ballots.store.ts writes record_head',
    // The head is there before the house opens.
    'start/database.ts writes record_head',
  ]);
});

test('a route and the act that answers it ask the access table the same', async () => {
  const said: { readonly where: string; readonly route: string; readonly act: string }[] = [];
  for (const file of files.filter((one) => suffix(one) === 'controller')) {
    const source = readFileSync(file, 'utf8');
    const modules = new Map(
      [...source.matchAll(/^import \{([^}]*)\} from '(\.[^']*)';/gm)].flatMap(([, names, from]) =>
        names!.split(',').map((one) => {
          const [own, as] = one.replace('type ', '').trim().split(' as ');
          return [
            as ?? own!,
            { own: own!, from: resolve(dirname(file), from!.replace(/\.js$/, '.ts')) },
          ] as const;
        }),
      ),
    );
    const valueOf = async <T>(name: string): Promise<T> => {
      const { own, from } = modules.get(name)!;
      return ((await import(from)) as Record<string, T>)[own]!;
    };
    for (const block of source.split(/(?=@Serve\()/)) {
      const [, routes, name] = /^@Serve\((\w+)\.(\w+)\)/.exec(block) ?? [];
      const [, act] = /perform\.perform\(\w+, ([A-Z_]+)\b/.exec(block) ?? [];
      if (!routes || !act || !modules.has(act)) continue;
      const [route, answered] = [
        (await valueOf<Record<string, { act: string }>>(routes))[name!]!,
        await valueOf<{ act: string }>(act),
      ];
      said.push({ where: `${routes}.${name}`, route: route.act, act: answered.act });
    }
  }
  expect(said.length).toBeGreaterThan(100);
  expect(said.filter(({ route, act }) => route !== act)).toEqual([]);
});
