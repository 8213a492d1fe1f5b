import { TableClient } from '@azure/data-tables';
import Table from 'cli-table3';
import { z } from 'zod';
import { type Child, start } from '../child.ts';

const shareSchema = z.object({
  began: z.number(),
  ended: z.number(),
  count: z.number(),
  transactions: z.number(),
  peakRss: z.number(),
  peakOfProcess: z.number(),
});

/** What the audit trail of so many writers costs. */
export interface AuditFigures {
  readonly writers: number;
  readonly changesOfContact: number;
  readonly events: number;
  readonly rows: number;
  readonly seconds: number;
  readonly plainSeconds: number;
  /** Table transactions for one audited change: its intent and its outcome. */
  readonly roundTripsPerChange: number;
  readonly verifySeconds: number;
  readonly verifyPeakMb: number;
}

/** Measured side by side: as many writers, and contacts with as many changed values. */
const CASES = [
  { writers: 1, changes: 9 },
  { writers: 8, changes: 9 },
  { writers: 1, changes: 3 },
  { writers: 1, changes: 1 },
];

/** Writes `events` audit events in each case, then the same rows with plain inserts, and verifies the trail. */
export async function measureAudit(
  events: number,
  { writers: only, changes: of }: { readonly writers?: number | undefined; readonly changes?: number | undefined },
): Promise<AuditFigures[]> {
  const figures: AuditFigures[] = [];
  const one = { writers: only ?? 1, changes: of ?? 9 };
  for (const { writers, changes } of only === undefined && of === undefined ? CASES : [one])
    figures.push(await measureCase(events, writers, changes));
  return figures;
}

async function measureCase(events: number, writers: number, changes: number): Promise<AuditFigures> {
  const storage = start('./storage-process.ts');
  const children: Child[] = [storage];
  try {
    const connectionString = await storage.ask('address', z.string());
    const table = 'audit';
    await TableClient.fromConnectionString(connectionString, table, { allowInsecureConnection: true }).createTable();
    const contacts = Math.ceil(events / 2 / changes / writers);
    const args = [`--storage=${connectionString}`, `--table=${table}`, `--of=${writers}`, `--changes=${changes}`];
    const started = Array.from({ length: writers }, (_, writer) => {
      return start('./audit/writer-process.ts', [...args, `--writer=${writer}`, `--contacts=${contacts}`]);
    });
    children.push(...started);
    const together = async (question: string) => {
      const shares = await Promise.all(started.map((child) => child.ask(question, shareSchema)));
      const sum = (of: (share: z.infer<typeof shareSchema>) => number) => shares.reduce((all, one) => all + of(one), 0);
      const seconds =
        (Math.max(...shares.map(({ ended }) => ended)) - Math.min(...shares.map(({ began }) => began))) / 1000;
      return { seconds, count: sum(({ count }) => count), transactions: sum(({ transactions }) => transactions) };
    };
    console.error(`${events} events, ${writers} writers, ${changes} changes of a contact`);
    const written = await together('write');
    const plain = await together('plain');
    const reader = start('./audit/writer-process.ts', [...args, '--writer=0', '--contacts=0']);
    children.push(reader);
    const verified = await reader.ask('verify', shareSchema);
    return {
      writers,
      changesOfContact: changes,
      events: written.count,
      rows: plain.count,
      seconds: written.seconds,
      plainSeconds: plain.seconds,
      roundTripsPerChange: written.transactions / (written.count / 2),
      verifySeconds: (verified.ended - verified.began) / 1000,
      verifyPeakMb: verified.peakOfProcess / 2 ** 20,
    };
  } finally {
    await Promise.all(children.map((child) => child.stop()));
  }
}

/** Prints the figures, a row for each case. */
export function printAudit(figures: readonly AuditFigures[]): void {
  const head = [
    'writers',
    'changes of a contact',
    'events',
    'rows',
    's',
    'rows per s',
    'plain inserts, rows per s',
    'share',
  ];
  const table = new Table({
    head: [...head, 'changes per round trip', 'verified in s', 'peak MB'],
    style: { head: [], border: [] },
  });
  for (const one of figures) {
    const [pace, plain] = [one.rows / one.seconds, one.rows / one.plainSeconds];
    table.push([
      one.writers,
      one.changesOfContact,
      one.events,
      one.rows,
      one.seconds.toFixed(1),
      Math.round(pace),
      Math.round(plain),
      `${Math.round((100 * pace) / plain)} %`,
      (1 / one.roundTripsPerChange).toFixed(1),
      one.verifySeconds.toFixed(1),
      one.verifyPeakMb.toFixed(0),
    ]);
  }
  console.log(table.toString());
}
