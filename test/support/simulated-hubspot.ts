import { onTestFinished } from 'vitest';
import type { AccountData, ObjectType } from '../../local/simulator/account.ts';
import { addRecord } from '../../local/simulator/change.ts';
import { emptyAccount } from '../../local/simulator/empty-account.ts';
import type { FaultKind } from '../../local/simulator/fault-kinds.ts';
import { serve } from '../../local/simulator/serve.ts';
import { createSimulator, type Simulator, type SimulatorOptions } from '../../local/simulator/simulator.ts';
import type { Access } from '../../src/hubspot/records.ts';
import { createTransport, type TransportOptions } from '../../src/hubspot/transport.ts';
import { pathsOf } from '../../src/hubspot/version.ts';
import { type VirtualPace, virtualPace } from './virtual-pace.ts';

export const NOW = Date.parse('2026-11-23T10:00:00.000Z');
export const TOKEN = 'pat-eu1-this-is-secret';

export interface SimulatedHubSpot {
  readonly account: AccountData;
  readonly simulator: Simulator;
  readonly access: Access;
  readonly pace: VirtualPace;
  readonly baseUrl: string;
  /** Faults the next `times` requests whose path ends with `ending`. */
  fault(kind: FaultKind, ending: string, times?: number): void;
  /** Requests the simulator was sent, e.g. `GET /crm/objects/2026-09/contacts 200`. */
  requests(): string[];
}

interface Options {
  readonly simulator?: Partial<SimulatorOptions>;
  readonly transport?: Partial<TransportOptions>;
  /** For tests that send wrong requests on purpose. */
  readonly asksWrongly?: boolean;
}

/**
 * An empty account behind the simulator and real HTTP, with the program's own transport in front; both keep the same
 * virtual time. Ends with the test, which fails when a request broke HubSpot's documents (`npm run check:api`).
 */
export async function simulatedHubSpot(options: Options = {}): Promise<SimulatedHubSpot> {
  const pace = virtualPace();
  const account = emptyAccount(4242, 'Europe/Helsinki');
  const simulator = createSimulator({
    account,
    now: () => NOW,
    rateClock: pace.elapsed,
    token: TOKEN,
    ...options.simulator,
  });
  const served = await serve(simulator, { checkAnswersOnly: options.asksWrongly ?? false });
  onTestFinished(() => served.close());
  const transport = createTransport({ baseUrl: served.url, accessToken: TOKEN, pace, ...options.transport });
  return {
    account,
    simulator,
    access: { transport, paths: pathsOf('2026-09') },
    pace,
    baseUrl: served.url,
    fault: (kind, ending, times = 1) =>
      simulator.faults.add({ match: ({ path }) => path.endsWith(ending), kind, times }),
    requests: () => simulator.log.map(({ method, path, status }) => `${method} ${path} ${status}`),
  };
}

/** How long a request may take before it is given up: a moment where no answer comes, else as long as a busy machine needs. */
export const timeLimit = (kind: FaultKind) => ({ timeoutMs: kind === 'hang' ? 1_000 : 60_000 });

/** Adds records with the ids 1 to `count` and gives the ids. */
export function addMany(account: AccountData, type: ObjectType, count: number): string[] {
  const ids = Array.from({ length: count }, (_, index) => String(index + 1));
  for (const id of ids) addRecord(account, type, { id, properties: {}, createdAt: '2020-01-01T00:00:00.000Z' });
  return ids;
}
