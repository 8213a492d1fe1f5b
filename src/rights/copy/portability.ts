import type { Policy } from '../../policy/schema.ts';
import { DATA_CATEGORIES, type DataCategory } from '../../register/categories.ts';
import type { CopyPart, PartOf } from './parts.ts';
import type { CopiedEntry } from './parts/value.ts';

/**
 * What of a part may be taken along (Art. 20): what the person gave, on a consent or for a contract; `undefined` of a part in which
 * nothing can be that. A value was given by the person when what set it is among policy `requests.givenBySources`; so were e-mails and
 * messages that came from them, their answers to surveys, and subscriptions on these bases. A category is on such a basis when a purpose that it serves has one, or does not say
 * on which it is: only where all purposes name other bases is it sure that there is no such right.
 */
export function portableOf(part: CopyPart, policy: Policy): CopyPart | undefined {
  switch (part.part) {
    case 'cover':
    case 'contact':
      return part;
    case 'category':
      return { ...part, note: null, entries: isPortable(part.category, policy) ? given(part.entries, policy) : [] };
    case 'other_properties':
      return { ...part, entries: given(part.entries, policy) };
    case 'engagement':
      return isFromPerson(part) && isPortable('relationship', policy) ? part : undefined;
    case 'conversation':
      return isPortable('relationship', policy) ? writtenByPerson(part) : undefined;
    case 'feedback':
      return isPortable('relationship', policy) && part.leftOut.length === 0 ? part : undefined;
    case 'subscriptions':
      return { ...part, statuses: part.statuses.filter(({ legalBasis }) => BASES.has(legalBasis ?? '')) };
    default:
      return undefined;
  }
}

/** Whether data of a category may be taken along, by the purposes that it serves. */
function isPortable(category: DataCategory, { purposes }: Pick<Policy, 'purposes'>): boolean {
  if (category === 'consent_based' || category === 'consents') return true;
  const served = purposes.filter(({ categories }) => categories === null || categories.includes(category));
  return (
    served.length === 0 || served.some(({ basis }) => basis === null || basis === 'consent' || basis === 'contract')
  );
}

/** Categories of which it is not known on what basis they are processed: an officer should look. */
export function categoriesWithoutBasis({ purposes }: Pick<Policy, 'purposes'>): DataCategory[] {
  return DATA_CATEGORIES.filter((category) => {
    if (category === 'consent_based' || category === 'consents') return false;
    const served = purposes.filter(({ categories }) => categories === null || categories.includes(category));
    return served.every(({ basis }) => basis === null);
  });
}

function given(entries: readonly CopiedEntry[], { requests }: Policy): CopiedEntry[] {
  const isTheirs = (source: string | undefined) => source !== undefined && requests.givenBySources.includes(source);
  return entries
    .filter(({ object, value, history }) => object === 'contact' && value !== '' && isTheirs(history[0]?.hubspotSource))
    .map((entry) => ({ ...entry, history: entry.history.filter(({ hubspotSource }) => isTheirs(hubspotSource)) }));
}

/** An e-mail that HubSpot got from outside, from the person as far as it names a sender, and that concerns nobody else. */
function isFromPerson({ type, details, texts, leftOut }: PartOf<'engagement'>): boolean {
  if (type !== 'emails' || leftOut.some(({ what }) => what === 'texts')) return false;
  if (!details.some(({ property, value }) => property === 'hs_email_direction' && value === 'INCOMING_EMAIL'))
    return false;
  // Of everybody but the person the copy holds no address: where one was left out, the sender is the person only if still there.
  if (!leftOut.some(({ what }) => what === 'participants')) return true;
  const held = [...details, ...texts.map(({ property, text }) => ({ property, value: text }))];
  return held.some(
    ({ property, value }) =>
      property === 'hs_email_from_email' || (property === 'hs_email_headers' && /"from":/.test(value)),
  );
}

/** What the person wrote in a conversation. */
function writtenByPerson(part: PartOf<'conversation'>): PartOf<'conversation'> | undefined {
  const messages = part.messages.filter(({ direction }) => direction === 'INCOMING');
  return messages.length === 0 ? undefined : { ...part, messages };
}

/** Legal bases of a subscription (HubSpot, `PublicStatus`) that are a consent or a contract. */
const BASES: ReadonlySet<string> = new Set(['CONSENT_WITH_NOTICE', 'PROCESS_AND_STORE', 'PERFORMANCE_OF_CONTRACT']);
