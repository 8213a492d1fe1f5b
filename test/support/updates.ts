import { expect } from 'vitest';
import type { Holds, Update } from '../../src/hubspot/send-updates.ts';

/** Outcomes. */
export const written = expect.objectContaining({ kind: 'done' });
export const refused = (reason: string) => expect.objectContaining({ kind: 'refused', reason });

/** Whether the texts of the values are the same. */
export const holds: Holds = ({ properties }, values) =>
  Object.entries(properties).every(([name, value]) => (values[name] ?? '') === value);

/** Updates that give all these records one first name. */
export const named = (ids: readonly string[], firstname = 'Aino'): Update[] =>
  ids.map((id) => ({ id, properties: { firstname } }));
