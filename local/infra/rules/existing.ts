import { type Finding, finding } from '../finding.ts';
import type { Scenario } from '../scenarios.ts';
import { plainTypeOf } from '../types/type-of.ts';

/** What exists already and is of this deployment has to be looked for where it is made. */
export function checkExisting({ instance, deployed }: Scenario): Finding[] {
  return [...instance.all()].flatMap((each) =>
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
