import type { Expr } from '../bicep/ast.ts';
import { isList, isObject, type Value } from '../values/value.ts';
import { type AzureType, at, is } from './azure-types.ts';
import { checkObject } from './check-object.ts';
import type { Looking } from './looking.ts';
import { shapeOf } from './shape.ts';
import { faultsOfNumber, faultsOfText } from './text-faults.ts';

/** Holds an expression against a type of Azure. `where` is its path in the body, for people. */
export function checkValue(expr: Expr, type: AzureType, where: string, look: Looking): void {
  const declaration =
    expr.kind === 'name' && !look.names.has(expr.name) ? look.sight.declared.get(expr.name) : undefined;
  if (expr.kind === 'choice') {
    for (const branch of [expr.yes, expr.no]) checkValue(branch, type, where, look);
  } else if (declaration?.kind === 'var') {
    checkValue(declaration.value, type, where, look);
  } else if (expr.kind === 'object' && isObjectType(type)) {
    checkObject(expr, type, where, look);
  } else if (!is(type, 'AnyType') && !isNull(expr) && !checkParts(expr, type, where, look)) {
    checkKind(expr, type, where, look);
    checkKnown(expr, type, where, look);
  }
}

function isNull(expr: Expr): boolean {
  return expr.kind === 'literal' && expr.value === null;
}

function isObjectType(type: AzureType): boolean {
  return is(type, 'ObjectType') || is(type, 'DiscriminatedObjectType');
}

/** Of what an expression is put together; says whether that is all there is to look at. */
function checkParts(expr: Expr, type: AzureType, where: string, look: Looking): boolean {
  const { also: _, ...inside } = look;
  if (expr.kind === 'call' && expr.name === 'union' && isObjectType(type)) {
    for (const arg of expr.args) checkValue(arg, type, where, { ...inside, partial: true });
    return true;
  }
  if (!is(type, 'ArrayType')) return false;
  if (expr.kind === 'call' && expr.name === 'concat') {
    for (const arg of expr.args) checkValue(arg, type, where, inside);
    return true;
  }
  const item = at(type, type.raw.itemType);
  const each = expr.kind === 'loop' ? expr.body : bodyOfMap(expr);
  if (each !== undefined) checkValue(each, item, `${where}[]`, inside);
  if (expr.kind !== 'array') return each !== undefined;
  for (const [place, value] of expr.items.entries()) checkValue(value, item, `${where}[${place}]`, inside);
  return false;
}

/** `map(list, item => …)` gives what its lambda gives. */
function bodyOfMap(expr: Expr): Expr | undefined {
  const lambda = expr.kind === 'call' && expr.name === 'map' ? expr.args[1] : undefined;
  return lambda?.kind === 'lambda' ? lambda.body : undefined;
}

const KINDS: Readonly<Partial<Record<AzureType['raw']['$type'], string>>> = {
  StringType: 'string',
  StringLiteralType: 'string',
  UnionType: 'string',
  IntegerType: 'int',
  BooleanType: 'bool',
  ArrayType: 'array',
  ObjectType: 'object',
  DiscriminatedObjectType: 'object',
};

function checkKind(expr: Expr, type: AzureType, where: string, { sight, report, names }: Looking): void {
  const kind = shapeOf(expr, sight).kind ?? kindOfValue(sight.instance.value(expr, names));
  const wanted = KINDS[type.raw.$type];
  if (kind === undefined || kind === 'null' || wanted === undefined || kind === wanted) return;
  report(expr, `${where} must be of the type ${wanted}, not ${kind}`);
}

function kindOfValue(value: Value): string | undefined {
  if (isList(value)) return 'array';
  if (isObject(value)) return 'object';
  const kinds: Readonly<Record<string, string>> = { string: 'string', number: 'int', boolean: 'bool' };
  return kinds[typeof value];
}

/** Enumerations, lengths, patterns and ranges, where the value is known. */
function checkKnown(expr: Expr, type: AzureType, where: string, { sight, report, names }: Looking): void {
  const value = sight.instance.value(expr, names);
  const parameter = expr.kind === 'name' && !names.has(expr.name) ? expr.name : undefined;
  const others =
    parameter === undefined ? [] : [...sight.instance.allowed(parameter), ...sight.instance.bounds(parameter)];
  for (const each of new Set([value, ...others]))
    for (const fault of faultsOf(each, type)) report(expr, `${where} ${fault}`);
  if (!isList(value) || !is(type, 'ArrayType')) return;
  const { minLength = 0, maxLength = value.length } = type.raw;
  if (value.length < minLength || value.length > maxLength) report(expr, `${where} has ${value.length} items`);
}

function faultsOf(value: Value, type: AzureType): string[] {
  if (typeof value === 'number') return faultsOfNumber(value, type);
  return typeof value === 'string' ? faultsOfText(value, type) : [];
}
