/** Kinds of requests to HubSpot, in the order in which a reconcile makes them. */
export const KINDS = [
  'account',
  'definitions',
  'contact pages',
  'company pages',
  'contact associations',
  'company associations',
  'counts of lists',
  'people of companies',
  'activity batches',
  'write checks',
  'provisioning',
  'company updates',
  'contact updates',
  'other',
] as const;

export type Kind = (typeof KINDS)[number];

/** Association reads and searches are exempt from the ten-second limit. */
export const EXEMPT: ReadonlySet<Kind> = new Set<Kind>([
  'contact associations',
  'company associations',
  'counts of lists',
  'people of companies',
]);

const PATTERNS: readonly (readonly [Kind, RegExp])[] = [
  ['account', /^GET \/account-info\//],
  ['definitions', /^GET \/crm\/properties\//],
  ['provisioning', /^(POST|PATCH) \/crm\/properties\//],
  ['contact pages', /^GET \/crm\/objects\/[^/]+\/contacts$/],
  ['company pages', /^GET \/crm\/objects\/[^/]+\/companies$/],
  ['contact associations', /^POST \/crm\/associations\/[^/]+\/contacts\/[^/]+\/batch\/read$/],
  ['counts of lists', /^POST \/crm\/objects\/[^/]+\/(contacts|companies)\/search$/],
  ['people of companies', /^POST \/crm\/associations\/[^/]+\/companies\/contacts\/batch\/read$/],
  ['company associations', /^POST \/crm\/associations\/[^/]+\/companies\/[^/]+\/batch\/read$/],
  ['contact updates', /^POST \/crm\/objects\/[^/]+\/contacts\/batch\/update$/],
  ['company updates', /^POST \/crm\/objects\/[^/]+\/companies\/batch\/update$/],
  ['activity batches', /^POST \/crm\/objects\/[^/]+\/(?!contacts\/|companies\/)[^/]+\/batch\/read$/],
];

/** The kind of a request; an update that named no record only asked whether the token may write. */
export function kindOf({ method, path, ids }: { method: string; path: string; ids: readonly string[] }): Kind {
  if (path.endsWith('/batch/update') && ids.length === 0) return 'write checks';
  const line = `${method} ${path}`;
  return PATTERNS.find(([, pattern]) => pattern.test(line))?.[0] ?? 'other';
}
