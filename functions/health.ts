import { app, type HttpResponseInit } from '@azure/functions';
import { engine, settings } from '../src/compose.ts';
import { createHealth } from '../src/health/create-health.ts';
import { healthAnswer } from '../src/health/health-answer.ts';

const health = createHealth(engine, settings);

async function handleHealth(): Promise<HttpResponseInit> {
  return healthAnswer(await health.check(), true);
}

app.http('health', { methods: ['GET'], route: 'health', authLevel: 'function', handler: handleHealth });
