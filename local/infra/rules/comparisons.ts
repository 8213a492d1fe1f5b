import { plainText } from '../bicep/expressions.ts';
import { everyExpression } from '../bicep/walk.ts';
import { type Finding, finding } from '../finding.ts';
import type { Instance } from '../values/instance.ts';

/** Parameters that are compared with a word that they never are. */
export function checkComparisons(instance: Instance): Finding[] {
  const expressions = instance.template.declarations.flatMap((each) => [...everyExpression(each)]);
  return expressions.flatMap(([expr, inner]) => {
    if (expr.kind !== 'binary' || !/^[=!]=$/.test(expr.operator)) return [];
    const { left, right } = expr;
    const word = plainText(right);
    const allowed = left.kind === 'name' && !inner.includes(left.name) ? instance.allowed(left.name) : [];
    if (left.kind !== 'name' || word === undefined || allowed.length === 0 || allowed.includes(word)) return [];
    return [finding(expr, `${left.name} is never '${word}': it is one of ${allowed.map(String).join(', ')}`)];
  });
}
