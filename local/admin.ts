import { setTimeout as wait } from 'node:timers/promises';
import { interruptSignal } from './admin/interrupt.ts';
import { admin } from './admin/main.ts';

const interrupt = interruptSignal();

process.exitCode = await admin(process.argv.slice(2), {
  environment: process.env,
  out: process.stdout,
  err: process.stderr,
  interrupt,
  pause: (ms) => wait(ms, undefined, { signal: interrupt }),
});
