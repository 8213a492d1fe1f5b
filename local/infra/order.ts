import type { Declaration, Module, Resource } from './bicep/ast.ts';
import { everyExpression } from './bicep/walk.ts';
import type { Deployed } from './deployed.ts';
import type { Instance } from './values/instance.ts';

/** One step of the way from the main template to a resource: a module, and at last the resource. */
interface Step {
  readonly of: Instance;
  readonly declaration: Module | Resource;
}

/** What a deployment makes before what: by references, `dependsOn`, parents and scopes, of modules too. */
export class Order {
  readonly #ways = new Map<Instance, readonly Step[]>();
  readonly #needs = new Map<Instance, ReadonlyMap<string, ReadonlySet<string>>>();

  constructor(main: Instance) {
    this.#walk(main, []);
  }

  /** Whether a resource waits for another to be there. */
  isAfter(one: Deployed, other: Deployed): boolean {
    const [way, before] = [this.#wayTo(one), this.#wayTo(other)];
    for (const [level, { of, declaration }] of way.entries()) {
      const sibling = before[level];
      if (sibling === undefined || sibling.of !== of) return false;
      if (sibling.declaration !== declaration) return this.#needsOf(of, declaration.name).has(sibling.declaration.name);
    }
    return false;
  }

  #walk(instance: Instance, way: readonly Step[]): void {
    this.#ways.set(instance, way);
    for (const [module, inside] of instance.modules())
      this.#walk(inside, [...way, { of: instance, declaration: module }]);
  }

  #wayTo({ instance, resource }: Deployed): readonly Step[] {
    return [...(this.#ways.get(instance) ?? []), { of: instance, declaration: resource }];
  }

  /** Everything that a declaration reads, and what that reads. */
  #needsOf(instance: Instance, name: string): ReadonlySet<string> {
    let direct = this.#needs.get(instance);
    if (direct === undefined) {
      direct = new Map(instance.template.declarations.map((each) => [each.name, namesOf(each)]));
      this.#needs.set(instance, direct);
    }
    const all = new Set<string>();
    const add = (of: string) => {
      for (const next of direct.get(of) ?? []) {
        if (all.has(next)) continue;
        all.add(next);
        add(next);
      }
    };
    add(name);
    return all;
  }
}

/** Names that a declaration reads; a nested resource waits for the one around it. */
export function namesOf(declaration: Declaration): ReadonlySet<string> {
  const names = [...everyExpression(declaration)].flatMap(([expr, inner]) =>
    expr.kind === 'name' && !inner.includes(expr.name) ? [expr.name] : [],
  );
  const outer = declaration.kind === 'resource' ? declaration.outer : undefined;
  return new Set(outer === undefined ? names : [...names, outer.name]);
}
