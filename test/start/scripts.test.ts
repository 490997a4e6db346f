import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { clear, ownFolder, type Ended } from './served.js';

jest.setTimeout(60_000);

afterEach(clear);

const CI = 'npm ci --no-audit --no-fund --loglevel=error';
const NEST = 'nest build -b swc';
const VITE = 'vite build --config client/vite.config.ts --logLevel warn';

interface Tree {
  readonly root: string;
  /** What was started since it was last asked, in order. */
  readonly done: () => string[];
  readonly run: (script: string, ...words: string[]) => Promise<Ended>;
  readonly start: (...words: string[]) => Promise<Ended>;
}

/** A tree with the real scripts, and stand-ins for what they start. */
function tree(): Tree {
  const root = ownFolder();
  const note = join(root, 'done.txt');
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text, { mode: 0o755 });
  };
  for (const script of [
    'bin/start',
    'bin/test',
    'bin/prepare.mjs',
    'bin/tests.mjs',
    'bin/browser.mjs',
    '.ci/run',
  ]) {
    cpSync(script, join(root, script));
  }
  for (const file of ['package.json', 'package-lock.json', 'tsconfig.json', 'tsconfig.build.json']) {
    write(file, '{}');
  }
  for (const file of ['nest-cli.json', '.swcrc']) write(file, '{}');
  write('src/cli.ts', '1');
  write('client/index.html', '1');
  // What is to fail is named in a file.
  const tool = (name: string, text = ''): string =>
    `#!/bin/sh\necho "${name} $*" >>"${note}"\n[ ! -e "${root}/fail ${name} $1" ] || exit 3\n${text}`;
  const json = (file: string, value: object): string => `echo '${JSON.stringify(value)}' >${file}\n`;
  write('tools/npm', tool('npm', 'mkdir -p node_modules\n[ "$1" != test ] || exec sh bin/test'));
  write('tools/npx', tool('npx'));
  write('tools/chromium-headless-shell', tool('chromium'));
  const nest = tool(
    'nest',
    '[ ! -e src/broken.ts ] || exit 3\nmkdir -p dist; cp "$(pwd)/tools/cli.js" dist/cli.js',
  );
  write('node_modules/.bin/nest', nest);
  const vite = tool('vite', 'mkdir -p dist/client/assets; echo code >dist/client/assets/a.js');
  write('node_modules/.bin/vite', vite);
  const units = { numPassedTests: 40, numFailedTests: 0, numRuntimeErrorTestSuites: 0, testResults: [] };
  /** A report of which all is well, or the one that the test laid at `name`. */
  const report = (name: string, to: string, well: object): string =>
    `${json(to, well)}[ ! -e "${root}/${name}" ] || { cp "${root}/${name}" ${to}; exit 1; }`;
  write('node_modules/.bin/jest', tool('jest', report('jest.json', '"${2#--outputFile=}"', units)));
  const browser = { stats: { expected: 2, flaky: 0, unexpected: 0 }, suites: [] };
  write(
    'node_modules/.bin/playwright',
    tool('playwright', report('browser.json', '"$PLAYWRIGHT_JSON_OUTPUT_NAME"', browser)),
  );
  write(
    'tools/cli.js',
    `process.on('SIGTERM', () => process.exit(7)); console.log(process.argv.slice(2).join(' '), process.pid);
    if (process.argv[3] === 'wait') setInterval(() => undefined, 1000);`,
  );
  writeFileSync(note, '');
  const run = (script: string, ...words: string[]): Promise<Ended> =>
    new Promise((heard) => {
      // From anywhere: the scripts find their own tree.
      const shell = script === '.ci/run' ? 'bash' : 'sh';
      const child = spawn(shell, [join(root, script), ...words], {
        cwd: '/',
        env: {
          ...process.env,
          CHROMIUM: join(root, 'tools/chromium-headless-shell'),
          PATH: `${join(root, 'tools')}:${process.env['PATH']}`,
        },
      });
      let out = '';
      let err = '';
      child.stderr.on('data', (text: Buffer) => (err += text.toString()));
      child.stdout.on('data', (text: Buffer) => {
        out += text.toString();
        // It is the process that was started, so a signal to it reaches the house.
        if (out.includes(`serve wait ${child.pid}`)) child.kill('SIGTERM');
      });
      child.once('close', (code, signal) => heard({ code, signal, out, err }));
    });
  return {
    root,
    run,
    done: () => {
      const lines = readFileSync(note, 'utf8').split('\n').filter(Boolean);
      writeFileSync(note, '');
      return lines;
    },
    start: (...words) => run('bin/start', ...words),
  };
}

