import { representation, type Represented } from '../../src/assemblies/assembly.js';
import { readMembers } from '../../src/bodies/members.js';
import type { RuleSet } from '../../src/rules/ruleset.js';
import { templates } from '../../src/rules/templates.js';
import { open, type Entitlement, type Opening } from '../../src/polls/opening.js';
import { close, declare, type Box } from '../../src/polls/box.js';
import type { ResultView } from '../../src/polls/polls.contract.js';
import type { Choice } from '../../src/rules/vote.js';
import { contextAt } from '../context.js';

/** From the members' file, as a secretariat writes it, to the declared result, under every template. */
const context = () => contextAt('2026-11-23T10:00:00.000Z');

type Row = Readonly<Record<'class' | 'chamber' | 'country' | 'region', string>>;

/** Two members of every class, in turn in every chamber; no file says how many votes a member has. */
const rowsOf = ({ classes, chambers }: RuleSet): Row[] =>
  [...classes, ...classes].map((kind, place) => ({
    class: kind,
    chamber: chambers[place % Math.max(1, chambers.length)] ?? '',
    country: ['NO', 'FR', 'ES'][place % 3]!,
    region: '',
  }));

function attendanceOf(rules: RuleSet, rows: readonly Row[]): Represented[] {
  const csv = [
    'organisation,name,class,chamber,country,region,paid_up_to',
    ...rows.map(
      (row, i) => `union-${i},Union ${i},${row.class},${row.chamber},${row.country},${row.region},2099-12-31`,
    ),
  ].join('\n');
  const read = readMembers(csv, { organisations: [], members: new Map(), rules });
  if (!read.ok || read.value.faults.length > 0) throw new Error(JSON.stringify(read));
  return read.value.members.map((member, i) => ({
    ...member,
    ...{ member: member.organisation, paidUp: true, figure: '120000', proxies: [] },
    delegates: [
      { credential: `c${i}`, person: `p${i}`, role: 'delegate', state: 'accredited', present: true },
    ],
  }));
}

const openingOf = (rules: RuleSet, name: string, rows: readonly Row[]): Opening => {
  const floor = { assembly: 'oslo', rules, beginsAt: null, members: attendanceOf(rules, rows) };
  const { unit, lines, quorum } = representation(floor);
  return {
    ...{
      assembly: 'oslo',
      motion: 'm',
      contest: null,
      number: 1,
      titles: { en: 'Peace' },
      versionHash: null,
      cites: [],
      ruleSet: 'r',
    },
    ...{ majorityName: name, majority: rules.majorities[name]!, mayChange: rules.changeOfVote },
    ...{ maySplit: false, leastHours: null, showRunning: rules.showRunningResult, sittingOpen: true },
    ...{ unit, quorum, quorumAtOpening: rules.quorum.when === 'opening' },
    taken: { form: 'count', secrecy: 'recorded', channel: 'electronic', dueAt: null, remind: [] },
    roll: lines.map((line, place): Entitlement => ({
      ...{ entitlement: place + 1, member: line.member, name: line.name, class: line.class },
      ...{ country: line.country, region: line.region, chamber: line.chamber, weight: line.weight },
      ...{ represented: line.holder !== null, byProxy: line.byProxy, holder: line.holder },
    })),
  };
};

const boxOf = (opening: Opening, vote: (line: Entitlement) => Choice): Box => ({
  ...{ poll: 'p', assembly: 'oslo', motion: 'm', election: null, state: 'open', form: 'count' },
  ...{ countDemanded: false, dueAt: null, secrecy: 'recorded', splits: false, contest: null },
  ...{ majority: opening.majority, unit: opening.unit, counts: {}, result: null },
  quorumAtClose: opening.quorumAtOpening ? null : opening.quorum,
  lines: opening.roll.map((line) => ({
    ...line,
    ...{ attending: true, channel: 'electronic', ballot: `b${line.entitlement}`, vote: vote(line) },
  })),
});

function decided(
  opening: Opening,
  vote: (line: Entitlement) => Choice,
  casting: 'for' | null = null,
): ResultView {
  const opened = open(opening, context());
  if (!opened.ok) throw new Error(JSON.stringify(opened.refusal));
  const box = boxOf(opening, vote);
  const closed = close(box, context());
  if (!closed.ok) throw new Error(JSON.stringify(closed.refusal));
  const [, counted] = closed.value;
  const { result } = (counted as Extract<typeof counted, { type: 'poll.counted' }>).data;
  const declared = declare({ ...box, state: 'closed', result }, casting);
  if (!declared.ok) throw new Error(JSON.stringify(declared.refusal));
  return declared.value;
}

