import type { ContactList } from '../account.ts';
import type { Call } from '../call.ts';
import { membersOf } from '../list-filters.ts';

/** A list as HubSpot shows it; with its filters where they are asked for. */
export function listJson(call: Call, list: ContactList, withFilters = call.query.get('includeFilters') === 'true') {
  const { id, name, processingType, createdAt, filterBranch, deletedAt } = list;
  return {
    listId: id,
    listVersion: 1,
    name,
    objectTypeId: '0-1',
    processingType,
    processingStatus: 'COMPLETE',
    createdAt,
    updatedAt: createdAt,
    size: membersOf(call.world.account, list).size,
    ...(withFilters && filterBranch !== undefined ? { filterBranch } : {}),
    ...(deletedAt === undefined ? {} : { deletedAt }),
  };
}
