import { z } from 'zod';
import { parseInstant } from '../register/instant.ts';
import { knownCode } from './known-codes.ts';

/** HubSpot ids are whole numbers; they are kept as text, whatever an endpoint prints them as. */
export const idSchema = z
  .union([z.string(), z.number()])
  .transform(String)
  .pipe(z.string().regex(/^\d{1,19}$/));

/** An instant that HubSpot prints as text, in epoch ms. */
export const instantSchema = z.string().transform(parseInstant).pipe(z.number());

/** Cursor to the next page; absent on the last one. */
export const pagingSchema = z.object({ next: z.object({ after: z.coerce.string() }).optional() }).optional();

const valueSchema = z.string().nullable();

/**
 * One CRM record. What is not as documented in it is told by `odd`: of such a record nothing can be relied on, but those beside it
 * can be.
 */
export const recordSchema = z
  .object({
    id: idSchema,
    properties: z.unknown().optional(),
    createdAt: z.string().optional().catch(undefined),
    updatedAt: z.string().optional().catch(undefined),
    archived: z.unknown().optional(),
    objectWriteTraceId: z.string().optional().catch(undefined),
  })
  .transform(({ properties, archived, ...record }): CrmRecord => {
    const values = z.record(z.string(), z.unknown()).safeParse(properties);
    const entries = Object.entries(values.data ?? {});
    const isText = ([, value]: [string, unknown]) => valueSchema.safeParse(value).success;
    const live = z.boolean().optional().safeParse(archived);
    const odd = [
      ...(values.success ? [] : ['its properties']),
      ...(live.success ? [] : ['whether it is archived']),
      ...entries.filter((entry) => !isText(entry)).map(([name]) => name),
    ];
    return {
      ...record,
      properties: Object.fromEntries(entries.flatMap(([name, value]) => textIn(name, value))),
      ...(live.data === undefined ? {} : { archived: live.data }),
      ...(odd.length > 0 ? { odd } : {}),
    };
  });

function textIn(name: string, value: unknown): [string, string | null][] {
  const text = valueSchema.safeParse(value);
  return text.success ? [[name, text.data]] : [];
}

/** One record of HubSpot's CRM. */
export interface CrmRecord {
  readonly id: string;
  readonly properties: Record<string, string | null>;
  readonly createdAt?: string | undefined;
  readonly updatedAt?: string | undefined;
  readonly archived?: boolean | undefined;
  readonly objectWriteTraceId?: string | undefined;
  /** What of it is not as documented: names of properties whose values are no text, or words; absent when all is well. */
  readonly odd?: readonly string[] | undefined;
}

/** One entry of the errors that come with a partial success. Only codes and ids are taken from it, no free text. */
const errorEntrySchema = z.object({
  category: z.unknown().optional().transform(knownCode),
  subCategory: z.unknown().optional(),
  context: z.record(z.string(), z.array(z.coerce.string())).optional(),
});

export type ErrorEntry = z.infer<typeof errorEntrySchema>;

export const errorsSchema = z.array(errorEntrySchema).optional();

export const recordPageSchema = z.object({ results: z.array(recordSchema), paging: pagingSchema });

/** A page of search; `total` counts what all its pages hold together. */
export const searchPageSchema = recordPageSchema.extend({ total: z.int().nonnegative() });

export const recordBatchSchema = z.object({ results: z.array(recordSchema), errors: errorsSchema });

function associationsOf<To extends z.ZodType>(to: To) {
  return z.object({
    results: z.array(z.object({ from: z.object({ id: idSchema }), to: z.array(to), paging: pagingSchema })),
    errors: errorsSchema,
  });
}

const associatedSchema = z.object({ toObjectId: idSchema });

export const associationBatchSchema = associationsOf(associatedSchema);

/** The same with the words that staff have for how two records belong together, which tell something of the person. */
export const labelledBatchSchema = associationsOf(
  associatedSchema.extend({ associationTypes: z.array(z.object({ label: z.string().nullish() })) }),
);

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

/** A definition of a property; `odd` when it is not as documented, and then nothing but its name is known. */
export type HeldProperty = z.infer<typeof propertySchema> & { readonly odd?: true };

const anyPropertySchema: z.ZodType<HeldProperty> = z.union([
  propertySchema,
  z.object({ name: z.string() }).transform(({ name }) => ({ name, label: '', type: 'unreadable', odd: true }) as const),
]);

/**
 * A list that has no pages. One that names a next page, an error or an unfinished state all the same does not hold everything,
 * and what it leaves out would be taken for something that is not there.
 */
export function wholeList<Item extends z.ZodType>(item: Item) {
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

export const propertiesSchema = wholeList(anyPropertySchema);

/** Definitions of properties, as far as it matters whether, and with what, their values can be overwritten. */
export const writablePropertiesSchema = wholeList(
  z.object({
    name: z.string(),
    type: z.string().optional().catch(undefined),
    fieldType: z.string().nullish().catch(undefined),
    calculated: z.boolean().nullish().catch(undefined),
    hubspotDefined: z.boolean().nullish().catch(undefined),
    modificationMetadata: z.object({ readOnlyValue: z.boolean() }).nullish().catch(undefined),
  }),
);

export const createdPropertiesSchema = z.object({ results: z.array(z.object({ name: z.string() })) });

export const groupsSchema = wholeList(z.object({ name: z.string(), label: z.string() }));

export const accountSchema = z.object({
  portalId: z.number(),
  timeZone: z.string().min(1),
  dataHostingLocation: z.string().optional().catch(undefined),
});

export const subscriptionTypesSchema = wholeList(z.object({ id: idSchema, name: z.string(), isActive: z.boolean() }));
