import { z } from 'zod';
import { parseInstant } from '../register/instant.ts';
import { idSchema, pagingSchema } from './answers.ts';
import { HubSpotError } from './errors.ts';
import { type MissingScope, orMissingScope } from './missing-scope.ts';
import type { Access } from './records.ts';

const SCOPE = 'crm.objects.marketing_events.read';
/** Participations of one page at the most (HubSpot, "Read participations breakdown by Contact identifier"). */
const PAGE = 100;
/** More pages than this are a loop: nobody takes part in 100,000 events. */
const MOST_PAGES = 1_000;

/** How a contact took part in a marketing event. */
interface Participation {
  readonly eventId: string;
  readonly eventName: string;
  /** `REGISTERED`, `ATTENDED`, `CANCELLED`, `NO_SHOW`, `EMPTY`, or what HubSpot may add. */
  readonly state: string;
  /** Epoch ms. */
  readonly at: number;
  readonly durationSeconds: number | undefined;
  /** Part of the event that the contact was there, as HubSpot prints it. */
  readonly percentage: string | undefined;
}

/** All marketing events that a contact is known to have to do with. */
export interface Participations {
  readonly kind: 'read';
  readonly participations: readonly Participation[];
}

/** HubSpot prints the instant as milliseconds; other calls of it as text. */
const instantSchema = z.union([z.int(), z.string().transform(parseInstant).pipe(z.number())]);

const pageSchema = z.object({
  total: z.int().nonnegative(),
  results: z.array(
    z.object({
      properties: z.object({
        attendanceState: z.string(),
        occurredAt: instantSchema,
        attendanceDurationSeconds: z.number().nullish(),
        attendancePercentage: z.coerce.string().nullish(),
      }),
      associations: z.object({
        contact: z.object({ contactId: idSchema }),
        marketingEvent: z.object({ marketingEventId: idSchema, name: z.string() }),
      }),
    }),
  ),
  paging: pagingSchema,
});

type Result = z.infer<typeof pageSchema>['results'][number];

/**
 * Everything HubSpot has on a contact's part in marketing events. `ids` are the contact's own and those that were merged into it.
 * Throws `HubSpotError` when the pages hold another number than HubSpot counts, or somebody else's.
 */
export async function readParticipations(
  access: Access,
  [id, ...mergedIds]: readonly [id: string, ...mergedIds: string[]],
): Promise<Participations | MissingScope> {
  return orMissingScope(readAll(access, id, new Set([id, ...mergedIds])), SCOPE);
}

async function readAll(
  { transport, paths }: Access,
  contactId: string,
  person: ReadonlySet<string>,
): Promise<Participations> {
  const path = paths.participations(contactId);
  const endpoint = `GET ${path}`;
  const all: Result[] = [];
  const seen = new Set<string>();
  let after: string | undefined;
  do {
    const query = { limit: String(PAGE), after };
    const page = await transport.send({ method: 'GET', path, query, answer: pageSchema, effect: 'read' });
    all.push(...page.results);
    after = page.paging?.next?.after;
    if (after === undefined && all.length !== page.total) throw wrong(endpoint, 'holds another number than it counts');
    if (after !== undefined && (seen.has(after) || seen.size >= MOST_PAGES)) throw wrong(endpoint, 'has no end');
    if (after !== undefined) seen.add(after);
  } while (after !== undefined);
  if (all.some(({ associations }) => !person.has(associations.contact.contactId)))
    throw wrong(endpoint, 'is about another contact');
  return { kind: 'read', participations: all.map(toParticipation) };
}

function toParticipation({ properties, associations }: Result): Participation {
  return {
    eventId: associations.marketingEvent.marketingEventId,
    eventName: associations.marketingEvent.name,
    state: properties.attendanceState,
    at: properties.occurredAt,
    durationSeconds: properties.attendanceDurationSeconds ?? undefined,
    percentage: properties.attendancePercentage ?? undefined,
  };
}

function wrong(endpoint: string, what: string): HubSpotError {
  return new HubSpotError('unexpected_answer', `The answer to ${endpoint} ${what}: ask again.`, { endpoint });
}
