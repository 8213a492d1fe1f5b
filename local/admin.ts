import { setTimeout as wait } from 'node:timers/promises';
import { EXIT } from './admin/errors.ts';
import { interruptSignal } from './admin/interrupt.ts';
import { admin } from './admin/main.ts';

const interrupt = interruptSignal();
// Whoever read what is printed, such as `head`, has seen enough.
process.stdout.on('error', () => process.exit(EXIT.interrupted));

process.exitCode = await admin(process.argv.slice(2), {
  environment: process.env,
  input: process.stdin,
  out: process.stdout,
  err: process.stderr,
  interrupt,
  pause: (ms) => wait(ms, undefined, { signal: interrupt }),
});
