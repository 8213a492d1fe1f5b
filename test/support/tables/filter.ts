import { TableError } from './table-error.ts';

/** An entity as the wire has it: values as JSON, and `name@odata.type` beside those that JSON has no type for. */
export type Entity = Readonly<Record<string, unknown>>;

/** What an OData filter asks for. `partition` is set when only rows of one partition can match. */
export interface Filter {
  readonly partition: string | undefined;
  /** Row keys before and after which nothing can match. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  matches(entity: Entity): boolean;
}

const TOKEN = /\s*(?:(?<open>\()|(?<close>\))|'(?<text>(?:[^']|'')*)'|(?<number>-?\d+(?:\.\d+)?)(?!\w)|(?<word>\w+))/uy;

const COMPARISONS: Readonly<Record<string, (one: string | number, other: string | number) => boolean>> = {
  eq: (one, other) => one === other,
  gt: (one, other) => one > other,
  ge: (one, other) => one >= other,
  lt: (one, other) => one < other,
  le: (one, other) => one <= other,
};

type Token = Readonly<Record<string, string | undefined>>;

/**
 * Reads a filter of comparisons with texts and numbers, joined by `and`, `or` and brackets: what the program asks for.
 * Throws a TableError for anything else, so that nothing is taken for what it is not.
 */
export function filterOf(text: string): Filter {
  const tokens = tokensOf(text);
  let at = 0;

  function any(): Filter {
    let left = all();
    while (tokens[at]?.word === 'or') {
      at += 1;
      const [one, other] = [left, all()];
      left = { partition: undefined, matches: (entity) => one.matches(entity) || other.matches(entity) };
    }
    return left;
  }

  function all(): Filter {
    let left = comparison();
    while (tokens[at]?.word === 'and') {
      at += 1;
      const [one, other] = [left, comparison()];
      left = {
        partition: one.partition ?? other.partition,
        from: one.from !== undefined && one.from > (other.from ?? '') ? one.from : other.from,
        to: other.to === undefined || (one.to !== undefined && one.to < other.to) ? one.to : other.to,
        matches: (entity) => one.matches(entity) && other.matches(entity),
      };
    }
    return left;
  }

  function comparison(): Filter {
    const [name, operator, literal] = tokens.slice(at, at + 3);
    if (name?.open !== undefined) {
      at += 1;
      const inner = any();
      if (tokens[at]?.close === undefined) throw unread(text);
      at += 1;
      return inner;
    }
    at += 3;
    const compare = COMPARISONS[operator?.word ?? ''];
    const value =
      literal?.text?.replaceAll("''", "'") ?? (literal?.number === undefined ? undefined : Number(literal.number));
    if (name?.word === undefined || compare === undefined || value === undefined) throw unread(text);
    const key = name.word;
    return {
      partition: key === 'PartitionKey' && operator?.word === 'eq' ? String(value) : undefined,
      from: key === 'RowKey' && /^[ge][qet]$/u.test(operator?.word ?? '') ? String(value) : undefined,
      to: key === 'RowKey' && /^(?:l[et]|eq)$/u.test(operator?.word ?? '') ? String(value) : undefined,
      matches(entity) {
        const held = entity[key];
        if (typeof held !== 'string' && typeof held !== 'number') return false;
        return typeof held === typeof value && compare(held, value);
      },
    };
  }

  const filter = any();
  if (at !== tokens.length) throw unread(text);
  return filter;
}

function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.trimEnd().length) {
    const match = TOKEN.exec(text);
    if (match?.groups === undefined) throw unread(text);
    tokens.push(match.groups);
  }
  return tokens;
}

function unread(filter: string): TableError {
  return new TableError(501, 'NotImplemented', `The tests' own table store does not know this filter: ${filter}`);
}
