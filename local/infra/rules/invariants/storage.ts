import { poisonQueueOf, SLICE_QUEUE, storageNamesOf } from '../../../../src/storage/names.ts';
import { at, type Deployed } from '../../deployed.ts';
import type { Finding } from '../../finding.ts';
import { isList } from '../../values/value.ts';
import { fault, type Invariant, listOf, missing, namesIn, type Whole } from './invariant.ts';

const CONTAINER = 'Microsoft.Storage/storageAccounts/blobServices/containers';
const ACCOUNT = 'Microsoft.Storage/storageAccounts';

/** No account takes a key, lets strangers in, or talks without TLS. */
export const accountsAreClosed: Invariant = (whole) =>
  whole.of(ACCOUNT).flatMap((account) => {
    const property = (name: string) => at(account.body, 'properties', name);
    const findings: Finding[] = [];
    if (property('allowSharedKeyAccess') !== false)
      findings.push(fault(account, 'allowSharedKeyAccess must be false: identities need no key'));
    if (property('allowBlobPublicAccess') !== false)
      findings.push(fault(account, 'allowBlobPublicAccess must be false'));
    if (property('supportsHttpsTrafficOnly') !== true)
      findings.push(fault(account, 'supportsHttpsTrafficOnly must be true'));
    if (!['TLS1_2', 'TLS1_3'].includes(String(property('minimumTlsVersion'))))
      findings.push(fault(account, 'minimumTlsVersion must be TLS1_2 or later'));
    return findings;
  });

