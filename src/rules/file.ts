import type { Refusal, Result } from '../basics/result.js';
import { checkRuleSet, RuleSet } from './ruleset.js';

/**
 * A rule set as a file that people read, keep, compare and hand on: its data as JSON, in the order of the schema, a field a
 * line. What is written is read back as the same rule set.
 */
export const rulesText = (rules: RuleSet): string => `${JSON.stringify(RuleSet.parse(rules), null, 2)}\n`;

/** What is wrong in such a file, and in which line of it (from 1; null: not known). */
export interface FileFault {
  readonly line: number | null;
  readonly refusal: Refusal;
}

/**
 * Reads such a file. Codes: `rules.file_unreadable` (no JSON), `rules.file_unknown` {at}: a field that no rule set has, with its path;
 * else the first fault that `checkRuleSet` finds.
 */
export function readRulesText(text: string): Result<RuleSet, FileFault> {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch (error) {
    return faulty(lineSaid((error as Error).message, text), { code: 'rules.file_unreadable', facts: {} });
  }
  const parsed = RuleSet.safeParse(data);
  for (const issue of parsed.error?.issues ?? []) {
    if (issue.code !== 'unrecognized_keys') continue;
    const path = [...issue.path, issue.keys[0] ?? ''].map(String);
    return faulty(lineOf(text, path), { code: 'rules.file_unknown', facts: { at: path.join('.') } });
  }
  const checked = checkRuleSet(data);
  if (checked.ok) return checked;
  const { at } = checked.refusal.facts;
  return faulty(lineOf(text, typeof at === 'string' && at !== '' ? at.split('.') : []), checked.refusal);
}

const faulty = (line: number | null, refusal: Refusal): Result<never, FileFault> => ({
  ok: false,
  refusal: { line, refusal },
});

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
