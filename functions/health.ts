import { app } from '@azure/functions';
import { engine, guarded, settings } from '../src/compose.ts';
import { createHealth } from '../src/health/create-health.ts';
import { NO_BODY } from '../src/http/endpoint.ts';
import { healthAnswer } from '../src/http/health-answer.ts';
import { healthOperations } from '../src/http/operations/health.ts';
import { NO_QUERY } from '../src/http/request-query.ts';

const health = createHealth(engine, settings);

app.http(
  'health',
  guarded({
    name: 'health',
    operations: healthOperations,
    route: 'health',
    query: NO_QUERY,
    body: NO_BODY,
    answer: async () => healthAnswer(await health.check(), true),
    answerWithoutRole: async () => healthAnswer(await health.checkWithoutAsking(), false),
  }),
);
