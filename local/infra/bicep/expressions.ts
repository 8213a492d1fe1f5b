import type { Node } from 'web-tree-sitter';
import { binary, postfix, ternary } from './associate.ts';
import type { Entry, Expr, ExprOf, Loop, Resource } from './ast.ts';

/** What expressions need of the declarations around them. */
export interface Surroundings {
  readonly file: string;
  /** Resources may stand in objects. */
  readonly resource: (node: Node) => Resource;
  /** What stands directly before an expression that begins with parentheses. */
  readonly called?: Expr;
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

/** An expression as the grammar sees it, put right. */
export function expressionOf(node: Node, around: Surroundings): Expr {
  const place = placeOf(node, around.file);
  const { called, ...alone } = around;
  const inner = (child: Node | null | undefined) => expressionOf(present(child, node), alone);
  const field = (name: string) => inner(node.childForFieldName(name));
  const first = (name: string) => expressionOf(present(node.childForFieldName(name), node), around);
  switch (node.type) {
    case 'string':
      return textOf(node, around);
    case 'number':
      return { ...place, kind: 'literal', value: Number(node.text) };
    case 'boolean':
      return { ...place, kind: 'literal', value: node.text === 'true' };
    case 'null':
      return { ...place, kind: 'literal', value: null };
    case 'identifier':
    case 'property_identifier':
    case 'primitive_type':
      return { ...place, kind: 'name', name: node.text };
    case 'object':
      return objectOf(node, around);
    case 'array':
      return { ...place, kind: 'array', items: itemsOf(node, around) };
    case 'parenthesized_expression':
      if (called !== undefined) return { ...place, kind: 'call', name: nameOf(called), args: namedOf(node).map(inner) };
      return { ...inner(namedOf(node)[0]), inParentheses: true };
    case 'member_expression': {
      const property = present(node.childForFieldName('property'), node).text;
      const safe = node.children.some(({ type }) => type === '.?');
      return postfix(first('object'), (of) => ({ ...place, kind: 'member', of, property, safe }));
    }
    case 'resource_expression': {
      const name = present(node.childForFieldName('resource'), node).text;
      return postfix(first('object'), () => ({ ...place, kind: 'name', name, nested: true }));
    }
    case 'subscript_expression': {
      const index = field('index');
      return postfix(first('object'), (of) => ({ ...place, kind: 'index', of, index }));
    }
    case 'call_expression': {
      const args = namedOf(present(node.childForFieldName('arguments'), node)).map(inner);
      return postfix(first('function'), (of) => ({ ...place, kind: 'call', name: nameOf(of), args }));
    }
    case 'ternary_expression': {
      const [yes, no] = [field('consequence'), field('alternative')];
      return ternary(first('condition'), (condition) => ({ ...place, kind: 'choice', condition, yes, no }));
    }
    case 'binary_expression': {
      const operator = present(node.childForFieldName('operator'), node).text;
      const right = field('right');
      return binary(operator, first('left'), (left) => ({ ...place, kind: 'binary', operator, left, right }));
    }
    case 'unary_expression': {
      const operator = present(node.childForFieldName('operator'), node).text;
      return { ...place, kind: 'unary', operator, of: field('argument') };
    }
    case 'lambda_expression': {
      const [left, body] = namedOf(node);
      const parameters = present(left, node)
        .text.replace(/[()\s]/g, '')
        .split(',');
      return { ...place, kind: 'lambda', parameters: parameters.filter((name) => name !== ''), body: inner(body) };
    }
    case 'for_statement': {
      const body = present(node.childForFieldName('body'), node);
      const loop = loopOf(node, around);
      if (body.type !== 'if_statement') return { ...place, kind: 'loop', ...loop, body: inner(body) };
      const [condition, object] = namedOf(body);
      return { ...place, kind: 'loop', ...loop, condition: inner(condition), body: inner(object) };
    }
    default:
      throw new SyntaxError(`${around.file}:${place.line}: ${node.type} is not known here`);
  }
}

/** The grammar takes a call without arguments in an array, `[deployer().id]`, for two items: the name and what follows it. */
function itemsOf(node: Node, around: Surroundings): Expr[] {
  const items: Expr[] = [];
  let end = -1;
  for (const child of namedOf(node)) {
    const before = child.startIndex === end ? items.pop() : undefined;
    items.push(expressionOf(child, before === undefined ? around : { ...around, called: before }));
    end = child.endIndex;
  }
  return items;
}

/** What a loop goes over, and what it calls that. */
export function loopOf(node: Node, around: Surroundings): Loop {
  const both = namedOf(node).find(({ type }) => type === 'for_loop_parameters');
  const single = node.childForFieldName('initializer');
  const named = namedOf(node).filter((child) => child.id !== both?.id && child.id !== single?.id);
  const over = expressionOf(present(named[0], node), around);
  if (both === undefined) return { item: present(single, node).text, over };
  const [item, number] = namedOf(both);
  return { item: present(item, node).text, number: present(number, node).text, over };
}

/** Children that mean something. */
export function namedOf(node: Node): Node[] {
  return node.namedChildren.filter((child) => child !== null && !child.type.endsWith('comment'));
}

export function placeOf(node: Node, file: string) {
  return { file, line: node.startPosition.row + 1 };
}

/** A child that the grammar promises. */
export function present(child: Node | null | undefined, node: Node): Node {
  if (child === null || child === undefined)
    throw new SyntaxError(`line ${node.startPosition.row + 1}: ${node.type} is not whole`);
  return child;
}

function textOf(node: Node, around: Surroundings): Expr {
  const place = placeOf(node, around.file);
  if (node.text.startsWith("'''"))
    return { ...place, kind: 'text', parts: [node.text.slice(3, -3).replace(/^\r?\n/, '')] };
  // Pieces of a literal lie between what the grammar names: taken by position, nothing is lost.
  const parts: (string | Expr)[] = [];
  let at = node.startIndex + 1;
  const literal = (end: number) => {
    const raw = node.text.slice(at - node.startIndex, end - node.startIndex);
    if (raw !== '') parts.push(raw.replace(/\\(u\{([0-9a-fA-F]+)\}|.)/g, unescaped));
  };
  for (const child of namedOf(node).filter(({ type }) => type === 'interpolation')) {
    literal(child.startIndex);
    parts.push(expressionOf(present(namedOf(child)[0], child), around));
    at = child.endIndex;
  }
  literal(node.endIndex - 1);
  return { ...place, kind: 'text', parts };
}

function unescaped(_match: string, letter: string, code: string | undefined): string {
  return code === undefined ? (ESCAPES[letter] ?? letter) : String.fromCodePoint(Number.parseInt(code, 16));
}

function objectOf(node: Node, around: Surroundings): ExprOf<'object'> {
  const properties = namedOf(node).filter(({ type }) => type === 'object_property');
  const nested = properties.flatMap((property) =>
    namedOf(property).filter(({ type }) => type === 'resource_declaration'),
  );
  const entries = properties.flatMap((property): Entry[] => {
    const [key, value] = namedOf(property);
    if (key === undefined || value === undefined) return [];
    return [{ ...placeOf(key, around.file), key: keyOf(key, around), value: expressionOf(value, around) }];
  });
  return { ...placeOf(node, around.file), kind: 'object', entries, nested: nested.map(around.resource) };
}

function keyOf(node: Node, around: Surroundings): string | Expr {
  if (node.type !== 'string') return node.text;
  const text = textOf(node, around);
  const plain = plainText(text);
  return plain ?? text;
}

/** The value of a text without interpolation. */
export function plainText(expr: Expr | undefined): string | undefined {
  if (expr?.kind !== 'text') return undefined;
  return expr.parts.every((part) => typeof part === 'string') ? expr.parts.join('') : undefined;
}

/** `sys.contains` is `contains`; what is no name is called by none. */
function nameOf(called: Expr): string {
  if (called.kind === 'name') return called.name;
  return called.kind === 'member' ? called.property : '';
}
