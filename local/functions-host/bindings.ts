import { z } from 'zod';
import type { BindingInfo } from './core-api.ts';
import { FunctionsHostError } from './errors.ts';
import type { RegisteredFunction } from './registrations.ts';

const trigger = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('httpTrigger'),
    name: z.string(),
    methods: z.array(z.string().toUpperCase()),
    route: z.string().optional(),
  }),
  z.object({
    type: z.literal('timerTrigger'),
    name: z.string(),
    schedule: z.string(),
    runOnStartup: z.boolean().default(false),
  }),
  z.object({
    type: z.literal('queueTrigger'),
    name: z.string(),
    queueName: z.string(),
    connection: z.string().default(''),
  }),
]);

export type Trigger = z.infer<typeof trigger>;
export type HttpTrigger = Extract<Trigger, { type: 'httpTrigger' }>;
export type TimerTrigger = Extract<Trigger, { type: 'timerTrigger' }>;
export type QueueTrigger = Extract<Trigger, { type: 'queueTrigger' }>;

const isEmulatedOutput = (binding: BindingInfo) => binding.type === 'http';

/**
 * The trigger of a function, with `%SETTING%` placeholders replaced.
 * @throws FunctionsHostError `unsupported` for a binding this host does not emulate: better no start than a function
 * whose output silently goes nowhere; `missing_setting` for a placeholder without a setting.
 */
export function triggerOf({ metadata }: RegisteredFunction): Trigger {
  const unsupported = (what: string) =>
    new FunctionsHostError('unsupported', `Function ${metadata.name}: ${what} is not supported by the local host.`);
  let found: Trigger | undefined;
  for (const binding of Object.values(metadata.bindings)) {
    if (binding.direction === 'out') {
      if (!isEmulatedOutput(binding)) throw unsupported(`output binding ${binding.type}`);
      continue;
    }
    const parsed = trigger.safeParse(binding);
    if (!parsed.success) throw unsupported(`input binding ${binding.type}`);
    found = parsed.data;
  }
  if (found === undefined) throw unsupported('a function without trigger');
  return resolvePlaceholders(found, metadata.name);
}

function resolvePlaceholders(found: Trigger, functionName: string): Trigger {
  if (found.type === 'timerTrigger') return { ...found, schedule: resolve(found.schedule, functionName) };
  if (found.type === 'queueTrigger') return { ...found, queueName: resolve(found.queueName, functionName) };
  return found;
}

/** `%NAME%` stands for the app setting, that is the environment variable, NAME. */
function resolve(text: string, functionName: string): string {
  return text.replace(/%([^%]+)%/g, (_, name: string) => {
    const value = process.env[name];
    if (value === undefined || value === '') {
      throw new FunctionsHostError('missing_setting', `Function ${functionName} needs the setting ${name}.`);
    }
    return value;
  });
}
