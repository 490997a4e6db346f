/**
 * The minute in which everybody votes, through the whole product, beside two baselines of the same run: raw socket.io
 * acks without a database, and one transaction a vote with plain pg over 16 connections.
 *
 *   npm run bench -- --sockets 500,2000 [--json]
 *
 * Everything runs on this machine, load generator included, so only the ratios carry over to another.
 */
import { fork, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { io } from 'socket.io-client';
import { startEmbedded } from '../dist/start/embedded.js';
import { DEMO_RULES } from '../dist/seeds/demo.data.js';
import { DEMO_PASSWORD } from '../dist/seeds/demo.data.js';
import { singleTransactions } from './single.mjs';

/** Of those whom the bench registers: the published one of the demonstration is refused. */
const OWN_PASSWORD = 'four horses under an oak';

const { values: options } = parseArgs({
  options: { sockets: { type: 'string', default: '500,2000' }, json: { type: 'boolean', default: false } },
});

const folder = mkdtempSync(join(tmpdir(), 'plenary-bench-'));
const say = (text) => process.stderr.write(`${text}\n`);

const database = await startEmbedded({ dataDir: folder });
if (!database.ok) throw new Error(JSON.stringify(database.refusal));
const { url: databaseUrl, stop } = database.value;
const product = await startProduct();
const rows = [];
try {
  for (const sockets of options.sockets.split(',').map(Number)) rows.push(await measure(sockets));
} finally {
  product.child.kill('SIGTERM');
  await product.gone;
  await stop();
  rmSync(folder, { recursive: true, force: true });
}
if (options.json) console.log(JSON.stringify(rows.at(-1)));
else report(rows);

async function startProduct() {
  const child = spawn('node', ['dist/cli.js', 'serve'], {
    env: { ...process.env, PORT: '0', DATABASE_URL: databaseUrl, SEED: 'demo', LOG_LEVEL: 'error' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const gone = new Promise((ended) => child.once('exit', ended));
  const url = await new Promise((found, failed) => {
    let printed = '';
    child.stdout.on('data', (chunk) => {
      printed += chunk;
      const match = /http:\/\/localhost:\d+/.exec(printed);
      if (match) found(match[0].replace('localhost', '127.0.0.1'));
    });
    child.once('exit', () => failed(new Error(printed)));
  });
  return { child, gone, url };
}

async function call(path, body, cookie) {
  const response = await fetch(`${product.url}${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { 'content-type': 'application/json', ...(cookie && { cookie }) },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const reply = await response.json();
  if (!response.ok) throw new Error(`${path}: ${response.status} ${JSON.stringify(reply)}`);
  const set = response.headers.getSetCookie().find((one) => one.startsWith('plenary='));
  return { reply, cookie: set?.split(';')[0] };
}

/** An assembly of `n` members, each with one delegate who is signed in, and a motion that is ready. */
async function prepare(n) {
  const mark = `bench-${n}-${randomUUID().slice(0, 8)}`;
  const secretary = (
    await call('/api/session/password', { email: 'secretariat@demo.example', password: DEMO_PASSWORD })
  ).cookie;
  const office = async (email, name) => {
    const { person } = (
      await call('/api/people', { name: 'Bench', email, password: OWN_PASSWORD }, secretary)
    ).reply;
    await call('/api/offices', { person, office: name }, secretary);
    return (await call('/api/session/password', { email, password: OWN_PASSWORD })).cookie;
  };
  const chair = await office(`${mark}@bench.example`, 'chair');
  await call('/api/organisations', { organisation: mark, name: mark }, secretary);
  await call('/api/bodies', { body: mark, organisation: mark, name: 'General Assembly' }, secretary);
  const { ruleSet } = (
    await call(
      `/api/bodies/${mark}/rule-sets`,
      { name: 'rules', inForceFrom: null, data: { ...DEMO_RULES, languages: [] } },
      secretary,
    )
  ).reply;
  const slugs = Array.from({ length: n }, (_, i) => `${mark}-${i}`);
  const members = [
    'organisation,name,class,votes,paid_up_to',
    ...slugs.map((s) => `${s},${s},full,1,2027-01-01`),
  ];
  await call(`/api/bodies/${mark}/members/import`, { csv: members.join('\n'), preview: false }, secretary);
  await call(
    '/api/assemblies',
    { assembly: mark, body: mark, name: mark, place: null, from: '2026-11-23', timeZone: 'UTC', ruleSet },
    secretary,
  );
  const delegates = ['organisation,name', ...slugs.map((s) => `${s},Delegate of ${s}`)];
  await call(
    `/api/assemblies/${mark}/delegates/import`,
    { csv: delegates.join('\n'), preview: false },
    secretary,
  );
  const { credentials } = (await call(`/api/assemblies/${mark}/credentials`, undefined, secretary)).reply;
  const cookies = [];
  for (let i = 0; i < credentials.length; i += 1000) {
    const some = credentials.slice(i, i + 1000);
    const ids = some.map((one) => one.id);
    await call(`/api/assemblies/${mark}/credentials/accredit`, { credentials: ids }, secretary);
    await call(`/api/assemblies/${mark}/presence`, { credentials: ids, present: true }, secretary);
    const people = some.map((one) => one.person.id);
    const { slips } = (await call(`/api/assemblies/${mark}/slips`, { people }, secretary)).reply;
    for (const { code } of slips) cookies.push((await call('/api/session/slip', { code })).cookie);
  }
  const { sitting } = (
    await call(`/api/assemblies/${mark}/sittings`, { name: null, plannedFrom: null }, secretary)
  ).reply;
  await call(`/api/assemblies/${mark}/sittings/${sitting}/open`, {}, chair);
  const { motion } = (
    await call(
      `/api/assemblies/${mark}/motions`,
      { titles: { en: 'Bench' }, about: { kind: 'text', text: 'Bench' } },
      secretary,
    )
  ).reply;
  await call(`/api/motions/${motion}/table`, {}, secretary);
  await call(`/api/motions/${motion}/ready`, {}, chair);
  return { mark, chair, motion, cookies };
}

async function connect(url, cookies) {
  const sockets = [];
  for (let i = 0; i < cookies.length; i += 200) {
    const some = cookies.slice(i, i + 200).map((cookie) =>
      io(url, {
        transports: ['websocket'],
        forceNew: true,
        reconnection: false,
        extraHeaders: cookie ? { cookie } : {},
      }),
    );
    await Promise.all(
      some.map(
        (socket) =>
          new Promise((connected, failed) => {
            socket.once('connect', connected);
            socket.once('connect_error', failed);
          }),
      ),
    );
    sockets.push(...some);
  }
  return sockets;
}

/** Emits one message on every socket at once; seconds until the last ack, and the times to each ack in ms. */
async function storm(sockets, message) {
  const begun = performance.now();
  const times = await Promise.all(
    sockets.map(async (socket, i) => {
      const sent = performance.now();
      const ack = await socket.timeout(60_000).emitWithAck('cast', message(i));
      if (ack?.ok === false) throw new Error(JSON.stringify(ack));
      return performance.now() - sent;
    }),
  );
  return { seconds: (performance.now() - begun) / 1000, times: times.toSorted((a, b) => a - b) };
}

async function rawAcks(n) {
  const child = fork(new URL('./raw.mjs', import.meta.url));
  const port = await new Promise((listening) => child.once('message', listening));
  const sockets = await connect(`http://127.0.0.1:${port}`, Array(n).fill(null));
  const ballot = () => ({ ballot: randomUUID(), choice: 'for' });
  await storm(sockets, ballot);
  const { seconds } = await storm(sockets, ballot);
  for (const socket of sockets) socket.disconnect();
  child.kill();
  return n / seconds;
}

function memoryMb(pid) {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)[1]) / 1024);
}

async function measure(n) {
  say(`${n} delegates: preparing`);
  const { mark, chair, motion, cookies } = await prepare(n);
  const raw = await rawAcks(n);
  const single = await singleTransactions(databaseUrl, Math.min(n, 2000) * 2);
  say(`${n} delegates: connecting`);
  const sockets = await connect(product.url, cookies);
  const { reply: floor } = await call(`/api/assemblies/${mark}/floor`, undefined, chair);
  for (const socket of sockets) await socket.emitWithAck('follow', { assembly: mark, since: floor.number });
  const heard = Promise.all(
    sockets.map(
      (socket) =>
        new Promise((told) => {
          socket.on('news', ({ items }) => {
            if (items.some((item) => item.type === 'poll.opened')) told(performance.now());
          });
        }),
    ),
  );
  const opening = performance.now();
  const { poll } = (await call(`/api/motions/${motion}/polls`, {}, chair)).reply;
  const news = (await heard).map((at) => at - opening).toSorted((a, b) => a - b);
  const entitlements = [];
  for (const socket of sockets) {
    const hand = await socket.emitWithAck('hand', { poll });
    entitlements.push(hand.value.entitlements[0].entitlement);
  }
  say(`${n} delegates: voting`);
  const first = await storm(sockets, (i) => ({
    poll,
    ballot: randomUUID(),
    entitlement: entitlements[i],
    choice: 'for',
    replaces: 0,
  }));
  // Everybody changes the vote: the second storm runs warm, as every poll but the first of a day.
  const second = await storm(sockets, (i) => ({
    poll,
    ballot: randomUUID(),
    entitlement: entitlements[i],
    choice: 'against',
    replaces: 1,
  }));
  const memory = memoryMb(product.child.pid);
  for (const socket of sockets) socket.disconnect();
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const { rows: found } = await client.query(
    `SELECT count(*)::int AS ballots, count(DISTINCT (entitlement, revision))::int AS different FROM ballot WHERE poll = $1`,
    [poll],
  );
  await client.end();
  const best = second.seconds < first.seconds ? second : first;
  const at = (share) => Math.round(best.times[Math.min(n - 1, Math.floor(n * share))]);
  const rate = n / best.seconds;
  return {
    sockets: n,
    ballotsPerSecond: Math.round(rate),
    ackP50Ms: at(0.5),
    ackP99Ms: at(0.99),
    newsFirstMs: Math.round(news[0]),
    newsLastMs: Math.round(news.at(-1)),
    lost: 2 * n - found[0].different,
    doubled: found[0].ballots - found[0].different,
    serverMemoryMb: memory,
    rawAcksPerSecond: Math.round(raw),
    singleTransactionPerSecond: Math.round(single),
    ratioRaw: Number((rate / raw).toFixed(2)),
    ratioSingle: Number((rate / single).toFixed(2)),
  };
}

function report(results) {
  console.log(
    `${cpus().length} cores (${cpus()[0].model}), Node ${process.version}, load generator on the same machine`,
  );
  console.table(results);
}
