import { z } from 'zod';

/** HubSpot ids are whole numbers; they are kept as text, whatever an endpoint prints them as. */
export const idSchema = z
  .union([z.string(), z.number()])
  .transform(String)
  .pipe(z.string().regex(/^\d{1,19}$/));

/** Cursor to the next page; absent on the last one. */
export const pagingSchema = z.object({ next: z.object({ after: z.coerce.string() }).optional() }).optional();

/** One CRM record. */
export const recordSchema = z.object({
  id: idSchema,
  properties: z.record(z.string(), z.string().nullable()),
  createdAt: z.string().optional(),
  updatedAt: z.string().optional(),
  archived: z.boolean().optional(),
  objectWriteTraceId: z.string().optional(),
});

export type CrmRecord = z.infer<typeof recordSchema>;

/** One entry of the errors that come with a partial success. Only codes and ids are taken from it, no free text. */
const errorEntrySchema = z.object({
  category: z
    .string()
    .regex(/^[A-Z][A-Z0-9_]{1,60}$/)
    .optional()
    .catch(undefined),
  subCategory: z.unknown().optional(),
  context: z.record(z.string(), z.array(z.coerce.string())).optional(),
});

export type ErrorEntry = z.infer<typeof errorEntrySchema>;

const errorsSchema = z.array(errorEntrySchema).optional();

export const recordPageSchema = z.object({ results: z.array(recordSchema), paging: pagingSchema });

/** A page of search; `total` counts what all its pages hold together. */
export const searchPageSchema = recordPageSchema.extend({ total: z.int().nonnegative() });

export const recordBatchSchema = z.object({ results: z.array(recordSchema), errors: errorsSchema });

export const associationBatchSchema = z.object({
  results: z.array(
    z.object({
      from: z.object({ id: idSchema }),
      to: z.array(z.object({ toObjectId: idSchema })),
      paging: pagingSchema,
    }),
  ),
  errors: errorsSchema,
});

const optionSchema = z.object({
  value: z.string(),
  label: z.string(),
  displayOrder: z.number().optional(),
  hidden: z.boolean().optional(),
  description: z.string().nullish(),
});

export const propertySchema = z.object({
  name: z.string(),
  label: z.string(),
  type: z.string(),
  groupName: z.string().nullish(),
  fieldType: z.string().nullish(),
  description: z.string().nullish(),
  options: z.array(optionSchema).nullish(),
});

export type HeldProperty = z.infer<typeof propertySchema>;

/**
 * A list that has no pages. One that names a next page, an error or an unfinished state all the same does not hold everything,
 * and what it leaves out would be taken for something that is not there.
 */
function wholeList<Item extends z.ZodType>(item: Item) {
  const said = z.object({
    results: z.array(item),
    paging: pagingSchema,
    status: z.string().optional(),
    numErrors: z.number().optional(),
    errors: z.array(z.unknown()).optional(),
  });
  return said.refine(
    ({ paging, status = 'COMPLETE', numErrors = 0, errors = [] }) =>
      paging?.next === undefined && status === 'COMPLETE' && numErrors === 0 && errors.length === 0,
    { error: 'The list is not complete' },
  );
}

export const propertiesSchema = wholeList(propertySchema);

export const createdPropertiesSchema = z.object({ results: z.array(z.object({ name: z.string() })) });

export const groupsSchema = wholeList(z.object({ name: z.string(), label: z.string() }));

export const accountSchema = z.object({ portalId: z.number(), timeZone: z.string().min(1) });

export const subscriptionTypesSchema = wholeList(z.object({ id: idSchema, name: z.string(), isActive: z.boolean() }));
