import type { Expr, Resource, Template } from '../bicep/ast.ts';
import { type Finding, finding } from '../finding.ts';
import { type Sight, shapeOf } from '../types/shape.ts';
import { plainTypeOf } from '../types/type-of.ts';

/** What lies on a resource rather than in it: without a scope it would be on the whole group. */
const ON_SOMETHING = /^Microsoft\.(Insights\/diagnosticSettings|Authorization\/(locks|roleAssignments))@/;

/** Where things are deployed: `scope`, `parent`, and the names of what lies in something else. */
export function checkPlaces(template: Template, sight: Sight): Finding[] {
  return template.declarations.flatMap((declaration) => {
    if (declaration.kind !== 'resource' && declaration.kind !== 'module') return [];
    const entry = (name: string) => declaration.body.entries.find(({ key }) => key === name)?.value;
    const scope = entry('scope');
    const findings = scope === undefined ? [] : checkScope(scope, declaration.name, sight);
    if (scope === undefined && declaration.kind === 'resource' && ON_SOMETHING.test(declaration.type))
      findings.push(finding(declaration, `${declaration.name} is on something: name it as scope`));
    for (const item of itemsOf(entry('dependsOn'))) {
      const of = item.kind === 'index' ? item.of : item;
      const kind = of.kind === 'name' ? sight.declared.get(of.name)?.kind : undefined;
      if (kind !== 'resource' && kind !== 'module')
        findings.push(finding(item, `${declaration.name}: dependsOn names resources and modules alone`));
    }
    return declaration.kind === 'resource'
      ? [...findings, ...checkParent(declaration, entry('parent'), entry('name'), sight)]
      : findings;
  });
}

function itemsOf(expr: Expr | undefined): readonly Expr[] {
  return expr?.kind === 'array' ? expr.items : [];
}

function checkScope(scope: Expr, name: string, sight: Sight): Finding[] {
  if (scope.kind === 'choice') return [scope.yes, scope.no].flatMap((each) => checkScope(each, name, sight));
  if (scope.kind === 'call') {
    const fine = /^(resourceGroup|subscription|managementGroup|tenant)$/.test(scope.name);
    return fine ? [] : [finding(scope, `${name}: ${scope.name}() is no scope`)];
  }
  const { resource } = shapeOf(scope, sight);
  if (resource !== undefined && (scope.kind === 'name' || scope.kind === 'index'))
    return checkLoop(scope, resource, name);
  return [finding(scope, `${name}: scope must be a resource, or a scope such as resourceGroup(), and no text`)];
}

/** Of a loop of resources one has to be meant. */
function checkLoop(expr: Expr, resource: Resource, name: string): Finding[] {
  if (resource.loop !== undefined && expr.kind === 'name')
    return [finding(expr, `${name}: ${resource.name} is a loop: say which, as in ${resource.name}[0]`)];
  if (resource.loop === undefined && expr.kind === 'index')
    return [finding(expr, `${name}: ${resource.name} is no loop`)];
  return [];
}

function checkParent(resource: Resource, parent: Expr | undefined, name: Expr | undefined, sight: Sight): Finding[] {
  const type = plainTypeOf(resource);
  // Those of Microsoft Graph are named by their own rules.
  if (type.startsWith('Microsoft.Graph/')) return [];
  if (parent !== undefined) {
    const of = shapeOf(parent, sight).resource;
    if (of === undefined) return [finding(parent, `${resource.name}: parent must be a resource`)];
    const wanted = type.split('/').slice(0, -1).join('/');
    const found = plainTypeOf(of);
    if (found.toLowerCase() !== wanted.toLowerCase())
      return [finding(parent, `${resource.name}: parent must be of the type ${wanted}, not ${found}`)];
    return checkLoop(parent, of, resource.name);
  }
  if (resource.outer !== undefined || name === undefined)
    return name === undefined ? [finding(resource, `${resource.name} lacks name, which is required`)] : [];
  const [names] = sight.instance.rounds(resource);
  const value = sight.instance.value(name, names);
  const depth = type.split('/').length - 1;
  if (typeof value === 'string' && value.split('/').length !== depth)
    return [
      finding(
        name,
        `${resource.name}: ${type} has ${depth === 1 ? 'a name of one part' : `a parent, or a name of ${depth} parts`}`,
      ),
    ];
  return [];
}
