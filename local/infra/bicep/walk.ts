import type { Declaration, Expr } from './ast.ts';

/** Names that an expression has and the file has not: of loops and lambdas. */
export type Inner = readonly string[];

/** An expression and all in it, each with the names of loops and lambdas around it. Bodies of nested resources are left out. */
function* walk(expr: Expr, inner: Inner = []): Generator<readonly [Expr, Inner]> {
  yield [expr, inner];
  for (const [child, names] of childrenOf(expr, inner)) yield* walk(child, names);
}

function childrenOf(expr: Expr, inner: Inner): (readonly [Expr, Inner])[] {
  const plain = (...children: (Expr | undefined)[]) =>
    children.flatMap((child) => (child === undefined ? [] : [[child, inner] as const]));
  switch (expr.kind) {
    case 'text':
      return plain(...expr.parts.filter((part) => typeof part !== 'string'));
    case 'object':
      return plain(...expr.entries.flatMap(({ key, value }) => (typeof key === 'string' ? [value] : [key, value])));
    case 'array':
      return plain(...expr.items);
    case 'member':
    case 'unary':
      return plain(expr.of);
    case 'index':
      return plain(expr.of, expr.index);
    case 'call':
      return plain(...expr.args);
    case 'choice':
      return plain(expr.condition, expr.yes, expr.no);
    case 'binary':
      return plain(expr.left, expr.right);
    case 'lambda':
      return [[expr.body, [...inner, ...expr.parameters]]];
    case 'loop': {
      const names = [...inner, expr.item, ...(expr.number === undefined ? [] : [expr.number])];
      return [...plain(expr.over), ...[expr.condition, expr.body].flatMap((e) => (e ? [[e, names] as const] : []))];
    }
    default:
      return [];
  }
}

/** Every expression at the top of a declaration, with the names that its loop gives. */
function expressionsOf(declaration: Declaration): (readonly [Expr, Inner])[] {
  const decorators = declaration.decorators.flatMap(({ args }) => args.map((arg) => [arg, []] as const));
  switch (declaration.kind) {
    case 'param':
      return declaration.fallback === undefined ? decorators : [...decorators, [declaration.fallback, []]];
    case 'var':
    case 'output':
      return [...decorators, [declaration.value, []]];
    case 'resource':
    case 'module': {
      const { loop, condition, body } = declaration;
      const names = loop === undefined ? [] : [loop.item, ...(loop.number === undefined ? [] : [loop.number])];
      const inside = [condition, body].flatMap((expr) => (expr === undefined ? [] : [[expr, names] as const]));
      return loop === undefined ? [...decorators, ...inside] : [...decorators, [loop.over, []], ...inside];
    }
    case 'func':
      return [...decorators, [declaration.body, declaration.parameters]];
    default:
      return decorators;
  }
}

/** Every expression of a declaration, however deep. */
export function* everyExpression(declaration: Declaration): Generator<readonly [Expr, Inner]> {
  for (const [expr, inner] of expressionsOf(declaration)) yield* walk(expr, inner);
}
