// Runs jest and, where there are browser tests, Playwright; sums both into the closing line.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const folder = mkdtempSync(join(tmpdir(), 'plenary-tests-'));
let passed = 0;
let failed = 0;

function run(title, command, args, env = {}) {
  process.stdout.write(`${title}\n`);
  const { status } = spawnSync(command, args, { stdio: 'inherit', env: { ...process.env, ...env } });
  return status === 0;
}

const jest = join(folder, 'jest.json');
let good = run('Unit and story tests', 'node_modules/.bin/jest', ['--json', `--outputFile=${jest}`]);
if (existsSync(jest)) {
  const result = JSON.parse(readFileSync(jest, 'utf8'));
  passed += result.numPassedTests;
  failed += result.numFailedTests + result.numRuntimeErrorTestSuites;
}

const browser = [
  process.env.CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
].find((path) => path && existsSync(path));
if (!browser) {
  process.stderr.write(
    'No browser: install Chromium (Debian: apt-get install chromium) or name one in CHROMIUM, then run again.\n',
  );
  good = false;
} else {
  const report = join(folder, 'browser.json');
  const fine = run('Browser tests', 'node_modules/.bin/playwright', ['test', '--reporter=list,json'], {
    CHROMIUM: browser,
    PLAYWRIGHT_JSON_OUTPUT_NAME: report,
  });
  good = good && fine;
  if (existsSync(report)) {
    const { stats } = JSON.parse(readFileSync(report, 'utf8'));
    passed += stats.expected + stats.flaky;
    failed += stats.unexpected;
  }
}
rmSync(folder, { recursive: true, force: true });
if (!good && failed === 0) failed = 1;
process.stdout.write(`${passed} passed, ${failed} failed\n`);
process.exit(good && failed === 0 ? 0 : 1);
