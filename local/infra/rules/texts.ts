import type { Template } from '../bicep/ast.ts';
import { FUNCTIONS } from '../bicep/functions.ts';
import { everyExpression } from '../bicep/walk.ts';
import { type Finding, finding } from '../finding.ts';

/** `{name}`, `{name.property}` or `{name()}` in a text, without the dollar that makes a value of it. */
const WITHOUT_DOLLAR = /(?<!\$)\{([A-Za-z_]\w*)((?:\.\w+|\(\))*)\}/g;

/** Texts in which a value was meant and none is put: in `'''` nothing is, and without its dollar nothing is either. */
export function checkTexts({ declarations }: Template): Finding[] {
  const declared = new Set(declarations.flatMap(({ kind, name }) => (kind === 'output' ? [] : [name])));
  return declarations.flatMap((declaration) =>
    [...everyExpression(declaration)].flatMap(([expr, inner]) => {
      if (expr.kind !== 'text') return [];
      return expr.parts.flatMap((part) => {
        if (typeof part !== 'string') return [];
        if (part.includes('${'))
          return [finding(expr, 'a text in three quotation marks takes no value: use replace() or format()')];
        return [...part.matchAll(WITHOUT_DOLLAR)].flatMap(([whole, name = '', rest = '']) => {
          const isMeant = rest.startsWith('()') ? FUNCTIONS.has(name) : declared.has(name) || inner.includes(name);
          return isMeant ? [finding(expr, `${whole} is a text as it stands: a value is $${whole}`)] : [];
        });
      });
    }),
  );
}
