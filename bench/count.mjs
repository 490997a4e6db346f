import { performance } from 'node:perf_hooks';
import { readBlt } from '../dist/rules/blt.js';
import { count } from '../dist/rules/tally/method.js';

const BALLOTS = 100_000;
const CANDIDATES = 20;
const SEATS = 5;

/** A generator of its own, so that every run counts the same file (mulberry32). */
function numbers(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** As many different ballots over the candidates, each ranking five or more. */
function file() {
  const next = numbers(2026);
  const ballots = new Set();
  while (ballots.size < BALLOTS) {
    const all = Array.from({ length: CANDIDATES }, (_, i) => i + 1);
    // Some are liked more than others.
    const sorted = all.map((one) => [next() ** (1 + one / 8), one]).sort((a, b) => b[0] - a[0]);
    const length = 5 + Math.floor(next() * (CANDIDATES - 4));
    ballots.add(
      `1 ${sorted
        .slice(0, length)
        .map(([, one]) => one)
        .join(' ')} 0`,
    );
  }
  const names = Array.from({ length: CANDIDATES }, (_, i) => `"Candidate ${i + 1}"`);
  return [`${CANDIDATES} ${SEATS}`, ...ballots, '0', ...names, '"Benchmark"', ''].join('\n');
}

const timed = (work) => {
  const from = performance.now();
  const value = work();
  return { value, ms: performance.now() - from };
};

/** The best of five, as the machine is never quite still. */
const best = (work) => Math.min(...Array.from({ length: 5 }, () => timed(work).ms));

const text = file();
const { value: read, ms: reading } = timed(() => readBlt(text));
if (!read.ok) throw new Error(read.refusal.code);
const lot = Array.from({ length: CANDIDATES }, (_, i) => i);
/** What any count must do at the least: look at every mark once. */
const once = best(() => {
  const { marks, weights, starts } = read.value.box;
  let sum = 0;
  for (let ballot = 0; ballot < weights.length; ballot++)
    for (let at = starts[ballot]; at < starts[ballot + 1]; at++) sum += marks[at] * weights[ballot];
  return sum;
});
console.log(
  `\nCounting ${BALLOTS.toLocaleString('en')} different ballots over ${CANDIDATES} candidates, ${SEATS} seats`,
);
console.log(`  read from BLT            ${reading.toFixed(0).padStart(6)} ms`);
console.log(`  one look at every mark   ${once.toFixed(1).padStart(6)} ms`);
for (const [method, budget] of [
  ['scottish-stv', 300],
  ['schulze', 500],
  ['approval', null],
]) {
  const ms = best(() => count(read.value, method, { lot }));
  const ratio = `${(ms / once).toFixed(0)} looks`;
  const within = budget === null ? '' : ms < budget ? `within ${budget} ms` : `OVER ${budget} ms`;
  console.log(`  ${method.padEnd(24)} ${ms.toFixed(0).padStart(6)} ms  ${ratio.padStart(9)}  ${within}`);
}
