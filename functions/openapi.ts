import { app } from '@azure/functions';
import { guarded, openApiDocument } from '../src/compose.ts';
import { json } from '../src/http/answers.ts';
import { NO_BODY } from '../src/http/endpoint.ts';
import { openApiOperations } from '../src/http/operations/openapi.ts';
import { NO_QUERY } from '../src/http/request-query.ts';

// It holds nothing that is secret, so whoever the platform lets in may read how to call.
const answer = async () => json(200, openApiDocument());

app.http(
  'openapi',
  guarded({
    name: 'openapi',
    operations: openApiOperations,
    route: 'openapi.json',
    query: NO_QUERY,
    body: NO_BODY,
    answer,
    answerWithoutRole: answer,
  }),
);
