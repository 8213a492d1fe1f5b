import { z } from 'zod';
import type { AccountData, ContactList, ListMember } from '../account.ts';
import type { Answer, Call, Family } from '../call.ts';
import { notFound } from '../errors.ts';
import { membersOf } from '../list-filters.ts';
import { isLive, resolve } from '../record-view.ts';
import { batchAnswer } from './batches.ts';
import { bodyAs } from './inputs.ts';
import { listDefinitionEndpoints } from './list-definitions.ts';
import { listFolderEndpoints } from './list-folders.ts';

const SCOPES = () => [['crm.lists.read']];

/** How a path names contacts: by type id, or by name. */
const CONTACTS = ['0-1', 'contacts'];

const MembershipsBody = z.object({
  inputs: z.array(z.object({ objectTypeId: z.string(), recordId: z.string() })).default([]),
});

/** Lists of contacts, and which of them a contact is on (hubspot.md 9, rights.md B1). */
export const listFamily: Family = {
  prefix: '/crm/lists',
  endpoints: [
    {
      method: 'GET',
      pattern: /^\/records\/(?<type>[^/]+)\/(?<id>[^/]+)\/memberships$/u,
      budget: 'burst',
      scopes: SCOPES,
      answer: memberships,
    },
    {
      method: 'POST',
      pattern: /^\/records\/memberships\/batch\/read$/u,
      budget: 'burst',
      scopes: SCOPES,
      answer: membershipsOfSome,
    },
    ...listFolderEndpoints,
    ...listDefinitionEndpoints,
  ],
};

function memberships(call: Call): Answer {
  const { account, behaviour } = call.world;
  const all = membershipsOf(account, call.param('type'), call.param('id'));
  const shown = all.slice(0, behaviour.membershipsShown);
  const paging = shown.length < all.length ? { paging: { next: { after: String(shown.length) } } } : {};
  return { status: 200, body: { results: shown, total: all.length, ...paging } };
}

function membershipsOfSome(call: Call): Answer {
  const { inputs } = bodyAs(call, MembershipsBody);
  const results = inputs.map(({ objectTypeId, recordId }) => ({
    objectTypeId,
    recordId,
    recordListMemberships: membershipsOf(call.world.account, objectTypeId, recordId),
  }));
  return batchAnswer(
    call,
    'contacts',
    results,
    [],
    inputs.map(({ recordId }) => recordId),
  );
}

/** None of a record in the recycle bin; 404 for one that is gone for good. */
function membershipsOf(account: AccountData, type: string, id: string) {
  const record = CONTACTS.includes(type) ? resolve(account, 'contacts', id) : undefined;
  if (record === undefined) throw notFound();
  if (!isLive(record)) return [];
  return [...account.lists.values()].flatMap((list) => {
    const member = list.deletedAt === undefined ? membersOf(account, list).get(record.id) : undefined;
    return member === undefined ? [] : [membershipJson(list, member)];
  });
}

function membershipJson({ id, isPublic = false }: ContactList, { firstAddedAt, lastAddedAt }: ListMember) {
  return {
    listId: id,
    listVersion: 1,
    firstAddedTimestamp: firstAddedAt,
    lastAddedTimestamp: lastAddedAt,
    isPublicList: isPublic,
  };
}
