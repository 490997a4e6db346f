import { Session, type Profiler } from 'node:inspector';
import { setFlagsFromString } from 'node:v8';

/** Code that is thrown away and compiled again, or compiled to be faster, is counted otherwise. */
const COMPILERS = ['flush-bytecode', 'opt', 'sparkplug'];
/** Of the whole process, in which other tests run after these: they are on again as soon as it is counted. */
const compile = (on: boolean): void => {
  for (const name of COMPILERS) setFlagsFromString(`--${on ? '' : 'no-'}${name}`);
};
/** This one stays off: Node's V8 has it off by default, or on, by its version, and does not say which. */
setFlagsFromString('--no-maglev');

const session = new Session();
session.connect();

function ask<T>(method: string, params: object = {}): T {
  let answer: T | null = null;
  session.post(method, params, (error: Error | null, said?: object) => {
    if (error) throw error;
    answer = said as T;
  });
  return answer!;
}

const OURS = new RegExp(
  `^(file://)?${process.cwd()}/(src|node_modules/(diff|saxes|htmlparser2|csv-parse|entities))/`,
);

/**
 * How often pieces of the code are run by `work`, the house's own and that of packages: V8 counts them, so that the same work
 * is the same number on every machine. What the engine does within one piece (a pattern, a sort) is not in it.
 */
export function stepsOf(work: () => unknown): number {
  compile(false);
  ask('Profiler.enable');
  ask('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
  try {
    // What is compiled, or made once, is so by now.
    work();
    ask('Profiler.takePreciseCoverage');
    work();
    const { result } = ask<Profiler.TakePreciseCoverageReturnType>('Profiler.takePreciseCoverage');
    return result
      .filter(({ url }) => OURS.test(url))
      .flatMap(({ functions }) => functions.flatMap(({ ranges }) => ranges))
      .reduce((sum, { count }) => sum + count, 0);
  } finally {
    ask('Profiler.stopPreciseCoverage');
    ask('Profiler.disable');
    compile(true);
  }
}
