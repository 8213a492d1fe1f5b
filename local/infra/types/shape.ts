import type { Declaration, Expr, Resource, TypeName } from '../bicep/ast.ts';
import { FUNCTIONS } from '../bicep/functions.ts';
import type { Instance } from '../values/instance.ts';
import { type AzureType, at, is } from './azure-types.ts';

/** What is known of a value without knowing the value: its kind, and the type of Azure or the object that it is. */
export interface Shape {
  readonly kind?: 'string' | 'int' | 'bool' | 'array' | 'object' | 'null';
  readonly azure?: AzureType;
  /** An object as it is written, of which every key is known. */
  readonly written?: Extract<Expr, { kind: 'object' }>;
  readonly resource?: Resource;
}

const UNKNOWN: Shape = {};

/** How expressions of a file are understood. */
export interface Sight {
  readonly declared: ReadonlyMap<string, Declaration>;
  readonly instance: Instance;
  /** The type of a resource's body. */
  readonly bodyOf: (resource: Resource) => AzureType | undefined;
}

/** What kind of value an expression has; empty where that is not known. */
export function shapeOf(expr: Expr, sight: Sight): Shape {
  switch (expr.kind) {
    case 'text':
      return { kind: 'string' };
    case 'literal':
      return { kind: kindOfLiteral(expr.value) };
    case 'object':
      return { kind: 'object', written: expr };
    case 'array':
    case 'loop':
      return { kind: 'array' };
    case 'call':
      return kind(FUNCTIONS.get(expr.name)?.gives);
    case 'unary':
      return { kind: expr.operator === '!' ? 'bool' : 'int' };
    case 'binary':
      if (expr.operator === '??') return UNKNOWN;
      return { kind: /^[+\-*/%]$/.test(expr.operator) ? 'int' : 'bool' };
    case 'choice': {
      const [yes, no] = [shapeOf(expr.yes, sight).kind, shapeOf(expr.no, sight).kind];
      return yes === no ? kind(yes) : UNKNOWN;
    }
    case 'name':
      return shapeOfName(expr.name, sight);
    case 'member':
      return shapeOfMember(expr, sight);
    case 'index': {
      const of = shapeOf(expr.of, sight);
      // Of a loop of resources every one is alike.
      if (of.resource !== undefined) return of;
      return of.azure !== undefined && is(of.azure, 'ArrayType')
        ? shapeOfType(at(of.azure, of.azure.raw.itemType))
        : UNKNOWN;
    }
    case 'lambda':
      return UNKNOWN;
  }
}

function kind(name: TypeName['name'] | Shape['kind'] | undefined): Shape {
  return name === undefined || name === 'other' ? UNKNOWN : { kind: name };
}

function kindOfLiteral(value: number | boolean | null): 'int' | 'bool' | 'null' {
  if (value === null) return 'null';
  return typeof value === 'number' ? 'int' : 'bool';
}

function shapeOfName(name: string, sight: Sight): Shape {
  const declaration = sight.declared.get(name);
  if (declaration?.kind === 'param') return declaration.type.nullable ? UNKNOWN : kind(declaration.type.name);
  if (declaration?.kind === 'var') return shapeOf(declaration.value, sight);
  if (declaration?.kind !== 'resource') return UNKNOWN;
  const azure = sight.bodyOf(declaration);
  return azure === undefined ? { resource: declaration } : { kind: 'object', azure, resource: declaration };
}

function shapeOfMember({ of, property }: Extract<Expr, { kind: 'member' }>, sight: Sight): Shape {
  if (of.kind === 'member' && of.property === 'outputs') return kind(outputOf(of.of, property, sight)?.type.name);
  const module = of.kind === 'name' ? sight.declared.get(of.name) : undefined;
  if (module?.kind === 'module' && property === 'name') return { kind: 'string' };
  const shape = shapeOf(of, sight);
  if (shape.resource !== undefined && STANDARD.has(property)) return { kind: 'string' };
  if (shape.written !== undefined) {
    const entry = shape.written.entries.find(({ key }) => key === property);
    return entry === undefined ? UNKNOWN : shapeOf(entry.value, sight);
  }
  const type = shape.azure === undefined ? undefined : propertiesOf(shape.azure).get(property)?.type;
  return type === undefined ? UNKNOWN : shapeOfType(type);
}

/** What every resource has, whatever its type says. */
export const STANDARD: ReadonlySet<string> = new Set(['id', 'name', 'type', 'apiVersion']);

/** An output of a module. */
export function outputOf(module: Expr, name: string, { declared, instance }: Sight) {
  const declaration = module.kind === 'name' ? declared.get(module.name) : undefined;
  const inside = declaration?.kind === 'module' ? instance.module(declaration) : undefined;
  const output = inside?.template.declarations.find((each) => each.kind === 'output' && each.name === name);
  return output?.kind === 'output' ? output : undefined;
}

/** Properties of an object type, those of every variant included. */
export function propertiesOf(type: AzureType): Map<string, { type: AzureType; flags: number }> {
  if (is(type, 'ObjectType'))
    return new Map(
      Object.entries(type.raw.properties).map(([name, { type: index, flags }]) => [
        name,
        { type: at(type, index), flags },
      ]),
    );
  if (!is(type, 'DiscriminatedObjectType')) return new Map();
  const base = Object.entries(type.raw.baseProperties).map(
    ([name, { type: index, flags }]) => [name, { type: at(type, index), flags }] as const,
  );
  const variants = Object.values(type.raw.elements).flatMap((index) => [...propertiesOf(at(type, index))]);
  return new Map([...base, ...variants]);
}

function shapeOfType(type: AzureType): Shape {
  const kinds: Partial<Record<AzureType['raw']['$type'], NonNullable<Shape['kind']>>> = {
    StringType: 'string',
    StringLiteralType: 'string',
    IntegerType: 'int',
    BooleanType: 'bool',
    ArrayType: 'array',
    ObjectType: 'object',
    DiscriminatedObjectType: 'object',
  };
  if (is(type, 'UnionType')) return { kind: 'string' };
  const found = kinds[type.raw.$type];
  return found === undefined ? UNKNOWN : { kind: found, azure: type };
}
