import { at, type Deployed } from '../../deployed.ts';
import { type Finding, finding } from '../../finding.ts';
import { isObject } from '../../values/value.ts';
import { fault, type Invariant, listOf, missing } from './invariant.ts';

/** The vault goes by roles, and what is deleted there can be brought back. */
export const vaultIsSafe: Invariant = (whole) => {
  const vaults = whole.of('Microsoft.KeyVault/vaults');
  if (vaults.length === 0) return [missing(whole, 'a vault')];
  return vaults.flatMap((vault) => {
    const property = (name: string) => at(vault.body, 'properties', name);
    const findings: Finding[] = [];
    if (property('enableRbacAuthorization') !== true)
      findings.push(fault(vault, 'enableRbacAuthorization must be true'));
    if (property('enablePurgeProtection') !== true) findings.push(fault(vault, 'enablePurgeProtection must be true'));
    if (property('enableSoftDelete') === false) findings.push(fault(vault, 'enableSoftDelete must be true'));
    const mode = whole.param('recoverVault') === true ? 'recover' : 'default';
    if (property('createMode') !== mode) findings.push(fault(vault, `createMode must be ${mode} here`));
    if (property('accessPolicies') !== undefined)
      findings.push(fault(vault, 'accessPolicies have no force beside roles'));
    return findings;
  });
};

/** The app: Flex Consumption, with identities that its settings name, over TLS alone. */
export const appIsSound: Invariant = (whole) => {
  const sites = whole.of('Microsoft.Web/sites');
  const plans = whole.of('Microsoft.Web/serverfarms');
  return [
    ...plans.flatMap((plan) => {
      const [name, tier, reserved] = [
        at(plan.body, 'sku', 'name'),
        at(plan.body, 'sku', 'tier'),
        at(plan.body, 'properties', 'reserved'),
      ];
      return name === 'FC1' && tier === 'FlexConsumption' && reserved === true
        ? []
        : [fault(plan, 'must be FC1 of FlexConsumption, reserved')];
    }),
    ...sites.flatMap((site) => soundSite(site)),
    ...whole
      .of('Microsoft.Insights/components')
      .flatMap((component) =>
        at(component.body, 'properties', 'DisableLocalAuth') === true
          ? []
          : [fault(component, 'DisableLocalAuth must be true')],
      ),
  ];
};

function soundSite(site: Deployed): Finding[] {
  const property = (...path: string[]) => at(site.body, 'properties', ...path);
  const findings: Finding[] = [];
  if (!/^[a-z0-9][a-z0-9-]{0,58}[a-z0-9]$/.test(String(site.name)))
    findings.push(fault(site, 'name must be of 2 to 60 of a-z, 0-9 and hyphens: it is part of an address'));
  if (at(site.body, 'kind') !== 'functionapp,linux') findings.push(fault(site, 'kind must be functionapp,linux'));
  if (property('httpsOnly') !== true) findings.push(fault(site, 'httpsOnly must be true'));
  if (property('siteConfig', 'ftpsState') !== 'Disabled')
    findings.push(fault(site, 'siteConfig.ftpsState must be Disabled'));
  if (!['1.2', '1.3'].includes(String(property('siteConfig', 'minTlsVersion'))))
    findings.push(fault(site, 'siteConfig.minTlsVersion must be 1.2 or later'));
  const identities = at(site.body, 'identity', 'userAssignedIdentities');
  const has = (id: unknown) => isObject(identities) && typeof id === 'string' && Object.hasOwn(identities, id);
  if (!isObject(identities) || Object.keys(identities).length < 2)
    findings.push(fault(site, 'must have two identities: its own, and one for seals'));
  if (!has(property('keyVaultReferenceIdentity')))
    findings.push(
      fault(site, 'keyVaultReferenceIdentity must be an identity of the app: references are not resolved else'),
    );
  const storage = property('functionAppConfig', 'deployment', 'storage', 'authentication');
  if (at(storage, 'type') !== 'UserAssignedIdentity' || !has(at(storage, 'userAssignedIdentityResourceId')))
    findings.push(fault(site, 'the package must be reached by an identity of the app'));
  const { name, version } = {
    name: property('functionAppConfig', 'runtime', 'name'),
    version: property('functionAppConfig', 'runtime', 'version'),
  };
  if (name !== 'node' || !['22', '24'].includes(String(version)))
    findings.push(fault(site, 'runtime must be node 22 or 24'));
  return findings;
}

/** Secrets are in the vault: no parameter takes one. */
export const noSecretIsGiven: Invariant = ({ scenario }) =>
  [...scenario.instance.all()].flatMap(({ template }) =>
    template.declarations.flatMap((each) =>
      each.kind === 'param' && /secret|password|token$|accessToken|Key$/i.test(each.name) && each.name !== 'token'
        ? [finding(each, `${each.name} takes a secret: the operator sets it in the vault`)]
        : [],
    ),
  );

/** Regions of the European Union that Flex Consumption is in. */
const REGIONS: ReadonlySet<string> = new Set([
  'austriaeast',
  'francecentral',
  'germanywestcentral',
  'italynorth',
  'northeurope',
  'polandcentral',
  'spaincentral',
  'swedencentral',
  'westeurope',
]);

/** Nothing lies outside the Union. */
export const regionsAreInTheUnion: Invariant = ({ scenario }) => {
  const { template, instance } = { template: scenario.instance.template, instance: scenario.instance };
  const location = template.declarations.find((each) => each.kind === 'param' && each.name === 'location');
  const allowed = location?.decorators.find(({ name }) => name === 'allowed');
  const values = listOf(instance.value(allowed?.args[0]));
  if (location === undefined || values.length === 0)
    return [finding({ file: template.file, line: 1 }, 'location must have @allowed regions')];
  return values.flatMap((value) =>
    REGIONS.has(String(value))
      ? []
      : [
          finding(
            location,
            `location allows ${String(value)}, which is no region of the European Union with Flex Consumption`,
          ),
        ],
  );
};
