import type { ToRetry } from '../../src/effects/remember.ts';
import { registerState } from '../../src/remembered/register-state.ts';
import { freshTable } from './fresh-table.ts';
import { ROW_MACS } from './row-macs.ts';
import { startStorageProxy } from './storage-proxy.ts';

/** Nothing that earlier runs left to be tried again. */
export const NONE: ToRetry = new Set();

/** What is kept beyond the end of a run, in a table of its own: written through a proxy, looked at directly. */
export async function freshState() {
  const { table, through } = await freshTable();
  const proxy = await startStorageProxy();
  const state = registerState(through(proxy.connectionString, 0), ROW_MACS);
  const context = { state, session: { run: { runId: 'run-1' } }, resumed: false };
  const { contacts, companies, members, retry } = registerState(table, ROW_MACS);
  return {
    context,
    proxy,
    contact: async (id = '101') => (await contacts.getMany([id])).get(id),
    company: async (id = '201') => (await companies.getMany([id])).get(id),
    membersOf: (id: string) => members.list(`${id}|`, `${id}~`),
    retries: () => retry.list('', '~'),
    toRetry: async (...keys: string[]): Promise<ToRetry> => {
      await retry.add(keys);
      return new Set(keys);
    },
  };
}
