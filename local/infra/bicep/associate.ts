import type { Expr } from './ast.ts';

// The grammar lets `.`, `[` and `(` bind looser than operators: `a ? b : c.d` comes out as `(a ? b : c).d`. Here what
// follows an operator goes to its last operand, as the language has it.

const PRECEDENCE: Readonly<Record<string, number>> = {
  '??': 1,
  '||': 2,
  '&&': 3,
  '==': 4,
  '!=': 4,
  '=~': 4,
  '!~': 4,
  '<': 5,
  '<=': 5,
  '>': 5,
  '>=': 5,
  '+': 6,
  '-': 6,
  '*': 7,
  '/': 7,
  '%': 7,
};
const POSTFIX = 9;
const UNARY = 8;

/** Applies a postfix operator (member, index, call) to what stands directly before it. */
export function postfix(operand: Expr, build: (operand: Expr) => Expr): Expr {
  return descend(operand, POSTFIX, build);
}

/** Applies a binary operator to a left operand that may have come out too large. */
export function binary(operator: string, left: Expr, build: (left: Expr) => Expr): Expr {
  return descend(left, PRECEDENCE[operator] ?? 0, build);
}

/** Makes a ternary of a condition that may have come out too large: `x => x ? 1 : 2`. */
export function ternary(condition: Expr, build: (condition: Expr) => Expr): Expr {
  return descend(condition, 0.5, build);
}

function descend(expr: Expr, strength: number, build: (operand: Expr) => Expr): Expr {
  if (expr.inParentheses) return build(expr);
  const into = (operand: Expr) => descend(operand, strength, build);
  if (expr.kind === 'lambda') return { ...expr, body: into(expr.body) };
  if (expr.kind === 'choice') return { ...expr, no: into(expr.no) };
  if (expr.kind === 'binary' && (PRECEDENCE[expr.operator] ?? 0) < strength)
    return { ...expr, right: into(expr.right) };
  if (expr.kind === 'unary' && UNARY < strength) return { ...expr, of: into(expr.of) };
  return build(expr);
}
