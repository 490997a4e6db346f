import { Test } from '@nestjs/testing';
import { Clock } from '../../src/house/clock.js';
import { LOGGER } from '../../src/house/logger.js';

/** Each look lasts until the test ends it. */
class TestClock extends Clock {
  readonly looks: { done: () => void; fail: () => void }[] = [];

  constructor() {
    super(1_000, 'nothing was done');
  }

  protected look(): Promise<void> {
    return new Promise((done, failed) => {
      this.looks.push({ done, fail: () => failed(new Error('away')) });
    });
  }
}

let clock: TestClock;
const lines: unknown[][] = [];
const logger = { warn: (...line: unknown[]) => lines.push(line) };
beforeEach(async () => {
  const given = [TestClock, { provide: LOGGER, useValue: logger }];
  clock = (await Test.createTestingModule({ providers: given }).compile()).get(TestClock);
  jest.useFakeTimers();
  clock.onApplicationBootstrap();
});
afterEach(() => {
  jest.useRealTimers();
});

test('looks at its pace, and not while a look is under way', async () => {
  await jest.advanceTimersByTimeAsync(3_500);
  expect(clock.looks).toHaveLength(1);
  clock.looks[0]!.done();
  await jest.advanceTimersByTimeAsync(1_000);
  expect(clock.looks).toHaveLength(2);
});

test('a look that fails is said and followed by the next', async () => {
  await jest.advanceTimersByTimeAsync(1_000);
  clock.looks[0]!.fail();
  await jest.advanceTimersByTimeAsync(1_000);
  expect(lines).toEqual([[{ error: { name: 'Error', message: 'away' } }, 'nothing was done']]);
  expect(clock.looks).toHaveLength(2);
});

test('a house that closes waits for the look under way, and begins no other', async () => {
  await jest.advanceTimersByTimeAsync(1_000);
  let closed = false;
  const closing = clock.onModuleDestroy().then(() => (closed = true));
  await jest.advanceTimersByTimeAsync(5_000);
  expect([closed, clock.looks.length]).toEqual([false, 1]);
  clock.looks[0]!.done();
  await closing;
  expect(closed).toBe(true);
});
