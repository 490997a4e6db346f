// Serves demonstrations, one after the other, without loading the product anew for each. Told the address of a database, it
// opens a house on it and answers with the house's own address; told nothing (''), it closes that house and answers ''.
import { join } from 'node:path';
import { HOME } from '../../dist/house/home.js';
import { build } from '../../dist/main.js';
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

let house = null;
async function answer(url) {
  await house?.close();
  house = url ? await open(url) : null;
  process.send(house ? `http://localhost:${house.app.getHttpServer().address().port}` : '');
}
// What goes wrong ends the process, and with it the test.
process.on('message', (url) => void answer(url));
process.on('disconnect', () => process.exit());
