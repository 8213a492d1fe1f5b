import { z } from 'zod';

/** What a filter asks of a value. */
export const operationSchema = z.discriminatedUnion('operationType', [
  z.object({
    operationType: z.literal('ENUMERATION'),
    operator: z.enum(['IS_ANY_OF', 'IS_NONE_OF']),
    values: z.array(z.string()),
    includeObjectsWithNoValueSet: z.boolean(),
  }),
  z.object({
    operationType: z.literal('BOOL'),
    operator: z.enum(['IS_EQUAL_TO', 'IS_NOT_EQUAL_TO']),
    value: z.boolean(),
    includeObjectsWithNoValueSet: z.boolean(),
  }),
  z.object({
    operationType: z.literal('ALL_PROPERTY'),
    operator: z.enum(['IS_KNOWN', 'IS_UNKNOWN']),
    includeObjectsWithNoValueSet: z.boolean(),
  }),
]);

const filterSchema = z.object({
  filterType: z.literal('PROPERTY'),
  property: z.string(),
  operation: operationSchema,
});

const andSchema = z.object({
  filterBranchType: z.literal('AND'),
  filterBranchOperator: z.literal('AND'),
  filterBranches: z.array(z.never()),
  filters: z.array(filterSchema),
});

/** Filters as HubSpot takes them: branches of one OR, each an AND of filters by property (hubspot.md 9). */
export const filterBranchSchema = z.object({
  filterBranchType: z.literal('OR'),
  filterBranchOperator: z.literal('OR'),
  filterBranches: z.array(andSchema),
  filters: z.array(z.never()),
});

export type FilterBranch = z.infer<typeof filterBranchSchema>;
