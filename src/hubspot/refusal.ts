import { z } from 'zod';
import { HubSpotError } from './errors.ts';
import { knownCode } from './known-codes.ts';

const names = z.record(z.string(), z.array(z.string())).optional().catch(undefined);
const detail = z.object({
  code: z.unknown().optional(),
  subCategory: z.unknown().optional(),
  message: z.string().optional().catch(undefined),
  context: names,
});
const errorBody = z.object({
  category: z.unknown().optional(),
  subCategory: z.unknown().optional(),
  message: z.string().optional().catch(undefined),
  correlationId: z.unknown().optional(),
  context: names,
  errors: z.array(detail).optional().catch(undefined),
});

type ErrorBody = z.infer<typeof errorBody>;

/**
 * The error for an answer that is final (4xx). Only known codes, scopes, a number of inputs, and names of properties that `sent`
 * (the request's body) names are taken from the answer: its message may quote personal data.
 */
export function refusal(endpoint: string, status: number, body: unknown, sent = ''): HubSpotError {
  const parsed = errorBody.safeParse(body);
  const said = parsed.success && isHubSpots(parsed.data) ? parsed.data : undefined;
  const category = knownCode(said?.category);
  if (status === 401) {
    const message = `HubSpot does not accept the token (401 for ${endpoint}): set HUBSPOT_ACCESS_TOKEN to a valid one.`;
    return new HubSpotError('unauthorized', message, { endpoint, status, category });
  }
  if (status === 403 && said === undefined) return notHubSpots(endpoint);
  if (status === 403) {
    const named = contextValues(said, ['requiredGranularScopes', 'requiredScopes', 'missingScopes']);
    const scopes = named.filter((scope) => SCOPE.test(scope));
    const missing = scopes.length > 0 ? `lacks the scope ${scopes.join(' or ')}` : 'lacks a scope that this needs';
    const message = `The HubSpot token ${missing} (403 for ${endpoint}): add it to the service key or app and start again.`;
    return new HubSpotError('forbidden', message, { endpoint, status, category });
  }
  const details = said?.errors ?? [];
  const codes = [said?.subCategory, ...details.flatMap(({ code, subCategory }) => [code, subCategory])].flatMap(
    (code) => knownCode(code) ?? [],
  );
  const reported = [...new Set([category, ...codes])].filter((part) => part !== undefined);
  const properties = propertiesIn(said, sent);
  const why = [reported.join(', '), properties.join(', ')].filter((part) => part !== '').join(' for ');
  const message = `HubSpot refused ${endpoint} with status ${status}${why ? ` (${why})` : ''}.`;
  return new HubSpotError(status === 404 ? 'not_found' : 'rejected', message, {
    endpoint,
    status,
    category: reported.join(':') || undefined,
    ...(properties.length > 0 ? { properties } : {}),
    ...(status === 400 || status === 413 ? { mostInputs: mostInputsIn(said) } : {}),
    ...(status === 400 || status === 409 ? { holder: holderIn(said), missing: missingIn(details) } : {}),
  });
}

/** As HubSpot says who has an address or another value that is there once; the value stands before it. */
const HOLDERS = [/Existing ID: (\d{1,19})\b/gi, /\b(\d{1,19}) already has that value/gi];

function holderIn(said: ErrorBody | undefined): string | undefined {
  const messages = [said?.message, ...(said?.errors ?? []).map(({ message }) => message)].filter(isText);
  const ids = HOLDERS.flatMap((pattern) => messages.flatMap((message) => [...message.matchAll(pattern)]));
  return ids.at(-1)?.[1];
}

const isText = (message: string | undefined) => message !== undefined;

const MISSING = 'MISSING_CONDITIONAL_REQUIRED_PROPERTY';
const PROPERTY_NAME = /^[a-z][a-z0-9_]{0,99}$/;

/** Names of properties that the request does not name; whoever tells of one first looks whether the account has it. */
function missingIn(details: readonly z.infer<typeof detail>[]): string[] {
  const named = details.flatMap(({ code, context }) => (code === MISSING ? (context?.propertyName ?? []) : []));
  return [...new Set(named.filter((name) => PROPERTY_NAME.test(name)))];
}

/** What HubSpot's scopes begin with (HubSpot, "Scopes"): a name of a person does not. */
const SCOPE =
  /^(?:account-info|automation|communication_preferences|content|conversations|crm|files|forms|oauth|sales|settings|tickets)[a-z0-9._-]*$/;

/** An error as HubSpot words one; a page or JSON of a proxy or firewall is none. */
function isHubSpots({ category, message, correlationId, context, errors }: ErrorBody): boolean {
  return [category, message, correlationId, context, errors].some((part) => part !== undefined);
}

/** A refusal that HubSpot did not give. */
function notHubSpots(endpoint: string): HubSpotError {
  const message = `A firewall or proxy refused ${endpoint} (403, and not in HubSpot's words): let this app reach HubSpot, through HTTPS_PROXY if there is one.`;
  return new HubSpotError('blocked', message, { endpoint, status: 403 });
}

function contextValues(said: ErrorBody | undefined, keys: readonly string[]): string[] {
  const contexts = [said?.context ?? {}, ...(said?.errors ?? []).map(({ context }) => context ?? {})];
  const values = contexts.flatMap((context) => keys.flatMap((key) => context[key] ?? []));
  return [...new Set(values.filter((value) => /^[a-z0-9._-]{1,80}$/i.test(value)))];
}

/** Properties that HubSpot refuses, as far as the request itself names them. */
function propertiesIn(said: ErrorBody | undefined, sent: string): string[] {
  return contextValues(said, ['propertyName', 'properties', 'name'])
    .filter((name) => sent.includes(`"${name}"`))
    .slice(0, 3);
}

const MOST_INPUTS = [
  /maximum (?:number of )?(?:inputs|ids|entries|records)\D{0,60}?(\d{1,5})\b/i,
  /(?:at most|more than|no more than|up to|exceeds? (?:the )?(?:limit|maximum) of) (\d{1,5})\b/i,
  /limit must be (?:between \d+ and|less than or equal to|at most) (\d{1,5})\b/i,
];

/** How many inputs or results HubSpot takes at a time, when it says so. */
function mostInputsIn(said: ErrorBody | undefined): number | undefined {
  const messages = [said?.message, ...(said?.errors ?? []).map(({ message }) => message)];
  for (const message of messages) {
    for (const pattern of MOST_INPUTS) {
      const most = Number(message === undefined ? undefined : pattern.exec(message)?.[1]);
      if (most > 0) return most;
    }
  }
  return undefined;
}
