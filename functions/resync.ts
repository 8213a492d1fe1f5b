import { app } from '@azure/functions';
import { engine, guarded } from '../src/compose.ts';
import { json } from '../src/http/answers.ts';
import { NO_QUERY } from '../src/http/request-query.ts';
import { resyncRequestSchema } from '../src/http/resync-request.ts';
import { resolveContacts } from '../src/sync/named-contacts.ts';
import { requestRun } from '../src/sync/request-run.ts';

const POLL_SECONDS = '5';

const resync = guarded({
  name: 'resync',
  methods: ['POST'],
  route: 'resync',
  query: NO_QUERY,
  body: resyncRequestSchema,
  answer: async ({ body, actor }) => {
    const named = body.scope === 'contacts' ? await resolveContacts(engine.hubspot, body.contactIds, body.emails) : {};
    const asked = { scope: body.scope, trigger: 'http', actor, dryRun: body.dryRun } as const;
    const { runId, status, scope, dryRun } = await requestRun(engine, { ...asked, ...named });
    const headers = { location: `/api/runs/${runId}`, 'retry-after': POLL_SECONDS };
    return json(202, { runId, status, scope, dryRun }, headers);
  },
});

app.http('resync', resync);
