import type { Resource } from './bicep/ast.ts';
import type { Place } from './finding.ts';
import { plainTypeOf } from './types/type-of.ts';
import type { Instance } from './values/instance.ts';
import type { Names } from './values/evaluate.ts';
import { atRuntime } from './values/runtime.ts';
import { isList, isObject, type Value } from './values/value.ts';

/** A resource as a deployment makes it, with what is known of its values. */
export interface Deployed {
  readonly type: string;
  readonly name: Value;
  readonly body: Value;
  readonly place: Place;
  readonly resource: Resource;
  readonly instance: Instance;
  /** Values of the loop that made it. */
  readonly names: Names;
}

/** Every resource of a deployment, those of its modules and each of a loop; what only exists is left out. */
export function deployedBy(whole: Instance): Deployed[] {
  return [...whole.all()].flatMap((each) =>
    each.template.declarations.flatMap((resource) => {
      if (resource.kind !== 'resource' || resource.existing) return [];
      return each.rounds(resource).flatMap((names): Deployed[] => {
        if (each.value(resource.condition, names) === false) return [];
        const body = each.value(resource.body, names);
        const identity = { type: plainTypeOf(resource), name: at(body, 'name') };
        return [{ ...identity, body, place: resource, resource, instance: each, names }];
      });
    }),
  );
}

/** A resource that another names. */
interface Target {
  readonly resource: Resource;
  readonly name: Value;
}

/** What an entry of a body such as `parent` or `scope` leads to; in a loop, what it is in the same round. `undefined` of what only exists. */
export function targetOf(deployed: Deployed, entry: string): Target | undefined {
  const { resource, instance, names } = deployed;
  const expr = resource.body.entries.find(({ key }) => key === entry)?.value;
  const symbol = expr?.kind === 'index' ? expr.of : expr;
  if (symbol?.kind !== 'name') return undefined;
  const target = instance.template.declarations.find(
    (each) => each.kind === 'resource' && each.name === symbol.name && !each.existing,
  );
  if (target?.kind !== 'resource') return undefined;
  const place = expr?.kind === 'index' ? instance.value(expr.index, names) : 0;
  const round = typeof place === 'number' ? instance.rounds(target)[place] : undefined;
  const name = target.body.entries.find(({ key }) => key === 'name')?.value;
  return { resource: target, name: instance.value(name, round) };
}

/** The id of a resource, as it looks once it is deployed. */
export function idOf({ resource, name }: Deployed): Value {
  return atRuntime('id', resource, name);
}

/** What lies at a path of names; `undefined` when nothing does, or when it is not known. */
export function at(value: Value, ...path: string[]): Value {
  return path.reduce<Value>((of, name) => (isObject(of) ? of[name] : undefined), value);
}

/** Everything that lies at a path of names, in which `*` is all that lies there. */
export function valuesAt(value: Value, path: readonly string[]): Value[] {
  const [name, ...rest] = path;
  if (name === undefined) return [value];
  if (name !== '*') return valuesAt(at(value, name), rest);
  const items = isList(value) ? value : isObject(value) ? Object.values(value) : [undefined];
  return items.flatMap((item) => valuesAt(item, rest));
}
