import { at, idOf, targetOf } from '../../deployed.ts';
import type { Finding } from '../../finding.ts';
import { fault, type Invariant, listOf, missing, namesIn } from './invariant.ts';

const BLOBS = 'Microsoft.Storage/storageAccounts/blobServices/containers/blobs';
const CONTAINER = 'Microsoft.Storage/storageAccounts/blobServices/containers';
const ASSIGNMENT = 'Microsoft.Authorization/roleAssignments';

/** The app reads and appends seals, and nothing else reaches them by a role. */
export const sealsAreAppendedTo: Invariant = (whole) => {
  const roles = whole.of('Microsoft.Authorization/roleDefinitions');
  const [role] = roles;
  if (role === undefined) return [missing(whole, 'a role that appends seals')];
  const actions = listOf(at(role.body, 'properties', 'permissions')).flatMap((each) => [
    ...listOf(at(each, 'dataActions')),
    ...listOf(at(each, 'actions')),
  ]);
  const wanted = [`${BLOBS}/read`, `${BLOBS}/add/action`];
  const findings: Finding[] = [];
  if (actions.length !== wanted.length || !wanted.every((each) => actions.includes(each)))
    findings.push(fault(role, `must allow ${wanted.join(' and ')} alone: nothing overwrites or deletes a seal`));
  const there = whole.of(ASSIGNMENT).filter(({ instance }) => instance === role.instance);
  if (there.length === 0) findings.push(missing(whole, 'an assignment of the role that appends seals'));
  for (const container of whole.of(CONTAINER).filter(({ name }) => String(name).startsWith('register-seals')))
    if (!there.some((each) => targetOf(each, 'scope')?.name === container.name))
      findings.push(fault(container, `nobody may append to ${String(container.name)}: no assignment is for it`));
  for (const each of there) {
    if (at(each.body, 'properties', 'roleDefinitionId') !== idOf(role))
      findings.push(fault(each, 'gives another role than the one that appends seals'));
    if (!namesIn(each, 'scope').some((name) => name !== 'account'))
      findings.push(fault(each, 'must be for a container'));
  }
  return findings;
};

/** What the app's own identity has: on its storage, the vault and the telemetry, each the least that works. */
const LEAST: ReadonlyMap<string, string> = new Map([
  ['b7e6dc6d-f1e8-4753-8033-0f276bb0955b', 'Microsoft.Storage/storageAccounts'],
  ['974c5e8b-45b9-4653-ba55-5f855dd0fb88', 'Microsoft.Storage/storageAccounts'],
  ['0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3', 'Microsoft.Storage/storageAccounts'],
  ['4633458b-17de-408a-b874-0445c86b69e6', 'Microsoft.KeyVault/vaults'],
  ['3913510d-42f4-4e42-8a64-420c390055eb', 'Microsoft.Insights/components'],
]);
const OF_THE_OPERATOR = 'b86a8fe4-44ce-4948-aee5-eccb2c155cd7';

/** Roles are the least that work, each where it is needed. */
export const rolesAreLeast: Invariant = (whole) => {
  const given = new Set<string>();
  const own = whole.of('Microsoft.Authorization/roleDefinitions').map(idOf);
  const findings = whole.of(ASSIGNMENT).flatMap((assignment) => {
    const definition = at(assignment.body, 'properties', 'roleDefinitionId');
    const id = String(definition).split('/').at(-1) ?? '';
    if (own.includes(definition) || !/^[0-9a-f-]{36}$/.test(id)) return [];
    const scopes = namesIn(assignment, 'scope').map(
      (name) =>
        whole.all.find(({ resource, instance }) => resource.name === name && instance === assignment.instance)?.type,
    );
    given.add(id);
    if (id === OF_THE_OPERATOR) return [];
    const wanted = LEAST.get(id);
    if (wanted === undefined) return [fault(assignment, `gives the role ${id}, which is more than the app needs`)];
    return scopes.includes(wanted) ? [] : [fault(assignment, `gives the role ${id} elsewhere than on ${wanted}`)];
  });
  for (const [id, on] of LEAST) if (!given.has(id)) findings.push(missing(whole, `the role ${id} on ${on}`));
  return findings;
};
