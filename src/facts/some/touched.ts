import { z } from 'zod';
import { RECORD_KINDS, type RecordKind } from '../../register/record.ts';
import { later, type ServiceContact } from '../../register/service-contact.ts';
import { serviceContactSchema } from '../../remembered/schemas.ts';
import type { RunStore } from '../../runs/run-store.ts';

/**
 * Why a record is looked at. Its clock is what is remembered, or `latest` when that is later; with `full` the clock may have
 * moved back, or is not known, and is computed from all activities.
 */
const touchSchema = z.object({ id: z.string(), full: z.boolean(), latest: serviceContactSchema.optional() });

export type Touch = z.infer<typeof touchSchema>;

const partSchema = z.object({ contacts: z.array(touchSchema), companies: z.array(touchSchema) });

/** Records that one step of finding has found. */
export type Touched = Readonly<Record<RecordKind, readonly Touch[]>>;

export async function saveTouched(store: RunStore, number: number, touched: Touched): Promise<void> {
  await store.put('touched', number, touched);
}

/** Everything that was found, each record once, in the order of ids. */
export async function loadTouched(store: RunStore): Promise<Record<RecordKind, Map<string, Touch>>> {
  const all = { contacts: new Map<string, Touch>(), companies: new Map<string, Touch>() };
  for await (const { value } of store.parts('touched', partSchema)) {
    for (const kind of RECORD_KINDS) {
      for (const touch of value[kind]) all[kind].set(touch.id, together(all[kind].get(touch.id), touch));
    }
  }
  return all;
}

function together(a: Touch | undefined, b: Touch): Touch {
  if (a === undefined) return b;
  const latest: ServiceContact | undefined = later(a.latest, b.latest);
  return { id: a.id, full: a.full || b.full, ...(latest === undefined ? {} : { latest }) };
}
