/**
 * Stands in for zod in the console's bundle (see vite.config.ts). Route declarations carry their schemas, but only
 * the server checks with them; without this every phone would download 35 kB of checks it never runs.
 * Building a schema does nothing, asking it for anything is a mistake and says so.
 */
const ANSWERS = new Set(['parse', 'safeParse', 'parseAsync', 'safeParseAsync', 'options', 'enum']);

const schema: object = new Proxy(() => undefined, {
  get: (_target, name) => {
    if (typeof name === 'symbol') return undefined;
    if (ANSWERS.has(name)) throw new Error(`schemas are checked by the server; the console has no .${name}`);
    return name === 'shape' ? {} : schema;
  },
  apply: () => schema,
});

/** `z.enum(…)` builds a schema while `schema.enum` asks one, so the root answers everything. */
export const z = new Proxy({}, { get: () => schema });
