import { z } from 'zod';

/** An OpenAPI document, as far as it has to be described to itself. */
export const documentSchema = z.looseObject({
  openapi: z.string(),
  info: z.looseObject({ title: z.string(), version: z.string() }),
  paths: z.record(z.string(), z.unknown()),
});
