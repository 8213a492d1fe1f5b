import type { Template } from '../bicep/ast.ts';
import { type Finding, finding } from '../finding.ts';
import { namesOf } from '../order.ts';

/** Declarations that need each other: none of them could be the first. */
export function checkCircles({ declarations }: Template): Finding[] {
  const needs = new Map(
    declarations
      .filter(({ kind }) => kind !== 'output')
      .map((declaration) => [declaration.name, { declaration, names: namesOf(declaration) }] as const),
  );
  const done = new Set<string>();
  const findings: Finding[] = [];
  const visit = (name: string, way: readonly string[]) => {
    const found = needs.get(name);
    if (found === undefined || done.has(name)) return;
    if (way.includes(name)) {
      const circle = [...way.slice(way.indexOf(name)), name].join(', which needs ');
      findings.push(finding(found.declaration, `${circle}: it waits for itself`));
      return;
    }
    for (const next of found.names) visit(next, [...way, name]);
    done.add(name);
  };
  for (const name of needs.keys()) visit(name, []);
  return findings;
}
