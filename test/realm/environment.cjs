const { LegacyFakeTimers, ModernFakeTimers } = require('@jest/fake-timers');
const { ModuleMocker } = require('jest-mock');

const refs = { idToRef: (id) => ({ id, ref: () => id, unref: () => id }), refToId: (timer) => timer?.id };

/** What jest puts down in the realm for one suite, and would take up in the next. */
const OF_A_SUITE = new Set([
  ...['JEST_STATE_SYMBOL', 'EVENT_HANDLERS', 'TEST_TIMEOUT_SYMBOL', 'RETRY_TIMES', 'RETRY_IMMEDIATELY'],
  ...['WAIT_BEFORE_RETRY', 'LOG_ERRORS_BEFORE_RETRY'],
]);

/**
 * The worker's own realm, lent to a suite: what the suite changed in it is as before when it ends. What the sources and
 * packages put there stays, as they do.
 */
module.exports = class {
  constructor({ projectConfig: config }) {
    this.global = globalThis;
    this.moduleMocker = new ModuleMocker(globalThis);
    this.fakeTimers = new LegacyFakeTimers({
      ...{ config, global: globalThis, moduleMocker: this.moduleMocker, timerConfig: refs },
    });
    this.fakeTimersModern = new ModernFakeTimers({ config, global: globalThis });
    this.before = Object.getOwnPropertyDescriptors(globalThis);
    this.exit = Object.getOwnPropertyDescriptor(process, 'exit');
    this.variables = { ...process.env };
  }

  async setup() {
    // Each `expect` notes where it stands, and properties have hundreds of thousands.
    Error.stackTraceLimit = 20;
  }

  async teardown() {
    this.fakeTimers.dispose();
    this.fakeTimersModern.dispose();
    Object.defineProperty(process, 'exit', this.exit);
    for (const name of Object.keys(process.env)) if (!(name in this.variables)) delete process.env[name];
    Object.assign(process.env, this.variables);
    for (const key of Object.getOwnPropertySymbols(globalThis))
      if (OF_A_SUITE.has(key.description)) delete globalThis[key];
    for (const [key, own] of Object.entries(this.before))
      if (own.configurable && own.value !== Object.getOwnPropertyDescriptor(globalThis, key)?.value)
        Object.defineProperty(globalThis, key, own);
  }

  exportConditions() {
    return ['node', 'node-addons'];
  }

  /** None: test/realm/runtime.cjs compiles in the worker's own. */
  getVmContext() {
    return null;
  }
};
