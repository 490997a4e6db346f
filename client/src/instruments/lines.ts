import { must } from '../../../src/basics/must.js';
import type { Clause, ClauseKind } from '../../../src/instruments/clause.js';
import { runsOf, sameRuns, textOf } from '../../../src/instruments/inline.js';
import type { Run } from '../../../src/instruments/inline.js';

/** A clause as the editor holds it: in reading order, with how deep it stands in place of its parent. */
export interface Line {
  readonly id: string;
  readonly kind: ClauseKind;
  readonly depth: number;
  readonly runs: readonly Run[];
}

type Placed = Pick<Line, 'depth'>;

/** The lines of a text. */
export function linesOf(clauses: readonly Clause[]): Line[] {
  const depths = new Map<string, number>();
  return clauses.map(({ id, kind, parent, text }) => {
    const depth = parent === null ? 0 : (depths.get(parent) ?? -1) + 1;
    depths.set(id, depth);
    return { id, kind, depth, runs: runsOf(text) };
  });
}

const NOTHING: ReadonlyMap<string, string> = new Map();

/**
 * The text of lines. A line that is too deep stands beneath the one before. What reads like the text that was `given` is
 * that text, sign by sign; a line that was not given and has no words is no clause yet.
 */
export function clausesOf(lines: readonly Line[], given: ReadonlyMap<string, string> = NOTHING): Clause[] {
  const open: string[] = [];
  const clauses: Clause[] = [];
  for (const { id, kind, depth, runs } of lines) {
    const old = given.get(id);
    const text = old !== undefined && sameRuns(runsOf(old), runs) ? old : cleaned(textOf(runs));
    if (text === '' && old === undefined) continue;
    open.splice(depth);
    clauses.push({ id, kind, parent: open.at(-1) ?? null, text });
    open.push(id);
  }
  return clauses;
}

/** One line without blanks at its ends. */
const cleaned = (text: string): string => text.replace(/\p{Cc}+/gu, ' ').trim();

/** The depths as they may be: the first line is at the top, none is more than one below the line before. */
export function settled(depths: readonly number[]): number[] {
  let before = -1;
  return depths.map((depth) => (before = Math.max(0, Math.min(depth, before + 1))));
}

const depthAt = (lines: readonly Placed[], at: number): number => must(lines[at], 'line').depth;

/** Where what stands beneath a line ends, exclusive. */
export function endOf(lines: readonly Placed[], at: number): number {
  const depth = depthAt(lines, at);
  const next = lines.findIndex((line, place) => place > at && line.depth <= depth);
  return next < 0 ? lines.length : next;
}

export const mayGoIn = (lines: readonly Placed[], at: number): boolean =>
  at > 0 && depthAt(lines, at) <= depthAt(lines, at - 1);

export const mayGoOut = (lines: readonly Placed[], at: number): boolean => depthAt(lines, at) > 0;

/** Before which line a line goes with all beneath it when it moves up or down among its own; null: it is the first or last. */
export function destination(lines: readonly Placed[], at: number, direction: 'up' | 'down'): number | null {
  const depth = depthAt(lines, at);
  if (direction === 'down') {
    const end = endOf(lines, at);
    return lines[end]?.depth === depth ? endOf(lines, end) : null;
  }
  const before = lines.findLastIndex((line, place) => place < at && line.depth <= depth);
  return lines[before]?.depth === depth ? before : null;
}

/** What a new line is below another: beneath it where it has others, or where it is a heading of any kind. */
export function following(lines: readonly Line[], at: number): Pick<Line, 'kind' | 'depth'> {
  const { kind, depth } = must(lines[at], 'line');
  const next = lines[at + 1];
  if (next && next.depth > depth) return { kind: next.kind, depth: next.depth };
  if (kind === 'title') return { kind: 'paragraph', depth };
  if (kind === 'heading' || kind === 'preamble') return { kind: 'paragraph', depth: depth + 1 };
  return { kind, depth };
}
