import { type Deployed, targetOf } from '../deployed.ts';
import { plainTypeOf } from '../types/type-of.ts';
import type { Instance } from '../values/instance.ts';
import { type Finding, finding, type Place } from '../finding.ts';
import type { Scenario } from '../scenarios.ts';

/** Two deployments, or two assignments, of one name: the second replaces the first, or is refused. */
export function checkNames({ instance, deployed }: Scenario): Finding[] {
  const modules = instance.modules().map(([module]) => {
    const name = instance.value(module.body.entries.find(({ key }) => key === 'name')?.value);
    return { name, place: module, what: `the module ${module.name}` };
  });
  const assignments = deployed.flatMap(({ type, name, place, resource }) =>
    type === 'Microsoft.Authorization/roleAssignments'
      ? [{ name, place, what: `the assignment ${resource.name}` }]
      : [],
  );
  const others = deployed.map((each) => ({
    name: typeof each.name === 'string' ? `${each.type} ${pathOf(each)}` : undefined,
    place: each.place,
    what: each.resource.name,
  }));
  return [...twice(modules), ...twice(assignments), ...twice(others), ...elsewhere(instance, deployed)];
}

/** What exists already and is of this deployment has to be looked for where it is made. */
function elsewhere(main: Instance, deployed: readonly Deployed[]): Finding[] {
  return [...main.all()].flatMap((each) =>
    each.template.declarations.flatMap((declaration) => {
      if (declaration.kind !== 'resource' || !declaration.existing) return [];
      const entry = (key: string) => declaration.body.entries.find((one) => one.key === key)?.value;
      const name = each.value(entry('name'));
      const isMade = deployed.some((one) => one.name === name && one.type === plainTypeOf(declaration));
      if (!isMade || entry('scope') === undefined) return [];
      return [
        finding(
          declaration,
          `${declaration.name} is made by this deployment: hand on its module's outputs, without a scope`,
        ),
      ];
    }),
  );
}

/** By which way a resource is found: module, what it lies in or on, and its name. */
function pathOf(each: Deployed): string {
  const [parent, scope] = [targetOf(each, 'parent'), targetOf(each, 'scope')].map((target) =>
    String(target?.name ?? ''),
  );
  return [each.instance.template.file, parent, scope, String(each.name)].join(' ');
}

interface Called {
  readonly name: unknown;
  readonly place: Place;
  readonly what: string;
}

function twice(all: readonly Called[]): Finding[] {
  return all.flatMap(({ name, place, what }, index) => {
    const first = all.findIndex((other) => other.name === name);
    return name === undefined || first === index
      ? []
      : [finding(place, `${what} has the name of another: ${String(name)}`)];
  });
}
