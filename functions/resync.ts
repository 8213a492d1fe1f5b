import { app, type HttpRequest, type HttpResponseInit } from '@azure/functions';
import { engine } from '../src/compose.ts';
import { fieldErrors, json, problem } from '../src/http/problem.ts';
import { resyncRequestSchema } from '../src/http/resync-request.ts';
import { whenAvailable } from '../src/http/unavailable.ts';
import { resolveContacts } from '../src/sync/named-contacts.ts';
import { requestRun } from '../src/sync/request-run.ts';

const POLL_SECONDS = '5';

async function handleResync(request: HttpRequest): Promise<HttpResponseInit> {
  const body = await request.json().catch(() => undefined);
  if (body === undefined) return problem(400, 'Not JSON', 'Send a JSON body such as {"scope":"all"}.');
  const parsed = resyncRequestSchema.safeParse(body);
  if (!parsed.success) {
    return problem(400, 'Wrong request', 'Mend the fields named in errors.', fieldErrors(parsed.error));
  }
  const wanted = parsed.data;
  return whenAvailable(async () => {
    const named =
      wanted.scope === 'contacts' ? await resolveContacts(engine.hubspot, wanted.contactIds, wanted.emails) : {};
    const asked = { scope: wanted.scope, trigger: 'http', actor: 'key', dryRun: wanted.dryRun } as const;
    const { runId, status, scope, dryRun } = await requestRun(engine, { ...asked, ...named });
    const headers = { location: `/api/runs/${runId}`, 'retry-after': POLL_SECONDS };
    return json(202, { runId, status, scope, dryRun }, headers);
  });
}

app.http('resync', { methods: ['POST'], route: 'resync', authLevel: 'function', handler: handleResync });
