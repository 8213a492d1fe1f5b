import type { SimulatorOptions } from '../../local/simulator/simulator.ts';
import type { CopyOfRegister } from './copy-of-register.ts';
import { type RegisterApp, startCopy, startRegisterApp } from './register-app.ts';
import { HOUR, NOW, syncWorld } from './sync-world.ts';

let atRest: Promise<CopyOfRegister> | undefined;

/**
 * A register over `syncWorld`, reconciled and an hour later synced over its own writes; its clock then stands at `at`. A process
 * comes to it once, and has it as it was then for each test: one at a time.
 */
export async function registerAtRest(at: number, hubspot: Partial<SimulatorOptions> = {}): Promise<RegisterApp> {
  atRest ??= comeToRest();
  const app = await startCopy(await atRest, { hubspot });
  app.setNow(at);
  return app;
}

async function comeToRest(): Promise<CopyOfRegister> {
  const app = await startRegisterApp({ account: syncWorld(), now: NOW });
  await app.reconcile();
  app.setNow(NOW + HOUR);
  await app.run('changed');
  const copy = await app.copy();
  await app.close();
  return copy;
}
