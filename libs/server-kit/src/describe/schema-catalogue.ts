import * as contracts from '@izdeu/contracts';
import { z } from 'zod';

export type JsonSchema = Record<string, unknown>;
/** What a caller sends, or what it gets: defaults and coercions make the two differ. */
export type Direction = 'input' | 'output';
type Dialect = 'draft-2020-12' | 'draft-7';

const componentName = (exportName: string): string =>
  exportName.charAt(0).toUpperCase() + exportName.slice(1).replace(/Schema$/, '');

/** Every schema the contracts export by name, and every event by its type. */
const namedSchemas = (): Map<z.ZodType, string> => {
  const names = new Map<z.ZodType, string>();
  for (const [name, value] of Object.entries(contracts) as [string, unknown][])
    if (name.endsWith('Schema') && value instanceof z.ZodType) names.set(value, componentName(name));
  for (const event of contracts.incidentEventSchema.options) names.set(event, event.shape.type.value);
  return names;
};

const isTransform = (schema: z.core.$ZodType): boolean => schema._zod.def.type === 'transform';

const convert = (
  schema: z.ZodType,
  direction: Direction,
  dialect: Dialect,
  names?: z.core.$ZodRegistry<{ id: string }>,
): JsonSchema => {
  const converted = z.toJSONSchema(schema, {
    io: direction,
    target: dialect,
    unrepresentable: 'any',
    metadata: names,
    override: ({ zodSchema, jsonSchema }) => {
      // "May not be assigned to" in TypeScript; in OpenAPI it would mean "may not be sent".
      delete jsonSchema.readOnly;
      const { def } = zodSchema._zod;
      // A transform of ours only tidies a value, so what comes out has the shape of what goes in.
      if (direction === 'output' && def.type === 'pipe' && isTransform(def.out))
        Object.assign(jsonSchema, convert(def.in as z.ZodType, direction, dialect));
    },
  });
  const plain = JSON.parse(JSON.stringify(converted)) as JsonSchema;
  delete plain.$schema;
  return plain;
};

const DEFINITION = /^#\/(?:\$defs|definitions)\//;

const withReferences = (value: unknown, rename: (name: string) => string): unknown => {
  if (Array.isArray(value)) return value.map((inner) => withReferences(inner, rename));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      key === '$ref' && typeof inner === 'string' && DEFINITION.test(inner)
        ? `#/components/schemas/${rename(inner.replace(DEFINITION, ''))}`
        : withReferences(inner, rename),
    ]),
  );
};

interface Converted {
  readonly roots: readonly JsonSchema[];
  readonly definitions: Readonly<Record<string, JsonSchema>>;
}

/** All schemas of one direction in one go: what they share is converted once. */
const convertAll = (schemas: readonly z.ZodType[], direction: Direction, dialect: Dialect): Converted => {
  const names = z.registry<{ id: string }>();
  for (const [schema, name] of namedSchemas()) names.add(schema, { id: name });
  // One level down, a named schema is a reference; at the very top it would be written out.
  const wrapper = z.object(Object.fromEntries(schemas.map((schema, index) => [`root${index}`, schema])));
  const { properties, $defs, definitions } = convert(wrapper, direction, dialect, names);
  return {
    roots: Object.values(properties as Record<string, JsonSchema>),
    definitions: ($defs ?? definitions ?? {}) as Record<string, JsonSchema>,
  };
};

/** Names whose sent and answered forms differ, by themselves or by something they refer to. */
const differingNames = (sent: Converted, answered: Converted): Set<string> => {
  const shared = Object.keys(sent.definitions).filter((name) => name in answered.definitions);
  const form = ({ definitions }: Converted, name: string) => JSON.stringify(definitions[name]);
  const differing = new Set(shared.filter((name) => form(sent, name) !== form(answered, name)));
  for (let before = -1; before !== differing.size;) {
    before = differing.size;
    for (const name of shared)
      withReferences(sent.definitions[name], (referred) => {
        if (differing.has(referred)) differing.add(name);
        return referred;
      });
  }
  return differing;
};

/**
 * Turns contract schemas into JSON Schema for one document. A schema that the contracts export by name becomes a
 * component; where the two directions differ, the one that is sent is called `<Name>Input`.
 */
export class SchemaCatalogue {
  /** All components, by name. */
  readonly schemas: Readonly<Record<string, JsonSchema>>;
  private readonly converted: Readonly<Record<Direction, ReadonlyMap<z.ZodType, JsonSchema>>>;

  constructor(dialect: Dialect, sent: readonly z.ZodType[], answered: readonly z.ZodType[]) {
    const input = convertAll(sent, 'input', dialect);
    const output = convertAll(answered, 'output', dialect);
    const differing = differingNames(input, output);
    const inputName = (name: string) => (differing.has(name) ? `${name}Input` : name);
    const outputName = (name: string) => name;
    const components = (from: Converted, rename: (name: string) => string) =>
      Object.entries(from.definitions).map(
        ([name, schema]) => [rename(name), withReferences(schema, rename) as JsonSchema] as const,
      );
    const rootsOf = (schemas: readonly z.ZodType[], from: Converted, rename: (name: string) => string) =>
      new Map(
        schemas.map((schema, index) => [schema, withReferences(from.roots[index], rename) as JsonSchema]),
      );
    this.schemas = Object.fromEntries(
      [...components(input, inputName), ...components(output, outputName)].sort(([a], [b]) =>
        a < b ? -1 : 1,
      ),
    );
    this.converted = {
      input: rootsOf(sent, input, inputName),
      output: rootsOf(answered, output, outputName),
    };
  }

  /** One of the schemas given to the constructor: written out, or a reference to a component. */
  describe(schema: z.ZodType, direction: Direction): JsonSchema {
    const found = this.converted[direction].get(schema);
    if (found === undefined) throw new Error('this schema was not given to the catalogue');
    return found;
  }
}
