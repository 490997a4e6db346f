import fc from 'fast-check';
import type { Context } from '../../src/basics/event.js';
import { TURN_ORDERS } from '../../src/debate/debate.contract.js';
import type {
  AppealView,
  DebateEvent,
  SpeakersView,
  Stance,
  Turns,
} from '../../src/debate/debate.contract.js';
import {
  appeal,
  ask,
  call,
  changeList,
  endList,
  endSpeech,
  evolveAppeals,
  evolveSpeakers,
  leftAt,
  limitSpeech,
  onTheFloor,
  openList,
  pause,
  queueOf,
  resume,
  settleAppeal,
  strike,
  turnList,
  usedAt,
  voiceFor,
  withdraw,
  type Voice,
} from '../../src/debate/speakers.js';
import type { Result } from '../../src/basics/result.js';

/** A debate that is told as it happens: every event changes the list that the next act sees. */
class Debate {
  list: SpeakersView | null = null;
  private ids = 0;
  private ms = Date.parse('2026-05-01T10:00:00.000Z');

  get at(): string {
    return new Date(this.ms).toISOString();
  }

  get state() {
    return { assembly: 'a', list: this.list };
  }

  get context(): Context {
    return { at: this.at, actor: { kind: 'house', name: 'test' }, id: () => `id-${++this.ids}` };
  }

  /** Milliseconds go by. */
  after(ms: number): this {
    this.ms += ms;
    return this;
  }

  do(result: Result<DebateEvent[]>): DebateEvent[] {
    if (!result.ok) throw new Error(result.refusal.code);
    for (const { type, data, personal } of result.value) {
      const told = { type, data: { ...data, speaker: personal?.['name'] ?? null, ...personal }, at: this.at };
      this.list = evolveSpeakers(this.list, told as never);
    }
    return result.value;
  }

  open(order: Turns = [], limit: number | null = 60): this {
    this.do(openList(this.state, { about: null, order, limit, observers: false }, this.context));
    return this;
  }

  /** Who asks, a second after the one before; `a` speaks for member `a`. Returns the request. */
  ask(person: string, stance: Stance = 'neutral', more: Partial<Voice> = {}): string {
    this.after(1_000);
    const [event] = this.do(ask(this.state, { voice: voice(person, more), stance }, this.context));
    return (event!.data as { request: string }).request;
  }

  call(request: string, reason: string | null = null): string {
    const events = this.do(call(this.state, { request, reason }, this.context));
    return (events.at(-1)!.data as { speech: string }).speech;
  }

  get queue(): string {
    return queueOf(this.list!)
      .map(({ person, stance }) => (stance === 'point_of_order' ? `${person}!` : person))
      .join(' ');
  }

  /** Calls and ends them all; who spoke, in order. */
  hear(): string {
    const heard: string[] = [];
    while (this.list!.waiting.length > 0) {
      const next = queueOf(this.list!)[0]!;
      heard.push(next.person);
      const speech = this.call(next.request);
      this.after(1_000).do(endSpeech(this.state, speech, this.context));
    }
    return heard.join(' ');
  }
}

const voice = (person: string, more: Partial<Voice> = {}): Voice => ({
  ...{ person, speaker: person.toUpperCase(), member: person, name: `Member ${person}` },
  ...{ region: null, gender: null, role: 'delegate', ...more },
});

const code = (result: Result<unknown>): string => (result.ok ? 'ok' : result.refusal.code);

