/** Kinds of requests to HubSpot in a run over some records, in the order in which it makes them, and then in a reconcile. */
export const DAY_KINDS = [
  'preparing',
  'contact searches',
  'company searches',
  'activity searches',
  'backlog searches',
  'associations of activities',
  'contact reads',
  'company reads',
  'associations of contacts',
  'associations of companies',
  'activity reads',
  'company updates',
  'contact updates',
  'pages',
  'other',
] as const;

export type DayKind = (typeof DAY_KINDS)[number];

export type DayRequests = Readonly<Record<DayKind, number>>;

/** Association reads and searches are exempt from the ten-second limit; all count against the daily one. */
const PATTERNS: readonly (readonly [DayKind, RegExp])[] = [
  ['preparing', /^(GET \/account-info|GET \/crm\/properties|GET \/communication-preferences)\//],
  ['contact searches', /\/contacts\/search$/],
  ['company searches', /\/companies\/search$/],
  ['activity searches', /\/search$/],
  ['associations of contacts', /^POST \/crm\/associations\/[^/]+\/contacts\//],
  ['associations of companies', /^POST \/crm\/associations\/[^/]+\/companies\//],
  ['associations of activities', /^POST \/crm\/associations\//],
  ['contact reads', /\/contacts\/(batch\/read$|\d+$)/],
  ['company reads', /\/companies\/(batch\/read$|\d+$)/],
  ['activity reads', /^POST \/crm\/objects\/.*\/batch\/read$/],
  ['contact updates', /\/contacts\/batch\/update$/],
  ['company updates', /\/companies\/batch\/update$/],
  ['pages', /^GET \/crm\/objects\/[^/]+\/[^/]+$/],
];

export interface Request {
  readonly method: string;
  readonly path: string;
}

/**
 * How many requests of each kind a run made. A sync searches contacts and companies first, then activities, and last the
 * backlog that a reconcile has left, once more contacts and companies.
 */
export function countKinds(requests: readonly Request[]): DayRequests {
  const counts = noRequests();
  let hasSearchedActivities = false;
  for (const request of requests) {
    const kind = kindOf(request);
    const isBacklog = hasSearchedActivities && (kind === 'contact searches' || kind === 'company searches');
    if (kind === 'activity searches') hasSearchedActivities = true;
    counts[isBacklog ? 'backlog searches' : kind] += 1;
  }
  return counts;
}

export function noRequests(): Record<DayKind, number> {
  return {
    preparing: 0,
    'contact searches': 0,
    'company searches': 0,
    'activity searches': 0,
    'backlog searches': 0,
    'associations of activities': 0,
    'contact reads': 0,
    'company reads': 0,
    'associations of contacts': 0,
    'associations of companies': 0,
    'activity reads': 0,
    'company updates': 0,
    'contact updates': 0,
    pages: 0,
    other: 0,
  };
}

export function sumOf(requests: DayRequests): number {
  return DAY_KINDS.reduce((sum, kind) => sum + requests[kind], 0);
}

function kindOf({ method, path }: Request): DayKind {
  return PATTERNS.find(([, pattern]) => pattern.test(`${method} ${path}`))?.[0] ?? 'other';
}
