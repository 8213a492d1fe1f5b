/** Tables of a workspace that queries may begin with, and the columns that are used of them. */
const COLUMNS: Readonly<Record<string, readonly string[]>> = {
  AppTraces: ['TimeGenerated', 'Message', 'SeverityLevel', 'OperationName', 'OperationId', 'AppRoleName', 'Properties'],
  AppRequests: ['TimeGenerated', 'Name', 'Success', 'ResultCode', 'DurationMs', 'OperationName', 'OperationId'],
  AppExceptions: ['TimeGenerated', 'ProblemId', 'ExceptionType', 'OuterMessage', 'OperationName', 'OperationId'],
  AppAvailabilityResults: ['TimeGenerated', 'Name', 'Success', 'Location', 'Message', 'DurationMs'],
  StorageBlobLogs: [
    'TimeGenerated',
    'AccountName',
    'Category',
    'OperationName',
    'StatusCode',
    'StatusText',
    'CallerIpAddress',
    'RequesterObjectId',
    'RequesterAppId',
    'ObjectKey',
    'AuthenticationType',
    'Uri',
  ],
  StorageTableLogs: [
    'TimeGenerated',
    'AccountName',
    'Category',
    'OperationName',
    'StatusCode',
    'StatusText',
    'ObjectKey',
  ],
};

const OPERATORS: ReadonlySet<string> = new Set([
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
  'project-away',
  'mv-expand',
  'render',
  'serialize',
]);

const WORDS: ReadonlySet<string> = new Set([
  'and',
  'or',
  'not',
  'in',
  'has',
  'has_any',
  'contains',
  'startswith',
  'endswith',
  'between',
  'by',
  'asc',
  'desc',
  'true',
  'false',
  'null',
  'nulls',
  'first',
  'last',
  'matches',
  'regex',
  'kind',
]);

const FUNCTIONS: ReadonlySet<string> = new Set([
  'parse_json',
  'tostring',
  'toint',
  'tolong',
  'toreal',
  'tobool',
  'count',
  'countif',
  'dcount',
  'sum',
  'avg',
  'min',
  'max',
  'arg_max',
  'arg_min',
  'ago',
  'now',
  'bin',
  'isempty',
  'isnotempty',
  'isnull',
  'isnotnull',
  'split',
  'strcat',
  'make_set',
  'make_list',
  'iff',
  'iif',
  'coalesce',
  'datetime',
  'percentile',
  'startofday',
  'startofweek',
  'todatetime',
]);

/** What is wrong with the form of a query: its table, its steps, its functions, and the columns that it reads. */
export function* faultsOfForm(query: string): Generator<string> {
  const bare = query.replace(/"[^"\n]*"/g, '""');
  if (bare.replaceAll('""', '').includes('"')) {
    yield 'has a quotation mark that is not closed';
    return;
  }
  const depth = [...bare].reduce((open, letter) => open + (letter === '(' ? 1 : letter === ')' ? -1 : 0), 0);
  if (depth !== 0) yield 'has brackets that do not match';
  const [table = '', ...steps] = bare.split('|').map((part) => part.trim());
  const columns = COLUMNS[table];
  if (columns === undefined) {
    yield `begins with ${table.slice(0, 40)}, which is no table that is known here`;
    return;
  }
  let known = new Set(columns);
  for (const step of steps) {
    const [operator = ''] = step.split(/\s/);
    if (!OPERATORS.has(operator)) yield `has the step ${operator}, which is none`;
    const made = [...step.matchAll(/([A-Za-z_]\w*)\s*=(?![=~])/g)].map(([, name = '']) => name);
    yield* unknownWords(step.slice(operator.length), new Set([...known, ...made]));
    if (operator === 'summarize' || operator === 'project') known = new Set([...made, ...keptBy(step)]);
    else for (const name of made) known.add(name);
  }
}

/** Columns that a `summarize` or `project` keeps by their own names. */
function keptBy(step: string): string[] {
  return step.match(/[A-Za-z_]\w*/g) ?? [];
}

/** Names that are neither columns nor words of the language. A field of an object is none of them: `e.status`. */
function* unknownWords(step: string, known: ReadonlySet<string>): Generator<string> {
  for (const { 0: word, index } of step.matchAll(/(?<![\w.])[A-Za-z_]\w*/g)) {
    const isCalled = /^\s*\(/.test(step.slice(index + word.length));
    if (isCalled && !WORDS.has(word)) {
      if (!FUNCTIONS.has(word)) yield `calls ${word}, which is no function that is known here`;
    } else if (!known.has(word) && !WORDS.has(word)) yield `reads ${word}, which is no column there`;
  }
}
