import type { Resource } from './bicep/ast.ts';
import type { Place } from './finding.ts';
import { typeOf } from './types/type-of.ts';
import type { Instance } from './values/instance.ts';
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
        return [{ type, name: at(body, 'name'), body, place: resource, resource, instance: each }];
      });
    }),
  );
}

/** The id of a resource, as it looks once it is deployed. */
export function idOf({ resource, name }: Deployed): Value {
  return atRuntime('id', resource, name);
}

/** What lies at a path of names; `undefined` when nothing does, or when it is not known. */
export function at(value: Value, ...path: string[]): Value {
  return path.reduce<Value>((of, name) => (isObject(of) ? of[name] : undefined), value);
}
