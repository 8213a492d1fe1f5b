import type { z } from 'zod';
import type { AccountData, ContactList, CrmRecord, ListMember } from './account.ts';
import { invalid } from './errors.ts';
import type { FilterBranch, operationSchema } from './filter-branch.ts';
import { isLive } from './record-view.ts';

/** Refuses filters by properties that contacts do not have, or by another kind of operation than theirs. */
export function checkFilters({ properties }: AccountData, { filterBranches }: FilterBranch): void {
  for (const { property, operation } of filterBranches.flatMap(({ filters }) => filters)) {
    const definition = properties.contacts.get(property);
    if (definition === undefined) throw invalid(`Property ${property} does not exist`);
    const isBool = definition.type === 'bool' || definition.fieldType === 'booleancheckbox';
    if (operation.operationType === 'BOOL' && !isBool) throw invalid(`Property ${property} is not a boolean`);
    if (operation.operationType === 'ENUMERATION' && definition.type !== 'enumeration')
      throw invalid(`Property ${property} is not an enumeration`);
  }
}

/** Who is on a list: by its filters where it has some, else who was put there. */
export function membersOf(account: AccountData, list: ContactList): ReadonlyMap<string, ListMember> {
  const { filterBranch, createdAt } = list;
  if (filterBranch === undefined) return list.members;
  const member = { firstAddedAt: createdAt, lastAddedAt: createdAt };
  const found = [...account.records.contacts.values()].filter(
    (record) => isLive(record) && isFound(record, filterBranch),
  );
  return new Map(found.map(({ id }) => [id, member]));
}

function isFound({ properties }: CrmRecord, { filterBranches }: FilterBranch): boolean {
  return filterBranches.some(({ filters }) =>
    filters.every(({ property, operation }) => fits(properties[property] ?? '', operation)),
  );
}

function fits(value: string, operation: z.infer<typeof operationSchema>): boolean {
  if (operation.operationType === 'ALL_PROPERTY') return (operation.operator === 'IS_KNOWN') === (value !== '');
  if (value === '') return operation.includeObjectsWithNoValueSet;
  if (operation.operationType === 'BOOL')
    return (operation.operator === 'IS_EQUAL_TO') === (value === String(operation.value));
  return (operation.operator === 'IS_ANY_OF') === value.split(';').some((one) => operation.values.includes(one));
}
