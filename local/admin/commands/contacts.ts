import { z } from 'zod';
import { CSV_BOM } from '../../../src/audit/csv.ts';
import { type ContactAnswer, contactPageSchema } from '../../../src/http/schemas/contacts.ts';
import { table } from '../../start/tables.ts';
import { read } from '../client.ts';
import { EXIT, type ExitStatus } from '../errors.ts';
import { readOptions, usage } from '../options.ts';
import { nextPage } from '../pages.ts';
import { openSession } from '../session.ts';
import type { World } from '../world.ts';

const text = z.string().optional();
const OPTIONS = z.object({
  status: text,
  'ends-from': text,
  'ends-to': text,
  'company-id': text,
  sort: text,
  limit: text,
  csv: z.boolean().optional(),
  all: z.boolean().optional(),
});

/** `contacts`: who ends when; with `--all` page after page, with `--csv` everybody in one file. */
export async function contacts(args: readonly string[], world: World): Promise<ExitStatus> {
  const {
    status,
    'ends-from': endsFrom,
    'ends-to': endsTo,
    'company-id': companyId,
    ...rest
  } = readOptions(args, OPTIONS);
  const { sort, limit, csv = false, all, ...options } = rest;
  if (csv && options.json) throw usage('--csv and --json do not go together.');
  const session = openSession(options, world);
  const query = { status, endsFrom, endsTo, companyId, sort, limit, format: csv ? 'csv' : 'json' };
  for (let continuation: string | undefined; ; ) {
    const reply = await session.client.ask('GET', 'contacts', { query: { ...query, continuation } });
    if (csv) {
      // What reads an answer takes the mark off, without which Excel takes the file for another encoding.
      world.out.write(`${CSV_BOM}${reply.text}`);
      return EXIT.well;
    }
    const page = read(reply, contactPageSchema);
    session.tell(reply, () => linesOf(page.contacts));
    continuation = nextPage(reply);
    if (continuation === undefined) return EXIT.well;
    if (all !== true) {
      session.note('There are more: --all shows them.');
      return EXIT.well;
    }
  }
}

function linesOf(shown: readonly ContactAnswer[]): string {
  return table(
    ['contact', 'customer', 'status', 'ends on', 'counted from', 'decided', 'hold until', 'restricted', 'requests'],
    shown.map(({ contactId, companyId, status, endsOn, basis, decision, holdUntil, restricted, requestOpen }) => [
      contactId,
      companyId ?? '-',
      status,
      endsOn ?? '-',
      basis ?? '-',
      decision ?? '-',
      holdUntil ?? '-',
      restricted ? 'yes' : '-',
      requestOpen.join(', ') || '-',
    ]),
  );
}
