import { digestOf } from '../digest.ts';
import type { Policy } from '../policy/schema.ts';
import type { Purpose } from '../register/purpose.ts';

/** Changes when what is remembered is formed or meant in another way than before. */
const FORM = 4;

/**
 * What all remembered decisions rest on. When it changes, everybody has to be decided anew: `before` is that of the last
 * run, whose purposes still count when those of now could not be read.
 */
export function basisOf(policy: Policy, purposes: readonly Purpose[] | undefined, before = ''): string {
  const active = purposes?.filter((purpose) => purpose.active).map(({ id }) => id);
  const ofPurposes = active === undefined ? (before.split('.')[1] ?? '') : digestOf(active.sort());
  return `${digestOf([FORM, decidingIn(policy)])}.${ofPurposes}`;
}

/**
 * Parts of the policy that decide of nobody: what the notice says in words, when something is reported, how people are erased who
 * have ended, or answered. A part that is not named here counts.
 */
const DECIDES_NOTHING: ReadonlySet<string> = new Set<keyof Policy>([
  ...(['$schema', 'register', 'controller', 'groupCompanies', 'contactPerson', 'dataProtectionOfficer'] as const),
  ...(['notice', 'introductions', 'processors', 'purposes', 'dataSubjects', 'sources', 'transfers'] as const),
  ...(['security', 'rights', 'contact', 'complaint', 'obligationToProvide', 'profiling', 'changes'] as const),
  ...(['places', 'undone', 'approvals', 'erasure', 'requests', 'console', 'audit'] as const),
]);

/** The policy without what decides nothing: whole parts, and the texts within the others. */
function decidingIn(policy: Policy): unknown {
  const { text: _, others: __, ...retention } = policy.retention;
  const deciding = {
    ...policy,
    fields: Object.values(policy.fields).map(({ contact, company }) => [
      contact.map(propertyOf),
      company.map(propertyOf),
    ]),
    retention,
    consentBased: policy.consentBased.map(({ property, consent, purposeEnds }) => [property, consent, purposeEnds]),
  };
  return Object.entries(deciding).filter(([part]) => !DECIDES_NOTHING.has(part));
}

function propertyOf({ property }: { readonly property: string }): string {
  return property;
}