describe('the order of turns', () => {
  test('as they asked', () => {
    const debate = new Debate().open([]);
    for (const one of ['c', 'a', 'b']) debate.ask(one);
    expect(debate.queue).toBe('c a b');
    expect(debate.hear()).toBe('c a b');
  });

  test('for and against alternate; who is neither keeps the place in time', () => {
    const debate = new Debate().open(['alternate']);
    debate.ask('f1', 'for');
    debate.ask('f2', 'for');
    debate.ask('f3', 'for');
    debate.ask('n1', 'neutral');
    debate.ask('c1', 'against');
    expect(debate.queue).toBe('f1 n1 c1 f2 f3');
    debate.ask('c2', 'against');
    expect(debate.hear()).toBe('f1 n1 c1 f2 c2 f3');
  });

  test('who has not spoken goes first', () => {
    const debate = new Debate().open(['first_time_first']);
    debate.ask('a');
    debate.ask('b');
    expect(debate.hear()).toBe('a b');
    debate.ask('a');
    debate.ask('c');
    debate.ask('b');
    debate.ask('d');
    expect(debate.hear()).toBe('c d a b');
  });

  test.each(['by_region', 'by_gender'] as const)('%s: the group that has spoken least', (order) => {
    const debate = new Debate().open([order]);
    const of = (group: string | null) => (order === 'by_region' ? { region: group } : { gender: group });
    for (const one of ['x1', 'x2', 'x3']) debate.ask(one, 'neutral', of('x'));
    debate.ask('y1', 'neutral', of('y'));
    debate.ask('u1', 'neutral', of(null));
    debate.ask('y2', 'neutral', of('y'));
    expect(debate.hear()).toBe('x1 y1 u1 x2 y2 x3');
  });

  test('several rules decide one after the other', () => {
    const ask = (debate: Debate) => {
      debate.ask('a', 'neutral', { gender: 'x', region: 'r' });
      debate.ask('b', 'neutral', { gender: 'x', region: 's' });
      debate.ask('c', 'neutral', { gender: 'y', region: 'r' });
    };
    const heard = (order: Turns): string => {
      const debate = new Debate().open(order);
      ask(debate);
      debate.hear();
      ask(debate);
      debate.ask('d', 'neutral', { gender: 'x', region: 'r' });
      return debate.hear();
    };
    // Before: a and b of x, c of y. First speeches first, then the gender that has spoken least.
    expect(heard(['first_time_first', 'by_gender'])).toBe('d c a b');
    expect(heard(['by_gender', 'first_time_first'])).toBe('c d a b');
    expect(heard([])).toBe('a b c d');
  });

  test('points of order and replies come before turns, whatever the order', () => {
    const debate = new Debate().open(['by_region']);
    debate.ask('a');
    debate.ask('b', 'reply');
    debate.ask('c', 'point_of_order');
    expect(debate.queue).toBe('c! b a');
  });

  test('nobody is lost and nobody comes twice', () => {
    const orders = fc.shuffledSubarray([...TURN_ORDERS]);
    const stances = fc.constantFrom<Stance>('for', 'against', 'neutral', 'reply');
    const groups = fc.constantFrom('x', 'y', null);
    fc.assert(
      fc.property(orders, fc.array(fc.tuple(stances, groups, groups), { maxLength: 20 }), (order, asked) => {
        const debate = new Debate().open(order);
        const people = asked.map(([stance, region, gender], place) => {
          debate.ask(`p${place}`, stance, { region, gender });
          return `p${place}`;
        });
        expect(debate.queue.split(' ').filter(Boolean).toSorted()).toEqual(people.toSorted());
        // What the queue says is what happens while nobody else asks.
        const said = debate.queue;
        expect(debate.hear()).toBe(said);
      }),
    );
  });
});

