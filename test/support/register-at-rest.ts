import type { SimulatorOptions } from '../../local/simulator/simulator.ts';
import { type RegisterApp, startRegisterApp } from './register-app.ts';
import { HOUR, NOW, syncWorld } from './sync-world.ts';

/** A register over `syncWorld`, reconciled and an hour later synced over its own writes; its clock then stands at `at`. */
export async function registerAtRest(at: number, hubspot: Partial<SimulatorOptions> = {}): Promise<RegisterApp> {
  const app = await startRegisterApp({ account: syncWorld(), now: NOW, hubspot });
  await app.reconcile();
  app.setNow(NOW + HOUR);
  await app.run('changed');
  app.setNow(at);
  return app;
}
