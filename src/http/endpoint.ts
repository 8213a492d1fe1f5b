import type { HttpFunctionOptions, HttpRequest, HttpResponseInit } from '@azure/functions';
import { z } from 'zod';
import { framesOf, type Log, logLine, logOf } from '../log.ts';
import type { Quota } from '../quota.ts';
import type { CallerSettings } from '../settings/callers.ts';
import type { Registers } from '../work/registers.ts';
import type { AccessRule } from './access-rule.ts';
import { type AccountUse, accountIn } from './account-query.ts';
import { badRequest, fieldErrors, problem } from './answers.ts';
import { authorise } from './authorise.ts';
import { type Caller, identify, isRefused } from './caller.ts';
import { isCrossSite } from './cross-site.ts';
import { METHODS, type Method } from './methods.ts';
import type { Operation } from './openapi/operation.ts';
import { type RefusalBook, refuse } from './refusal.ts';
import { readBody } from './request-body.ts';
import { readQuery } from './request-query.ts';
import { whenAvailable } from './unavailable.ts';

/** A register as the guard of the HTTP functions needs it. */
export interface GuardedRegister extends RefusalBook {
  readonly tables: 'suffixed' | 'unsuffixed' | undefined;
}

/** A request that is allowed and valid. */
interface Call<Query, Body, Register> {
  readonly method: string;
  /** Parameters of the route, not validated. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: Query;
  readonly body: Body;
  readonly headers: HttpRequest['headers'];
  /** Who calls: an object id of Entra, or `key`. */
  readonly actor: string;
  /** The same with kind and roles; where the request names no account, roles in any of those it is about. */
  readonly caller: Caller;
  /** The register of the account that the request names, or the only one. */
  readonly register: Register;
  /** All registers that the request is about: where it names no account and need not, every one that the caller may see. */
  readonly registers: readonly Register[];
  /** Whether there are several accounts and the request names none. */
  readonly byAccount: boolean;
  readonly log: Log;
  /** By which the platform knows this call. */
  readonly invocationId: string;
}

/** What an HTTP function takes, who may call it, and how it answers. */
export interface Endpoint<Query, Body, Register> extends AccessRule {
  readonly name: string;
  /** What each of its methods does and answers; the OpenAPI document is made of it. */
  readonly operations: Readonly<Partial<Record<Method, Operation>>>;
  readonly route: string;
  /** How it uses `account`, where there are several; unless said, it needs one. */
  readonly account?: AccountUse;
  /** Strict, so that a misspelt parameter is refused; `NO_QUERY` for none. What it takes may depend on the register. */
  readonly query: z.ZodType<Query> | ((register: Register) => z.ZodType<Query>);
  /** Of POST, PUT and PATCH. `NO_BODY` for none: a body that is sent all the same is not read. */
  readonly body: z.ZodType<Body>;
  /** May throw: HubSpot or storage that cannot be used becomes 503, anything else 500. */
  answer(call: Call<Query, Body, Register>): Promise<HttpResponseInit>;
  /** The answer to somebody without a role, where there is one; else they are refused. Must cost HubSpot nothing. */
  answerWithoutRole?(
    registers: readonly Register[],
    log: Log,
    headers: HttpRequest['headers'],
  ): Promise<HttpResponseInit>;
}

/** A function that takes no body. */
export const NO_BODY = z.undefined();

/** What guards all HTTP functions of the app. */
export interface Gate<Register extends GuardedRegister> {
  readonly callers: CallerSettings;
  readonly registers: Registers<Register>;
  readonly quota: Quota;
}

/** Makes an HTTP function of it. Who calls is checked before anything else is read; every answer is one of ours. */
export function guard<Query, Body, Register extends GuardedRegister>(
  gate: Gate<Register>,
  endpoint: Endpoint<Query, Body, Register>,
): HttpFunctionOptions {
  return {
    methods: METHODS.filter((method) => endpoint.operations[method] !== undefined),
    route: endpoint.route,
    // App Service Authentication lets nobody in without a token; a key besides would only be one more secret.
    authLevel: gate.callers.authentication ? 'anonymous' : 'function',
    handler: async (request, context) => {
      const log = logOf(context);
      try {
        return await whenAvailable(() => handle(gate, endpoint, request, { log, invocationId: context.invocationId }));
      } catch (error) {
        return unexpected(endpoint.name, error, log);
      }
    },
  };
}

async function handle<Query, Body, Register extends GuardedRegister>(
  gate: Gate<Register>,
  endpoint: Endpoint<Query, Body, Register>,
  request: HttpRequest,
  { log, invocationId }: Pick<Call<Query, Body, Register>, 'log' | 'invocationId'>,
): Promise<HttpResponseInit> {
  const { method, params, headers } = request;
  const { registers, callers } = gate;
  const choice = accountIn(request, registers.names, endpoint.account ?? 'needed');
  const named = choice.kind === 'named' ? registers.find(choice.account) : undefined;
  // Where no account is named, a role in any of them tells that somebody may be answered at all.
  const accounts = choice.kind === 'named' ? [choice.account] : registers.names;
  const asked = { method, crossSite: isCrossSite(request, endpoint.sameSiteOnly === true) };
  const callerIn = (names: readonly string[]) =>
    authorise(identify(callers, headers, names), endpoint, asked, callers.personsTrusted);
  const caller = callerIn(accounts);
  const first = named ?? registers.first;
  const meant = named === undefined ? registers.all : [named];
  if (isRefused(caller)) {
    if (endpoint.answerWithoutRole !== undefined) return endpoint.answerWithoutRole(meant, log, headers);
    return refuse(first, gate.quota, { name: endpoint.name, method }, caller, log);
  }
  if (choice.kind === 'wrong') return badRequest(choice.errors);
  const querySchema = typeof endpoint.query === 'function' ? endpoint.query(first) : endpoint.query;
  const query = readQuery(request, querySchema, registers.names.length > 0 && endpoint.account !== 'none');
  if ('errors' in query) return badRequest(query.errors);
  const sent = await readBody(request, endpoint.body);
  if ('refused' in sent) return sent.refused;
  const body = endpoint.body.safeParse(sent.value);
  if (!body.success) return badRequest(fieldErrors(body.error));
  const seen = meant.filter(({ account }) => !isRefused(callerIn(account === undefined ? [] : [account])));
  const { actor } = caller;
  return endpoint.answer({
    method,
    params,
    headers,
    query: query.value,
    body: body.data,
    actor,
    caller,
    register: first,
    registers: seen,
    byAccount: registers.names.length > 0 && named === undefined,
    log,
    invocationId,
  });
}

function unexpected(name: string, error: unknown, log: Log): HttpResponseInit {
  const [kind, frames] = error instanceof Error ? [error.name, framesOf(error)] : [typeof error, ''];
  log('error', logLine('unexpected_error', { function: name, kind, frames }));
  return problem(500, 'Something went wrong', 'Try again; the log of the function says where it failed.');
}
