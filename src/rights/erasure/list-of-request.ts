import type { Engine } from '../../work/engine.ts';
import { erasureStores } from './stores.ts';

/** The id of the list of people to erase that is under way for a request; `undefined` when there is none. */
export async function listOfRequest(engine: Engine, requestId: string): Promise<string | undefined> {
  const { lists } = erasureStores(engine);
  const underway = await lists.inStates(['preparing', 'awaiting_approval', 'checking', 'approved', 'executing']);
  return underway.find((list) => list.requestId === requestId)?.id;
}
