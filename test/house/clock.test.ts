import { Logger } from '@nestjs/common';
import { Clock } from '../../src/house/clock.js';

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
beforeEach(() => {
  jest.useFakeTimers();
  clock = new TestClock();
  clock.onApplicationBootstrap();
});
afterEach(() => {
  jest.useRealTimers();
  jest.restoreAllMocks();
});

test('looks at its pace, and not while a look is under way', async () => {
  await jest.advanceTimersByTimeAsync(3_500);
  expect(clock.looks).toHaveLength(1);
  clock.looks[0]!.done();
  await jest.advanceTimersByTimeAsync(1_000);
  expect(clock.looks).toHaveLength(2);
});

test('a look that fails is said and followed by the next', async () => {
  const warned = jest.spyOn(Logger.prototype, 'warn').mockImplementation(() => undefined);
  await jest.advanceTimersByTimeAsync(1_000);
  clock.looks[0]!.fail();
  await jest.advanceTimersByTimeAsync(1_000);
  expect(warned).toHaveBeenCalledWith({ msg: 'nothing was done', error: 'away' });
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
