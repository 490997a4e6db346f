import { quorumSeries } from '../../src/assemblies/quorum-series.js';

test('the series tells each change with what the same act recorded before it', () => {
  const at = (second: number) => `2026-11-23T10:00:0${second}.000Z`;
  const told = (number: number, second: number, type: string) => ({
    ...{ number, at: at(second), type },
    data: type === 'quorum.changed' ? { present: `${number}` } : null,
  });
  const series = quorumSeries([
    // Somebody of a member that was here already: the quorum did not move by that.
    told(3, 0, 'presence.entered'),
    told(5, 1, 'presence.entered'),
    told(6, 1, 'presence.entered'),
    told(7, 1, 'proxy.registered'),
    told(8, 1, 'quorum.changed'),
    told(9, 2, 'quorum.changed'),
  ]);
  expect(series).toEqual([
    {
      ...{ entry: 8, at: at(1), quorum: { present: '8' } },
      evidence: [
        { type: 'presence.entered', count: 2, entry: 5 },
        { type: 'proxy.registered', count: 1, entry: 7 },
      ],
    },
    { entry: 9, at: at(2), quorum: { present: '9' }, evidence: [] },
  ]);
});
