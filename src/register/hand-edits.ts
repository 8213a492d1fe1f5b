import { differences, type HeldValues } from './difference.ts';
import type { Instant } from './instant.ts';
import type { RegisterProperty } from './property.ts';

/**
 * Properties written by the add-on that hold something else than when it last looked: somebody, or a workflow, changed
 * them. They are put back, and the audit trail holds both values (docs/design.md, What is remembered).
 */
export function editedProperties(
  remembered: HeldValues,
  held: HeldValues,
  properties: readonly RegisterProperty[],
): string[] {
  const written = properties.filter(({ direction }) => direction === 'out');
  const wanted = Object.fromEntries(written.map(({ name }) => [name, remembered[name] ?? '']));
  return differences(held, wanted, written).map(({ property }) => property);
}

const WITHIN_DAYS = 30;
const TIMES = 3;
const DAY_MS = 86_400_000;

/** Properties that were put back again and again of late: whoever changes them has to be found. */
export function keptBeingEdited(putBack: Readonly<Record<string, readonly string[]>>, now: Instant): string[] {
  return Object.entries(putBack)
    .filter(([, times]) => lately(times, now).length >= TIMES)
    .map(([property]) => property);
}

/** Adds a putting back at `at` (ISO 8601 UTC) to those of late. */
export function putBackAlso(
  putBack: Readonly<Record<string, readonly string[]>>,
  properties: readonly string[],
  at: string,
): Record<string, string[]> {
  const now = Date.parse(at);
  const all = new Set([...Object.keys(putBack), ...properties]);
  return Object.fromEntries(
    [...all].flatMap((property) => {
      const times = lately(putBack[property] ?? [], now);
      // A slice that is repeated puts back once.
      if (properties.includes(property) && !times.includes(at)) times.push(at);
      return times.length > 0 ? [[property, times.slice(-TIMES)]] : [];
    }),
  );
}

function lately(times: readonly string[], now: Instant): string[] {
  return times.filter((time) => Date.parse(time) > now - WITHIN_DAYS * DAY_MS);
}
