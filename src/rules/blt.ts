import { ok, refuse } from '../basics/result.js';
import type { Refusal, Result } from '../basics/result.js';
import { must } from '../basics/must.js';
import type { Election } from './tally/ballot.js';

/**
 * Reads an election in the BLT format (Hill, Wichmann and Woodall 1987, as OpenSTV and OpaVote extend it):
 *
 *     4 2              candidates, seats
 *     -2               withdrawn: minus and number, any number of them; may be missing
 *     3 1 3=4 0        a ballot: weight, candidates best first, 0; `=` joins equals
 *     (b7) 1 4 - 2 0   with the ballot's id, which is read over; - is a rank left out: what follows moves up
 *     0                the ballots end
 *     "Ann"            a name for each candidate, also without quotes on a line of its own
 *     "Bob" "Greens"   what follows a name that stands on a line of its own is said of it
 *     "Title"
 *
 * A ballot ends with its 0, on the line on which it starts: some programs read on over the end of a line and others take
 * it for the 0, so one that goes on cannot be read without a guess. Else lines do not matter, and end as any system ends
 * them. A `#` outside a name starts a comment. Weights may have decimals: they are kept exactly, in units of 1/`unit` of
 * a vote. A ballot may list fewer candidates than there are, or none.
 *
 * Refuses what it cannot read without a guess; all facts have the `line`: `blt.ends_early`, `blt.number_expected` {found},
 * `blt.no_candidates`, `blt.no_seats`, `blt.too_large` {found}, `blt.weight` {found}, `blt.ballot_unfinished`,
 * `blt.candidate_unknown` {found, candidates}, `blt.candidate_twice` {found}, `blt.name_expected` {found},
 * `blt.names_missing` {found, candidates}, `blt.names_too_many` {candidates}, `blt.weights_too_large`. Cost: one pass.
 */
export function readBlt(text: string): Result<Election> {
  const draft: Draft = {
    length: text.length,
    reads: 'candidates',
    candidates: 0,
    seats: 0,
    withdrawn: new Set(),
    marks: [],
    starts: [0],
    weights: [],
    places: [],
    namedBy: new Int32Array(0),
    names: [],
  };
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n?|\n/);
  for (const [number, line] of lines.entries()) {
    for (let at = pastBlanks(line, 0); at < line.length; at = pastBlanks(line, at)) {
      const read = readAt(draft, line, at);
      if (typeof read !== 'number') return refuse(read.code, { ...read.facts, line: number + 1 });
      at = read;
    }
  }
  const end = electionOf(draft);
  return 'code' in end ? refuse(end.code, { ...end.facts, line: lines.length }) : ok(end);
}

/** What is read so far. */
interface Draft {
  /** Of the whole text: no file has more candidates than characters. */
  readonly length: number;
  reads: 'candidates' | 'seats' | 'withdrawn' | 'ballots' | 'names';
  candidates: number;
  seats: number;
  readonly withdrawn: Set<number>;
  /** As in `Box`. */
  readonly marks: number[];
  readonly starts: number[];
  /** A weight of 2.50 is 25 here and 1 in `places`. */
  readonly weights: number[];
  readonly places: number[];
  /** By candidate, the last ballot that names it, from 1. */
  namedBy: Int32Array;
  /** By line. */
  readonly names: (readonly string[])[];
}

/** Where the line goes on, or why it cannot be read. */
type Read = number | Refusal;

/** More digits than these are not exact as a number. */
const DIGITS = 15;
const [TAB, SPACE, HASH, MINUS, ZERO, NINE, EQUALS] = [9, 32, 35, 45, 48, 57, 61] as const;

function readAt(draft: Draft, line: string, at: number): Read {
  switch (draft.reads) {
    case 'candidates':
    case 'seats': {
      const { value, end, refused } = numberAt(line, at);
      if (refused) return refused;
      const what = draft.reads;
      if (value === 0) return { code: `blt.no_${what}`, facts: {} };
      if (what === 'candidates' && value > draft.length) return tooLarge(String(value));
      draft[what] = value;
      draft.reads = what === 'candidates' ? 'seats' : 'withdrawn';
      if (what === 'candidates') draft.namedBy = new Int32Array(value);
      return end;
    }
    case 'withdrawn': {
      if (line.charCodeAt(at) !== MINUS) {
        draft.reads = 'ballots';
        return at;
      }
      const { value, end, refused } = numberAt(line, at + 1);
      if (refused) return refused;
      if (value < 1 || value > draft.candidates) return unknown(draft, String(value));
      draft.withdrawn.add(value - 1);
      return end;
    }
    case 'ballots': {
      const id = /\([^)]*\)\s*/y;
      id.lastIndex = at;
      const start = id.test(line) ? id.lastIndex : at;
      const end = wordEnd(line, start);
      const word = line.slice(start, end);
      if (word === '0' && start === at) {
        draft.reads = 'names';
        return end;
      }
      const weight = weightOf(word);
      if ('code' in weight) return weight;
      draft.weights.push(weight.digits);
      draft.places.push(weight.places);
      return readRanks(draft, line, end);
    }
    case 'names': {
      const names = namesIn(line.slice(at));
      if (!names) return { code: 'blt.name_expected', facts: { found: line.slice(at, at + 80).trim() } };
      draft.names.push(names);
      const { candidates } = draft;
      return draft.names.length > candidates + 1
        ? { code: 'blt.names_too_many', facts: { candidates } }
        : line.length;
    }
  }
}

