import { z } from 'zod';
import type { AccountData, ObjectType } from '../account.ts';
import { compareIds } from '../account-state.ts';
import type { Answer, Behaviour, Call, Family } from '../call.ts';
import { associatedIds } from '../change.ts';
import { batchError, tooManyInputs } from '../errors.ts';
import { objectType, TYPE_FACTS } from '../object-types.ts';
import { isLive } from '../record-view.ts';
import { associationTypes } from './association-types.ts';
import { batchAnswer } from './batches.ts';
import { bodyAs } from './inputs.ts';

const ReadBody = z.object({
  inputs: z.array(z.object({ id: z.string(), after: z.string().optional() })).default([]),
});

/** Associations of many records with one type, paged per record (hubspot.md 4). */
export const associationFamily: Family = {
  prefix: '/crm/associations',
  endpoints: [
    {
      method: 'POST',
      pattern: /^\/(?<from>[^/]+)\/(?<to>[^/]+)\/batch\/read$/u,
      budget: 'associations',
      scopes: associationScopes,
      answer: readAssociations,
    },
  ],
};

/** One object scope, whatever the types (associations.json); the own ones of deals and tickets where the account asks. */
function associationScopes(param: (name: string) => string, { associationsTakeOwnScope }: Behaviour): string[][] {
  const own = ['from', 'to']
    .map((end) => objectType(param(end)))
    .filter((type) => type === 'deals' || type === 'tickets');
  const any = ['crm.objects.contacts.read', 'crm.objects.companies.read'];
  return [any, ...(associationsTakeOwnScope ? own.map((type) => [...TYPE_FACTS[type].readScopes]) : [])];
}

function readAssociations(call: Call): Answer {
  const { account, behaviour } = call.world;
  const from = objectType(call.param('from'));
  const to = objectType(call.param('to'));
  const { inputs } = bodyAs(call, ReadBody);
  const most = behaviour.most.associations;
  if (inputs.length > most) throw tooManyInputs({ most, says: behaviour.saysLimits }, inputs.length);
  const results: unknown[] = [];
  const errors: unknown[] = [];
  for (const { id, after } of inputs) {
    const { associations: hidden } = behaviour.hidden;
    const toIds = liveAssociations(account, from, id, to).filter((toId) => !hidden.has(`${to}:${toId}`));
    if (toIds.length === 0) {
      errors.push(noAssociations(from, id, to));
      continue;
    }
    const start = after === undefined ? 0 : toIds.findIndex((toId) => compareIds(toId, after) >= 0);
    const page = start < 0 ? [] : toIds.slice(start, start + behaviour.associationPageSize);
    const next = start < 0 ? undefined : toIds[start + behaviour.associationPageSize];
    results.push({
      from: { id },
      to: page.map((toId) => ({
        toObjectId: toId,
        associationTypes: associationTypes(
          from,
          to,
          isPrimary(account, from, id, to, toId),
          account.associationLabels.get(`${from}:${id} ${to}:${toId}`),
        ),
      })),
      ...(next === undefined ? {} : { paging: { next: { after: next } } }),
    });
  }
  return batchAnswer(
    call,
    from,
    results,
    errors,
    inputs.map(({ id }) => id),
  );
}

/** Ids in order; a record in the recycle bin has no associations and is in nobody's. */
function liveAssociations(account: AccountData, from: ObjectType, id: string, to: ObjectType): string[] {
  if (!isLive(account.records[from].get(id))) return [];
  return associatedIds(account, from, id, to)
    .filter((toId) => isLive(account.records[to].get(toId)))
    .sort(compareIds);
}

function isPrimary(account: AccountData, from: ObjectType, id: string, to: ObjectType, toId: string): boolean {
  const [contactId, companyId] = from === 'contacts' ? [id, toId] : [toId, id];
  const isPair = (from === 'contacts' && to === 'companies') || (from === 'companies' && to === 'contacts');
  return isPair && account.records.contacts.get(contactId)?.properties.associatedcompanyid === companyId;
}

function noAssociations(from: ObjectType, id: string, to: ObjectType): Record<string, unknown> {
  return batchError(
    'OBJECT_NOT_FOUND',
    `No ${TYPE_FACTS[to].singular} is associated with ${TYPE_FACTS[from].singular} ${id}.`,
    { fromObjectId: [id], fromObjectType: [from], toObjectType: [to] },
    'crm.associations.NO_ASSOCIATIONS_FOUND',
  );
}
