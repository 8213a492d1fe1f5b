import type { Resource } from './bicep/ast.ts';
import type { Place } from './finding.ts';
import { typeOf } from './types/type-of.ts';
import type { Instance } from './values/instance.ts';
import type { Names } from './values/evaluate.ts';
import { atRuntime } from './values/runtime.ts';
import { isObject, type Value } from './values/value.ts';

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
        const [type = ''] = typeOf(resource).split('@');
        return [{ type, name: at(body, 'name'), body, place: resource, resource, instance: each, names }];
      });
    }),
  );
}

/** Name of what an entry of a body such as `parent` or `scope` leads to, in which the loop is at its own place. */
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
  return { resource: target, name: instance.value(name, round), names: round ?? new Map() };
}

interface Target {
  readonly resource: Resource;
  readonly name: Value;
  readonly names: Names;
}

/** The id of a resource, as it looks once it is deployed. */
export function idOf({ resource, name }: Deployed): Value {
  return atRuntime('id', resource, name);
}

/** What lies at a path of names; `undefined` when nothing does, or when it is not known. */
export function at(value: Value, ...path: string[]): Value {
  return path.reduce<Value>((of, name) => (isObject(of) ? of[name] : undefined), value);
}
