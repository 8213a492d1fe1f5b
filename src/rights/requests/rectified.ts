import type { Policy } from '../../policy/schema.ts';
import { DATA_CATEGORIES } from '../../register/categories.ts';
import type { PersonRequest } from './request.ts';

type Rectification = Pick<PersonRequest, 'contactIds' | 'decision' | 'rectified'>;

/**
 * Whether everything that was granted has been put right: a property (`property:NAME`) of every contact of the request but those that
 * were refused, something of a contact (`contact:ID`). What an engagement says is put right by hand in HubSpot, where the program
 * cannot see what was asked for.
 */
export function isAllRectified({ contactIds, decision, rectified }: Rectification): boolean {
  const subjectsOf = (wanted: 'granted' | 'refused') =>
    (decision?.items ?? []).flatMap(({ outcome, subject }) => (outcome === wanted ? [subject] : []));
  const refused = new Set(subjectsOf('refused'));
  const concerned = contactIds.filter((id) => !refused.has(`contact:${id}`));
  return subjectsOf('granted').every((subject) => {
    const [object, name] = subject.split(':');
    if (object === 'contact') return rectified.some(({ contactId }) => contactId === name);
    if (object !== 'property') return true;
    return concerned.every((id) => rectified.some((one) => one.contactId === id && one.property === name));
  });
}

/** Whether a property is among those that the program puts right: contact properties that the policy names (§6), and none of its own. */
export function isRectifiable({ fields }: Pick<Policy, 'fields'>, name: string): boolean {
  const isNamed = DATA_CATEGORIES.some((category) =>
    fields[category].contact.some(({ property }) => property === name),
  );
  return isNamed && !name.startsWith('rekisteri_');
}

/** Whether anything can be put right: before the decision, and afterwards while something that was granted is open. */
export function mayRectify(request: Rectification & Pick<PersonRequest, 'state'>): boolean {
  return request.contactIds.length > 0 && (request.state === 'assessing' || !isAllRectified(request));
}

/** A property of a contact is kept once, as it was put right last. */
export function withRectified(
  rectified: PersonRequest['rectified'],
  one: PersonRequest['rectified'][number],
): PersonRequest['rectified'] {
  const isOther = ({ contactId, property }: typeof one) => contactId !== one.contactId || property !== one.property;
  return [...rectified.filter(isOther), one];
}
