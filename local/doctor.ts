import { clockAt } from '../src/clock.ts';
import { runCommand } from './command/run.ts';
import { doctorCommand, USAGE } from './doctor/doctor-command.ts';

await runCommand(USAGE, (args, environment, output) => {
  return doctorCommand(args, environment, { ...output, now: clockAt(undefined) });
});
