import { exportCommand } from './audit/export-command.ts';

process.exitCode = await exportCommand(process.argv.slice(2), process.env, { out: console.log, err: console.error });
