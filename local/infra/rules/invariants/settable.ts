import type { Deployed } from '../../deployed.ts';
import type { Finding } from '../../finding.ts';
import { isList, isObject, type Value } from '../../values/value.ts';
import { fault, type Invariant } from './invariant.ts';
import { SETTABLE } from './settable-paths.ts';

/** Settings of the app are held against the program's own rules. */
const SETTINGS = 'Microsoft.Web/sites/config appsettings';

/** What stands beside `properties`. */
const BESIDE: ReadonlySet<string> = new Set([
  'name',
  'location',
  'tags',
  'kind',
  'sku',
  'identity',
  'properties',
  'parent',
  'scope',
  'dependsOn',
]);

/** Nothing is made or set that nobody has looked at. */
export const onlyWhatIsKnownIsSet: Invariant = (whole) =>
  whole.all.flatMap((each) => {
    const kind = each.type === 'Microsoft.Web/sites/config' ? `${each.type} ${String(each.name)}` : each.type;
    if (kind === SETTINGS) return [];
    const known = SETTABLE[kind];
    if (known === undefined)
      return [fault(each, `${kind} is nothing that these templates make: look at what it opens, and at SETTABLE`)];
    return pathsOf(each).flatMap((path): Finding[] =>
      known.includes(path) || known.includes(path.replace(/^(\w+)\.\w+\./, '$1.*.'))
        ? []
        : [
            fault(
              each,
              `${path} is set, which these templates leave as Azure has it: look at what it opens, and at SETTABLE`,
            ),
          ],
    );
  });

/** Paths that a body sets, each once. */
function pathsOf({ type, body }: Deployed): string[] {
  if (!isObject(body)) return [];
  if (type.startsWith('Microsoft.Graph/')) return [...new Set(pathsIn(withoutPlace(body), ''))];
  const beside = Object.keys(body).filter((name) => !BESIDE.has(name));
  return [...beside, ...new Set(pathsIn(body.properties ?? {}, ''))];
}

function withoutPlace(body: Value): Value {
  if (!isObject(body)) return body;
  return Object.fromEntries(Object.entries(body).filter(([name]) => !['parent', 'scope', 'dependsOn'].includes(name)));
}

function* pathsIn(value: Value, path: string): Generator<string> {
  if (isList(value)) for (const item of value) yield* pathsIn(item, `${path}[]`);
  else if (isObject(value))
    for (const [name, item] of Object.entries(value)) yield* pathsIn(item, path === '' ? name : `${path}.${name}`);
  // What is null is not set.
  else if (value !== null) yield path;
}
