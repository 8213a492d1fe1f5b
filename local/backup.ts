import { backupCommand } from './backup/backup-command.ts';

process.exitCode = await backupCommand(process.argv.slice(2), process.env, { out: console.log, err: console.error });
