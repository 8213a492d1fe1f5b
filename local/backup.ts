import { backupCommand, USAGE } from './backup/backup-command.ts';
import { runCommand } from './command/run.ts';

await runCommand(USAGE, backupCommand);
