import type { AuditTrail } from '../../audit/trail.ts';
import { type Access, readRecords } from '../../hubspot/records.ts';
import type { Policy } from '../../policy/schema.ts';
import { subjectOf } from '../../register/record.ts';

const PROPERTIES = ['firstname', 'lastname', 'email'];

/** What asking for names takes. */
interface Asking {
  readonly hubspot: Access;
  readonly policy: Pick<Policy, 'console'>;
  readonly audit: Pick<AuditTrail, 'record'>;
}

/** Names of people on a screen, never kept. */
interface Names {
  readonly kind: 'read';
  readonly names: readonly {
    readonly contactId: string;
    readonly name: string | null;
    readonly email: string | null;
  }[];
  /** Ids that name no contact any more, also those of contacts that were merged into others. */
  readonly missing: readonly string[];
}

/**
 * Asks HubSpot for the names of up to 100 contacts, in one request. Where the policy has names masked, the trail says who has seen whose
 * name before anybody sees one (Art. 5(2), 32). `unread` when HubSpot would not tell of somebody; throws `HubSpotError` when it
 * cannot be asked.
 */
export async function readNames(
  { hubspot, policy, audit }: Asking,
  contactIds: readonly string[],
  actor: string,
): Promise<Names | { readonly kind: 'unread' }> {
  const { found, unread } = await readRecords(hubspot, 'contacts', contactIds, PROPERTIES);
  if (unread.size > 0) return { kind: 'unread' };
  const there = contactIds.filter((id) => found.has(id));
  if (policy.console.names === 'masked') {
    const shown = there.map((id) => subjectOf({ kind: 'contacts', id }));
    const events = shown.map((subject) => ({ action: 'names_shown', subject, cause: 'on a screen' }) as const);
    await audit.record(events, { runId: '', actor });
  }
  const names = there.map((contactId) => {
    const values = found.get(contactId)?.properties ?? {};
    const name = [values.firstname, values.lastname].map(textOf).filter((part) => part !== '');
    return { contactId, name: name.join(' ') || null, email: textOf(values.email) || null };
  });
  return { kind: 'read', names, missing: contactIds.filter((id) => !found.has(id)) };
}

function textOf(value: string | null | undefined): string {
  return value?.trim() ?? '';
}
