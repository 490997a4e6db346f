/**
 * Stands in for zod in the browser (aliased in vite.config.ts). The client reads a contract for its places (method, path)
 * and, at compile time, for its types; only the server validates. This spares every phone some 60 kB of script. Any property
 * and any call gives the same stand-in, so schemas can be built; whoever uses one is told at once.
 */
const USES = new Set<string | symbol>(['parse', 'safeParse', 'options']);
const schema: unknown = new Proxy(function schema() {}, {
  get: (_, name) => {
    if (USES.has(name)) throw new TypeError(`a schema is not there in the browser: ${String(name)}`);
    return name === Symbol.toPrimitive ? () => '' : schema;
  },
  apply: () => schema,
});

export const z = schema;
