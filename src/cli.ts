import 'reflect-metadata';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DataSource } from 'typeorm';
import type { Refusal, Result } from './basics/result.js';
import { readConfig, type Config } from './house/config.js';
import { prepareDatabase, type Prepared } from './house/database.js';
import { startEmbedded } from './house/embedded.js';
import { addresses, listenRefusal, type SignIn } from './house/listen.js';
import { Perform } from './house/perform.js';
import { sentence } from './house/sentences.js';
import { selfSigned } from './house/tls.js';
import { build } from './main.js';
import { seed, signInsOf } from './seeds/seed.js';

const CLIENT = join(fileURLToPath(new URL('.', import.meta.url)), 'client');

/** One clear sentence and exit code 1. */
function fail(refusal: Refusal): never {
  process.stderr.write(`${sentence(refusal)}\n`);
  process.exit(1);
}

function valueOf<T>(result: Result<T>): T {
  return result.ok ? result.value : fail(result.refusal);
}

async function database(config: Config): Promise<{ prepared: Prepared; stop: () => Promise<void> }> {
  const server =
    config.databaseUrl === null
      ? valueOf(await startEmbedded({ dataDir: config.dataDir }))
      : { url: config.databaseUrl, stop: async () => undefined };
  const prepared = await prepareDatabase(server.url);
  if (!prepared.ok) {
    await server.stop();
    fail(prepared.refusal);
  }
  return { prepared: prepared.value, stop: server.stop };
}

/** `plenary serve`: database, migrations, seeds on first start, then API, sockets and client on one port. */
async function serve(): Promise<void> {
  const read = valueOf(readConfig(process.env));
  const tls = read.tls === 'self' ? valueOf(await selfSigned(read.dataDir)) : read.tls;
  const config: Config = { ...read, tls };
  const { prepared, stop } = await database(config);
  const house = await build({ prepared, config, client: CLIENT });
  let closing = false;
  const close = async (code: number): Promise<void> => {
    if (closing) return;
    closing = true;
    await house.close().catch(() => undefined);
    await stop();
    process.exit(code);
  };
  process.on('SIGINT', () => void close(0));
  process.on('SIGTERM', () => void close(0));
  await house.app.init();
  await seed(house.app.get(Perform), house.app.get(DataSource), config.seed);
  try {
    await house.app.listen(config.port, config.host);
  } catch (error) {
    const refused = listenRefusal(error, config);
    process.stderr.write(`${refused.ok ? '' : sentence(refused.refusal)}\n`);
    return close(1);
  }
  const { port } = house.app.getHttpServer().address() as { port: number };
  const signIns: readonly SignIn[] = await signInsOf(house.app.get(DataSource));
  process.stdout.write(await addresses({ port, secure: tls !== null, publicUrl: config.publicUrl, signIns }));
}

const USAGE = `plenary serve    starts the house (PORT, DATA_DIR, DATABASE_URL, SEED; see README)
`;

async function main(words: readonly string[]): Promise<void> {
  if (words[0] === 'serve') return serve();
  process.stdout.write(USAGE);
  process.exitCode = words[0] === undefined || words[0] === 'help' ? 0 : 1;
}

main(process.argv.slice(2)).catch((error: Error) => {
  process.stderr.write(`${error.stack ?? error.message}\n`);
  process.exit(1);
});
