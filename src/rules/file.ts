import { refuse, type Result } from '../basics/result.js';
import { checkRuleSet, RuleSet } from './ruleset.js';

/** In this order people read them; what a database gives back has lost its own. */
const FIELDS = [
  ...['v', 'classes', 'regions', 'chambers', 'votes', 'duesRequired', 'quorum', 'majorities', 'changeOfVote'],
  ...[
    'splitVotes',
    'showRunningResult',
    'proxies',
    'motions',
    'convening',
    'overDays',
    'languages',
    'presence',
  ],
];
const placeOf = (field: string): number => FIELDS.indexOf(field);

/**
 * A rule set as a file that people read, keep, compare and hand on: its data as JSON, a field a line. What is written is read
 * back as the same rule set.
 */
export const rulesText = (rules: RuleSet): string =>
  `${JSON.stringify(Object.fromEntries(Object.entries(rules).toSorted(([a], [b]) => placeOf(a) - placeOf(b))), null, 2)}\n`;

/**
 * Reads such a file, on the server: the schema is not in the browser. Each refusal has `line`, that of the file from 1 (null: not
 * known), and `at`, the path of the field. Codes: `rules.file_unreadable` (no JSON), `rules.file_unknown` {at}: a field that
 * no rule set has; else the first fault that `checkRuleSet` finds.
 */
export function readRulesText(text: string): Result<RuleSet> {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch (error) {
    return refuse('rules.file_unreadable', { line: lineSaid((error as Error).message, text) });
  }
  const parsed = RuleSet.safeParse(data);
  for (const issue of parsed.error?.issues ?? []) {
    if (issue.code !== 'unrecognized_keys') continue;
    const path = [...issue.path, issue.keys[0] ?? ''].map(String);
    return refuse('rules.file_unknown', { at: path.join('.'), line: lineOf(text, path) });
  }
  const checked = checkRuleSet(data);
  if (checked.ok) return checked;
  const { code, facts } = checked.refusal;
  const { at } = facts;
  const path = typeof at === 'string' && at !== '' ? at.split('.') : [];
  return { ok: false, refusal: { code, facts: { ...facts, line: lineOf(text, path) } } };
}

const lineAt = (text: string, offset: number): number => text.slice(0, offset).split('\n').length;

/** Engines say where JSON ends to be JSON in words of their own. */
function lineSaid(message: string, text: string): number | null {
  const line = /line (\d+)/.exec(message)?.[1];
  if (line) return Number(line);
  const position = /position (\d+)/.exec(message)?.[1];
  return position ? lineAt(text, Number(position)) : null;
}

interface Frame {
  key: string;
  readonly isList: boolean;
  /** In an object, a text that comes now is a key. */
  named: boolean;
}

/** The line in which JSON has the field of a path, or the nearest field around it that is there. */
export function lineOf(text: string, path: readonly string[]): number {
  const frames: Frame[] = [];
  let [found, deepest] = [0, 0];
  const look = (offset: number): void => {
    const here = frames.map(({ key }) => key);
    if (here.length <= deepest || here.length > path.length) return;
    if (here.some((key, depth) => key !== path[depth])) return;
    [found, deepest] = [offset, here.length];
  };
  for (const { 0: token, index } of text.matchAll(/"(?:[^"\\]|\\.)*"|[{}[\],]|[^\s{}[\],:"]+/g)) {
    const frame = frames.at(-1);
    if (token === '}' || token === ']') frames.pop();
    else if (token === ',') {
      if (frame)
        Object.assign(frame, frame.isList ? { key: String(Number(frame.key) + 1) } : { named: true });
    } else if (frame?.named) {
      Object.assign(frame, { key: String(JSON.parse(token)), named: false });
      look(index);
    } else {
      if (frame?.isList) look(index);
      if (token === '{') frames.push({ key: '', isList: false, named: true });
      if (token === '[') frames.push({ key: '0', isList: true, named: false });
    }
  }
  return lineAt(text, found);
}
