import { z } from 'zod';
import { type AuditPageAnswer, auditPageSchema } from '../../../src/http/schemas/audit-event.ts';
import { table } from '../../start/tables.ts';
import { read } from '../client.ts';
import { EXIT, type ExitStatus } from '../errors.ts';
import { readOptions, usage } from '../options.ts';
import { nextPage, withoutHeading } from '../pages.ts';
import { plain } from '../plain.ts';
import { openSession } from '../session.ts';
import type { World } from '../world.ts';

const text = z.string().optional();
const OPTIONS = z.object({
  'contact-id': text,
  'company-id': text,
  'run-id': text,
  from: text,
  to: text,
  limit: text,
  csv: z.boolean().optional(),
  all: z.boolean().optional(),
});

/** `audit`: events, newest first; with `--all` page after page, in JSON each on a line of its own. */
export async function audit(args: readonly string[], world: World): Promise<ExitStatus> {
  const options = readOptions(args, OPTIONS);
  const { 'contact-id': contactId, 'company-id': companyId, 'run-id': runId, from, to, limit, csv = false } = options;
  if (csv && options.json) throw usage('--csv and --json do not go together.');
  const session = openSession(options, world);
  const query = { contactId, companyId, runId, from, to, limit, format: csv ? 'csv' : 'json' };
  for (let continuation: string | undefined, first = true; ; first = false) {
    const reply = await session.client.ask('GET', 'audit', { query: { ...query, continuation } });
    if (csv) world.out.write(first ? reply.text : withoutHeading(reply.text));
    else {
      const page = read(reply, auditPageSchema);
      session.tell(reply, () => eventTable(page.events));
    }
    continuation = nextPage(reply);
    if (continuation === undefined) return EXIT.well;
    if (options.all !== true) {
      session.note('There are more: --all shows them.');
      return EXIT.well;
    }
  }
}

function eventTable(events: AuditPageAnswer['events']): string {
  return table(
    ['at', 'actor', 'action', 'subject', 'property', 'before', 'after', 'cause'],
    events.map(({ at, actor, action, subject, property, before, after, cause }) =>
      [at, actor, action, subject, property, before, after, cause].map(plain),
    ),
  );
}
