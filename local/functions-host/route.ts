import { FunctionsHostError } from './errors.ts';

type Segment =
  | { readonly kind: 'literal'; readonly text: string }
  | { readonly kind: 'parameter'; readonly name: string; readonly optional: boolean }
  | { readonly kind: 'rest'; readonly name: string };

/** A parsed ASP.NET route template such as `runs/{runId}`, `runs/{runId?}` or `files/{*path}`. */
export interface Route {
  /** Path parameters, decoded, or undefined when `path` (without leading slash and query) does not match. */
  match(path: string): Readonly<Record<string, string>> | undefined;
  /** Sorts before a route that is less specific: literal text wins over parameters, parameters over the rest. */
  readonly rank: string;
}

/** @throws FunctionsHostError `bad_route` for constraints (`{id:int}`), defaults and mixed segments, which the product does not use. */
export function parseRoute(template: string): Route {
  const segments = split(template).map((text) => parseSegment(text, template));
  return {
    rank: segments.map(({ kind }) => ({ literal: '0', parameter: '1', rest: '2' })[kind]).join(''),
    match: (path) => matchSegments(segments, split(path)),
  };
}

const split = (path: string) => path.split('/').filter((segment) => segment !== '');

function parseSegment(text: string, template: string): Segment {
  if (!/[{}]/.test(text)) return { kind: 'literal', text: text.toLowerCase() };
  const { star, name, optional } = /^\{(?<star>\*?)(?<name>\w+)(?<optional>\??)\}$/.exec(text)?.groups ?? {};
  if (name === undefined) throw new FunctionsHostError('bad_route', `Route ${template}: cannot use ${text} here.`);
  return star === '*' ? { kind: 'rest', name } : { kind: 'parameter', name, optional: optional === '?' };
}

function matchSegments(segments: readonly Segment[], path: readonly string[]): Record<string, string> | undefined {
  const params: Record<string, string> = {};
  for (const [index, segment] of segments.entries()) {
    if (segment.kind === 'rest') {
      params[segment.name] = path.slice(index).map(decode).join('/');
      return params;
    }
    const text = path[index];
    if (segment.kind === 'literal') {
      if (text === undefined || decode(text).toLowerCase() !== segment.text) return undefined;
    } else if (text !== undefined) {
      params[segment.name] = decode(text);
    } else if (!segment.optional) {
      return undefined;
    }
  }
  return path.length > segments.length ? undefined : params;
}

/** Leaves a malformed escape as it came. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
