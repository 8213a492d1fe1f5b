import { at, type Deployed, idOf, targetOf } from '../../deployed.ts';
import type { Finding } from '../../finding.ts';
import { plainTypeOf } from '../../types/type-of.ts';
import { fault, type Invariant, listOf, missing, namesIn, type Whole } from './invariant.ts';

const BLOBS = 'Microsoft.Storage/storageAccounts/blobServices/containers/blobs';
const CONTAINER = 'Microsoft.Storage/storageAccounts/blobServices/containers';
const ASSIGNMENT = 'Microsoft.Authorization/roleAssignments';

/** The app reads and appends seals, whoever backs up reads and adds files of backups, and nothing else reaches them by a role. */
export const filesAreOnlyAdded: Invariant = (whole) => {
  const findings = onlyAdded(whole, 'register-seals');
  const backs = whole.param('backupPrincipalId');
  return backs === '' ? findings : [...findings, ...onlyAdded(whole, 'register-backup')];
};

function onlyAdded(whole: Whole, start: string): Finding[] {
  const containers = whole.of(CONTAINER).filter(({ name }) => String(name).startsWith(start));
  const inside = ({ instance }: Deployed) => instance === containers[0]?.instance;
  const [role] = whole.of('Microsoft.Authorization/roleDefinitions').filter(inside);
  if (role === undefined) return [missing(whole, `a role that adds to ${start}`)];
  const actions = listOf(at(role.body, 'properties', 'permissions')).flatMap((each) => [
    ...listOf(at(each, 'dataActions')),
    ...listOf(at(each, 'actions')),
  ]);
  const wanted = [`${BLOBS}/read`, `${BLOBS}/add/action`];
  const findings: Finding[] = [];
  if (actions.length !== wanted.length || !wanted.every((each) => actions.includes(each)))
    findings.push(
      fault(role, `must allow ${wanted.join(' and ')} alone: nothing overwrites or deletes a seal or a backup`),
    );
  const there = whole.of(ASSIGNMENT).filter(inside);
  const adders = there.filter(({ body }) => at(body, 'properties', 'roleDefinitionId') === idOf(role));
  for (const container of containers)
    if (!adders.some((each) => targetOf(each, 'scope')?.name === container.name))
      findings.push(fault(container, `nobody may add to ${String(container.name)}: no assignment is for it`));
  for (const each of there) {
    if (!adders.includes(each) && !isOfBackups(whole, each))
      findings.push(fault(each, 'gives another role than the one that adds'));
    if (start === 'register-backup' && at(each.body, 'properties', 'principalId') !== whole.param('backupPrincipalId'))
      findings.push(fault(each, 'principalId must be that of whoever backs up: the app must not reach its backups'));
    const scope = targetOf(each, 'scope');
    if (scope === undefined || plainTypeOf(scope.resource) !== CONTAINER)
      findings.push(fault(each, 'must be for a container'));
  }
  return findings;
}

/** Whoever backs up reads what is backed up: tables, and the containers of seals. */
const OF_BACKUPS: ReadonlyMap<string, string> = new Map([
  ['76199698-9eea-4c19-bc75-cec21354c6b6', 'Microsoft.Storage/storageAccounts'],
  ['2a2b9908-6ea1-4ae2-8e65-a410df84e7d1', CONTAINER],
]);

function isOfBackups(whole: Whole, { body }: Deployed): boolean {
  const id =
    String(at(body, 'properties', 'roleDefinitionId'))
      .split('/')
      .at(-1) ?? '';
  return OF_BACKUPS.has(id) && at(body, 'properties', 'principalId') === whole.param('backupPrincipalId');
}

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
    const wanted = isOfBackups(whole, assignment) ? OF_BACKUPS.get(id) : LEAST.get(id);
    if (wanted === undefined) return [fault(assignment, `gives the role ${id}, which is more than the app needs`)];
    return scopes.includes(wanted) ? [] : [fault(assignment, `gives the role ${id} elsewhere than on ${wanted}`)];
  });
  const needed = whole.param('backupPrincipalId') === '' ? [...LEAST] : [...LEAST, ...OF_BACKUPS];
  for (const [id, on] of needed) if (!given.has(id)) findings.push(missing(whole, `the role ${id} on ${on}`));
  return findings;
};
