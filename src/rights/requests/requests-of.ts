import type { Engine } from '../../work/engine.ts';
import { Requests } from './requests.ts';

/** What reaches the requests that are kept. */
export interface RequestStorage extends Pick<Engine, 'rowMacs'> {
  readonly storage: Pick<Engine['storage'], 'requests'>;
}

/** Where requests of people are kept. */
export function requestsOf({ storage, rowMacs }: RequestStorage): Requests {
  return new Requests(storage.requests, rowMacs);
}
