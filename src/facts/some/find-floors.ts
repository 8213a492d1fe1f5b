import type { SliceContext } from '../context.ts';
import type { FoundPiece } from './found.ts';

/**
 * Companies whose floor in `RegisterErasures` is another than the one that is remembered, though HubSpot may show no change of them
 * (§7). One that cannot be read touches its company once: until it can be, the clock run tries again.
 */
export async function findFloors({ floors, state }: Pick<SliceContext, 'floors' | 'state'>): Promise<FoundPiece> {
  const rows = await floors.read();
  const memories = await state.companies.getMany(rows.keys());
  const companies = [...memories].flatMap(([id, { clock, floor: before = Number.NEGATIVE_INFINITY }]) => {
    const floor = rows.get(id);
    if (floor === undefined) return [];
    const isNew = 'unread' in floor ? clock.read : floor.at > before;
    return isNew ? [{ id, full: false }] : [];
  });
  return { touched: { contacts: [], companies }, next: undefined };
}
