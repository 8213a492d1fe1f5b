/** The scope that a probe needs, as HubSpot's documents name it; every other object type is read with that of contacts. */
const SCOPE_OF_PROBE: Readonly<Record<string, string>> = {
  contact_properties: 'crm.schemas.contacts.read',
  company_properties: 'crm.schemas.companies.read',
  subscription_types: 'communication_preferences.read',
  contacts: 'crm.objects.contacts.read',
  companies: 'crm.objects.companies.read',
  emails: 'sales-email-read',
};

/** Scopes without which the register is kept all the same, by the probe that tries them: copies lack what they open, and say so. */
export const OPTIONAL_SCOPES: Readonly<Record<string, { readonly scope: string; readonly lacks: string }>> = {
  lists: { scope: 'crm.lists.read', lacks: 'lists' },
  marketing_events: { scope: 'crm.objects.marketing_events.read', lacks: 'marketing events' },
  conversations: { scope: 'conversations.read', lacks: 'conversations' },
  feedback: { scope: 'crm.objects.feedback_submissions.read', lacks: 'survey responses' },
};

/** Every token has this one. */
const NO_SCOPE_NEEDED = 'oauth';

export function scopeOfProbe(name: string): string {
  if (name === 'account') return NO_SCOPE_NEEDED;
  return OPTIONAL_SCOPES[name]?.scope ?? SCOPE_OF_PROBE[name] ?? 'crm.objects.contacts.read';
}

/**
 * Scopes that cannot be tried without writing. HubSpot documents no way to ask which scopes a service key or a static
 * token has: token introspection (`/oauth/2026-09/token/introspect`) takes the client id and secret of an OAuth app.
 */
export const WRITE_SCOPES = [
  'crm.objects.contacts.write',
  'crm.objects.companies.write',
  'crm.schemas.contacts.write',
  'crm.schemas.companies.write',
] as const;

export type WriteScope = (typeof WRITE_SCOPES)[number];
