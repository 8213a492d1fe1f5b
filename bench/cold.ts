import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { startAzurite } from '../local/azurite.ts';
import { elapsed } from '../src/clock.ts';

const PROCESS = fileURLToPath(new URL('cold-process.ts', import.meta.url));
const TIMES = 11;

/** From the start of a process that loads the functions to its first request to HubSpot, in milliseconds, quickest first. */
export async function measureCold(): Promise<number[]> {
  const measured: number[] = [];
  for (let nth = 0; nth < TIMES; nth += 1) measured.push(await measureOnce());
  return measured.sort((a, b) => a - b);
}

/** Prints the median of what was measured, and its extremes. */
export function printCold(measured: readonly number[]): void {
  const [median, least, most] = [measured[Math.floor(measured.length / 2)], measured[0], measured.at(-1)];
  console.log(`${measured.length} cold starts to the first request to HubSpot: ${median} ms (${least} to ${most}).`);
}

/** Settings, policy, tables and the first rows of a run are in it; the Functions host is not. */
async function measureOnce(): Promise<number> {
  const azurite = await startAzurite();
  const hubspot = createServer((_request, response) => response.writeHead(401).end());
  hubspot.listen(0, '127.0.0.1');
  await once(hubspot, 'listening');
  const { port } = z.object({ port: z.number() }).parse(hubspot.address());
  const settings = {
    HUBSPOT_BASE_URL: `http://127.0.0.1:${port}`,
    HUBSPOT_ACCESS_TOKEN: 'pat-of-the-bench',
    RegisterStorage: azurite.connectionString,
    AUDIT_KEY: 'key-of-the-bench',
  };
  const begun = elapsed();
  const child = spawn(process.execPath, [PROCESS], { env: { ...process.env, ...settings }, stdio: 'inherit' });
  const exited = once(child, 'exit');
  try {
    const first = await Promise.race([once(hubspot, 'request').then(() => elapsed()), exited.then(() => undefined)]);
    if (first === undefined) throw new Error('The process ended before it called HubSpot.');
    return Math.round(first - begun);
  } finally {
    child.kill('SIGKILL');
    await exited;
    hubspot.closeAllConnections();
    hubspot.close();
    await azurite.close();
  }
}
