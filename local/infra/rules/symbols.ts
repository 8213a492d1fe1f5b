import { parseJson } from '../../../src/parse-json.ts';
import type { Declaration, Expr, ExprOf, Output, Parameter, Resource, Template } from '../bicep/ast.ts';
import { plainText } from '../bicep/expressions.ts';
import { CHANGING, DECORATORS, FUNCTIONS, KEY_FUNCTION } from '../bicep/functions.ts';
import { everyExpression } from '../bicep/walk.ts';
import { type Finding, finding } from '../finding.ts';
import { beside, type Files } from '../project.ts';
import { meant } from '../types/nearest.ts';
import { SURROUNDINGS } from '../values/runtime.ts';

/** Names that nothing declares, that are declared twice or used nowhere; functions, decorators and files that are not there. */
export function checkSymbols(template: Template, files: Files): Finding[] {
  const declared = new Map<string, Declaration>();
  const findings: Finding[] = [];
  // Outputs have names of their own.
  for (const declaration of template.declarations.filter(({ kind }) => kind !== 'output')) {
    const first = declared.get(declaration.name);
    if (first === undefined) declared.set(declaration.name, declaration);
    else findings.push(finding(declaration, `${declaration.name} is declared twice, first in line ${first.line}`));
  }
  const outputs = template.declarations.filter(({ kind }) => kind === 'output').map(({ name }) => name);
  for (const declaration of template.declarations)
    if (declaration.kind === 'output' && outputs.indexOf(declaration.name) !== outputs.lastIndexOf(declaration.name))
      findings.push(finding(declaration, `the output ${declaration.name} is declared twice`));
  const types = new Set(template.declarations.flatMap(({ kind, name }) => (kind === 'type' ? [name] : [])));
  for (const declaration of template.declarations)
    if (declaration.kind === 'param' || declaration.kind === 'output') findings.push(...typeFaults(declaration, types));
  const used = new Set<string>();
  for (const declaration of template.declarations) {
    findings.push(...decoratorFaults(declaration));
    for (const [expr, inner] of everyExpression(declaration)) {
      if (expr.kind === 'name' && !inner.includes(expr.name)) {
        used.add(expr.name);
        findings.push(...nameFaults(expr, declared.get(expr.name), declaration));
      }
      if (expr.kind === 'member') findings.push(...memberFaults(expr));
      if (expr.kind === 'call' && expr.name === 'uniqueString' && !expr.args.some(isOfPlace))
        findings.push(
          finding(
            expr,
            "uniqueString() must go by subscription().id or resourceGroup().id: names of accounts, vaults and apps are the whole world's",
          ),
        );
      if (expr.kind === 'call') findings.push(...callFaults(expr, declared, files));
    }
  }
  for (const { kind, name, ...place } of declared.values())
    if ((kind === 'param' || kind === 'var') && !used.has(name))
      findings.push(finding(place, `${name} is used nowhere`));
  return findings;
}

/** A name is declared; a resource inside another is seen in there alone, and elsewhere as `outer::name`. */
function nameFaults(name: ExprOf<'name'>, named: Declaration | undefined, from: Declaration): Finding[] {
  if (named === undefined) return [finding(name, `${name.name} is declared nowhere`)];
  if (named.kind !== 'resource' || named.outer === undefined || name.nested || isInside(from, named.outer)) return [];
  return [finding(name, `${name.name} is not seen from here: write ${named.outer.name}::${name.name}`)];
}

function isInside(declaration: Declaration, outer: Resource): boolean {
  if (declaration.kind !== 'resource') return false;
  return declaration.name === outer.name || (declaration.outer !== undefined && isInside(declaration.outer, outer));
}

/** `subscription().id`, `resourceGroup().id` */
function isOfPlace(expr: Expr): boolean {
  return (
    expr.kind === 'member' &&
    expr.property === 'id' &&
    expr.of.kind === 'call' &&
    ['subscription', 'resourceGroup'].includes(expr.of.name)
  );
}

/** A type that is one word is one of Bicep's, or declared. */
function typeFaults({ type, name, ...place }: Parameter | Output, types: ReadonlySet<string>): Finding[] {
  const word = /^(\w+)(\[\]|\?)*$/.exec(type.text)?.[1];
  if (word === undefined || BUILT_IN_TYPES.has(word) || types.has(word)) return [];
  return [finding(place, `${name}: there is no type ${word}`)];
}

const BUILT_IN_TYPES: ReadonlySet<string> = new Set([
  'string',
  'int',
  'bool',
  'object',
  'array',
  'null',
  'true',
  'false',
]);

function decoratorFaults({ kind, name, decorators }: Declaration): Finding[] {
  return decorators.flatMap((decorator) => {
    const places: readonly string[] | undefined = DECORATORS.get(decorator.name);
    if (places === undefined) return [finding(decorator, `there is no decorator @${decorator.name}`)];
    return places.includes(kind) ? [] : [finding(decorator, `@${decorator.name} does not stand on ${kind} ${name}`)];
  });
}

/** What the functions give that ask where a deployment goes, is known by name. */
function memberFaults({ of, property, ...place }: Extract<Expr, { kind: 'member' }>): Finding[] {
  const given = of.kind === 'call' ? SURROUNDINGS[of.name] : undefined;
  if (of.kind !== 'call' || given === undefined || property in given) return [];
  return [finding(place, `${of.name}() has no ${property}${meant(property, Object.keys(given))}`)];
}

function callFaults(
  call: Extract<Expr, { kind: 'call' }>,
  declared: ReadonlyMap<string, Declaration>,
  files: Files,
): Finding[] {
  const { name, args } = call;
  if (KEY_FUNCTION.test(name)) return [finding(call, `${name}() hands out keys: identities need none`)];
  if (declared.get(name)?.kind === 'func') return [];
  const known = FUNCTIONS.get(name);
  if (known === undefined) return [finding(call, `there is no function ${name}`)];
  if (CHANGING.has(name))
    return [finding(call, `${name}() gives another value each time, and a deployment is made again and again`)];
  if (args.length < known.least || args.length > known.most)
    return [
      finding(
        call,
        `${name}() takes ${known.least === known.most ? known.least : `${known.least} to ${known.most}`} arguments, not ${args.length}`,
      ),
    ];
  return name.startsWith('load') ? fileFaults(call, files) : [];
}

function fileFaults({ name, args, file, line }: Extract<Expr, { kind: 'call' }>, files: Files): Finding[] {
  const written = plainText(args[0]);
  if (written === undefined) return [finding({ file, line }, `${name}() takes the path of a file as a plain text`)];
  const text = files(beside(file, written));
  if (text === undefined) return [finding({ file, line }, `${name}() names ${written}, which is not there`)];
  if (name !== 'loadJsonContent') return [];
  return parseJson(text) === undefined ? [finding({ file, line }, `${name}() names ${written}, which is no JSON`)] : [];
}
