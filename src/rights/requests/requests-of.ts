import type { Engine } from '../../work/engine.ts';
import { Requests } from './requests.ts';

/** Where requests of people are kept. */
export function requestsOf({ storage, rowMacs }: Pick<Engine, 'storage' | 'rowMacs'>): Requests {
  return new Requests(storage.requests, rowMacs);
}
