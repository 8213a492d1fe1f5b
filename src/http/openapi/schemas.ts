import { z } from 'zod';

/** A JSON Schema of dialect 2020-12, as OpenAPI 3.1 has them. */
export type JsonSchema = Readonly<Record<string, unknown>>;

const metaSchema = z.object({ inQuery: z.record(z.string(), z.unknown()).optional() });
const madeSchema = z.looseObject({ $schema: z.string(), $defs: z.record(z.string(), z.looseObject({})).optional() });
const IN_DEFS = '#/$defs/';
const IN_COMPONENTS = '#/components/schemas/';

/** Turns zod schemas into JSON Schemas. Those with an `id` are described once, under `components`. */
export class SchemaBook {
  readonly #named = new Map<string, JsonSchema>();

  /** What a caller sends, or receives, to satisfy `schema`: objects may have further keys unless the schema is strict. */
  of(schema: z.ZodType): JsonSchema {
    const made = z.toJSONSchema(schema, {
      io: 'input',
      override: ({ zodSchema, jsonSchema }) => tidy(zodSchema, jsonSchema),
    });
    const { $schema: _, $defs = {}, ...rest } = madeSchema.parse(relocated(made));
    for (const [id, definition] of Object.entries($defs)) this.#named.set(id, definition);
    return rest;
  }

  /** All that were met so far and have an `id`, by it. */
  named(): Readonly<Record<string, JsonSchema>> {
    return Object.fromEntries([...this.#named].sort(([a], [b]) => (a < b ? -1 : 1)));
  }
}

/** Leaves out what zod adds for its own sake, and what a query parameter is as a text. */
function tidy(zodSchema: z.core.$ZodType, jsonSchema: z.core.JSONSchema.BaseSchema): void {
  const { inQuery } = metaSchema.parse(z.globalRegistry.get(zodSchema) ?? {});
  if (inQuery !== undefined) {
    const { description } = jsonSchema;
    for (const key of Object.keys(jsonSchema)) delete jsonSchema[key];
    Object.assign(jsonSchema, inQuery, description === undefined ? {} : { description });
  }
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
  // The format says it, and in words that people can read.
  if (jsonSchema.format === 'date-time') delete jsonSchema.pattern;
}

/** References lead to where the definitions go. */
function relocated(schema: unknown): unknown {
  return JSON.parse(JSON.stringify(schema), (key, value: unknown) =>
    key === '$ref' && typeof value === 'string' ? value.replace(IN_DEFS, IN_COMPONENTS) : value,
  );
}
