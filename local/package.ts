import { join } from 'node:path';
import { packageCommand } from './package/package-command.ts';

const root = join(import.meta.dirname, '..');
process.exitCode = packageCommand(process.argv.slice(2), process.env, root, { out: console.log, err: console.error });
