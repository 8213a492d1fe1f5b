import { z } from 'zod';
import { HubSpotError } from '../../src/hubspot/errors.ts';
import type { Access } from '../../src/hubspot/records.ts';

export const LIST = 'GET /crm/objects/2026-09/contacts';
export const UPDATE = '/crm/objects/2026-09/contacts/batch/update';
/** What the calls take for an answer. */
export const page = z.object({ results: z.array(z.object({ id: z.string() })) });

/** A request without effect. */
export function read({ transport, paths }: Access) {
  return transport.send({ method: 'GET', path: paths.objects('contacts'), answer: page, effect: 'read' });
}

/** A request whose lost answer may hide an effect. */
export function write({ transport, paths }: Access) {
  return transport.send({
    method: 'POST',
    path: paths.objectBatch('contacts', 'update'),
    body: { inputs: [{ id: '1', properties: { firstname: 'Aino' } }] },
    answer: page,
    effect: 'write',
  });
}

/** The error a call ends with. */
export async function errorOf(call: Promise<unknown>): Promise<HubSpotError> {
  const error: unknown = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof HubSpotError)) throw new TypeError(`Not a HubSpotError: ${String(error)}`);
  return error;
}
