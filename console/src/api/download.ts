import { addressOf, bodyOf, type CallQuery, call } from './client.ts';

const NAME = /filename="([^"]+)"/;

/** Some browsers begin to fetch what is saved after the click has been dealt with. */
const KEPT_MS = 60_000;

/** Saves what the API answers as a file, under the name that the answer gives it or `name`. @throws ApiProblem */
export async function download(
  path: string,
  { query = {}, accept = '*/*', name = 'rekisteri' }: { query?: CallQuery; accept?: string; name?: string } = {},
): Promise<void> {
  await saveAnswer(await call('GET', addressOf(path, query), { headers: { accept } }), name);
}

/** Has the browser save an answer, under the name that it has itself or `name`. @throws ApiProblem when it breaks off */
export async function saveAnswer(answer: Response, name: string): Promise<void> {
  const blob = await bodyOf(answer, () => answer.blob());
  saveBlob(blob, NAME.exec(answer.headers.get('content-disposition') ?? '')?.[1] ?? name);
}

/** Has the browser save what is in memory as a file. */
export function saveBlob(blob: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), KEPT_MS);
}
