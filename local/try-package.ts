import { join } from 'node:path';
import { tryCommand } from './package/try-command.ts';

const root = join(import.meta.dirname, '..');
process.exitCode = tryCommand(process.argv.slice(2), process.env, root, { out: console.log, err: console.error });
