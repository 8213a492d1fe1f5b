import type { HttpFunctionOptions, HttpRequest, HttpResponseInit } from '@azure/functions';
import { z } from 'zod';
import { framesOf, type Log, logLine, logOf } from '../log.ts';
import type { CallerSettings } from '../settings/settings.ts';
import { badRequest, fieldErrors, problem } from './answers.ts';
import { authorise, identify, type Role } from './authorise.ts';
import { METHODS, type Method, type Operation } from './openapi/operation.ts';
import { PRINCIPAL_HEADER } from './principal.ts';
import { type RefusalBook, refuse } from './refusal.ts';
import { readJson } from './request-body.ts';
import { readQuery } from './request-query.ts';
import { whenAvailable } from './unavailable.ts';

/** A request that is allowed and valid. */
interface Call<Query, Body> {
  readonly method: string;
  /** Parameters of the route, not validated. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: Query;
  readonly body: Body;
  readonly headers: HttpRequest['headers'];
  /** Who calls: an object id of Entra, or `key`. */
  readonly actor: string;
  readonly role: Role;
  readonly log: Log;
}

/** What an HTTP function takes and how it answers. */
export interface Endpoint<Query, Body> {
  readonly name: string;
  /** What each of its methods does and answers; the OpenAPI document is made of it. */
  readonly operations: Readonly<Partial<Record<Method, Operation>>>;
  readonly route: string;
  /** Strict, so that a misspelt parameter is refused; `NO_QUERY` for none. */
  readonly query: z.ZodType<Query>;
  /** `NO_BODY` for none: a body that is sent all the same is not read. */
  readonly body: z.ZodType<Body>;
  /** May throw: HubSpot or storage that cannot be used becomes 503, anything else 500. */
  answer(call: Call<Query, Body>): Promise<HttpResponseInit>;
  /** The answer to somebody without a role, where there is one; else they are refused. Must cost HubSpot nothing. */
  answerWithoutRole?(log: Log): Promise<HttpResponseInit>;
}

/** A function that takes no body. */
export const NO_BODY = z.undefined();

/** What guards all HTTP functions of the app. */
export interface Gate extends RefusalBook {
  readonly callers: CallerSettings;
}

/** Makes an HTTP function of it. Who calls is checked before anything else is read; every answer is one of ours. */
export function guard<Query, Body>(gate: Gate, endpoint: Endpoint<Query, Body>): HttpFunctionOptions {
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

async function handle<Query, Body>(
  gate: Gate,
  endpoint: Endpoint<Query, Body>,
  request: HttpRequest,
  log: Log,
): Promise<HttpResponseInit> {
  const { method, params, headers } = request;
  const caller = authorise(identify(gate.callers, headers.get(PRINCIPAL_HEADER)), method);
  if (caller.kind !== 'authorised') {
    if (endpoint.answerWithoutRole !== undefined) return endpoint.answerWithoutRole(log);
    return refuse(gate, { name: endpoint.name, method }, caller, log);
  }
  const query = readQuery(request, endpoint.query);
  if ('errors' in query) return badRequest(query.errors);
  const sent = method === 'POST' ? await readJson(request) : { value: undefined };
  if ('refused' in sent) return sent.refused;
  const body = endpoint.body.safeParse(sent.value);
  if (!body.success) return badRequest(fieldErrors(body.error));
  const { actor, role } = caller;
  return endpoint.answer({ method, params, headers, query: query.value, body: body.data, actor, role, log });
}

function unexpected(name: string, error: unknown, log: Log): HttpResponseInit {
  const [kind, frames] = error instanceof Error ? [error.name, framesOf(error)] : [typeof error, ''];
  log('error', logLine('unexpected_error', { function: name, kind, frames }));
  return problem(500, 'Something went wrong', 'Try again; the log of the function says where it failed.');
}
