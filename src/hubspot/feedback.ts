import { readAssociations } from './associations.ts';
import { recordPageSchema } from './answers.ts';
import { type MissingScope, type NotOffered, orNotOffered } from './missing-scope.ts';
import { type PropertyDefinition, readPropertyDefinitions } from './property-definitions.ts';
import type { Access } from './records.ts';

/** HubSpot's type of answers to surveys. */
export const FEEDBACK = 'feedback_submissions';
const SCOPE = 'crm.objects.feedback_submissions.read';

/** Which answers to surveys a contact gave, and the properties they may have, which are read only where there are any. */
interface FeedbackIds {
  readonly kind: 'read';
  /** `undefined` where it could not be read. */
  readonly ids: readonly string[] | undefined;
  readonly definitions: readonly PropertyDefinition[];
}

/** The answers to surveys of a contact, by their ids. Throws `HubSpotError` where HubSpot would tell, and cannot be read. */
export async function readFeedbackIds(
  access: Access,
  contactId: string,
): Promise<FeedbackIds | MissingScope | NotOffered> {
  const offered = await orNotOffered(askForAny(access), SCOPE);
  if ('kind' in offered) return offered;
  const ids = (await readAssociations(access, 'contacts', FEEDBACK, [contactId])).of.get(contactId);
  if (ids === undefined || ids.length === 0) return { kind: 'read', ids, definitions: [] };
  return { kind: 'read', ids, definitions: (await readPropertyDefinitions(access, FEEDBACK)).properties };
}

/** Tells whether the account has any such thing, and the token the scope; of whom an answer is, is not asked. */
async function askForAny({ transport, paths }: Access) {
  const query = { limit: '1', properties: 'hs_object_id' };
  return transport.send({
    method: 'GET',
    path: paths.objects(FEEDBACK),
    query,
    answer: recordPageSchema,
    effect: 'read',
  });
}
