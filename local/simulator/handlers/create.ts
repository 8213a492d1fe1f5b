import { z } from 'zod';
import type { Answer, Call, Endpoint } from '../call.ts';
import { ApiError } from '../errors.ts';
import { findByEmail } from '../find-by-email.ts';
import { createContact } from '../people.ts';
import { recordJson, viewOf } from '../record-view.ts';
import { BY_THIS_APP } from '../sources.ts';
import { bodyAs, checkedValues, writeScopes } from './inputs.ts';

/** The simulator makes contacts without associations: other apps do, this one never. */
const CreateBody = z.object({ properties: z.record(z.string(), z.string()), associations: z.array(z.never()) });

/** Making a contact through the API, which the block list does not stop (hubspot.md 8). */
export const createEndpoints: readonly Endpoint[] = [
  { method: 'POST', pattern: /^\/(?<type>contacts|0-1)$/u, budget: 'burst', scopes: writeScopes, answer: create },
];

function create(call: Call): Answer {
  const { account, changes } = call.world;
  const { properties } = bodyAs(call, CreateBody);
  const [values = {}] = checkedValues(account, 'contacts', [properties]);
  const address = (values.email ?? '').toLowerCase();
  const existing = address === '' ? undefined : findByEmail(account, [address]).get(address);
  if (existing !== undefined) {
    throw new ApiError(409, 'CONFLICT', `Contact already exists. Existing ID: ${existing.id}`);
  }
  const record = createContact(account, values, call.at, BY_THIS_APP);
  const { id } = record;
  for (const [property, after] of Object.entries(values)) {
    changes.push({ objectType: 'contacts', id, property, before: '', after, at: call.at });
  }
  const view = viewOf(account, 'contacts', Object.keys(values));
  return { status: 201, body: recordJson(view, record), objectType: 'contacts', ids: [id] };
}
