import { addressOf, call } from '../../api/client.ts';
import { saveAnswer } from '../../api/download.ts';

const ACCEPTED = { json: 'application/json', html: 'text/html', pdf: 'application/pdf' } as const;

export type CopyFormat = keyof typeof ACCEPTED;

const MOST_SECONDS = 60;

/**
 * Fetches a copy and has the browser save it. One that takes longer than a call may is prepared by a run meanwhile: `onPreparing` is
 * told, and it is fetched from its own address as soon as it is ready. @throws ApiProblem, or the reason for which `signal` was aborted.
 */
export async function fetchCopy(
  requestId: string,
  format: CopyFormat,
  { signal, onPreparing }: { readonly signal: AbortSignal; onPreparing(): void },
): Promise<void> {
  const options = { signal, headers: { accept: ACCEPTED[format] } };
  let answer = await call('GET', addressOf(`/api/requests/${encodeURIComponent(requestId)}/copy`), options);
  while (answer.status === 202) {
    onPreparing();
    await waited(secondsOf(answer), signal);
    answer = await call('GET', addressOf(answer.headers.get('location') ?? ''), options);
  }
  await saveAnswer(answer, `copy-${requestId}.${format}`);
}

function secondsOf(answer: Response): number {
  const told = Number(answer.headers.get('retry-after') ?? '');
  return Number.isFinite(told) ? Math.min(Math.max(told, 0), MOST_SECONDS) : MOST_SECONDS;
}

function waited(seconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, seconds * 1_000);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(signal.reason);
    });
  });
}
