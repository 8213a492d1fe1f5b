import { onTestFinished } from 'vitest';
import { z } from 'zod';
import type { AccountData, ObjectType } from '../../../local/simulator/account.ts';
import { addRecord } from '../../../local/simulator/change.ts';
import { emptyAccount } from '../../../local/simulator/empty-account.ts';
import { type Served, serve } from '../../../local/simulator/serve.ts';
import { createSimulator, type Simulator, type SimulatorOptions } from '../../../local/simulator/simulator.ts';

export const NOW = Date.parse('2026-11-23T10:00:00.000Z');

const Loose = z.record(z.string(), z.json());

/** An answer as a client gets it. */
export interface Reply {
  status: number;
  headers: Headers;
  body: z.infer<typeof Loose>;
}

export interface Running {
  account: AccountData;
  simulator: Simulator;
  served: Served;
  ask(method: string, path: string, body?: unknown, init?: { headers?: Record<string, string> }): Promise<Reply>;
}

/** A simulator over an empty account behind real HTTP, closed when the test ends. Checks answers only when asked. */
export async function run(options: Partial<SimulatorOptions> & { asksWrongly?: boolean } = {}): Promise<Running> {
  const { asksWrongly = false, account = emptyAccount(4242, 'Europe/Helsinki'), ...rest } = options;
  const simulator = createSimulator({ account, now: () => NOW, token: 'secret', ...rest });
  const served = await serve(simulator, { checkAnswersOnly: asksWrongly });
  onTestFinished(() => served.close());
  return {
    account,
    simulator,
    served,
    async ask(method, path, body, init = {}) {
      const response = await fetch(`${served.url}${path}`, {
        method,
        headers: { authorization: 'Bearer secret', 'content-type': 'application/json', ...init.headers },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const text = await response.text();
      return {
        status: response.status,
        headers: response.headers,
        body: text === '' ? {} : Loose.parse(JSON.parse(text)),
      };
    },
  };
}

/** Adds records with the ids 1 to `count`, made on 1 January 2020. */
export function addMany(
  account: AccountData,
  type: ObjectType,
  count: number,
  properties: Record<string, string> = {},
): void {
  for (let id = 1; id <= count; id += 1) {
    addRecord(account, type, { id: String(id), properties: { ...properties }, createdAt: '2020-01-01T00:00:00.000Z' });
  }
}

/** The ids in an answer's results. */
export function idsIn(reply: Reply): string[] {
  return z
    .object({ results: z.array(z.object({ id: z.string() })) })
    .parse(reply.body)
    .results.map(({ id }) => id);
}

/** The cursor of an answer. */
export function nextOf(reply: Reply): string | undefined {
  const schema = z.object({ paging: z.object({ next: z.object({ after: z.string() }) }).optional() });
  return schema.parse(reply.body).paging?.next.after;
}

export const OBJECTS = '/crm/objects/2026-09';
