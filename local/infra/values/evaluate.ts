import { parseJson } from '../../../src/parse-json.ts';
import type { Expr, ExprOf } from '../bicep/ast.ts';
import { CALLS } from './calls.ts';
import { isList, isObject, type Value, valueOfJson } from './value.ts';

/** Values of names that a loop or a lambda gives. */
export type Names = ReadonlyMap<string, Value>;

/** What an expression sees around it. */
export interface Around {
  readonly inner: Names;
  readonly named: (name: string) => Value;
  /** What a function of the template's own gives. */
  readonly called: (name: string, args: readonly Value[]) => Value;
  /** Text of a file that is written relative to the template. */
  readonly load: (written: string) => string | undefined;
  /** What a member of a resource or module is. */
  readonly member: (of: Expr, property: string) => Value;
}

/** The value of an expression; `undefined` where it cannot be known before there is a deployment. */
export function evaluate(expr: Expr, around: Around): Value {
  const inner = (part: Expr) => evaluate(part, around);
  switch (expr.kind) {
    case 'literal':
      return expr.value;
    case 'text': {
      const parts = expr.parts.map((part) => (typeof part === 'string' ? part : inner(part)));
      return parts.every((part) => isPrintable(part)) ? parts.map(String).join('') : undefined;
    }
    case 'array':
      return expr.items.map(inner);
    case 'object':
      return Object.fromEntries(
        expr.entries.flatMap(({ key, value }) => {
          const name = typeof key === 'string' ? key : inner(key);
          return typeof name === 'string' ? [[name, inner(value)]] : [];
        }),
      );
    case 'name':
      return around.inner.has(expr.name) ? around.inner.get(expr.name) : around.named(expr.name);
    case 'member': {
      const of = inner(expr.of);
      if (isObject(of) && Object.hasOwn(of, expr.property)) return of[expr.property];
      // `.?` gives null where nothing is.
      if (isObject(of) || of === null) return expr.safe ? null : undefined;
      return around.member(expr.of, expr.property);
    }
    case 'index': {
      const [of, index] = [inner(expr.of), inner(expr.index)];
      if (isList(of) && typeof index === 'number') return of[index];
      return isObject(of) && typeof index === 'string' ? of[index] : undefined;
    }
    case 'choice': {
      const condition = inner(expr.condition);
      return typeof condition === 'boolean' ? inner(condition ? expr.yes : expr.no) : undefined;
    }
    case 'unary': {
      const of = inner(expr.of);
      if (expr.operator === '!') return typeof of === 'boolean' ? !of : undefined;
      return typeof of === 'number' ? -of : undefined;
    }
    case 'binary':
      return binaryValue(expr, inner);
    case 'call':
      return callValue(expr, around);
    case 'loop': {
      const over = inner(expr.over);
      return isList(over)
        ? over.map((item, place) => {
            const names = new Map(around.inner).set(expr.item, item);
            return evaluate(expr.body, { ...around, inner: expr.number ? names.set(expr.number, place) : names });
          })
        : undefined;
    }
    case 'lambda':
      return undefined;
  }
}

function isPrintable(value: Value): boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

function binaryValue({ operator, left, right }: ExprOf<'binary'>, inner: (expr: Expr) => Value): Value {
  const [a, b] = [inner(left), inner(right)];
  if (operator === '??') return a === null ? b : a;
  if (operator === '&&' && (a === false || b === false)) return false;
  if (operator === '||' && (a === true || b === true)) return true;
  if (a === undefined || b === undefined) return undefined;
  if (operator === '==') return a === b;
  if (operator === '!=') return a !== b;
  if (operator === '&&' || operator === '||') return operator === '&&';
  if (typeof a !== 'number' || typeof b !== 'number') return undefined;
  const results: Readonly<Record<string, Value>> = {
    '<': a < b,
    '<=': a <= b,
    '>': a > b,
    '>=': a >= b,
    '+': a + b,
    '-': a - b,
    '*': a * b,
    '/': Math.trunc(a / b),
    '%': a % b,
  };
  return results[operator];
}

function callValue({ name, args }: ExprOf<'call'>, around: Around): Value {
  if (name === 'loadJsonContent' || name === 'loadTextContent') {
    const written = args[0] && evaluate(args[0], around);
    const text = typeof written === 'string' ? around.load(written) : undefined;
    return text === undefined || name === 'loadTextContent' ? text : valueOfJson(parseJson(text));
  }
  const lambda = (expr: Expr | undefined) => (value: Value) => {
    if (expr?.kind !== 'lambda') return undefined;
    const [parameter = ''] = expr.parameters;
    return evaluate(expr.body, { ...around, inner: new Map(around.inner).set(parameter, value) });
  };
  const values = args.map((arg) => (arg.kind === 'lambda' ? undefined : evaluate(arg, around)));
  const [first] = values;
  if (name === 'map') return isList(first) ? first.map(lambda(args[1])) : undefined;
  if (name === 'filter') return isList(first) ? first.filter((item) => lambda(args[1])(item) === true) : undefined;
  if (name === 'toObject') {
    if (!isList(first)) return undefined;
    const value = args[2] === undefined ? (item: Value) => item : lambda(args[2]);
    return Object.fromEntries(first.map((item) => [String(lambda(args[1])(item)), value(item)]));
  }
  const built = CALLS.get(name);
  return built === undefined ? around.called(name, values) : built(...values);
}
