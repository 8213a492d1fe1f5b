import { listEvents } from '../../audit/query/list-events.ts';
import { auditAnswer } from '../audit-answer.ts';
import { type AuditRequest, auditQuery } from '../audit-request.ts';
import { type Endpoint, NO_BODY } from '../endpoint.ts';
import { auditOperations } from '../operations/audit.ts';
import type { Register } from '../register.ts';

/** `GET /api/audit`. */
export const audit: Endpoint<AuditRequest, undefined, Register> = {
  name: 'audit',
  operations: auditOperations,
  route: 'audit',
  query: ({ engine }) => auditQuery(engine.policy.timeZone, engine.auditKey),
  body: NO_BODY,
  answer: async ({ query, headers, register: { account, engine } }) => {
    await engine.storage.prepare();
    const page = await listEvents(engine.storage.audit, query.filter, query.limit, { position: query.position });
    return auditAnswer(query, headers.get('accept'), page, engine.auditKey, account);
  },
};
