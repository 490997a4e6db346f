/**
 * Stands in for zod in the browser (aliased in vite.config.ts). The client reads a contract for its places (method, path)
 * and, at compile time, for its types; only the server validates. This spares every phone some 60 kB of script. Any property
 * and any call gives the same stand-in, so schemas can be built and never used.
 */
const schema: unknown = new Proxy(function schema() {}, {
  get: (_, name) => (name === Symbol.toPrimitive ? () => '' : schema),
  apply: () => schema,
});

export const z = schema;
