import { clockAt } from '../src/clock.ts';
import { doctorCommand } from './doctor/doctor-command.ts';

process.exitCode = await doctorCommand(process.argv.slice(2), process.env, {
  ...{ out: console.log, err: console.error },
  now: clockAt(undefined),
});