/** Containers are closed, and those that the app looks for are there under its names. */
export const containersAreThere: Invariant = (whole) => {
  const containers = whole.of(CONTAINER);
  const names = containers.map(({ name }) => name);
  const misnamed = containers.filter(({ name }) => !/^(?!.*--)[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/.test(String(name)));
  const open = containers.filter(({ body }) => at(body, 'properties', 'publicAccess') !== 'None');
  const queues = whole.of(`${ACCOUNT}/queueServices/queues`).map(({ name }) => name);
  return [
    ...open.map((each) => fault(each, 'publicAccess must be None')),
    ...misnamed.map((each) =>
      fault(each, `${String(each.name)} is no name of a container: a-z, 0-9 and single hyphens`),
    ),
    ...accountsOf(whole).flatMap((account) => {
      const { seals, copies } = storageNamesOf(account);
      return [seals, copies].flatMap((name) => (names.includes(name) ? [] : [missing(whole, `the container ${name}`)]));
    }),
    ...[SLICE_QUEUE, poisonQueueOf(SLICE_QUEUE)].flatMap((name) =>
      queues.includes(name) ? [] : [missing(whole, `the queue ${name}`)],
    ),
  ];
};

/** The HubSpot accounts of a deployment, as the app knows them. */
function accountsOf(whole: Whole) {
  const accounts = listOf(whole.param('accounts'));
  if (accounts.length === 0) return [undefined];
  return accounts.map((account) => {
    const tables = at(account, 'tables') === 'unsuffixed' ? ('unsuffixed' as const) : ('suffixed' as const);
    return { name: String(at(account, 'name')), tables };
  });
}

/** Seals, and backups, have an account of their own each, in a resource group of its own. */
export const sealsAreApart: Invariant = (whole) =>
  ['register-seals', 'register-backup'].flatMap((start) => {
    const apart = whole.of(CONTAINER).filter(({ name }) => String(name).startsWith(start));
    const others = whole.of(CONTAINER).filter(({ name }) => !String(name).startsWith(start));
    const groups = others.map((each) => groupOf(whole, each));
    const what = start === 'register-seals' ? 'seals' : 'backups';
    return apart.flatMap((each) => [
      ...(others.some(({ instance }) => instance === each.instance)
        ? [fault(each, `${what} lie in the account of something else`)]
        : []),
      ...(groups.includes(groupOf(whole, each))
        ? [fault(each, `${what} lie in the resource group of something else`)]
        : []),
    ]);
  });

/** The resource group, by its name in the main template, that a module's resources are deployed to. */
function groupOf({ scenario }: Whole, { instance }: Deployed): string | undefined {
  const module = scenario.instance.modules().find(([, inside]) => inside === instance)?.[0];
  const scope = module?.body.entries.find(({ key }) => key === 'scope')?.value;
  return scope?.kind === 'name' ? scope.name : undefined;
}

/** The account of the package is open to the platform, which uploads from outside every network. */
export const packageCanBeUploaded: Invariant = (whole) => {
  const [site] = whole.of('Microsoft.Web/sites');
  const storage = at(site?.body, 'properties', 'functionAppConfig', 'deployment', 'storage');
  const address = String(at(storage, 'value'));
  const container = address.split('/').at(-1);
  const found = whole.of(CONTAINER).find(({ name }) => name === container);
  if (found === undefined)
    return site === undefined
      ? []
      : [fault(site, `its package goes to the container ${container}, which is not there`)];
  const account = whole.of(ACCOUNT).find(({ instance }) => instance === found.instance);
  const wanted = `https://${String(account?.name)}.blob.core.windows.net/${container}`;
  if (site !== undefined && address !== wanted)
    return [fault(site, `its package goes to ${address}, and must go to ${wanted}`)];
  if (account === undefined || at(account.body, 'properties', 'networkAcls', 'defaultAction') !== 'Deny') return [];
  return [fault(account, 'networkAcls.defaultAction Deny breaks every deployment of the package')];
};

/** What is left of copies for people is deleted, whatever becomes of the app. */
export const copiesAreCleared: Invariant = (whole) => {
  const rules = whole
    .of(`${ACCOUNT}/managementPolicies`)
    .flatMap(({ body }) => listOf(at(body, 'properties', 'policy', 'rules')));
  const clears = rules.some((rule) => {
    const definition = at(rule, 'definition');
    const days = at(definition, 'actions', 'baseBlob', 'delete', 'daysAfterCreationGreaterThan');
    const [types, prefixes] = ['blobTypes', 'prefixMatch'].map((name) => listOf(at(definition, 'filters', name)));
    return (
      at(rule, 'enabled') === true &&
      typeof days === 'number' &&
      days <= 1 &&
      types?.includes('appendBlob') &&
      prefixes?.length === 1 &&
      prefixes.includes('register-copies')
    );
  });
  return clears ? [] : [missing(whole, 'a lifecycle rule that deletes register-copies a day after')];
};

/** What is tried on seals is logged. */
export const sealsAreWatched: Invariant = (whole) => {
  const [seals] = whole.of(CONTAINER).filter(({ name }) => String(name).startsWith('register-seals'));
  const settings = whole
    .of('Microsoft.Insights/diagnosticSettings')
    .filter(({ instance }) => instance === seals?.instance);
  const categories = settings.flatMap(({ body }) => {
    const logs = at(body, 'properties', 'logs');
    return (isList(logs) ? logs : []).flatMap((log) => (at(log, 'enabled') === true ? [at(log, 'category')] : []));
  });
  return ['StorageDelete', 'StorageWrite'].flatMap((category) =>
    categories.includes(category) ? [] : [missing(whole, `the log ${category} of the seals' account`)],
  );
};

/** Vault and accounts cannot be deleted by mistake. */
export const whatMattersIsLocked: Invariant = (whole) => {
  if (whole.param('deleteLock') !== true) return [];
  const locks = whole.of('Microsoft.Authorization/locks');
  const weak = locks.filter(({ body }) => at(body, 'properties', 'level') !== 'CanNotDelete');
  const kept = [...whole.of(ACCOUNT), ...whole.of('Microsoft.KeyVault/vaults')];
  return [
    ...weak.map((lock) => fault(lock, 'level must be CanNotDelete: the app writes')),
    ...kept.flatMap((each) =>
      locks.some((lock) => lock.instance === each.instance && namesIn(lock, 'scope').includes(each.resource.name))
        ? []
        : [fault(each, 'has no lock')],
    ),
  ];
};
