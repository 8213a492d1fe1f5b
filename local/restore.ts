import { restoreCommand } from './backup/restore/restore-command.ts';

process.exitCode = await restoreCommand(process.argv.slice(2), process.env, { out: console.log, err: console.error });
