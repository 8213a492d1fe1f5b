import { existsSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { z } from 'zod';
import type { Front } from '../functions-host/front.ts';
import { type FunctionsHost, startFunctionsHost } from '../functions-host/host.ts';
import { StartError } from './errors.ts';

const refusedPort = z.object({ code: z.enum(['EADDRINUSE', 'EACCES', 'EADDRNOTAVAIL']) });

/**
 * Starts the functions that were built together with this file. `environment` holds the storage connections.
 * @throws StartError `port_unavailable`; and what the functions throw while they are loaded.
 */
export async function startAppHost(
  environment: Readonly<Record<string, string | undefined>>,
  {
    port,
    now,
    log,
    front,
    timersFire,
  }: {
    readonly port: number;
    readonly now: () => number;
    readonly log: (line: string) => void;
    readonly front: Front | undefined;
    readonly timersFire: boolean;
  },
): Promise<FunctionsHost> {
  const root = appFolder(import.meta.dirname);
  const functions = relative(root, join(import.meta.dirname, '..', '..', 'functions'))
    .split(sep)
    .join('/');
  try {
    return await startFunctionsHost({
      root,
      main: `${functions}/*.js`,
      port,
      connectionString: (name) => environment[name],
      log,
      now,
      front,
      timersFire,
    });
  } catch (error) {
    const refused = refusedPort.safeParse(error);
    if (!refused.success) throw error;
    const why = refused.data.code === 'EADDRINUSE' ? 'is in use' : `cannot be used (${refused.data.code})`;
    throw new StartError('port_unavailable', `Port ${port} ${why}: stop what uses it, or start with --port N.`);
  }
}

/** The folder with host.json, whichever folder the program was built into. */
function appFolder(folder: string): string {
  return existsSync(join(folder, 'host.json')) || dirname(folder) === folder ? folder : appFolder(dirname(folder));
}
