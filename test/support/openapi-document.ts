import { z } from 'zod';

const schema = z.looseObject({});
const content = z.record(
  z.string(),
  z.strictObject({ schema, examples: z.record(z.string(), z.strictObject({ value: z.unknown() })) }),
);
const link = z.strictObject({
  operationId: z.string(),
  description: z.string(),
  parameters: z.record(z.string(), z.string()),
});
const header = z.strictObject({
  description: z.string(),
  required: z.boolean(),
  example: z.string(),
  schema,
});
const response = z.strictObject({
  description: z.string(),
  headers: z.record(z.string(), header),
  content: content.optional(),
  links: z.record(z.string(), link).optional(),
});
const parameter = z.object({
  name: z.string(),
  in: z.enum(['path', 'query', 'header']),
  required: z.boolean(),
  description: z.string().min(1),
  schema,
  example: z.unknown().optional(),
});
const operation = z.strictObject({
  operationId: z.string(),
  summary: z.string().min(1),
  description: z.string().min(1),
  parameters: z.array(parameter),
  requestBody: z.strictObject({ required: z.boolean(), content }).optional(),
  responses: z.record(z.string(), response),
  security: z.array(z.record(z.string(), z.array(z.string()))),
});

/** As much of an OpenAPI document as a client reads. Strict where a misspelt word would go unnoticed. */
export const documentSchema = z.looseObject({
  openapi: z.literal('3.1.0'),
  servers: z.array(z.object({ url: z.string() })),
  paths: z.record(z.string(), z.partialRecord(z.enum(['get', 'post', 'put', 'patch', 'delete']), operation)),
  components: z.strictObject({
    schemas: z.record(z.string(), schema),
    securitySchemes: z.record(z.string(), z.looseObject({ type: z.string() })),
  }),
});

export type OpenApiDocument = z.infer<typeof documentSchema>;
export type OperationObject = z.infer<typeof operation>;
export type ResponseObject = z.infer<typeof response>;

/** Every operation, with its address and method. */
export function operationsOf({ paths }: OpenApiDocument) {
  return Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({ path, method, operation })),
  );
}
