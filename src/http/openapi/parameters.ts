import { z } from 'zod';
import type { HeaderDescription } from './operation.ts';
import type { SchemaBook } from './schemas.ts';

const objectSchema = z.object({
  properties: z.record(z.string(), z.looseObject({ description: z.string().optional() })).default({}),
  required: z.array(z.string()).default([]),
});

/** What an id in a route names, by how the route begins. */
const IDS: Readonly<Record<string, { readonly description: string; readonly example: string }>> = {
  runs: {
    description: 'From the answer that started the run, or from the list.',
    example: '20261123T080000123Z-1f2e3d4c',
  },
  erasures: {
    description: 'From the answer that had the list prepared, or from the list of lists.',
    example: '20261123T081500000Z-5a6b7c8d',
  },
  requests: {
    description: 'From the answer that filed the request, or from the list.',
    example: '20261123T074500000Z-7a8b9c0d',
  },
  console: { description: 'Which page or file of the console; its first page has none.', example: 'requests' },
  returns: { description: 'From the list of returns.', example: '0f1e2d3c4b5a69788796a5b4c3d2e1f0' },
};

/** The parameters of a route, such as `runs/{runId}`. */
export function pathParameters(route: string) {
  const names = [...route.matchAll(/\{\*?(\w+)\}/g)].map(([, name = '']) => name);
  const { description = 'From an earlier answer.', example = 'a1' } = IDS[route.split('/')[0] ?? ''] ?? {};
  return names.map((name) => ({
    name,
    in: 'path',
    required: true,
    description,
    schema: { type: 'string' },
    example,
  }));
}

/** The parameters of a query, from the schema by which it is read. */
export function queryParameters(query: z.ZodType, book: SchemaBook) {
  const { properties, required } = objectSchema.parse(book.of(query));
  return Object.entries(properties).map(([name, { description = '', ...schema }]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    description,
    schema,
  }));
}

/** The headers of a request that are read. */
export function headerParameters(headers: Readonly<Record<string, HeaderDescription>>) {
  return Object.entries(headers).map(([name, { description, required = false, example }]) => ({
    name,
    in: 'header',
    required,
    description,
    schema: { type: 'string' },
    example,
  }));
}
