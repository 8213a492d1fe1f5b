import type { HttpRequest } from '@azure/functions';
import { localDate } from '../../register/calendar.ts';
import type { CallerSettings } from '../../settings/callers.ts';
import { json } from '../answers.ts';
import { identify, isRefused } from '../caller.ts';
import { type Endpoint, NO_BODY } from '../endpoint.ts';
import { sessionOperations } from '../operations/session.ts';
import { nameOfPrincipal } from '../principal.ts';
import type { Register } from '../register.ts';
import { NO_QUERY } from '../request-query.ts';
import type { SessionAnswer } from '../schemas/session.ts';

/** `GET /api/session`: who calls, told in the same way as by every other function. `registers` gives all of the app. */
export function session(
  callers: CallerSettings,
  registers: () => readonly Register[],
): Endpoint<Record<string, never>, undefined, Register> {
  const answerTo = async (headers: HttpRequest['headers']) => json(200, sessionOf(callers, registers(), headers));
  return {
    name: 'session',
    operations: sessionOperations,
    route: 'session',
    account: 'none',
    query: NO_QUERY,
    body: NO_BODY,
    answer: ({ headers }) => answerTo(headers),
    answerWithoutRole: (_registers, _log, headers) => answerTo(headers),
  };
}

function sessionOf(
  callers: CallerSettings,
  registers: readonly Register[],
  headers: HttpRequest['headers'],
): SessionAnswer {
  const [first] = registers;
  if (first === undefined) throw new RangeError('An app without a register.');
  const today = localDate(first.engine.now(), first.engine.policy.timeZone);
  const caller = identify(callers, headers);
  const isKnown = !isRefused(caller);
  const isPerson = isKnown && caller.kind === 'person';
  return {
    caller: isKnown ? caller.kind : 'nobody',
    personId: isPerson ? caller.actor : null,
    name: isPerson ? (nameOfPrincipal(headers) ?? null) : null,
    today,
    registers: registers.flatMap(({ account, engine }) => {
      const here = identify(callers, headers, account === undefined ? [] : [account]);
      if (isRefused(here) || here.roles.size === 0) return [];
      return [{ account: account ?? null, roles: [...here.roles], names: engine.policy.console.names }];
    }),
  };
}
