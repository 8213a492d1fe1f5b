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
  return [...twice(modules), ...twice(assignments)];
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
