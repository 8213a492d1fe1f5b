import { at, type Deployed, targetOf } from '../../deployed.ts';
import type { Finding } from '../../finding.ts';
import { fault, type Invariant, listOf, missing, type Whole } from './invariant.ts';

const CONTAINER = 'Microsoft.Storage/storageAccounts/blobServices/containers';
const POLICY = `${CONTAINER}/immutabilityPolicies`;

/** Seals lie under a policy that lets them be appended to, until the policy is locked and left out. */
export const sealsAreImmutable: Invariant = (whole) => {
  const policies = policiesOf(whole, 'register-seals');
  if (whole.param('sealsLocked') === true) return policies.map(lockedPolicy);
  const findings = policies.flatMap((policy) => {
    if (at(policy.body, 'properties', 'allowProtectedAppendWrites') !== true)
      return [fault(policy, 'allowProtectedAppendWrites must be true: seals are appended to')];
    return daysOf(policy) >= 3650
      ? []
      : [fault(policy, 'immutabilityPeriodSinceCreationInDays must be ten years or more by default')];
  });
  return [...findings, ...withoutPolicy(whole, 'register-seals', policies)];
};

/** Backups, where there is a place for them, lie under a policy that lets nothing be changed. */
export const backupsAreImmutable: Invariant = (whole) => {
  const policies = policiesOf(whole, 'register-backup');
  if (whole.param('backupLocked') === true) return policies.map(lockedPolicy);
  const findings = policies.flatMap((policy) => {
    if (at(policy.body, 'properties', 'allowProtectedAppendWrites') !== undefined)
      return [fault(policy, 'a file of a backup is written once: nothing is appended to')];
    return daysOf(policy) >= 365 ? [] : [fault(policy, 'immutabilityPeriodSinceCreationInDays must be a year or more')];
  });
  return whole.param('backupPrincipalId') === ''
    ? findings
    : [...findings, ...withoutPolicy(whole, 'register-backup', policies), ...containersOfBackups(whole)];
};

/** `npm run backup` looks for its container under the name of the account, whatever the account's tables are called. */
function containersOfBackups(whole: Whole): Finding[] {
  const accounts = listOf(whole.param('accounts'));
  const wanted = accounts.length === 0 ? [''] : accounts.map((account) => `-${String(at(account, 'name'))}`);
  const names = whole.of(CONTAINER).map(({ name }) => name);
  return wanted.flatMap((suffix) =>
    names.includes(`register-backup${suffix}`) ? [] : [missing(whole, `the container register-backup${suffix}`)],
  );
}

function policiesOf(whole: Whole, start: string): Deployed[] {
  return whole.of(POLICY).filter((policy) => String(targetOf(policy, 'parent')?.name).startsWith(start));
}

function daysOf({ body }: Deployed): number {
  return Number(at(body, 'properties', 'immutabilityPeriodSinceCreationInDays'));
}

function lockedPolicy(policy: Deployed): Finding {
  return fault(policy, 'a locked policy must be left out: its change is refused');
}

function withoutPolicy(whole: Whole, start: string, policies: readonly Deployed[]): Finding[] {
  const containers = whole.of(CONTAINER).filter(({ name }) => String(name).startsWith(start));
  return [
    ...containers.flatMap((each) =>
      policies.some((policy) => targetOf(policy, 'parent')?.name === each.name)
        ? []
        : [fault(each, `${String(each.name)} has no immutability policy`)],
    ),
    ...(policies.length === 0 ? [missing(whole, `an immutability policy of ${start}`)] : []),
  ];
}
