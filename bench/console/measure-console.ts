import Table from 'cli-table3';
import { z } from 'zod';
import { start } from '../child.ts';

const measuredSchema = z.object({ seconds: z.number(), requests: z.number(), result: z.number(), peak: z.number() });

/** An answer of Table Storage takes so long on its way. */
const LATENCY_MS = 10;

/** Lists and counts so many contacts as the console does, and prints what that took. */
export async function measureConsole(contacts: number): Promise<void> {
  const storage = start('./console/storage-process.ts', [`--contacts=${contacts}`]);
  try {
    const address = await storage.ask('address', z.string());
    const asking = start('./console/console-process.ts', [`--storage=${address}`, `--latency=${LATENCY_MS}`]);
    const table = new Table({
      head: [`${contacts} contacts`, 'seconds', 'answers of tables', 'result', 'peak memory, MB'],
      style: { head: [], border: [] },
    });
    for (const name of await asking.ask('names', z.array(z.string()))) {
      const { seconds, requests, result, peak } = await asking.ask(name, measuredSchema);
      table.push([name, seconds.toFixed(2), requests, result, (peak / 1_048_576).toFixed(0)]);
    }
    console.log(table.toString());
    await asking.stop();
  } finally {
    await storage.stop();
  }
}
