import type { HttpFunctionOptions, HttpRequest, HttpResponseInit } from '@azure/functions';
import { z } from 'zod';
import { framesOf, type Log, logLine, logOf } from '../log.ts';
import type { Quota } from '../quota.ts';
import type { CallerSettings } from '../settings/callers.ts';
import type { Registers } from '../work/registers.ts';
import { type AccountUse, accountIn } from './account-query.ts';
import { badRequest, fieldErrors, problem } from './answers.ts';
import { authorise, identify, type Role } from './authorise.ts';
import { METHODS, type Method, type Operation } from './openapi/operation.ts';
import { PRINCIPAL_HEADER } from './principal.ts';
import { type RefusalBook, refuse } from './refusal.ts';
import { readJson } from './request-body.ts';
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
  readonly role: Role;
  /** The register of the account that the request names, or the only one. */
  readonly register: Register;
  /** All registers that the request is about: where it names no account and need not, every one that the caller may see. */
  readonly registers: readonly Register[];
  /** Whether there are several accounts and the request names none. */
  readonly byAccount: boolean;
  readonly log: Log;
}

/** What an HTTP function takes and how it answers. */
export interface Endpoint<Query, Body, Register> {
  readonly name: string;
  /** What each of its methods does and answers; the OpenAPI document is made of it. */
  readonly operations: Readonly<Partial<Record<Method, Operation>>>;
  readonly route: string;
  /** How it uses `account`, where there are several; unless said, it needs one. */
  readonly account?: AccountUse;
  /** Strict, so that a misspelt parameter is refused; `NO_QUERY` for none. What it takes may depend on the register. */
  readonly query: z.ZodType<Query> | ((register: Register) => z.ZodType<Query>);
  /** `NO_BODY` for none: a body that is sent all the same is not read. */
  readonly body: z.ZodType<Body>;
  /** May throw: HubSpot or storage that cannot be used becomes 503, anything else 500. */
  answer(call: Call<Query, Body, Register>): Promise<HttpResponseInit>;
  /** The answer to somebody without a role, where there is one; else they are refused. Must cost HubSpot nothing. */
  answerWithoutRole?(registers: readonly Register[], log: Log): Promise<HttpResponseInit>;
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
        return await whenAvailable(() => handle(gate, endpoint, request, log));
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
  log: Log,
): Promise<HttpResponseInit> {
  const { method, params, headers } = request;
  const { registers, callers } = gate;
  const header = headers.get(PRINCIPAL_HEADER);
  const choice = accountIn(request, registers.names, endpoint.account ?? 'needed');
  const named = choice.kind === 'named' ? registers.find(choice.account) : undefined;
  // Where no account is named, a role in any of them tells that somebody may be answered at all.
  const accounts = choice.kind === 'named' ? [choice.account] : registers.names;
  const caller = authorise(identify(callers, header, accounts), method);
  const first = named ?? registers.first;
  const meant = named === undefined ? registers.all : [named];
  if (caller.kind !== 'authorised') {
    if (endpoint.answerWithoutRole !== undefined) return endpoint.answerWithoutRole(meant, log);
    return refuse(first, gate.quota, { name: endpoint.name, method }, caller, log);
  }
  if (choice.kind === 'wrong') return badRequest(choice.errors);
  const querySchema = typeof endpoint.query === 'function' ? endpoint.query(first) : endpoint.query;
  const query = readQuery(request, querySchema, registers.names.length > 0 && endpoint.account !== 'none');
  if ('errors' in query) return badRequest(query.errors);
  const sent = method === 'POST' ? await readJson(request) : { value: undefined };
  if ('refused' in sent) return sent.refused;
  const body = endpoint.body.safeParse(sent.value);
  if (!body.success) return badRequest(fieldErrors(body.error));
  const { actor, role } = caller;
  const seen = meant.filter(
    ({ account }) => identify(callers, header, account === undefined ? [] : [account]).kind === 'authorised',
  );
  const asked = { method, params, headers, query: query.value, body: body.data, actor, role };
  return endpoint.answer({
    ...asked,
    register: first,
    registers: seen,
    byAccount: registers.names.length > 0 && named === undefined,
    log,
  });
}

function unexpected(name: string, error: unknown, log: Log): HttpResponseInit {
  const [kind, frames] = error instanceof Error ? [error.name, framesOf(error)] : [typeof error, ''];
  log('error', logLine('unexpected_error', { function: name, kind, frames }));
  return problem(500, 'Something went wrong', 'Try again; the log of the function says where it failed.');
}
