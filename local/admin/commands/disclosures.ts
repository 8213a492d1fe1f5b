import { z } from 'zod';
import { type DisclosureAnswer, disclosurePageSchema } from '../../../src/http/schemas/disclosure.ts';
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
  from: text,
  to: text,
  limit: text,
  csv: z.boolean().optional(),
  all: z.boolean().optional(),
});

/** `disclosures`: what was disclosed, newest first; with `--all` page after page, in JSON each on a line of its own. */
export async function disclosures(args: readonly string[], world: World): Promise<ExitStatus> {
  const { from, to, limit, csv = false, all, ...options } = readOptions(args, OPTIONS);
  if (csv && options.json) throw usage('--csv and --json do not go together.');
  const session = openSession(options, world);
  const query = { from, to, limit, format: csv ? 'csv' : 'json' };
  for (let continuation: string | undefined, first = true; ; first = false) {
    const reply = await session.client.ask('GET', 'disclosures', { query: { ...query, continuation } });
    if (csv) world.out.write(first ? reply.text : withoutHeading(reply.text));
    else {
      const page = read(reply, disclosurePageSchema);
      session.tell(reply, () => disclosureTable(page.disclosures));
    }
    continuation = nextPage(reply);
    if (continuation === undefined) return EXIT.well;
    if (all !== true) {
      session.note('There are more: --all shows them.');
      return EXIT.well;
    }
  }
}

function disclosureTable(shown: readonly DisclosureAnswer[]): string {
  return table(
    ['at', 'by', 'what', 'request or list', 'kind', 'letter, processor or format', 'on'],
    shown.map((one) => {
      const of = one.requestId ?? one.erasureId ?? '-';
      const what = one.letter ?? one.processor ?? one.format ?? one.state ?? '-';
      return [one.at, one.actor, one.kind, of, one.requestKind ?? '-', what, one.on ?? '-'].map(plain);
    }),
  );
}
