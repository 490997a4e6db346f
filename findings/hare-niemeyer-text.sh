#!/usr/bin/env bash
# npm hare-niemeyer 3.0.0 (seats by largest remainders) sorts the remainders as text. A remainder under a millionth is
# written with an exponent ("5e-7"), comes first by its letters, and the last seat goes to nobody: 9 of 10 are given, without
# an error. Shares of 10 seats here: 5.0000005, 3.4999995, 1.5, so the tenth seat is c's. With a hundredth of the
# votes, and so a remainder of 0.00005, all ten are given. So: whoever takes over its numbers must check that their sum is the number of seats.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund hare-niemeyer@3.0.0
cat >seats.mjs <<'JS'
import { readFileSync } from 'node:fs';
import assert from 'node:assert/strict';
import seats from 'hare-niemeyer';

const { version } = JSON.parse(readFileSync('node_modules/hare-niemeyer/package.json', 'utf8'));
const votes = { a: 10_000_001, b: 6_999_999, c: 3_000_000 };
const given = seats(votes, 10, false);
const fewer = seats({ a: 100_001, b: 69_999, c: 30_000 }, 10, false);
console.log(`hare-niemeyer ${version}, 10 seats`);
console.log('20,000,000 votes:', JSON.stringify(votes), '->', JSON.stringify(given));
console.log('200,000 votes, a remainder of 5e-5:', JSON.stringify(fewer));
assert.deepEqual(given, { a: 5, b: 3, c: 1 });
assert.deepEqual(fewer, { a: 5, b: 3, c: 2 });
JS
node seats.mjs
