import type { Node } from 'web-tree-sitter';
import type { Declaration, ExprOf, Loop, Resource, Template, TypeName } from './ast.ts';
import { expressionOf, loopOf, namedOf, placeOf, plainText, present, type Surroundings } from './expressions.ts';

const PRIMITIVE = new Set(['string', 'int', 'bool', 'object', 'array']);

/** A whole file. Throws `SyntaxError` for what the grammar takes and nobody can mean. */
export function templateOf(root: Node, file: string): Template {
  const declarations: Declaration[] = [];
  let decorators: ExprOf<'call'>[] = [];
  let targetScope = 'resourceGroup';
  const around: Surroundings = { file, resource: (node) => resourceOf(node, file, []) };
  for (const statement of namedOf(root)) {
    if (statement.type === 'decorators') {
      const calls = namedOf(statement).map((decorator) =>
        expressionOf(present(namedOf(decorator)[0], decorator), around),
      );
      decorators = calls.filter((call) => call.kind === 'call');
      continue;
    }
    if (statement.type === 'target_scope_assignment')
      targetScope = plainText(expressionOf(present(namedOf(statement)[0], statement), around)) ?? '';
    else declarations.push(...withNested(declarationOf(statement, file, decorators, around)));
    decorators = [];
  }
  return { file, targetScope, declarations };
}

function withNested(declaration: Declaration): Declaration[] {
  if (declaration.kind !== 'resource') return [declaration];
  const inside = declaration.body.nested.map((nested) => ({ ...nested, outer: declaration }));
  return [declaration, ...inside.flatMap(withNested)];
}

function declarationOf(node: Node, file: string, decorators: ExprOf<'call'>[], around: Surroundings): Declaration {
  const [first, second, third] = namedOf(node);
  const common = { ...placeOf(node, file), name: first?.text ?? '', decorators };
  const value = (child: Node | undefined) => expressionOf(present(child, node), around);
  switch (node.type) {
    case 'parameter_declaration': {
      const type = typeNameOf(present(second, node));
      return { ...common, kind: 'param', type, ...(third === undefined ? {} : { fallback: value(third) }) };
    }
    case 'variable_declaration':
      return { ...common, kind: 'var', value: value(second) };
    case 'output_declaration':
      return { ...common, kind: 'output', type: typeNameOf(present(second, node)), value: value(third) };
    case 'resource_declaration':
      return resourceOf(node, file, decorators);
    case 'module_declaration':
      return {
        ...common,
        kind: 'module',
        path: plainText(value(second)) ?? '',
        ...bodyOf(present(third, node), around),
      };
    case 'type_declaration':
      return { ...common, kind: 'type' };
    case 'user_defined_function': {
      const parameters = namedOf(present(second, node)).map((parameter) => namedOf(parameter)[0]?.text ?? '');
      return { ...common, kind: 'func', parameters, body: value(namedOf(node).at(-1)) };
    }
    default:
      throw new SyntaxError(`${file}:${common.line}: ${node.type.replaceAll('_', ' ')} is not used in these templates`);
  }
}

function resourceOf(node: Node, file: string, decorators: ExprOf<'call'>[]): Resource {
  const around: Surroundings = { file, resource: (inner) => resourceOf(inner, file, []) };
  const [name, type, body] = namedOf(node);
  const existing = node.children.some((child) => child?.type === 'existing');
  return {
    ...placeOf(node, file),
    kind: 'resource',
    name: present(name, node).text,
    decorators,
    existing,
    type: plainText(expressionOf(present(type, node), around)) ?? '',
    ...bodyOf(present(body, node), around),
  };
}

function bodyOf(node: Node, around: Surroundings): Pick<Resource, 'body' | 'condition' | 'loop'> {
  if (node.type === 'if_statement') {
    const [condition, object] = namedOf(node);
    const rest = bodyOf(present(object, node), around);
    return { ...rest, condition: expressionOf(present(condition, node), around) };
  }
  if (node.type === 'for_statement') {
    const loop: Loop = loopOf(node, around);
    return { ...bodyOf(present(node.childForFieldName('body'), node), around), loop };
  }
  const body = expressionOf(node, around);
  if (body.kind !== 'object') throw new SyntaxError(`${around.file}:${body.line}: a body must be an object`);
  return { body };
}

function typeNameOf(node: Node): TypeName {
  const text = node.text;
  const nullable = text.endsWith('?');
  const bare = nullable ? text.slice(0, -1) : text;
  const name = bare.endsWith(']') ? 'array' : bare.startsWith('{') ? 'object' : bare.startsWith("'") ? 'string' : bare;
  return { name: isPrimitive(name) ? name : 'other', nullable, text };
}

function isPrimitive(name: string): name is Exclude<TypeName['name'], 'other'> {
  return PRIMITIVE.has(name);
}