const CASES = Object.entries(templates as Record<string, RuleSet>).flatMap(([template, rules]) =>
  Object.keys(rules.majorities).map((name) => [template, name, rules] as const),
);

test('there is a majority to try under each template', () => {
  expect(CASES.length).toBeGreaterThan(8);
});

describe.each(CASES)('%s, %s', (_template, name, rules) => {
  const rows = rowsOf(rules);

  test('a unanimous vote is adopted, one against by all is rejected', () => {
    const opening = openingOf(rules, name, rows);
    expect(opening.roll.length).toBeGreaterThan(1);
    expect(decided(opening, () => 'for').outcome).toBe('adopted');
    expect(decided(opening, () => 'against').outcome).toBe('rejected');
    expect(decided(opening, () => 'abstain').outcome).toBe('rejected');
  });

  test('no poll opens on a roll by which nothing could be adopted', () => {
    const { chambers } = rules;
    const refusal = (some: readonly Row[]) => {
      const opened = open(openingOf(rules, name, some), context());
      return opened.ok ? null : opened.refusal;
    };
    if (chambers.length > 0) {
      const [one, two] = chambers as [string, string];
      expect(refusal(rows.map((row) => ({ ...row, chamber: '' })))).toEqual({
        code: 'roll.group_empty',
        facts: { names: [one] },
      });
      expect(refusal(rows.map((row) => ({ ...row, chamber: one })))).toEqual({
        code: 'roll.group_empty',
        facts: { names: [two] },
      });
      const without = rows.map((row, place) => (place === 0 ? { ...row, chamber: '' } : row));
      expect(refusal([...without, ...rows])).toEqual({
        code: 'roll.no_chamber',
        facts: { members: ['Union 0'] },
      });
    }
    const asked = rules.majorities[name]!.requirements.find(({ group }) => group.kind === 'class')?.group;
    if (asked?.kind === 'class')
      expect(refusal(rows.filter((row) => !asked.of.includes(row.class)))).toMatchObject({
        code: expect.stringMatching(/^(roll\.group_empty|quorum\.missing)$/),
      });
  });
});

test('votes by class count where the members’ file has no column of votes: one of three outvotes two of one', () => {
  const rules: RuleSet = {
    ...templates.roberts,
    classes: ['large', 'small'],
    quorum: { ...templates.roberts.quorum, classes: null },
    votes: { perMember: { large: '3', small: '1' } },
  };
  const rows = ['large', 'small', 'small'].map((kind) => ({
    class: kind,
    chamber: '',
    country: '',
    region: '',
  }));
  const result = decided(openingOf(rules, 'ordinary', rows), (line) =>
    line.class === 'large' ? 'for' : 'against',
  );
  expect(result).toMatchObject({
    outcome: 'adopted',
    totals: { weight: { for: '3', against: '2' }, members: { for: 1, against: 2 } },
  });
});

test('a casting vote leaves the arithmetic of the quorum in the result', () => {
  const rules: RuleSet = {
    ...templates.roberts,
    majorities: { ordinary: { ...templates.roberts.majorities.ordinary, tie: 'casting_vote' } },
  };
  const rows = rowsOf({ ...rules, classes: ['member'] });
  const opening = openingOf(rules, 'ordinary', rows);
  const result = decided(opening, ({ entitlement }) => (entitlement === 1 ? 'for' : 'against'), 'for');
  expect(result).toMatchObject({ outcome: 'adopted', casting: 'for' });
  expect(result.steps.map(({ code }) => code)).toEqual([
    ...['tally.count', 'quorum.members', 'majority.simple', 'tie.casting_vote'],
  ]);
});

test('weights that no reply could show open no poll; those that caps of many countries make are shown', () => {
  const opening = openingOf(templates.roberts, 'ordinary', rowsOf(templates.roberts));
  const fine = (digits: number): Opening => ({ ...opening, unit: 10n ** BigInt(digits - 1) });
  expect(open(fine(200), context()).ok).toBe(true);
  expect(open(fine(201), context())).toMatchObject({
    refusal: { code: 'roll.too_fine', facts: { digits: 201, limit: 200 } },
  });
  const heavy = opening.roll.map((line) => ({ ...line, weight: 10n ** 200n }));
  expect(open({ ...opening, roll: heavy }, context())).toMatchObject({ refusal: { code: 'roll.too_fine' } });
});
