import { Batches } from '../../src/polls/ballots.queue.js';

/** A committer that waits until it is let go. */
function held() {
  const batches: { key: string; batch: readonly number[]; done: () => void }[] = [];
  const queue = new Batches<number>(
    (key, batch) => new Promise<void>((done) => batches.push({ key, batch, done })),
  );
  const until = async (count: number): Promise<void> => {
    while (batches.length < count) await new Promise((next) => setImmediate(next));
  };
  return { batches, queue, until };
}

test('what arrives together is one batch, of each key its own, in order', async () => {
  const { batches, queue, until } = held();
  for (let i = 0; i < 5; i++) queue.add(i % 2 === 0 ? 'even' : 'odd', i);
  await until(2);
  expect(Object.fromEntries(batches.map(({ key, batch }) => [key, batch]))).toEqual({
    even: [0, 2, 4],
    odd: [1, 3],
  });
  for (const { done } of batches) done();
});

test('three batches at once and no more; what waits goes when one has ended', async () => {
  const { batches, queue, until } = held();
  for (let i = 0; i < 2_000; i++) queue.add('poll', i);
  await until(3);
  expect(batches.map(({ batch }) => batch.length)).toEqual([400, 400, 400]);
  // Turns of the event loop in which a fourth could begin.
  await new Promise((next) => setTimeout(next, 20));
  expect(batches).toHaveLength(3);
  batches[1]!.done();
  await until(4);
  batches[0]!.done();
  await until(5);
  expect(batches.flatMap(({ batch }) => batch)).toEqual(Array.from({ length: 2_000 }, (_, i) => i));
  for (const { done } of batches) done();
});
