import { at } from '../deployed.ts';
import { type Finding, finding } from '../finding.ts';
import type { Scenario } from '../scenarios.ts';
import { atRuntime } from '../values/runtime.ts';
import type { Value } from '../values/value.ts';
import { Whole } from './invariants/invariant.ts';

type Wanted = (whole: Whole) => Value;

const ACCOUNT = 'Microsoft.Storage/storageAccounts';

/** Name of the account in which a container lies whose name begins so. */
function accountOf(start: string): Wanted {
  return (whole) => {
    const container = whole.of(`${ACCOUNT}/blobServices/containers`).find(({ name }) => String(name).startsWith(start));
    return whole.of(ACCOUNT).find(({ instance }) => instance === container?.instance)?.name;
  };
}

const nameOf =
  (type: string): Wanted =>
  (whole) =>
    whole.of(type)[0]?.name;

function ofIdentity(property: string): Wanted {
  return (whole) => {
    const used = at(whole.of('Microsoft.Web/sites')[0]?.body, 'properties', 'keyVaultReferenceIdentity');
    const identity = whole
      .of('Microsoft.ManagedIdentity/userAssignedIdentities')
      .find(({ resource, name }) => atRuntime('id', resource, name) === used);
    return identity && atRuntime(property, identity.resource, identity.name);
  };
}

/** What scripts, guide and `az` take an output of the main template for. */
const OUTPUTS: Readonly<Record<string, Wanted>> = {
  REKISTERI_APP: nameOf('Microsoft.Web/sites'),
  REKISTERI_URL: (whole) => `https://${String(whole.of('Microsoft.Web/sites')[0]?.name)}.azurewebsites.net`,
  REKISTERI_VAULT: nameOf('Microsoft.KeyVault/vaults'),
  REKISTERI_STORAGE: accountOf('register-copies'),
  REKISTERI_SEALS: accountOf('register-seals'),
  REKISTERI_BACKUP: accountOf('register-backup'),
  REKISTERI_IDENTITY_PRINCIPAL_ID: ofIdentity('principalId'),
  REKISTERI_WORKSPACE_ID: (whole) => {
    const [workspace] = whole.of('Microsoft.OperationalInsights/workspaces');
    return workspace && atRuntime('customerId', workspace.resource, workspace.name);
  },
  REKISTERI_SEALS_GROUP: (whole) => groupNamed(whole, '-seals'),
  REKISTERI_BACKUP_GROUP: (whole) => groupNamed(whole, '-backup'),
  AZURE_RESOURCE_GROUP: (whole) => groupNamed(whole, String(whole.param('environmentName'))),
};

function groupNamed(whole: Whole, end: string): Value {
  return whole.of('Microsoft.Resources/resourceGroups').find(({ name }) => String(name).endsWith(end))?.name;
}

/** Outputs are readable by whoever may read deployments. */
const SECRET = /InstrumentationKey=|AccountKey=|SharedAccessSignature|[?&]sig=/i;

/** Outputs of the main template: each is what it is taken for, known in every deployment, and no secret. */
export function checkOutputs(scenario: Scenario): Finding[] {
  const whole = new Whole(scenario);
  const { instance } = scenario;
  return instance.template.declarations.flatMap((output) => {
    if (output.kind !== 'output') return [];
    const value = instance.value(output.value);
    if (value === undefined)
      return [
        finding(output, `the output ${output.name} cannot be told: what it reads may not be there (${scenario.name})`),
      ];
    if (typeof value === 'string' && SECRET.test(value))
      return [finding(output, `the output ${output.name} tells a key: whoever reads deployments reads it`)];
    const wanted = Object.hasOwn(OUTPUTS, output.name) ? (OUTPUTS[output.name]?.(whole) ?? '') : value;
    return wanted === value
      ? []
      : [
          finding(
            output,
            `the output ${output.name} is ${String(value)}, and must be ${String(wanted)} (${scenario.name})`,
          ),
        ];
  });
}