describe('the clock', () => {
  test('a point of order keeps the remaining time to the millisecond', () => {
    const debate = new Debate().open([], 120);
    const speech = debate.call(debate.ask('a'));
    debate.after(33_217);
    const point = debate.ask('b', 'point_of_order');
    const raised = debate.call(point);
    expect(onTheFloor(debate.list!)).toMatchObject({ speaking: { person: 'b' }, waiting: { person: 'a' } });
    const kept = debate.list!.speeches[0]!;
    expect([kept.since, leftAt(kept, debate.at)]).toEqual([null, 120_000 - 34_217]);
    debate.after(600_000);
    expect(leftAt(debate.list!.speeches[0]!, debate.at)).toBe(85_783);
    debate.do(endSpeech(debate.state, raised, debate.context));
    expect(onTheFloor(debate.list!).speaking).toMatchObject({ speech, since: debate.at, interrupted: false });
    debate.after(100_000);
    expect(leftAt(debate.list!.speeches[0]!, debate.at)).toBe(-14_217);
    const [ended] = debate.do(endSpeech(debate.state, speech, debate.context));
    expect(ended!.data).toMatchObject({ elapsed: 134_217 });
  });

  test('a speech that the chair had paused does not run on by itself after a point of order', () => {
    const debate = new Debate().open();
    const speech = debate.call(debate.ask('a'));
    debate.after(5_000).do(pause(debate.state, speech, debate.context));
    const point = debate.call(debate.ask('b', 'point_of_order'));
    debate.do(endSpeech(debate.state, point, debate.context));
    expect(onTheFloor(debate.list!).speaking).toMatchObject({ speech, since: null, elapsed: 5_000 });
    expect(code(pause(debate.state, speech, debate.context))).toBe('speakers.clock_stands');
    debate.do(resume(debate.state, speech));
    expect(code(resume(debate.state, speech))).toBe('speakers.clock_runs');
  });

  test('the limit is of the speeches to come, unless it is changed for this one', () => {
    const debate = new Debate().open([], 60);
    const speech = debate.call(debate.ask('a'));
    debate.do(changeList(debate.state, { order: [], limit: 30, observers: false }));
    expect(debate.list!.speeches[0]!.limit).toBe(60);
    debate.do(limitSpeech(debate.state, { speech, limit: 90 }));
    expect(debate.list!.speeches[0]!.limit).toBe(90);
    debate.do(endSpeech(debate.state, speech, debate.context));
    debate.call(debate.ask('b'));
    expect(debate.list!.speeches[1]!.limit).toBe(30);
  });

  test('never runs backwards where clocks differ, and has no end without a limit', () => {
    const speech = { elapsed: 1_000, since: '2026-05-01T10:00:10.000Z', limit: null };
    expect(usedAt(speech, '2026-05-01T10:00:09.000Z')).toBe(1_000);
    expect(leftAt(speech, '2026-05-01T10:00:11.000Z')).toBeNull();
  });
});

describe('what is refused', () => {
  const cases: [string, (debate: Debate) => Result<unknown>, string][] = [
    [
      'a second list',
      (d) => openList(d.open().state, { about: null, ...RULING }, d.context),
      'speakers.other_open',
    ],
    [
      'asking without a list',
      (d) => ask(d.state, { voice: voice('a'), stance: 'for' }, d.context),
      'speakers.none',
    ],
    [
      'an observer where observers do not speak',
      (d) => ask(d.open().state, { voice: voice('a', { role: 'observer' }), stance: 'for' }, d.context),
      'speakers.observers',
    ],
    [
      'asking twice',
      (d) => {
        d.open().ask('a');
        return ask(d.state, { voice: voice('a'), stance: 'against' }, d.context);
      },
      'speakers.waiting',
    ],
    [
      'asking on a closed list',
      (d) => {
        d.open().do(turnList(d.state, 'closed'));
        return ask(d.state, { voice: voice('a'), stance: 'for' }, d.context);
      },
      'speakers.closed',
    ],
    [
      'closing twice',
      (d) => {
        d.open().do(turnList(d.state, 'closed'));
        return turnList(d.state, 'closed');
      },
      'speakers.wrong_state',
    ],
    [
      'calling out of turn without a reason',
      (d) => {
        d.open().ask('a');
        const request = d.ask('b');
        return call(d.state, { request, reason: null }, d.context);
      },
      'speakers.out_of_turn',
    ],
    [
      'calling while somebody speaks',
      (d) => {
        d.open().call(d.ask('a'));
        const request = d.ask('b');
        return call(d.state, { request, reason: null }, d.context);
      },
      'speakers.speaking',
    ],
    [
      'a point of order on a point of order',
      (d) => {
        d.open().call(d.ask('a', 'point_of_order'));
        const request = d.ask('b', 'point_of_order');
        return call(d.state, { request, reason: null }, d.context);
      },
      'speakers.speaking',
    ],
    [
      'a point of order on the own speech',
      (d) => {
        d.open().call(d.ask('a'));
        return ask(d.state, { voice: voice('a'), stance: 'point_of_order' }, d.context);
      },
      'speakers.own_speech',
    ],
    [
      'withdrawing what another asked',
      (d) => {
        const request = d.open().ask('a');
        return withdraw(d.state, { request, person: 'b' });
      },
      'speakers.not_waiting',
    ],
    [
      'striking what is not there',
      (d) => strike(d.open().state, { request: 'x', reason: 'Gone' }),
      'speakers.not_waiting',
    ],
    ['ending what has ended', (d) => endSpeech(d.open().state, 'x', d.context), 'speakers.not_speaking'],
  ];
  test.each(cases)('%s', (_name, attempt, expected) => {
    expect(code(attempt(new Debate()))).toBe(expected);
  });

  test('a closed list takes replies and points of order', () => {
    const debate = new Debate().open();
    debate.do(turnList(debate.state, 'closed'));
    debate.ask('a', 'reply');
    debate.ask('b', 'point_of_order');
    debate.do(turnList(debate.state, 'open'));
    debate.ask('c');
    expect(debate.queue).toBe('b! a c');
  });

  test('out of turn has a reason, which stays with the speech', () => {
    const debate = new Debate().open();
    debate.ask('a');
    debate.call(debate.ask('b'), 'Has a train to catch');
    expect(debate.list!.speeches[0]).toMatchObject({ person: 'b', reason: 'Has a train to catch' });
  });

  test('who ends the list ends the speeches with it', () => {
    const debate = new Debate().open();
    debate.call(debate.ask('a'));
    debate.after(2_000);
    debate.call(debate.ask('b', 'point_of_order'));
    const events = debate.after(500).do(endList(debate.state, debate.context));
    expect(events.map(({ type, data }) => [type, (data as { elapsed?: number }).elapsed])).toEqual([
      ['speakers.finished', 3_000],
      ['speakers.finished', 500],
      ['speakers.ended', undefined],
    ]);
    expect(debate.list).toBeNull();
  });
});

