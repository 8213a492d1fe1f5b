import Table from 'cli-table3';
import { z } from 'zod';
import { start } from '../child.ts';

const resultSchema = z.object({ seconds: z.number(), bytes: z.number(), peak: z.number(), peakOfFetch: z.number() });

/** Copies that are made within the call, and that a run prepares. */
const WAYS = ['jsonNow', 'htmlNow', 'pdfNow', 'json', 'html'] as const;
/** More is never made within a call. */
const MOST_IN_CALL = 1_000;

/** Makes the copies of a person with so many engagements in every way there is, and prints what that took. */
export async function measureCopies(engagements: number): Promise<void> {
  const hubspot = start('./copies/hubspot-process.ts', [`--engagements=${engagements}`]);
  try {
    const { url } = await hubspot.ask('address', z.object({ url: z.string() }));
    const table = new Table({
      head: [`${engagements} engagements`, 'seconds', 'requests', 'MB', 'peak memory, MB', 'of fetching it'],
      style: { head: [], border: [] },
    });
    for (const way of WAYS) {
      if (way.endsWith('Now') && engagements > MOST_IN_CALL) continue;
      // Processes of its own: what one way leaves in memory, or in storage, is none of the next.
      const storage = start('./storage-process.ts');
      const connectionString = await storage.ask('address', z.string());
      const copies = start('./copies/copy-process.ts', [`--hubspot=${url}`, `--storage=${connectionString}`]);
      const { seconds, bytes, peak, peakOfFetch } = await copies.ask(way, resultSchema);
      await Promise.all([copies.stop(), storage.stop()]);
      const [requests, mb] = [await hubspot.ask('report', z.number()), (some: number) => (some / 1_048_576).toFixed(1)];
      table.push([way, seconds.toFixed(1), requests, mb(bytes), mb(peak), peakOfFetch === 0 ? '' : mb(peakOfFetch)]);
    }
    console.log(table.toString());
  } finally {
    await hubspot.stop();
  }
}
