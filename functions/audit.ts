import { app } from '@azure/functions';
import { listEvents } from '../src/audit/query/list-events.ts';
import { engine, guarded } from '../src/compose.ts';
import { auditAnswer } from '../src/http/audit-answer.ts';
import { auditQuery } from '../src/http/audit-request.ts';
import { NO_BODY } from '../src/http/endpoint.ts';
import { auditOperations } from '../src/http/operations/audit.ts';

const audit = guarded({
  name: 'audit',
  operations: auditOperations,
  route: 'audit',
  query: auditQuery(engine.policy.timeZone, engine.auditKey),
  body: NO_BODY,
  answer: async ({ query, headers }) => {
    await engine.storage.prepare();
    const page = await listEvents(engine.storage.audit, query.filter, query.limit, {
      position: query.position,
    });
    return auditAnswer(query, headers.get('accept'), page, engine.auditKey);
  },
});

app.http('audit', audit);
