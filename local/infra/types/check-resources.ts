import type { Declaration, Expr, Resource, Template } from '../bicep/ast.ts';
import { everyExpression } from '../bicep/walk.ts';
import { type Finding, finding } from '../finding.ts';
import type { Instance } from '../values/instance.ts';
import { type AzureType, type AzureTypes, at, FLAGS, is, type ResourceType, SCOPES } from './azure-types.ts';
import { checkValue } from './check-value.ts';
import { outputOf, propertiesOf, STANDARD, type Sight, shapeOf } from './shape.ts';
import { typeOf } from './type-of.ts';

const ALSO: ReadonlySet<string> = new Set(['parent', 'scope', 'dependsOn']);
const OF_EXISTING: ReadonlySet<string> = new Set(['name', 'parent', 'scope']);

/** Every resource of a template against the types of Azure, and every property that is read of one. */
export function checkResources(instance: Instance, types: AzureTypes): Finding[] {
  const { template } = instance;
  const sight = sightOf(instance, types);
  const resources = template.declarations.filter((each) => each.kind === 'resource');
  return [
    ...resources.flatMap((resource) => checkResource(resource, template, sight, types)),
    ...template.declarations.flatMap((each) => checkMembers(each, sight)),
  ];
}

/** How the expressions of a template are understood. */
export function sightOf(instance: Instance, types: AzureTypes | undefined): Sight {
  const named = instance.template.declarations.filter(({ kind }) => kind !== 'output');
  const declared = new Map(named.map((each) => [each.name, each]));
  return { declared, instance, bodyOf: (resource) => bodyOf(types?.find(typeOf(resource))) };
}

function bodyOf(type: ResourceType | undefined): AzureType | undefined {
  return type && at(type, type.raw.body);
}

function checkResource(resource: Resource, { targetScope }: Template, sight: Sight, types: AzureTypes): Finding[] {
  const name = typeOf(resource);
  const type = types.find(name);
  if (type === undefined) {
    const [known = name, version] = name.split('@');
    const versions = types.versionsOf(known);
    return [
      finding(
        resource,
        versions.length === 0
          ? `${known} is no type of resource`
          : `${known} has no version ${version}: there is ${versions.join(', ')}`,
      ),
    ];
  }
  const findings: Finding[] = [];
  const report = ({ file, line }: { file: string; line: number }, message: string) =>
    findings.push(finding({ file, line }, `${resource.name}: ${message}`));
  const { writableScopes = 0 } = type.raw;
  const scoped = resource.body.entries.some(({ key }) => key === 'scope' || key === 'parent');
  // Those of Microsoft Graph have no scope.
  if (writableScopes > 0 && !scoped && !resource.existing && !(writableScopes & (SCOPES[targetScope] ?? 0)))
    report(resource, `${name} is not deployed at the scope ${targetScope}`);
  const body = at(type, type.raw.body);
  if (resource.existing) {
    for (const entry of resource.body.entries)
      if (!OF_EXISTING.has(String(entry.key))) report(entry, `${String(entry.key)} cannot be set on what exists`);
    return findings;
  }
  for (const names of sight.instance.rounds(resource))
    checkValue(resource.body, body, '', { sight, report, names, also: ALSO, check: checkValue });
  return findings;
}

/** Properties that are read: `site.properties.defaultHostName`. */
function checkMembers(declaration: Declaration, sight: Sight): Finding[] {
  const findings: Finding[] = [];
  for (const [expr, inner] of everyExpression(declaration)) {
    if (expr.kind !== 'member' || inner.includes(rootOf(expr))) continue;
    const message = memberFault(expr, sight);
    if (message !== undefined) findings.push(finding(expr, message));
  }
  return findings;
}

function memberFault({ of, property, safe }: Extract<Expr, { kind: 'member' }>, sight: Sight): string | undefined {
  const declaration = of.kind === 'name' ? sight.declared.get(of.name) : undefined;
  if (declaration?.kind === 'module')
    return property === 'outputs' || property === 'name'
      ? undefined
      : `${declaration.name}.${property}: a module has outputs and a name`;
  if (of.kind === 'member' && of.property === 'outputs') {
    const module = of.of.kind === 'name' ? sight.declared.get(of.of.name) : undefined;
    if (module?.kind !== 'module' || sight.instance.module(module) === undefined) return undefined;
    return outputOf(of.of, property, sight) === undefined ? `${module.path} has no output ${property}` : undefined;
  }
  const shape = shapeOf(of, sight);
  if (shape.resource !== undefined && STANDARD.has(property)) return undefined;
  if (shape.written !== undefined)
    return safe || shape.written.entries.some(({ key }) => key === property || typeof key !== 'string')
      ? undefined
      : `there is no ${property} in the object`;
  if (shape.azure !== undefined && (is(shape.azure, 'ObjectType') || is(shape.azure, 'DiscriminatedObjectType'))) {
    const found = propertiesOf(shape.azure).get(property);
    const open = is(shape.azure, 'ObjectType') && shape.azure.raw.additionalProperties;
    if (found === undefined) return open ? undefined : `${textOf(of)}.${property} is unknown`;
    return found.flags & FLAGS.writeOnly && !(found.flags & FLAGS.required)
      ? `${textOf(of)}.${property} cannot be read`
      : undefined;
  }
  if (shape.kind !== undefined && shape.kind !== 'object' && shape.kind !== 'null')
    return `${textOf(of)} is of the type ${shape.kind} and has no ${property}`;
  return undefined;
}

function rootOf(expr: Expr): string {
  if (expr.kind === 'member' || expr.kind === 'index') return rootOf(expr.of);
  return expr.kind === 'name' ? expr.name : '';
}

function textOf(expr: Expr): string {
  if (expr.kind === 'member') return `${textOf(expr.of)}.${expr.property}`;
  if (expr.kind === 'index') return `${textOf(expr.of)}[]`;
  return expr.kind === 'name' ? expr.name : expr.kind === 'call' ? `${expr.name}()` : 'it';
}
