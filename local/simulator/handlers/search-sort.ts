import { z } from 'zod';
import type { AccountData, CrmRecord, ObjectType } from '../account.ts';
import { compareIds } from '../account-state.ts';
import { invalid } from '../errors.ts';
import { propertyType, readValue } from '../record-view.ts';
import { keyOf } from './search-keys.ts';

/** `name`, `-name`, or name and direction. */
export const Sort = z.union([
  z.string(),
  z.object({
    propertyName: z.string(),
    direction: z.enum(['ASCENDING', 'DESCENDING']).default('ASCENDING'),
  }),
]);

type Sort = z.infer<typeof Sort>;

/** Sorts records, which come by id, as asked; those without a value are last. 400 when HubSpot would refuse it. */
export function sortBy(account: AccountData, type: ObjectType, records: CrmRecord[], sorts: readonly Sort[]): void {
  if (sorts.length > 1) throw invalid('Only one sort is allowed');
  const [first] = sorts;
  if (first === undefined) return;
  const { propertyName, direction } =
    typeof first === 'string'
      ? { propertyName: first.replace(/^-/u, ''), direction: first.startsWith('-') ? 'DESCENDING' : 'ASCENDING' }
      : first;
  const kind = propertyType(account, type, propertyName);
  if (!kind) throw invalid(`There was a problem with the request: property ${propertyName} does not exist`);
  const sign = direction === 'DESCENDING' ? -1 : 1;
  if (propertyName === 'hs_object_id') {
    if (sign < 0) records.reverse();
    return;
  }
  const key = keyOf(kind);
  const keys = new Map(
    records.map((record) => {
      const value = readValue(type, record, propertyName);
      return [record, value === undefined ? undefined : key(value)] as const;
    }),
  );
  records.sort((a, b) => {
    const [left, right] = [keys.get(a), keys.get(b)];
    if (left === undefined || right === undefined) return Number(left === undefined) - Number(right === undefined);
    return left === right ? compareIds(a.id, b.id) : left < right ? -sign : sign;
  });
}
