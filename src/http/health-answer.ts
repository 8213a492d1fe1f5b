import type { HttpResponseInit } from '@azure/functions';
import type { Health } from '../health/check.ts';
import { json } from './answers.ts';
import type { HealthAnswer } from './schemas/health.ts';

/** The answer of `GET /api/health`: 503 when `failed`. Without `full`, for callers without a role, the status alone. */
export function healthAnswer({ status, checkedAt, checks }: Health, full: boolean): HttpResponseInit {
  const code = status === 'failed' ? 503 : 200;
  const shown = { checkedAt, checks: checks.map(({ facts, ...check }) => ({ ...check, ...facts })) };
  const answer: HealthAnswer = { status, ...(full ? shown : {}) };
  return json(code, answer);
}
