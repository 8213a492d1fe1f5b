import { onTestFinished } from 'vitest';
import type { Health } from '../../src/health/check.ts';
import { createHealth, type HealthOptions, type HealthService } from '../../src/health/create-health.ts';
import { examplePolicyWith } from './example-policy.ts';
import { soundSettings } from './health-facts.ts';
import { type RegisterApp, type RegisterAppOptions, startRegisterApp } from './register-app.ts';
import { NOW, syncWorld } from './sync-world.ts';

/** A register, and what answers for its health. */
export interface HealthApp {
  readonly app: RegisterApp;
  /** The health as a process of its own sees it, at the time that `setNow` set. */
  newHealth(options?: HealthOptions): () => Promise<Health>;
  newService(options?: HealthOptions): HealthService;
  setNow(ms: number): void;
  /** Requests that HubSpot got since this was last called, such as `GET /account-info/2026-09/details`. */
  asked(): string[];
}

/** Starts one over `syncWorld`, with a notice that lacks nothing; it ends with the test. */
export async function startHealthApp(options: Partial<RegisterAppOptions> = {}): Promise<HealthApp> {
  const policy = examplePolicyWith(options.policy);
  const app = await startRegisterApp({ account: syncWorld(), now: NOW, keepsBudget: true, ...options, policy });
  onTestFinished(() => app.close());
  let now = options.now ?? NOW;
  let seen = 0;
  const newService = (more?: HealthOptions) =>
    createHealth(app.newEngine(), soundSettings(), { systemNow: () => now, ...more });
  return {
    app,
    newService,
    newHealth: (more) => newService(more).check,
    setNow: (ms) => {
      now = ms;
      app.setNow(ms);
    },
    asked: () => {
      const requests = app.hubspot.log.slice(seen).map(({ method, path }) => `${method} ${path}`);
      seen = app.hubspot.log.length;
      return requests;
    },
  };
}

/** A register that has just done all of its work. */
export async function healthAtRest(options: Partial<RegisterAppOptions> = {}): Promise<HealthApp> {
  const started = await startHealthApp(options);
  await started.app.reconcile();
  await started.app.run('clock');
  await started.app.run('changed');
  started.asked();
  return started;
}
