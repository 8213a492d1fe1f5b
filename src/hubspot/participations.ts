import { z } from 'zod';
import { idSchema, instantSchema, pagingSchema } from './answers.ts';
import { readPages, wrongAnswer } from './cursor-pages.ts';
import { type MissingScope, orMissingScope } from './missing-scope.ts';
import type { Access } from './records.ts';

const SCOPE = 'crm.objects.marketing_events.read';
/** Participations of one page at the most (HubSpot, "Read participations breakdown by Contact identifier"). */
const PAGE = 100;

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
const occurredAtSchema = z.union([z.int(), instantSchema]);

const pageSchema = z.object({
  total: z.int().nonnegative(),
  results: z.array(
    z.object({
      properties: z.object({
        attendanceState: z.string(),
        occurredAt: occurredAtSchema,
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

async function readAll(access: Access, contactId: string, person: ReadonlySet<string>): Promise<Participations> {
  const path = access.paths.participations(contactId);
  const pages = await readPages(access, { path, query: { limit: String(PAGE) }, answer: pageSchema });
  const all = pages.flatMap(({ results }) => results);
  if (all.length !== pages.at(-1)?.total) throw wrongAnswer(path, 'holds another number than it counts');
  if (all.some(({ associations }) => !person.has(associations.contact.contactId)))
    throw wrongAnswer(path, 'is about another contact');
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
