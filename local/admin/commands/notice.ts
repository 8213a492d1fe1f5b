import { z } from 'zod';
import { noticeSchema } from '../../../src/notice/document.ts';
import { documentMarkdown } from '../../../src/notice/markdown.ts';
import { read } from '../client.ts';
import { EXIT, type ExitStatus } from '../errors.ts';
import { readOptions, usage } from '../options.ts';
import { openSession } from '../session.ts';
import type { World } from '../world.ts';

const OPTIONS = z.object({
  lang: z.enum(['fi', 'en'], { error: 'must be fi or en' }).optional(),
  html: z.boolean().optional(),
});

/** `notice`: the register notice, as Markdown or as the page for a browser. */
export async function notice(args: readonly string[], world: World): Promise<ExitStatus> {
  const { lang, html, ...options } = readOptions(args, OPTIONS);
  if (html === true && options.json) throw usage('Give one of --html and --json.');
  const session = openSession(options, world);
  const headers = { accept: html === true ? 'text/html' : 'application/json' };
  const reply = await session.client.ask('GET', 'notice', { query: { lang }, headers });
  session.tell(reply, () => (html === true ? reply.text : documentMarkdown(read(reply, noticeSchema))));
  return EXIT.well;
}
