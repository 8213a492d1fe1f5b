import { at, type Deployed, targetOf } from '../deployed.ts';
import { type Finding, finding, type Place } from '../finding.ts';
import type { Scenario } from '../scenarios.ts';

/** Characters of the name of a deployment, which a module's is. */
const LONGEST_DEPLOYMENT = 64;

/** Two deployments, assignments or other resources of one name: the second replaces the first, or is refused. */
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
  const roles = deployed.flatMap(({ body, place, resource }) => {
    const name = at(body, 'properties', 'roleName');
    return name === undefined ? [] : [{ name, place, what: `the role ${resource.name}` }];
  });
  const long = modules.filter(({ name }) => typeof name === 'string' && name.length > LONGEST_DEPLOYMENT);
  return [
    ...long.map(({ place, what }) =>
      finding(place, `${what} has a name of more than ${LONGEST_DEPLOYMENT} characters`),
    ),
    ...[modules, assignments, roles, others].flatMap(twice),
  ];
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
