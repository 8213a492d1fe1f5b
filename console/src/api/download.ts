import { addressOf, type CallQuery, call } from './client.ts';

const NAME = /filename="([^"]+)"/;

/** Saves what the API answers as a file, under the name that the answer gives it or `name`. @throws ApiProblem */
export async function download(
  path: string,
  { query = {}, accept = '*/*', name = 'rekisteri' }: { query?: CallQuery; accept?: string; name?: string } = {},
): Promise<void> {
  await saveAnswer(await call('GET', addressOf(path, query), { headers: { accept } }), name);
}

/** Has the browser save an answer, under the name that it has itself or `name`. */
export async function saveAnswer(answer: Response, name: string): Promise<void> {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(await answer.blob());
  link.download = NAME.exec(answer.headers.get('content-disposition') ?? '')?.[1] ?? name;
  link.click();
  URL.revokeObjectURL(link.href);
}
