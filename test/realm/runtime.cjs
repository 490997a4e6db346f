const { createRequire } = require('node:module');
const path = require('node:path');
const { compileFunction } = require('node:vm');
const Runtime = require('jest-runtime').default;

const OWN = path.dirname(__dirname) + path.sep;
const packages = createRequire(OWN);

/** Where each file's source map is: that of a source is looked for in every later suite, so none is cleared away. */
const sourceMaps = new Map();
sourceMaps.clear = () => undefined;

/** Everything that is compiled is of the worker's own realm, so that an Error is one Error for tests, sources and node. */
class OneRealm extends Runtime {
  constructor(...all) {
    super(...all);
    this.transformCache.sourceMaps = sourceMaps;
    this.executor.compile = (source, filename) =>
      compileFunction(source, this.executor.injectedModuleParameters, { filename });
  }
}

/** The sources, loaded once for all suites of a worker; the packages they use are loaded by node itself. */
class Sources extends OneRealm {
  requireModule(from, name, ...more) {
    return isPackage(this, name) ? packages(name) : super.requireModule(from, name, ...more);
  }
}

/** @type {Sources | null} */
let sources = null;

const isPackage = (runtime, name) => !/^[./]/.test(name) && !runtime._resolution.isCoreModule(name);

/** A suite: its own files, those in `test`, are its alone. */
module.exports = class extends OneRealm {
  constructor(config, environment, resolver, transformer, cacheFS, ...more) {
    super(config, environment, resolver, transformer, cacheFS, ...more);
    sources ??= new Sources(config, environment, resolver, transformer, new Map(), ...more);
  }

  /** What keeps the suite itself, its tests and hooks, is the suite's own; the rest of jest is the worker's. */
  requireInternalModule(from, name) {
    return name && isPackage(this, name) && !name.startsWith('jest-circus')
      ? createRequire(from)(name)
      : super.requireInternalModule(from, name);
  }

  requireModule(from, name, options, ...more) {
    if (!options?.isInternalModule && name) {
      if (isPackage(this, name)) return packages(name);
      if (!this._resolution.isCoreModule(name) && !this._resolution.resolveCjs(from, name).startsWith(OWN))
        return sources.requireModule(from, name, options, ...more);
    }
    return super.requireModule(from, name, options, ...more);
  }
};
