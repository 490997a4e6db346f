const Sequencer = require('@jest/test-sequencer').default;

/** Has V8 count what is run: in a worker that has loaded the house before, that takes eight times as long. */
const isCounted = ({ path }) => path.endsWith('/instruments/cost.test.ts');

module.exports = class extends Sequencer {
  sort(tests) {
    return super.sort(tests).toSorted((a, b) => Number(isCounted(b)) - Number(isCounted(a)));
  }
};
