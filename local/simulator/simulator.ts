import { HttpResponse, http, type RequestHandler } from 'msw';
import type { AccountData } from './account.ts';
import { createBudget, DEFAULT_LIMITS, type Limits } from './budget.ts';
import type { Answer, Behaviour, Call, Family, World } from './call.ts';
import { purgeRecord } from './change.ts';
import { ApiError, invalid, missingScopes, notFound, wrongToken } from './errors.ts';
import { createFaults, type Faults } from './faults.ts';
import { accountInfoFamily } from './handlers/account-info.ts';
import { associationFamily } from './handlers/associations.ts';
import { batchEndpoints } from './handlers/batches.ts';
import { conversationFamily } from './handlers/conversations.ts';
import { createEndpoints } from './handlers/create.ts';
import { listFamily } from './handlers/lists.ts';
import { marketingEventFamily } from './handlers/marketing-events.ts';
import { mergeAndDeleteEndpoints } from './handlers/merge-and-delete.ts';
import { recordEndpoints } from './handlers/objects.ts';
import { propertyFamily } from './handlers/properties.ts';
import { propertyValidationFamily } from './handlers/property-validations.ts';
import { searchEndpoints } from './handlers/search.ts';
import { subscriptionFamily } from './handlers/subscriptions.ts';
import { setIndexLag } from './index-lag.ts';
import { type ChangeEntry, type LogEntry, noteAnswer } from './log.ts';
import { goneFromBin } from './recycle-bin.ts';

const VERSION = '2026-09';

export interface SimulatorOptions {
  account: AccountData;
  /** The account's clock, epoch ms: stamps changes, starts the day. */
  now: () => number;
  /** Monotonic ms, for the rolling limits; real time unless given. */
  rateClock?: () => number;
  limits?: Partial<Limits>;
  behaviour?: Partial<Behaviour>;
  /** How long the server waits before it answers, ms. */
  latencyMs?: number;
  /** The only token taken; without it any bearer token is. */
  token?: string;
  missingScopes?: readonly string[];
  /** How long changes stay invisible to search, ms by `now`. */
  indexLagMs?: number;
}

/** A HubSpot account behind its API. */
export interface Simulator {
  /** For msw's `setupServer` or `getResponse`. */
  readonly handlers: RequestHandler[];
  readonly account: AccountData;
  readonly log: LogEntry[];
  readonly changes: ChangeEntry[];
  readonly faults: Faults;
  /** May be changed while it runs. */
  readonly limits: Limits;
  readonly behaviour: Behaviour;
  readonly missingScopes: Set<string>;
  readonly latencyMs: number;
  readonly now: () => number;
  /** Uses the account's limits as another program would; gives how many of `count` requests were not refused. */
  othersUse(kind: 'burst' | 'search' | 'associations', count: number): number;
}

