// Runs jest, then Playwright; sums both into the closing line.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { browser, NO_BROWSER } from './browser.mjs';

const folder = mkdtempSync(join(tmpdir(), 'plenary-tests-'));
let passed = 0;
let failed = 0;
/** What failed, said once more at the end: a log of thousands of lines is read from there. */
const failures = [];
/** What passed only when it was tried again. */
const again = [];

/** Whether it ends well. */
function run(title, command, args, env = {}) {
  process.stdout.write(`${title}\n`);
  const { status } = spawnSync(command, args, { stdio: 'inherit', env: { ...process.env, ...env } });
  return status === 0;
}

const jestReport = join(folder, 'jest.json');
const browserReport = join(folder, 'browser.json');

const units = run('Unit and story tests', 'node_modules/.bin/jest', ['--json', `--outputFile=${jestReport}`]);
if (existsSync(jestReport)) {
  const result = JSON.parse(readFileSync(jestReport, 'utf8'));
  passed += result.numPassedTests;
  failed += result.numFailedTests + result.numRuntimeErrorTestSuites;
  for (const { name, status, assertionResults } of result.testResults) {
    const within = assertionResults.filter((one) => one.status === 'failed').map((one) => one.fullName);
    const named = within.length > 0 ? within : ['did not run'];
    if (status === 'failed') failures.push(...named.map((own) => `${relative('.', name)} › ${own}`));
  }
}

let seen = false;
if (browser) {
  seen = run('Browser tests', 'node_modules/.bin/playwright', ['test', '--reporter=list,json'], {
    PLAYWRIGHT_JSON_OUTPUT_NAME: browserReport,
  });
  if (existsSync(browserReport)) {
    const { stats, suites } = JSON.parse(readFileSync(browserReport, 'utf8'));
    passed += stats.expected + stats.flaky;
    failed += stats.unexpected;
    const walk = ({ suites: inner = [], specs = [], file, title }) => {
      for (const { ok, title: own, tests } of specs) {
        if (!ok) failures.push(`${file} › ${title} › ${own}`);
        else if (tests?.some(({ status }) => status === 'flaky')) again.push(`${file} › ${title} › ${own}`);
      }
      inner.forEach(walk);
    };
    suites.forEach(walk);
  }
} else {
  process.stderr.write(`${NO_BROWSER}\n`);
}
rmSync(folder, { recursive: true, force: true });
const good = units && seen;
if (!good && failed === 0) failed = 1;
for (const one of again) process.stdout.write(`Passed when tried again: ${one}\n`);
for (const one of failures) process.stdout.write(`Failed: ${one}\n`);
process.stdout.write(`${passed} passed, ${failed} failed\n`);
process.exitCode = good && failed === 0 ? 0 : 1;
