// Seeds the demonstration in the database that it is started with, and serves the copies of it that the tests ask for. One
// process does it for the whole run: to load the product takes longer than to open a house. It tells its parent where it
// answers: POST opens a house on the database whose address is the body and gives the house's own, DELETE closes it.
import { createServer } from 'node:http';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { DataSource } from 'typeorm';
import { HOME } from '../../dist/house/home.js';
import { Perform } from '../../dist/house/perform.js';
import { build } from '../../dist/main.js';
import { seed } from '../../dist/seeds/seed.js';
import { readConfig } from '../../dist/start/config.js';
import { prepareDatabase } from '../../dist/start/database.js';

function valueOf(result) {
  if (!result.ok) throw new Error(JSON.stringify(result.refusal));
  return result.value;
}

async function open(url) {
  const config = valueOf(readConfig({ ...process.env, DATABASE_URL: url, LOG_LEVEL: 'error' }));
  const prepared = valueOf(await prepareDatabase(url));
  const house = await build({ prepared, config, client: join(HOME, 'dist', 'client') });
  await house.app.listen(0, config.host);
  return house;
}

const first = await open(process.argv[2]);
await seed(first.app.get(Perform), first.app.get(DataSource), 'demo');
await first.close();

const houses = new Map();
async function answer(request, response) {
  const url = await text(request);
  if (request.method === 'DELETE') {
    await houses.get(url).close();
    houses.delete(url);
    response.end();
    return;
  }
  const house = await open(url);
  houses.set(url, house);
  response.end(`http://localhost:${house.app.getHttpServer().address().port}`);
}
// What goes wrong ends the process, and with it the tests.
const asked = createServer((request, response) => void answer(request, response));
asked.listen(0, '127.0.0.1', () => process.send(`http://127.0.0.1:${asked.address().port}`));
process.on('disconnect', () => process.exit());
