import { z } from 'zod';
import { idSchema, instantSchema, wholeList } from './answers.ts';
import { HubSpotError } from './errors.ts';
import { type MissingScope, orMissingScope } from './missing-scope.ts';
import type { Access } from './records.ts';

const SCOPE = 'communication_preferences.read';

/** What an address is subscribed to now, and why. HubSpot keeps no history of it. */
export interface SubscriptionStatus {
  readonly subscriptionId: string;
  readonly name: string | undefined;
  /** `SUBSCRIBED`, `UNSUBSCRIBED`, `NOT_SPECIFIED`, or what HubSpot may add. */
  readonly status: string;
  readonly source: string;
  /** When it was set, epoch ms. */
  readonly at: number;
  readonly legalBasis: string | undefined;
  readonly legalBasisExplanation: string | undefined;
}

/** All statuses of one address. */
export interface SubscriptionStatuses {
  readonly kind: 'read';
  readonly statuses: readonly SubscriptionStatus[];
}

const statusesSchema = wholeList(
  z.object({
    subscriberIdString: z.string(),
    subscriptionId: idSchema,
    subscriptionName: z.string().nullish(),
    status: z.string(),
    source: z.string(),
    timestamp: instantSchema,
    legalBasis: z.string().nullish(),
    legalBasisExplanation: z.string().nullish(),
  }),
);

/**
 * The subscription statuses of an address, in whatever case it is written; none of an address that HubSpot does not know. Throws
 * `HubSpotError`, which does not hold the address, for anything else, and for an answer about another address.
 */
export async function readSubscriptionStatuses(
  access: Access,
  address: string,
): Promise<SubscriptionStatuses | MissingScope> {
  return orMissingScope(readAll(access, address), SCOPE);
}

async function readAll({ transport, paths }: Access, address: string): Promise<SubscriptionStatuses> {
  const shownPath = paths.subscriptionStatuses('ADDRESS');
  const path = paths.subscriptionStatuses(address);
  const asked = { method: 'GET', path, shownPath, query: { channel: 'EMAIL' } } as const;
  try {
    const { results } = await transport.send({ ...asked, answer: statusesSchema, effect: 'read' });
    if (results.some(({ subscriberIdString }) => !isSame(subscriberIdString, address))) throw ofSomebodyElse(shownPath);
    return { kind: 'read', statuses: results.map(toStatus) };
  } catch (error) {
    // Only HubSpot's own words for it: a proxy's 404 says nothing about the address.
    if (error instanceof HubSpotError && error.code === 'not_found' && error.category !== undefined)
      return { kind: 'read', statuses: [] };
    throw error;
  }
}

function toStatus(one: z.infer<typeof statusesSchema>['results'][number]): SubscriptionStatus {
  return {
    subscriptionId: one.subscriptionId,
    name: one.subscriptionName ?? undefined,
    status: one.status,
    source: one.source,
    at: one.timestamp,
    legalBasis: one.legalBasis ?? undefined,
    legalBasisExplanation: one.legalBasisExplanation ?? undefined,
  };
}

function isSame(one: string, other: string): boolean {
  return one.trim().toLowerCase() === other.trim().toLowerCase();
}

function ofSomebodyElse(shownPath: string): HubSpotError {
  const endpoint = `GET ${shownPath}`;
  return new HubSpotError('unexpected_answer', `The answer to ${endpoint} is about another address.`, { endpoint });
}
