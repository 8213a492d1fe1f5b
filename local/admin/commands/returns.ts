import { z } from 'zod';
import { RETURN_ANSWERS } from '../../../src/erased/return.ts';
import { type ReturnLine, returnAnswerSchema, returnListSchema } from '../../../src/http/schemas/return.ts';
import { table } from '../../start/tables.ts';
import { read } from '../client.ts';
import { EXIT, type ExitStatus } from '../errors.ts';
import { readOptions, usage } from '../options.ts';
import { openSession } from '../session.ts';
import type { World } from '../world.ts';

const LIST_OPTIONS = z.object({ limit: z.string().optional(), all: z.boolean().optional() });
const ANSWER_OPTIONS = z.object({
  answer: z.enum(RETURN_ANSWERS, { error: `must be ${RETURN_ANSWERS.join(' or ')}` }),
});

/** `returns`: people who were erased and are there again; `returns answer ID` says what that means. */
export async function returns(args: readonly string[], world: World): Promise<ExitStatus> {
  const [first, ...rest] = args;
  if (first === 'answer') return answer(rest, world);
  return list(first === 'list' ? rest : args, world);
}

async function list(args: readonly string[], world: World): Promise<ExitStatus> {
  const options = readOptions(args, LIST_OPTIONS);
  const session = openSession(options, world);
  for (let continuation: string | undefined; ; ) {
    const reply = await session.client.ask('GET', 'returns', { query: { limit: options.limit, continuation } });
    const page = read(reply, returnListSchema);
    session.tell(reply, () => linesOf(page.returns));
    if (page.continuation === null) return EXIT.well;
    if (options.all !== true) {
      session.note('There are more: --all shows them.');
      return EXIT.well;
    }
    continuation = page.continuation;
  }
}

async function answer(args: readonly string[], world: World): Promise<ExitStatus> {
  const options = readOptions(args, ANSWER_OPTIONS, ['ID of the return']);
  const [id = ''] = options.given;
  // Another address than that of a return would be asked for these.
  if (/^\.{0,2}$/.test(id)) throw usage('Name the ID of the return.');
  const session = openSession(options, world);
  const path = `returns/${encodeURIComponent(id)}/answer`;
  const reply = await session.client.ask('POST', path, { body: { answer: options.answer } });
  const answered = read(reply, returnAnswerSchema);
  session.tell(reply, () => linesOf([answered]));
  return EXIT.well;
}

function linesOf(returns: readonly ReturnLine[]): string {
  return table(
    ['return', 'contact', 'match', 'erased by', 'found', 'answer', 'by'],
    returns.map(({ id, contactId, match, erasureId, foundAt, answer: given, answeredBy }) => [
      id,
      contactId,
      match,
      erasureId,
      foundAt,
      given ?? '-',
      answeredBy ?? '-',
    ]),
  );
}
