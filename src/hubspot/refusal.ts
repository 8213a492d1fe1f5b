import { z } from 'zod';
import { HubSpotError } from './errors.ts';

const names = z.array(z.string());
const errorBody = z.object({
  category: z.string().optional(),
  context: z.record(z.string(), names).optional(),
  errors: z
    .array(z.object({ code: z.string().optional(), context: z.record(z.string(), names).optional() }))
    .optional(),
});

/**
 * The error for an answer that is final (4xx). Only codes, scopes and property names are taken from its body: the
 * message may quote personal data.
 */
export function refusal(endpoint: string, status: number, body: unknown): HubSpotError {
  const parsed = errorBody.safeParse(body);
  const details = parsed.success ? parsed.data : {};
  const category = identifier(details.category);
  const scopes = contextValues(details, ['requiredGranularScopes', 'requiredScopes', 'missingScopes']);
  if (status === 401) {
    const message = `HubSpot does not accept the token (401 for ${endpoint}): set HUBSPOT_ACCESS_TOKEN to a valid one.`;
    return new HubSpotError('unauthorized', message, { endpoint, status, category });
  }
  if (status === 403) {
    const missing = scopes.length > 0 ? `lacks the scope ${scopes.join(' or ')}` : 'lacks a scope that this needs';
    const message = `The HubSpot token ${missing} (403 for ${endpoint}): add it to the service key or app and start again.`;
    return new HubSpotError('forbidden', message, { endpoint, status, category });
  }
  const codes = [...new Set((details.errors ?? []).flatMap(({ code }) => identifier(code) ?? []))];
  const why = [category, ...codes].filter((part) => part !== undefined).join(', ');
  const message = `HubSpot refused ${endpoint} with status ${status}${why ? ` (${why})` : ''}.`;
  const reported = [category, ...codes].filter((part) => part !== undefined).join(':') || undefined;
  return new HubSpotError(status === 404 ? 'not_found' : 'rejected', message, { endpoint, status, category: reported });
}

function contextValues(details: z.infer<typeof errorBody>, keys: readonly string[]): string[] {
  const contexts = [details.context ?? {}, ...(details.errors ?? []).map(({ context }) => context ?? {})];
  const values = contexts.flatMap((context) => keys.flatMap((key) => context[key] ?? []));
  return [...new Set(values.filter((value) => /^[a-z0-9._-]{1,80}$/i.test(value)))];
}

/** HubSpot's own codes are upper-case words; anything else could be free text and is left out. */
function identifier(text: string | undefined): string | undefined {
  return text !== undefined && /^[A-Z][A-Z0-9_]{1,60}$/.test(text) ? text : undefined;
}
