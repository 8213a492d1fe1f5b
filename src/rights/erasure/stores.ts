import type { Engine } from '../../work/engine.ts';
import { ErasureItems } from './items.ts';
import { ErasureLists } from './lists.ts';

/** Where lists of people to erase are kept. */
export interface ErasureStores {
  readonly lists: ErasureLists;
  readonly items: ErasureItems;
}

export function erasureStores({ storage, rowMacs }: Pick<Engine, 'storage' | 'rowMacs'>): ErasureStores {
  return { lists: new ErasureLists(storage.erasures, rowMacs), items: new ErasureItems(storage.erasures, rowMacs) };
}
