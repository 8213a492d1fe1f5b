import { z } from 'zod';
import { type FindingsAnswer, findingsSchema } from '../../../src/http/schemas/findings.ts';
import { read } from '../client.ts';
import { EXIT, type ExitStatus } from '../errors.ts';
import { readOptions } from '../options.ts';
import { plain } from '../plain.ts';
import { openSession } from '../session.ts';
import type { World } from '../world.ts';

const OPTIONS = z.object({ lang: z.enum(['fi', 'en'], { error: 'must be fi or en' }).default('en') });

/** `findings`: what the notice lacks, and what to do. */
export async function findings(args: readonly string[], world: World): Promise<ExitStatus> {
  const { lang, ...options } = readOptions(args, OPTIONS);
  const session = openSession(options, world);
  const reply = await session.client.ask('GET', 'notice/findings');
  session.tell(reply, () => words(read(reply, findingsSchema), lang));
  return EXIT.well;
}

function words({ findings: all }: FindingsAnswer, lang: 'fi' | 'en'): string {
  if (all.length === 0) return 'Nothing is lacking.';
  return all
    .map(({ article, severity, where, [lang]: { says, toDo } }) =>
      [`${severity}, Article ${article}: ${says}`, `  ${toDo}`, `  (${where.join(', ')})`].map(plain).join('\n'),
    )
    .join('\n');
}
