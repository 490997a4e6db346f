// `npm run faults [rounds]`: a house of its own votes while its PostgreSQL is killed at random moments. At the end every vote
// that was acknowledged is counted once, and the house never ended.
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { ASSEMBLY, DEMO_PASSWORD } from '../dist/seeds/demo.data.js';

const rounds = Number(process.argv[2] ?? 10);
const folder = mkdtempSync(join(tmpdir(), 'plenary-faults-'));
const house = spawn(process.execPath, ['dist/cli.js', 'serve'], {
  env: { ...process.env, PORT: '0', HOST: '127.0.0.1', DATA_DIR: folder, LOG_LEVEL: 'silent', SEED: 'demo' },
  stdio: ['ignore', 'pipe', 'inherit'],
});
let ended = false;
house.once('exit', () => (ended = true));
const url = await new Promise((open) => {
  let out = '';
  house.stdout.on('data', (text) => {
    out += text;
    const found = /Plenary is open at {2}(\S+)/.exec(out);
    if (found) open(found[1]);
  });
});

async function ask(cookie, path, body) {
  const response = await fetch(`${url}${path}`, {
    method: body ? 'POST' : 'GET',
    headers: {
      'x-plenary': '1',
      ...(cookie && { cookie }),
      ...(body && { 'content-type': 'application/json' }),
    },
    ...(body && { body: JSON.stringify(body) }),
  });
  const set = response.headers.getSetCookie().find((one) => one.startsWith('plenary='));
  return { ok: response.ok, body: await response.json(), cookie: set?.split(';')[0] ?? cookie };
}
/** As a phone does: again, until there is an answer that is one. */
async function insist(cookie, path, body) {
  for (;;) {
    if (ended) throw new Error('the house has ended');
    const answer = await ask(cookie, path, body).catch(() => null);
    const passing = !answer || (!answer.ok && answer.body.code.startsWith('house.'));
    if (!passing) return answer;
    await pause(50);
  }
}
const signIn = async (name) =>
  (await insist(null, '/api/session/password', { email: `${name}@demo.example`, password: DEMO_PASSWORD }))
    .cookie;

try {
  const chair = await signIn('chair');
  const delegate = await signIn('delegate1');
  const { motions } = (await insist(chair, `/api/assemblies/${ASSEMBLY}/motions`)).body;
  const { poll } = (
    await insist(chair, `/api/motions/${motions.find((one) => one.state === 'ready').id}/polls`, {})
  ).body;
  const { entitlements } = (await insist(delegate, `/api/polls/${poll}/hand`)).body;
  let [kills, votes, stop] = [0, 0, false];
  const killing = (async () => {
    while (kills < rounds) {
      await pause(200 + Math.random() * 1_500);
      const pid = Number(readFileSync(join(folder, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]);
      try {
        process.kill(pid, 'SIGKILL');
        kills++;
      } catch {
        // It is coming back from the kill before.
      }
    }
    stop = true;
  })();
  const { entitlement } = entitlements[0];
  let replaces = 0;
  while (!stop) {
    const cast = { ballot: randomUUID(), entitlement, choice: votes % 2 ? 'for' : 'against', replaces };
    const answer = await insist(delegate, `/api/polls/${poll}/ballots`, cast);
    if (!answer.ok) throw new Error(`a vote was refused: ${JSON.stringify(answer.body)}`);
    if (answer.body.revision !== replaces + 1)
      throw new Error(`revision ${answer.body.revision} for ${replaces + 1}`);
    replaces = answer.body.revision;
    votes++;
  }
  await killing;
  const after = (await insist(delegate, `/api/polls/${poll}/hand`)).body.entitlements[0];
  if (after.receipt.revision !== votes)
    throw new Error(`${votes} were acknowledged, ${after.receipt.revision} are there`);
  process.stdout.write(
    `${kills} kills, ${votes} votes acknowledged, each there once; the house never ended\n`,
  );
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
} finally {
  house.kill('SIGTERM');
  if (!ended) await new Promise((gone) => house.once('exit', gone));
  rmSync(folder, { recursive: true, force: true });
}
