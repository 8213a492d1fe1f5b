import { readBody, send } from './http-message.ts';
import type { RequestHandler } from './http-server.ts';
import type { TimerListener } from './timer-trigger.ts';

const RUN_FUNCTION = /^\/admin\/functions\/([^/]+)$/;

/**
 * Adds `POST /admin/functions/{name}` to `serve`: runs a timer function by hand, as the Functions host does. Answers 202
 * at once, 404 when there is no such timer. What the run gives is in the log.
 */
export function withAdmin(serve: RequestHandler, timers: ReadonlyMap<string, TimerListener>): RequestHandler {
  return async (request, response, url) => {
    const name = request.method === 'POST' ? RUN_FUNCTION.exec(url.pathname)?.[1] : undefined;
    if (name === undefined) return serve(request, response, url);
    await readBody(request);
    const timer = timers.get(name);
    if (timer === undefined) return send(response, 404);
    // A failure is in the log already; nobody waits for it here.
    timer.run().catch(() => undefined);
    await send(response, 202);
  };
}