const RULING = { order: [], limit: null, observers: false } as const;

describe('for whom somebody speaks', () => {
  const own = [
    voice('p', { member: 'm2', name: 'B' }),
    voice('p', { member: 'm1', name: 'A', role: 'observer' }),
    voice('p', { member: 'm3', name: 'A', role: 'alternate' }),
  ];
  test.each([
    [null, 'm2'],
    ['m1', 'm1'],
    ['m9', 'speakers.not_accredited'],
  ])('%s: %s', (member, expected) => {
    const found = voiceFor(own, member);
    expect(found.ok ? found.value.member : found.refusal.code).toBe(expected);
  });

  test('of several the first by name', () => {
    const names = ['Zebra', 'Ökostrom', 'Member 10', 'Member 9'];
    const found = voiceFor(
      names.map((name) => voice('p', { member: name, name })),
      null,
    );
    expect(found).toMatchObject({ ok: true, value: { member: 'Member 9' } });
  });
});

test('an appeal waits until it is settled, by a vote where there was one', () => {
  const debate = new Debate();
  let appeals: AppealView[] = [];
  const told = (result: Result<DebateEvent[]>) => {
    if (!result.ok) throw new Error(result.refusal.code);
    for (const { type, data } of result.value)
      appeals = evolveAppeals(appeals, { type, data, at: debate.at } as never);
    return result.value[0]!.subject.appeal!;
  };
  const state = () => ({ assembly: 'a', appeals });
  const id = told(appeal(state(), { voice: voice('a'), about: 'Motion 3 was ruled out' }, debate.context));
  expect(appeals).toMatchObject([{ appeal: id, about: 'Motion 3 was ruled out', name: 'Member a' }]);
  expect(code(appeal(state(), { voice: voice('a'), about: 'Again' }, debate.context))).toBe('appeal.waits');
  told(settleAppeal(state(), { appeal: id, outcome: 'overruled', poll: 'poll-1' }));
  expect(appeals).toEqual([]);
  expect(code(settleAppeal(state(), { appeal: id, outcome: 'upheld', poll: null }))).toBe('appeal.unknown');
});
