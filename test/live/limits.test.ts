import { addressOf, Seats, Turns } from '../../src/live/limits.js';

test('a burst goes through at once, what follows at its pace, and what would wait for long is refused', () => {
  const turns = new Turns({ burst: 10, perSecond: 5 });
  const waits = Array.from({ length: 30 }, () => turns.take('a', 1_000_000));
  expect(waits.slice(0, 10)).toEqual(Array(10).fill(0));
  expect(waits.slice(10, 20)).toEqual([200, 400, 600, 800, 1000, 1200, 1400, 1600, 1800, 2000]);
  expect(waits.slice(20)).toEqual(Array(10).fill(null));
  // Nobody else waits for it, and time gives the turns back.
  expect(turns.take('b', 1_000_000)).toBe(0);
  expect(turns.take('a', 1_000_000 + 2_200)).toBe(0);
  expect(turns.take('a', 1_000_000 + 60_000)).toBe(0);
});

test('it remembers only those who are asking', () => {
  const turns = new Turns({ burst: 10, perSecond: 5 });
  for (let i = 0; i < 20_000; i++) turns.take(`${i}`, i * 10);
  expect((turns as unknown as { due: Map<string, number> }).due.size).toBeLessThanOrEqual(10_001);
});

test('seats are counted by key, and come back', () => {
  const seats = new Seats(2);
  expect([seats.take('a'), seats.take('a'), seats.take('a'), seats.take('b')]).toEqual([
    true,
    true,
    false,
    true,
  ]);
  seats.leave('a');
  expect([seats.take('a'), seats.take('a')]).toEqual([true, false]);
});

test.each([
  ['10.0.0.1', undefined, 0, '10.0.0.1'],
  ['::ffff:10.0.0.1', undefined, 0, '10.0.0.1'],
  // What nobody in front has added is the visitor’s own word.
  ['10.0.0.1', '1.2.3.4', 0, '10.0.0.1'],
  ['10.0.0.1', '6.6.6.6, 1.2.3.4', 1, '1.2.3.4'],
  ['10.0.0.1', '6.6.6.6, 1.2.3.4, 10.0.0.2', 2, '1.2.3.4'],
  ['10.0.0.1', undefined, 1, '10.0.0.1'],
  ['2001:db8:1:2:3:4:5:6', undefined, 0, '2001:db8:1:2'],
])('%s, %s behind %i proxies is %s', (remote, forwarded, proxies, address) => {
  expect(addressOf({ remote, forwarded }, proxies)).toBe(address);
});
