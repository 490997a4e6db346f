import {
  correctAffiliation,
  correctBody,
  correctOrganisation,
  endAffiliation,
  renameOrganisation,
  strikeAffiliation,
} from '../../src/bodies/correcting.js';

const was = {
  ...{ name: 'Wolrd Federation', short: 'WF', formerName: null, kind: null, country: 'BE' },
  ...{ seat: 'Brussels', founded: '1979', foundedPlace: null, source: null },
};
const reason = 'A typing error';

describe('an organisation', () => {
  const correct = (facts: Parameters<typeof correctOrganisation>[1]['facts']) =>
    correctOrganisation(was, { organisation: 'wf', facts, reason });

  test('is corrected in what is said otherwise, with what was before', () => {
    expect(correct({ name: 'World Federation', short: null, seat: 'Brussels' })).toMatchObject({
      value: [
        {
          type: 'organisation.corrected',
          data: {
            organisation: 'wf',
            facts: { name: 'World Federation', short: null },
            was: { name: 'Wolrd Federation', short: 'WF' },
            reason,
          },
        },
      ],
    });
  });

  test.each([
    [{}, 'organisation.unchanged'],
    [{ name: was.name, country: 'BE' }, 'organisation.unchanged'],
    [{ founded: 'long ago' }, 'date.malformed'],
  ])('is not corrected by %j: %s', (facts, code) => {
    expect(correct(facts)).toMatchObject({ refusal: { code } });
  });

  test('that takes another name keeps the former one', () => {
    const rename = (name: string, from: string | null) =>
      renameOrganisation(was, { organisation: 'wf', name, short: 'UF', from, source: 'Minutes' });
    expect(rename('Union of Federations', '2026-05')).toMatchObject({
      value: [
        {
          type: 'organisation.renamed',
          data: {
            facts: { name: 'Union of Federations', short: 'UF', formerName: 'Wolrd Federation' },
            was: { name: 'Wolrd Federation', short: 'WF', formerName: null },
            from: '2026-05',
          },
        },
      ],
    });
    expect(rename(was.name, null)).toMatchObject({ refusal: { code: 'organisation.unchanged' } });
    expect(rename('Union', 'soon')).toMatchObject({ refusal: { code: 'date.malformed' } });
  });
});

test('the name of a body is corrected, with what it was', () => {
  const body = { name: 'Genral Assembly' };
  expect(correctBody(body, { body: 'ga', name: 'General Assembly', reason })).toMatchObject({
    value: [{ type: 'body.corrected', data: { facts: { name: 'General Assembly' }, was: body, reason } }],
  });
  expect(correctBody(body, { body: 'ga', name: body.name, reason })).toMatchObject({
    refusal: { code: 'body.unchanged' },
  });
});

describe('an affiliation', () => {
  const one = { id: 'a-1', child: 'union', parent: 'wf', from: '1990', to: null };
  const state = { ...one, above: new Set(['world']) };

  test('ends on a date, once, and not before it began', () => {
    expect(endAffiliation(one, { to: '2020', reason })).toMatchObject({
      value: [
        { type: 'affiliation.ended', data: { affiliation: 'a-1', child: 'union', parent: 'wf', to: '2020' } },
      ],
    });
    expect(endAffiliation({ ...one, to: '2020' }, { to: '2021', reason })).toMatchObject({
      refusal: { code: 'affiliation.ended', facts: { to: '2020' } },
    });
    expect(endAffiliation(one, { to: '1989', reason })).toMatchObject({
      refusal: { code: 'date.ends_before' },
    });
    expect(endAffiliation(one, { to: 'soon', reason })).toMatchObject({
      refusal: { code: 'date.malformed' },
    });
  });

  test('is corrected in its dates; without its end it must close no circle', () => {
    expect(correctAffiliation(state, { from: '1991-03', to: null, reason })).toMatchObject({
      value: [{ type: 'affiliation.corrected', data: { facts: { from: '1991-03' }, was: { from: '1990' } } }],
    });
    expect(correctAffiliation(state, { from: '1990', to: null, reason })).toMatchObject({
      refusal: { code: 'affiliation.unchanged' },
    });
    const ended = { ...state, to: '2000', above: new Set(['union']) };
    expect(correctAffiliation(ended, { from: '1990', to: null, reason })).toMatchObject({
      refusal: { code: 'affiliation.circle', facts: { organisation: 'wf' } },
    });
    expect(correctAffiliation(ended, { from: '1990', to: '2001', reason })).toMatchObject({ ok: true });
  });

  test('is struck with its dates', () => {
    expect(strikeAffiliation(one, { reason })).toMatchObject({
      value: [{ type: 'affiliation.struck', data: { was: { from: '1990', to: null }, reason } }],
    });
  });
});
