import type { Trigger } from './bindings.ts';
import { pathOf } from './http-trigger.ts';

/** What a host says about a function it runs. */
export type FunctionInfo =
  | {
      readonly name: string;
      readonly trigger: 'http';
      readonly methods: readonly string[];
      /** Path below the host's URL with its parameters, e.g. `/api/runs/{runId}`. */
      readonly path: string;
    }
  | { readonly name: string; readonly trigger: 'timer'; readonly schedule: string }
  | { readonly name: string; readonly trigger: 'queue'; readonly queueName: string };

export function functionInfo(name: string, trigger: Trigger, routePrefix: string): FunctionInfo {
  if (trigger.type === 'httpTrigger') {
    return { name, trigger: 'http', methods: trigger.methods, path: `/${pathOf(name, trigger, routePrefix)}` };
  }
  if (trigger.type === 'timerTrigger') return { name, trigger: 'timer', schedule: trigger.schedule };
  return { name, trigger: 'queue', queueName: trigger.queueName };
}
