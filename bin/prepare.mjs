// Installs and builds when the inputs changed since the last time; a stale build never runs.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const INSTALLED = 'node_modules/.plenary-installed';
const BUILT = 'dist/.plenary-built';

function* files(path) {
  const entries = readdirSync(path, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    const at = join(path, entry.name);
    if (entry.isDirectory()) yield* files(at);
    else if (entry.isFile()) yield at;
  }
}

function hash(paths) {
  const sum = createHash('sha256');
  for (const path of paths) sum.update(path).update('\0').update(readFileSync(path)).update('\0');
  return sum.digest('hex');
}

const stamp = (path) => (existsSync(path) ? readFileSync(path, 'utf8') : '');

function run(command, args, doing) {
  process.stdout.write(`${doing}\n`);
  const { status } = spawnSync(command, args, { stdio: 'inherit' });
  if (status !== 0) {
    process.stderr.write(`${doing} failed.\n`);
    process.exit(status ?? 1);
  }
}

function install() {
  const wanted = hash(['package.json', 'package-lock.json']);
  if (stamp(INSTALLED) === wanted) return;
  run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], 'Installing the packages');
  writeFileSync(INSTALLED, wanted);
}

/**
 * What browsers load lies beside itself compressed, so that no request pays for that. Both ways: over plain http, as in most halls,
 * browsers take gzip alone.
 */
function compress(folder) {
  for (const file of files(folder)) {
    if (!/\.(js|css|svg)$/.test(file)) continue;
    const bytes = readFileSync(file);
    writeFileSync(`${file}.gz`, gzipSync(bytes, { level: 9 }));
    writeFileSync(
      `${file}.br`,
      brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }),
    );
  }
}

function build() {
  const inputs = ['package-lock.json', 'tsconfig.json', 'tsconfig.build.json', 'nest-cli.json', '.swcrc'];
  const wanted = hash([...inputs, ...files('src'), ...files('client')]);
  if (stamp(BUILT) === wanted) return;
  rmSync('dist', { recursive: true, force: true });
  run('node_modules/.bin/nest', ['build', '-b', 'swc'], 'Building the server');
  run(
    'node_modules/.bin/vite',
    ['build', '--config', 'client/vite.config.ts', '--logLevel', 'warn'],
    'Building the client',
  );
  compress('dist/client/assets');
  mkdirSync('dist', { recursive: true });
  writeFileSync(BUILT, wanted);
}

for (const step of process.argv.slice(2)) {
  if (step === 'install') install();
  else if (step === 'build') build();
}
