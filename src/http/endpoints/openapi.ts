import { json } from '../answers.ts';
import { type Endpoint, NO_BODY } from '../endpoint.ts';
import { openApiOperations } from '../operations/openapi.ts';
import type { Register } from '../register.ts';
import { NO_QUERY } from '../request-query.ts';

/** `GET /api/openapi.json`: the document of all HTTP functions, this one among them. */
export function openApi(document: () => unknown): Endpoint<Record<string, never>, undefined, Register> {
  // It holds nothing that is secret, so whoever the platform lets in may read how to call.
  const answer = async () => json(200, document());
  return {
    name: 'openapi',
    operations: openApiOperations,
    route: 'openapi.json',
    account: 'none',
    query: NO_QUERY,
    body: NO_BODY,
    answer,
    answerWithoutRole: answer,
  };
}
