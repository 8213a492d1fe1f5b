import { z } from 'zod';
import { documentMarkdown } from '../../../src/notice/markdown.ts';
import { recordDocument } from '../../../src/notice/record/document.ts';
import { recordSchema } from '../../../src/notice/record/record.ts';
import { read } from '../client.ts';
import { EXIT, type ExitStatus } from '../errors.ts';
import { readOptions, usage } from '../options.ts';
import { openSession } from '../session.ts';
import type { World } from '../world.ts';

const OPTIONS = z.object({
  lang: z.enum(['fi', 'en'], { error: 'must be fi or en' }).default('fi'),
  html: z.boolean().optional(),
  csv: z.boolean().optional(),
});

/** `record-of-processing`: the record of Article 30, as Markdown, as a table, or as the page for a browser. */
export async function recordOfProcessing(args: readonly string[], world: World): Promise<ExitStatus> {
  const { lang, html = false, csv = false, ...options } = readOptions(args, OPTIONS);
  if ([html, csv, options.json].filter((form) => form).length > 1) throw usage('Give one of --html, --csv and --json.');
  const session = openSession(options, world);
  const accept = html ? 'text/html' : csv ? 'text/csv' : 'application/json';
  const reply = await session.client.ask('GET', 'record-of-processing', { query: { lang }, headers: { accept } });
  const words = () => documentMarkdown(recordDocument(read(reply, recordSchema), lang));
  session.tell(reply, () => (html || csv ? reply.text : words()));
  return EXIT.well;
}
