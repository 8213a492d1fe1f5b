import type { HttpResponseInit } from '@azure/functions';
import { type Health, worstOf } from '../health/check.ts';
import { json } from './answers.ts';
import type { HealthAnswer } from './schemas/health.ts';

/** The answer to a caller without a role: the status alone, the worst of all registers; 503 when `failed`. */
export function healthWithoutRole(registers: readonly Health[]): HttpResponseInit {
  return answerOf({ status: worstOf(registers.map(({ status }) => status)) });
}

/** The answer of `GET /api/health` about one register, or about several by account; 503 when one of them has `failed`. */
export function healthAnswer(
  registers: readonly { readonly account: string | undefined; readonly health: Health }[],
  several: boolean,
): HttpResponseInit {
  const [first] = registers;
  if (first !== undefined && !several) return answerOf({ status: first.health.status, ...shown(first.health) });
  const status = worstOf(registers.map(({ health }) => health.status));
  const accounts = registers.map(({ account = '', health }) => ({ account, status: health.status, ...shown(health) }));
  return answerOf({ status, accounts });
}

function shown({ checkedAt, checks }: Health) {
  return { checkedAt, checks: checks.map(({ facts, ...check }) => ({ ...check, ...facts })) };
}

function answerOf(answer: HealthAnswer): HttpResponseInit {
  return json(answer.status === 'failed' ? 503 : 200, answer);
}
