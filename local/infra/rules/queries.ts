/** Tables of a workspace that queries may begin with. */
const TABLES: ReadonlySet<string> = new Set([
  ...['AppTraces', 'AppRequests', 'AppExceptions', 'AppMetrics', 'AppAvailabilityResults'],
  ...[
    'StorageBlobLogs',
    'StorageTableLogs',
    'StorageQueueLogs',
    'AzureDiagnostics',
    'AzureActivity',
    'FunctionAppLogs',
  ],
]);

const OPERATORS: ReadonlySet<string> = new Set([
  ...[
    'where',
    'extend',
    'project',
    'summarize',
    'order',
    'sort',
    'top',
    'take',
    'limit',
    'count',
    'distinct',
    'join',
    'union',
  ],
  ...['project-away', 'mv-expand', 'render', 'parse', 'serialize', 'make-series'],
]);

/** Events that the program writes: of each, the source of the files that write it. */
export type Events = ReadonlyMap<string, string>;

/** Finds them: every event is named in a call of `logLine`. */
export function eventsIn(sources: Iterable<string>): Events {
  const events = new Map<string, string>();
  for (const source of sources)
    for (const [, event = ''] of source.matchAll(/\blogLine\(\s*'([a-z_]+)'/g))
      events.set(event, `${events.get(event) ?? ''}\n${source}`);
  return events;
}

/** Events that a query counts. */
function eventsOf(query: string): string[] {
  const comparisons = [...query.matchAll(/\bevent\s*(?:==|in)\s*(\([^)]*\)|"[^"]*")/g)].map(
    ([, values = '']) => values,
  );
  return comparisons.flatMap((values) => [...values.matchAll(/"([^"]*)"/g)].map(([, event = '']) => event));
}

/** What is wrong with a query in KQL, as far as that can be told: its form, and the events and fields it counts. */
export function faultsOfQuery(query: string, events: Events): string[] {
  const faults = [...faultsOfForm(query)];
  const counted = eventsOf(query);
  for (const event of counted)
    if (!events.has(event)) faults.push(`counts the event ${event}, which the program does not write`);
  const source = counted.map((event) => events.get(event) ?? '').join('\n');
  if (counted.length === 0 && /\bparse_json\b/.test(query)) faults.push('counts no event');
  for (const [, dotted, quoted] of query.matchAll(/\be(?:\.([a-zA-Z]+)|\["([a-zA-Z]+)"\])/g)) {
    const field = dotted ?? quoted ?? '';
    if (!STANDARD.has(field) && !new RegExp(`\\b${field}\\b`).test(source))
      faults.push(`reads the field ${field}, which none of its events has`);
  }
  return [...new Set(faults)];
}

const STANDARD: ReadonlySet<string> = new Set(['event', 'account']);

function* faultsOfForm(query: string): Generator<string> {
  const bare = query.replace(/"[^"\n]*"/g, '""');
  if (bare.replaceAll('""', '').includes('"')) yield 'has a quotation mark that is not closed';
  const depth = [...bare].reduce((open, letter) => open + (letter === '(' ? 1 : letter === ')' ? -1 : 0), 0);
  if (depth !== 0) yield 'has brackets that do not match';
  const [table = '', ...steps] = bare.split('|').map((part) => part.trim());
  if (!TABLES.has(table)) yield `begins with ${table.slice(0, 40)}, which is no table of the workspace`;
  for (const step of steps) {
    const [operator = ''] = step.split(/\s/);
    if (!OPERATORS.has(operator)) yield `has the step ${operator}, which is none`;
  }
}
