import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';

/** The folder of the app, wherever the process was started: the one above this file that holds `host.json`. */
export const APP_FOLDER = folderAbove(import.meta.dirname);

/** The version of the program (semantic versioning, CHANGELOG.md): that of its package.json. */
export const VERSION: string = z
  .object({ version: z.string() })
  .parse(JSON.parse(readFileSync(join(APP_FOLDER, 'package.json'), 'utf8'))).version;

function folderAbove(folder: string): string {
  if (existsSync(join(folder, 'host.json')) || dirname(folder) === folder) return folder;
  return folderAbove(dirname(folder));
}
