import type { Template } from '../bicep/ast.ts';
import { plainText } from '../bicep/expressions.ts';
import { everyExpression } from '../bicep/walk.ts';
import { at, idOf } from '../deployed.ts';
import { type Finding, finding } from '../finding.ts';
import type { Scenario } from '../scenarios.ts';
import { SURROUNDINGS } from '../values/runtime.ts';
import { isList, type Value } from '../values/value.ts';
import { DATA_ACTIONS, KNOWN_APPLICATIONS, ROLES } from './built-in.ts';

const DEFINITION = 'Microsoft.Authorization/roleDefinitions';
const GUID = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/i;
const SHAPED = /^[0-9a-f-]{30,40}$/i;

/** Ids in templates: each is one of Azure's, and is called what it is. */
export function checkIds(template: Template): Finding[] {
  const findings: Finding[] = [];
  for (const declaration of template.declarations) {
    if (declaration.kind === 'var')
      findings.push(...misnamed(declaration.name, plainText(declaration.value), declaration));
    for (const [expr] of everyExpression(declaration)) {
      const text = plainText(expr);
      if (text !== undefined && SHAPED.test(text) && text.includes('-')) {
        if (!GUID.test(text)) findings.push(finding(expr, `${text} is no GUID`));
        else if (!ROLES.has(text) && !KNOWN_APPLICATIONS.has(text))
          findings.push(finding(expr, `${text} is the id of no role that is known here`));
      }
      if (expr.kind !== 'object') continue;
      for (const { key, value, ...place } of expr.entries)
        if (typeof key === 'string') findings.push(...misnamed(key, plainText(value), place));
    }
  }
  return findings;
}

function misnamed(name: string, id: string | undefined, place: { file: string; line: number }): Finding[] {
  const role = id === undefined ? undefined : ROLES.get(id);
  if (role === undefined || name === role) return [];
  return [finding(place, `${name} holds the id of ${role}`)];
}

/** Who may do what: assignments to one role each, at a resource and no wider, and roles of our own that are no wider than said. */
export function checkRoles(scenario: Scenario): Finding[] {
  const own = scenario.deployed.flatMap((each) => (each.type === DEFINITION ? [idOf(each)] : []));
  return scenario.deployed.flatMap(({ type, body, place, resource, name }) => {
    const report = (message: string) => finding(place, `${resource.name}: ${message}`);
    const properties = (...path: string[]) => at(body, 'properties', ...path);
    if (type === 'Microsoft.Authorization/roleAssignments') {
      const findings = [];
      if (!isRole(properties('roleDefinitionId'), own))
        findings.push(
          report('roleDefinitionId is the id of no role: use subscriptionResourceId(), or a role of this template'),
        );
      if (properties('principalType') === undefined)
        findings.push(report('principalType is missing: a principal that was just made is not found without'));
      if (!resource.body.entries.some(({ key }) => key === 'scope'))
        findings.push(report('is for a whole resource group: name a scope'));
      if (typeof name === 'string' && !GUID.test(name)) findings.push(report('is named by a GUID alone'));
      const called = resource.body.entries.find(({ key }) => key === 'name')?.value;
      if (called?.kind === 'call' && called.name === 'guid' && called.args.length < 3)
        findings.push(
          report('its name must be made of scope, principal and role: another assignment would have it too'),
        );
      return findings;
    }
    if (type !== DEFINITION) return [];
    const permissions = properties('permissions');
    const incomplete = [
      ...(typeof properties('roleName') === 'string' ? [] : [report('roleName is missing')]),
      ...(listOf(properties('assignableScopes')).length > 0 ? [] : [report('assignableScopes is missing')]),
      ...(listOf(properties('assignableScopes')).every((scope) => scope === SURROUNDINGS.resourceGroup?.id)
        ? []
        : [report('assignableScopes must be its own resource group: a role of our own is given nowhere else')]),
    ];
    const faults = (isList(permissions) ? permissions : []).flatMap((permission) => [
      ...listOf(at(permission, 'dataActions'))
        .filter((action) => !DATA_ACTIONS.has(String(action)))
        .map((action) => report(`there is no data action ${String(action)}`)),
      ...listOf(at(permission, 'actions')).map((action) => report(`${String(action)} is more than data`)),
    ]);
    return [...incomplete, ...faults];
  });
}

function listOf(value: Value): readonly Value[] {
  return isList(value) ? value : [];
}

function isRole(id: Value, own: readonly Value[]): boolean {
  if (typeof id !== 'string' || own.includes(id)) return true;
  const [, last = ''] = /\/Microsoft\.Authorization\/roleDefinitions\/([^/]+)$/.exec(id) ?? [];
  return ROLES.has(last);
}