describe('bin/start', () => {
  test('installs and builds what changed, and nothing else', async () => {
    const { root, done, start } = tree();
    expect(await start('--x')).toMatchObject({
      code: 0,
      err: '',
      out: expect.stringMatching(/serve --x \d+\n$/),
    });
    expect(done()).toEqual([CI, NEST, VITE]);
    // What browsers load lies there compressed as well.
    const code = (as: string): Buffer => readFileSync(join(root, 'dist/client/assets', as));
    expect(gunzipSync(code('a.js.gz'))).toEqual(code('a.js'));
    expect(brotliDecompressSync(code('a.js.br'))).toEqual(code('a.js'));
    await start();
    expect(done()).toEqual([]);
    writeFileSync(join(root, 'src/cli.ts'), '2');
    await start();
    expect(done()).toEqual([NEST, VITE]);
    writeFileSync(join(root, 'client/more.css'), '');
    await start();
    expect(done()).toEqual([NEST, VITE]);
    writeFileSync(join(root, 'package-lock.json'), '{"changed": 1}');
    await start();
    expect(done()).toEqual([CI, NEST, VITE]);
  });

  test('a build that fails starts nothing, nor an older build, and is tried again', async () => {
    const { root, done, start } = tree();
    await start();
    done();
    writeFileSync(join(root, 'src/broken.ts'), '');
    for (let times = 0; times < 2; times++) {
      expect(await start()).toMatchObject({ code: 3, err: 'Building the server failed.\n' });
      expect(done()).toEqual([NEST]);
    }
    rmSync(join(root, 'src/broken.ts'));
    expect(await start()).toMatchObject({ code: 0, err: '' });
  });

  test('becomes the server, so that a signal reaches it', async () => {
    expect(await tree().start('wait')).toMatchObject({ code: 7, signal: null });
  });
});

describe('bin/test and .ci/run', () => {
  const CHECKS = [
    'npx --no-install prettier --check --log-level warn .',
    'npm run --silent lint',
    'npm run --silent pure',
  ];
  const TESTS = [expect.stringMatching(/^jest --json --outputFile=/), 'playwright test --reporter=list,json'];

  test('installs, builds, checks, runs both kinds of tests, and closes with their sum', async () => {
    const { run, done } = tree();
    const ended = await run('.ci/run');
    expect(ended).toMatchObject({ code: 0, err: '' });
    expect(ended.out).toMatch(/\n42 passed, 0 failed\n$/);
    const ran = done();
    expect(ran.slice(0, 4)).toEqual(['npm test', CI, NEST, VITE]);
    // The checks side by side, then the tests, one kind after the other.
    expect(ran.slice(4, 7)).toEqual(expect.arrayContaining(CHECKS));
    expect(ran.slice(7)).toEqual(TESTS);
  });

  test.each([
    ['the format', 'npx --no-install'],
    ['the lint or the types', 'npm run'],
    ['a build', 'nest build'],
    ['an install', 'npm ci'],
  ])('what fails in %s fails the run before a test', async (_, what) => {
    const { root, run, done } = tree();
    writeFileSync(join(root, `fail ${what}`), '');
    expect((await run('.ci/run')).code).not.toBe(0);
    expect(done().filter((line) => /^(jest|playwright)/.test(line))).toEqual([]);
  });

  test('a failed unit test fails the run; the browser tests run nevertheless', async () => {
    const { root, run, done } = tree();
    const testResults = [
      { name: 'a.test.ts', status: 'passed', assertionResults: [{ status: 'passed', fullName: 'good' }] },
      { name: 'b.test.ts', status: 'failed', assertionResults: [{ status: 'failed', fullName: 'bad' }] },
      { name: 'c.test.ts', status: 'failed', assertionResults: [] },
    ];
    const units = { numPassedTests: 39, numFailedTests: 1, numRuntimeErrorTestSuites: 1, testResults };
    writeFileSync(join(root, 'jest.json'), JSON.stringify(units));
    const ended = await run('.ci/run');
    expect(ended.code).toBe(1);
    expect(ended.out).toMatch(
      /\nFailed: b.test.ts › bad\nFailed: c.test.ts › did not run\n41 passed, 2 failed\n$/,
    );
    expect(done()).toEqual(expect.arrayContaining(TESTS));
  });

  test('a failed browser test fails the run by its name', async () => {
    const { root, run } = tree();
    const specs = [
      { title: 'opens', ok: true },
      { title: 'votes', ok: false },
    ];
    const inner = [{ file: 'floor.spec.ts', title: 'a phone', specs }];
    const ran = { stats: { expected: 1, flaky: 0, unexpected: 1 }, suites: [{ title: 'x', suites: inner }] };
    writeFileSync(join(root, 'browser.json'), JSON.stringify(ran));
    const ended = await run('.ci/run');
    expect(ended.code).toBe(1);
    expect(ended.out).toMatch(/\nFailed: floor.spec.ts › a phone › votes\n41 passed, 1 failed\n$/);
  });

  test('a browser test that passed only when it was tried again is named', async () => {
    const { root, run } = tree();
    const specs = [{ title: 'votes', ok: true, tests: [{ status: 'flaky' }] }];
    const inner = [{ file: 'floor.spec.ts', title: 'a phone', specs }];
    const ran = { stats: { expected: 1, flaky: 1, unexpected: 0 }, suites: [{ title: 'x', suites: inner }] };
    writeFileSync(join(root, 'browser.json'), JSON.stringify(ran));
    expect((await run('.ci/run')).out).toMatch(
      /\nPassed when tried again: floor.spec.ts › a phone › votes\n/,
    );
  });

  test('a browser run that ends without a report fails the run', async () => {
    const { root, run } = tree();
    writeFileSync(join(root, 'fail playwright test'), '');
    const ended = await run('.ci/run');
    expect(ended.code).toBe(1);
    expect(ended.out).toMatch(/\n40 passed, 1 failed\n$/);
  });
});
