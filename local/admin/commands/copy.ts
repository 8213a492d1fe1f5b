import { createHash } from 'node:crypto';
import { preparedCopySchema } from '../../../src/http/schemas/prepared-copy.ts';
import { read } from '../client.ts';
import { AdminError, EXIT, type ExitStatus } from '../errors.ts';
import { follow } from '../follow.ts';
import { usage } from '../options.ts';
import { assertNew, saveNewWhole } from '../save.ts';
import type { Session } from '../session.ts';

const TYPES: ReadonlyMap<string, string> = new Map([
  ['json', 'application/json'],
  ['html', 'text/html'],
  ['pdf', 'application/pdf'],
]);

/** Saves the copy of a request. One that is prepared is waited for, as long as its run takes. */
export async function saveCopy(
  path: string,
  { out, format = endingOf(out) }: { readonly format?: string | undefined; readonly out?: string | undefined },
  session: Session,
): Promise<ExitStatus> {
  if (out === undefined) throw usage('Give --out, a file to write the copy into.');
  const accept = TYPES.get(format);
  if (accept === undefined) throw usage('--format is json, html or pdf.');
  await assertNew(out);
  let response = await session.client.download(`${path}/copy`, { accept });
  while (response.status === 202) {
    const { headers, status } = response;
    const { copyId } = read({ status, headers, text: await response.text() }, preparedCopySchema);
    session.note(`It takes longer: run ${copyId} prepares it.`);
    await follow(copyId, session);
    response = await session.client.download(`${path}/copies/${encodeURIComponent(copyId)}`, {});
  }
  const hash = createHash('sha256');
  await saveNewWhole(
    out,
    seen(response, (piece) => hash.update(piece)),
  );
  session.note(`${out}: SHA-256 ${hash.digest('hex')}. Give it to the person, and delete it.`);
  return EXIT.well;
}

/** The body as it comes; one that breaks off is no copy. */
async function* seen(response: Response, look: (piece: Uint8Array) => void): AsyncGenerator<Uint8Array> {
  let left = Number(response.headers.get('content-length'));
  try {
    for await (const piece of response.body ?? []) {
      look(piece);
      left -= piece.byteLength;
      yield piece;
    }
  } catch {
    left = Number.NaN;
  }
  if (left !== 0) throw new AdminError('unreachable', 'The copy broke off before its end: ask for it again.');
}

/** The form that the name of a file asks for; JSON where it names none of them. */
function endingOf(file = ''): string {
  const ending = /\.([a-z]+)$/i.exec(file)?.[1]?.toLowerCase() ?? '';
  return TYPES.has(ending) ? ending : 'json';
}
