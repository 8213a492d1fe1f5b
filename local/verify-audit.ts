import { verifyCommand, USAGE } from './audit/verify-command.ts';
import { runCommand } from './command/run.ts';

await runCommand(USAGE, verifyCommand);
