import type { TestProject } from 'vitest/node';
import { startAzurite } from '../../local/azurite.ts';
import { forgetProxies } from '../../src/settings/proxy.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Connection string of the Azurite that serves the whole test run: `inject('storageConnectionString')`. */
    storageConnectionString: string;
  }
}

/** Vitest global set-up: starts one in-memory Azurite before the first test and stops it after the last. */
export default async function startSharedAzurite(project: TestProject): Promise<() => Promise<void>> {
  // All that tests call is on this machine; the processes of the test files inherit it.
  forgetProxies(process.env);
  const azurite = await startAzurite({ keepsGarbage: true });
  project.provide('storageConnectionString', azurite.connectionString);
  return () => azurite.close();
}
