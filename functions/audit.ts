import { app, type HttpRequest, type HttpResponseInit } from '@azure/functions';
import { listEvents } from '../src/audit/query/list-events.ts';
import { engine } from '../src/compose.ts';
import { auditAnswer } from '../src/http/audit-answer.ts';
import { auditQuery } from '../src/http/audit-request.ts';
import { fieldErrors, problem } from '../src/http/problem.ts';
import { whenAvailable } from '../src/http/unavailable.ts';

const querySchema = auditQuery(engine.policy.timeZone);

async function handleAudit(request: HttpRequest): Promise<HttpResponseInit> {
  // `?code=KEY` is the platform's own way to send a function key, and is none of ours.
  const given = [...request.query].filter(([name]) => name !== 'code');
  const parsed = querySchema.safeParse(Object.fromEntries(given));
  if (!parsed.success) {
    return problem(400, 'Wrong request', 'Mend the fields named in errors.', fieldErrors(parsed.error));
  }
  const { filter, limit, position } = parsed.data;
  return whenAvailable(async () => {
    await engine.storage.prepare();
    const page = await listEvents(engine.storage.audit, filter, limit, position);
    return auditAnswer(parsed.data, request.headers.get('accept'), page);
  });
}

app.http('audit', { methods: ['GET'], route: 'audit', authLevel: 'function', handler: handleAudit });
