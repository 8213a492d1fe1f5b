import { at } from '../../deployed.ts';
import type { Finding } from '../../finding.ts';
import { fault, type Invariant, listOf } from './invariant.ts';

/** Whoever names a subnet has the app in it, and the seals closed to all else when asked for. */
export const networkIsUsed: Invariant = (whole) => {
  const subnet = whole.param('subnetId');
  if (typeof subnet !== 'string' || subnet === '') return [];
  const findings: Finding[] = [];
  for (const site of whole.of('Microsoft.Web/sites')) {
    const property = (...path: string[]) => at(site.body, 'properties', ...path);
    if (property('virtualNetworkSubnetId') !== subnet)
      findings.push(fault(site, 'virtualNetworkSubnetId must be the subnet'));
    if (property('outboundVnetRouting', 'applicationTraffic') !== true)
      findings.push(
        fault(site, 'outboundVnetRouting.applicationTraffic must be true: references to the vault go that way too'),
      );
  }
  if (whole.param('sealsOnlyFromSubnet') !== true) return findings;
  const closed = whole.of('Microsoft.Storage/storageAccounts').some(({ body }) => {
    const rules = listOf(at(body, 'properties', 'networkAcls', 'virtualNetworkRules')).map((rule) => at(rule, 'id'));
    return at(body, 'properties', 'networkAcls', 'defaultAction') === 'Deny' && rules.includes(subnet);
  });
  const [site] = whole.of('Microsoft.Web/sites');
  return closed || site === undefined
    ? findings
    : [...findings, fault(site, 'no account is closed to all but the subnet')];
};
