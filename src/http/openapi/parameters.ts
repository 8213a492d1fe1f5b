import { z } from 'zod';
import type { HeaderDescription } from './operation.ts';
import type { SchemaBook } from './schemas.ts';

const objectSchema = z.object({
  properties: z.record(z.string(), z.looseObject({ description: z.string().optional() })).default({}),
  required: z.array(z.string()).default([]),
});

const RUN_ID = '20261123T080000123Z-1f2e3d4c';

/** The parameters of a route, such as `runs/{runId}`. */
export function pathParameters(route: string) {
  const names = [...route.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
  return names.map((name) => ({
    ...{ name, in: 'path', required: true, description: 'From the answer that started the run, or from the list.' },
    ...{ schema: { type: 'string' }, example: RUN_ID },
  }));
}

/** The parameters of a query, from the schema by which it is read. */
export function queryParameters(query: z.ZodType, book: SchemaBook) {
  const { properties, required } = objectSchema.parse(book.of(query));
  return Object.entries(properties).map(([name, { description = '', ...schema }]) => ({
    ...{ name, in: 'query', required: required.includes(name), description, schema },
  }));
}

/** The headers of a request that are read. */
export function headerParameters(headers: Readonly<Record<string, HeaderDescription>>) {
  return Object.entries(headers).map(([name, { description, required = false, example }]) => ({
    ...{ name, in: 'header', required, description, schema: { type: 'string' }, example },
  }));
}
