import { z } from 'zod';
import { digestOf } from '../digest.ts';
import type { Condition, Segment } from '../register/segments.ts';

const orSchema = z.object({
  filterBranchType: z.literal('OR'),
  filterBranches: z.array(
    z.object({
      filterBranchType: z.literal('AND'),
      filterBranches: z.array(z.unknown()).max(0).default([]),
      filters: z.array(
        z.object({
          filterType: z.literal('PROPERTY'),
          property: z.string(),
          operation: z.object({
            operationType: z.string(),
            operator: z.string(),
            values: z.array(z.string()).optional(),
            value: z.union([z.boolean(), z.string(), z.number()]).optional(),
            includeObjectsWithNoValueSet: z.boolean().default(false),
          }),
        }),
      ),
    }),
  ),
  filters: z.array(z.unknown()).max(0).default([]),
});

/** The filters of a segment as HubSpot takes them: one branch in which all conditions hold. */
export function filterOf({ conditions }: Pick<Segment, 'conditions'>) {
  return {
    filterBranchType: 'OR',
    filterBranchOperator: 'OR',
    filters: [],
    filterBranches: [
      {
        filterBranchType: 'AND',
        filterBranchOperator: 'AND',
        filterBranches: [],
        filters: conditions.map((condition) => {
          return { filterType: 'PROPERTY', property: condition.property, operation: operationOf(condition) };
        }),
      },
    ],
  };
}

function operationOf(condition: Condition) {
  const withoutEmpty = { includeObjectsWithNoValueSet: false };
  if ('anyOf' in condition)
    return { operationType: 'ENUMERATION', operator: 'IS_ANY_OF', values: condition.anyOf, ...withoutEmpty };
  if ('isTrue' in condition)
    return { operationType: 'BOOL', operator: 'IS_EQUAL_TO', value: condition.isTrue, ...withoutEmpty };
  return { operationType: 'ALL_PROPERTY', operator: 'IS_UNKNOWN', ...withoutEmpty };
}

/**
 * What filters ask, as a short text that is the same for filters that ask the same: whatever order they are in, and whatever HubSpot
 * adds to them. Those of another kind than the add-on's have a text of their own.
 */
export function formOfFilter(filterBranch: unknown): string {
  const parsed = orSchema.safeParse(filterBranch);
  if (!parsed.success) return digestOf(['other', filterBranch ?? null]);
  const branches = parsed.data.filterBranches.map(({ filters }) =>
    filters
      .map(({ property, operation: { operationType, operator, values, value, includeObjectsWithNoValueSet } }) =>
        JSON.stringify([
          property,
          operationType,
          operator,
          [...(values ?? [])].sort(),
          value ?? null,
          // Who has no value is asked for by the operator itself.
          operationType === 'ALL_PROPERTY' ? false : includeObjectsWithNoValueSet,
        ]),
      )
      .sort(),
  );
  return digestOf(branches.map((branch) => JSON.stringify(branch)).sort());
}
