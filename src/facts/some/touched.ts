import type { z } from 'zod';
import { RECORD_KINDS, type RecordKind } from '../../register/record.ts';
import { later, type ServiceContact } from '../../register/service-contact.ts';
import type { RunStore } from '../../runs/run-store.ts';
import { PARTS } from '../parts.ts';
import type { touchedSchema } from '../touched-schema.ts';

/** Why a record is looked at. */
export type Touch = z.infer<typeof touchedSchema>[RecordKind][number];

/** Records that one piece of finding has found. */
export type Touched = Readonly<Record<RecordKind, readonly Touch[]>>;

export async function saveTouched(store: RunStore, number: number, touched: Touched): Promise<void> {
  await store.put(PARTS.touched, number, touched);
}

/** Everything that was found, each record once, in the order of ids. */
export async function loadTouched(store: RunStore): Promise<Record<RecordKind, Map<string, Touch>>> {
  const all = { contacts: new Map<string, Touch>(), companies: new Map<string, Touch>() };
  for await (const { value } of store.all(PARTS.touched)) {
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
