import { z } from 'zod';
import { ACTIVITY_TYPES } from './activity-types.ts';
import type { Processor } from './processors.ts';
import { type LocalText, localText, orSilent, words } from './text.ts';

/** Where HubSpot, or this program itself, may hold data of a person (Art. 15(1), (3)). */
export const HUBSPOT_PLACES = [
  ...(['contact', 'property_history', 'company'] as const),
  ...ACTIVITY_TYPES,
  ...([
    'subscriptions',
    'lists',
    'marketing_events',
    'contacts',
    'deals',
    'tickets',
    'conversations',
    'files',
    'forms',
  ] as const),
  ...(['feedback', 'call_transcripts', 'sequences', 'page_views'] as const),
  ...(['requests', 'disclosures'] as const),
] as const;

export type HubSpotPlace = (typeof HUBSPOT_PLACES)[number];

/** A place that the program knows, or one elsewhere: a system of a processor, or of the controller's own (`null`). */
export type Place = { readonly place: HubSpotPlace } | { readonly name: LocalText; readonly processor: string | null };

export const placesSchema = z
  .array(
    z.union([
      z.strictObject({ place: z.enum(HUBSPOT_PLACES) }),
      z.strictObject({
        name: localText,
        processor: orSilent(words).describe('Name of a processor of §4; null for a system of the controller itself.'),
      }),
    ]),
  )
  .min(1)
  .optional()
  .describe('Art. 15 Every place where data of a person may be. Without it: all of HubSpot, and each other processor.');

const name = z.string().optional().catch(undefined);
const named = z.object({
  processors: z.array(z.object({ name }).catch({})),
  places: z.array(z.object({ processor: name }).catch({})),
});

/** Where places name a processor that the file does not have, also in a file of which other fields are wrong. */
export function strangeProcessors(file: unknown): PropertyKey[][] {
  const { success, data } = named.safeParse(file);
  if (!success) return [];
  const names = new Set(data.processors.map((one) => one.name));
  return data.places.flatMap(({ processor }, index) =>
    processor !== undefined && !names.has(processor) ? [['places', index, 'processor']] : [],
  );
}

/** Places of a policy that names none: all that the program knows, and every processor but HubSpot. */
export function placesWithout(processors: readonly Pick<Processor, 'name'>[]): Place[] {
  const elsewhere = processors.filter(({ name }) => !isHubSpot(name));
  return [
    ...HUBSPOT_PLACES.map((place) => ({ place })),
    ...elsewhere.map(({ name }) => ({ name: { fi: name, en: null }, processor: name })),
  ];
}

/** Whether a processor is HubSpot, by its name. */
export function isHubSpot(name: string): boolean {
  return /^hubspot\b/i.test(name);
}
