import type { Simulator } from '../../local/simulator/simulator.ts';

/** A request that writes, as the simulator got it. */
export interface WriteRequest {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
}

/** Collects what is sent to HubSpot to be written, from now on. Empty batches, which only ask for leave, are left out. */
export function watchWrites({ faults }: Simulator): WriteRequest[] {
  const seen: WriteRequest[] = [];
  const match = (request: WriteRequest) => {
    const isRead = request.method === 'GET' || /\/(read|search)$/.test(request.path);
    if (!isRead && JSON.stringify(request.body) !== '{"inputs":[]}') seen.push(request);
    return false;
  };
  faults.add({ match, kind: '500' });
  return seen;
}
