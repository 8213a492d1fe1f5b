import type { Engine } from '../../../work/engine.ts';
import type { ErasureList } from '../../erasure/list.ts';
import { erasureStores } from '../../erasure/stores.ts';

/** The list of people to erase that is under way for a request; `undefined` when there is none. */
export async function listUnderway(engine: Engine, requestId: string): Promise<ErasureList | undefined> {
  const { lists } = erasureStores(engine);
  const underway = await lists.inStates(['preparing', 'awaiting_approval', 'checking', 'approved', 'executing']);
  return underway.find((list) => list.requestId === requestId);
}
