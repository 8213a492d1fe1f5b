import { type CrmRecord, recordSchema } from './answers.ts';
import type { Access } from './records.ts';

/** What is read and then changed must not lie between for long. */
const WITHIN_MS = 60_000;
/** Somebody waits for the answer, and can ask again. */
const ATTEMPTS = 3;

/**
 * Changes one property of one contact, alone, so that the answer tells of nothing else. Of an id that was merged the answer is of the
 * contact that it leads to. Throws `HubSpotError`: but for `outcome_unknown` nothing has been changed then.
 */
export async function changeContact(
  { transport, paths }: Access,
  id: string,
  property: string,
  value: string,
): Promise<CrmRecord> {
  return transport.send({
    method: 'PATCH',
    path: paths.object('contacts', id),
    body: { properties: { [property]: value } },
    answer: recordSchema,
    effect: 'write',
    attempts: ATTEMPTS,
    withinMs: WITHIN_MS,
  });
}
