import { restoreCommand, USAGE } from './backup/restore/restore-command.ts';
import { runCommand } from './command/run.ts';

await runCommand(USAGE, restoreCommand);