/** The candidates of one ballot, to its 0. */
function readRanks(draft: Draft, line: string, from: number): Read {
  const ballot = draft.weights.length;
  let equal = false;
  for (let at = pastBlanks(line, from); at < line.length; at = equal ? at : pastBlanks(line, at)) {
    const code = line.charCodeAt(at);
    const alone = !equal && blankAt(line, at + 1);
    if (alone && code === ZERO) {
      draft.starts.push(draft.marks.length);
      return at + 1;
    }
    if (alone && code === MINUS) {
      at++;
      continue;
    }
    let end = at;
    let number = 0;
    for (let digit = code; digit >= ZERO && digit <= NINE; digit = line.charCodeAt(++end))
      number = number * 10 + digit - ZERO;
    if (end === at) return { code: 'blt.number_expected', facts: { found: wordAround(line, at) } };
    if (number < 1 || number > draft.candidates) return unknown(draft, line.slice(at, end));
    if (draft.namedBy[number - 1] === ballot)
      return { code: 'blt.candidate_twice', facts: { found: number } };
    draft.namedBy[number - 1] = ballot;
    draft.marks.push(equal ? -number : number - 1);
    equal = line.charCodeAt(end) === EQUALS;
    if (!equal && !blankAt(line, end))
      return { code: 'blt.number_expected', facts: { found: wordAround(line, at) } };
    at = equal ? end + 1 : end;
  }
  return { code: 'blt.ballot_unfinished', facts: {} };
}

/** What the rest of a line names: one without quotes, which no ballot looks like, or any number in quotes. */
function namesIn(rest: string): readonly string[] | null {
  if (!rest.startsWith('"'))
    return /^[-\d\s=.()]*(?:#|$)/.test(rest) ? null : [rest.replace(/#.*/, '').trim()];
  // A name may hold quotes and #: it goes to the last quote before the end of the line or its comment.
  const quoted = /^"(.*?)"\s*(?:#.*)?$/.exec(rest)?.[1];
  return quoted === undefined ? null : quoted.split(/"\s+"/).map((name) => name.replace(/[\\"]"/g, '"'));
}

/** Several names on a line are as many candidates, or, where that is too many, one and what is said of it. */
function candidatesAndTitle({ names, candidates }: Draft): readonly string[] {
  const all = names.flat();
  return all.length > candidates + 1 && names.length === candidates + 1
    ? names.map((line) => line.join(', '))
    : all;
}

/** Decimals without end zeros count as places: 2.50 is 25 and 1. */
function weightOf(word: string): { readonly digits: number; readonly places: number } | Refusal {
  const found = /^(\d+)(?:\.(\d+))?$/.exec(word);
  if (!found) return { code: 'blt.weight', facts: { found: word.slice(0, 80) } };
  const [, whole = '', decimals = ''] = found;
  const places = decimals.replace(/0+$/, '');
  const digits = (whole + places).replace(/^0+/, '');
  return digits.length > DIGITS || places.length > DIGITS
    ? tooLarge(word)
    : { digits: Number(digits), places: places.length };
}

/** The election at the end of the text, or why it cannot end here. */
function electionOf(draft: Draft): Election | Refusal {
  const { reads, candidates, seats, withdrawn } = draft;
  const names = candidatesAndTitle(draft);
  if (reads !== 'names') return { code: 'blt.ends_early', facts: {} };
  const title = names[candidates];
  if (title === undefined) return { code: 'blt.names_missing', facts: { found: names.length, candidates } };
  if (names.length > candidates + 1) return { code: 'blt.names_too_many', facts: { candidates } };
  const most = draft.places.reduce((a, b) => Math.max(a, b), 0);
  const weights = Float64Array.from(
    draft.weights,
    (digits, at) => digits * 10 ** (most - must(draft.places[at], 'places of the weight')),
  );
  if (weights.reduce((a, b) => a + b, 0) > Number.MAX_SAFE_INTEGER)
    return { code: 'blt.weights_too_large', facts: {} };
  return {
    title,
    seats,
    candidates: names.slice(0, candidates),
    withdrawn,
    unit: 10n ** BigInt(most),
    box: { weights, starts: Uint32Array.from(draft.starts), marks: Int32Array.from(draft.marks) },
  };
}

function numberAt(line: string, at: number) {
  const end = wordEnd(line, at);
  const word = line.slice(at, end);
  const refused = !/^\d+$/.test(word)
    ? { code: 'blt.number_expected', facts: { found: wordAround(line, at) } }
    : word.length > DIGITS
      ? tooLarge(word)
      : null;
  return { value: Number(word), end, refused };
}

const unknown = ({ candidates }: Draft, found: string): Refusal => ({
  code: 'blt.candidate_unknown',
  facts: { found: found.slice(0, 80), candidates },
});

const tooLarge = (found: string): Refusal => ({
  code: 'blt.too_large',
  facts: { found: found.slice(0, 80) },
});

function blankAt(line: string, at: number): boolean {
  const code = line.charCodeAt(at);
  return at >= line.length || code === SPACE || code === TAB || code === HASH;
}

/** Over blanks; a comment ends the line. */
function pastBlanks(line: string, from: number): number {
  let at = from;
  while (at < line.length && blankAt(line, at)) at = line.charCodeAt(at) === HASH ? line.length : at + 1;
  return at;
}

function wordEnd(line: string, from: number): number {
  let at = from;
  while (!blankAt(line, at)) at++;
  return at;
}

function wordAround(line: string, at: number): string {
  let start = at;
  while (start > 0 && !blankAt(line, start - 1)) start--;
  return line.slice(start, wordEnd(line, at)).slice(0, 80);
}