/** Makes a simulator over `account`, which it changes in place; `change.ts` changes it as people in HubSpot would. */
export function createSimulator(options: SimulatorOptions): Simulator {
  const { account, now, latencyMs = 0, rateClock = () => performance.now() } = options;
  const limits: Limits = { ...DEFAULT_LIMITS, ...options.limits };
  const behaviour: Behaviour = {
    mergeKeepsPrimaryId: false,
    associationPageSize: 500,
    listPageSizes: [],
    searchPageSizes: [],
    most: { associations: 1_000, records: 100, listed: 100, found: 200 },
    saysLimits: true,
    mostCounted: Number.POSITIVE_INFINITY,
    gdprDelete: { gone: 404, mergedAway: 'survivor', archived: 404 },
    associationsTakeOwnScope: true,
    keepsFormerAddress: true,
    duplicateAddress: 409,
    membershipsShown: Number.POSITIVE_INFINITY,
    mostLists: Number.POSITIVE_INFINITY,
    deletedLists: 404,
    unknownSubscriber: 'empty',
    hidden: { list: new Set(), search: new Set(), associations: new Set() },
    ...options.behaviour,
  };
  const budget = createBudget(limits, account.timeZone, rateClock);
  const world: World = { account, behaviour, limits, budget, changes: [], archivedProperties: new Map() };
  const log: LogEntry[] = [];
  const lacking = new Set(options.missingScopes);
  setIndexLag(account, options.indexLagMs ?? 0);

  async function handle(family: Family, request: Request): Promise<Response> {
    const url = new URL(request.url);
    const at = now();
    for (const { type, id } of goneFromBin(account, at)) purgeRecord(account, type, id, at);
    let headers: Record<string, string> = {};
    let answer: Answer;
    try {
      const { endpoint, param } = route(family, request.method, url.pathname);
      checkToken(request, options.token);
      budget.take(endpoint.budget, at);
      if (endpoint.budget === 'burst') headers = budget.headers();
      checkScopes(endpoint.scopes(param, behaviour), lacking);
      const text = await request.text();
      answer = endpoint.answer({ world, query: url.searchParams, text, body: parseBody(text), at, param });
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      answer = { status: error.status, body: error.body };
    }
    const entry: LogEntry = {
      method: request.method,
      path: url.pathname,
      query: url.search,
      status: answer.status,
      at,
      ...(answer.objectType === undefined ? {} : { objectType: answer.objectType }),
      ids: answer.ids ?? [],
    };
    log.push(entry);
    const body = answer.body === undefined ? null : JSON.stringify(answer.body);
    if (body !== null) headers['content-type'] = 'application/json;charset=utf-8';
    const response = new HttpResponse(body, { status: answer.status, headers });
    noteAnswer(response, entry);
    return response;
  }

  const handlers = families().map((family) =>
    http.all(new RegExp(`^https?://[^/]+${family.prefix}/`, 'u'), ({ request }) => handle(family, request)),
  );
  return {
    handlers,
    account,
    log,
    changes: world.changes,
    faults: createFaults(),
    limits,
    behaviour,
    missingScopes: lacking,
    latencyMs,
    now,
    othersUse: (kind, count) => budget.takeUpTo(count, kind, now()),
  };
}

/** Few families, the busiest first: msw tries them in turn. */
function families(): Family[] {
  const objectFamily: Family = {
    prefix: '/crm/objects',
    endpoints: [
      ...batchEndpoints,
      ...searchEndpoints(),
      ...mergeAndDeleteEndpoints,
      ...createEndpoints,
      ...recordEndpoints(),
    ],
  };
  return [
    objectFamily,
    associationFamily,
    propertyFamily,
    accountInfoFamily,
    subscriptionFamily,
    propertyValidationFamily,
    listFamily,
    marketingEventFamily,
    conversationFamily,
  ];
}

function route(family: Family, method: string, pathname: string) {
  const prefix = `${family.prefix}/${VERSION}`;
  const rest = pathname.slice(prefix.length);
  if (!pathname.startsWith(prefix)) throw notFound();
  for (const endpoint of family.endpoints) {
    const match = endpoint.method === method ? endpoint.pattern.exec(rest) : null;
    if (match) return { endpoint, param: (name: string) => match.groups?.[name] ?? '' };
  }
  throw notFound();
}

function checkToken(request: Request, token: string | undefined): void {
  const given = /^Bearer (?<token>.+)$/u.exec(request.headers.get('authorization') ?? '')?.groups?.token;
  if (given === undefined || (token !== undefined && given !== token)) throw wrongToken();
}

function checkScopes(required: readonly (readonly string[])[], lacking: ReadonlySet<string>): void {
  const unmet = required.filter((anyOf) => anyOf.every((scope) => lacking.has(scope)));
  if (unmet.length > 0) throw missingScopes(unmet.flat());
}

function parseBody(text: string): Call['body'] {
  if (text === '') return undefined;
  try {
    const body: unknown = JSON.parse(text);
    return body;
  } catch {
    throw invalid('Invalid input JSON');
  }
}
