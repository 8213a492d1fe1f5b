import { type Check, checkOf, type Problem } from '../check.ts';
import type { HubSpotFacts, PropertyFindings } from '../hubspot/findings.ts';
import type { Known } from '../known.ts';

const NOT_ASKED: Problem = {
  status: 'degraded',
  reason: 'Unknown: HubSpot could not be asked.',
  action: 'See the checks hubspotToken and hubspotScopes.',
};

/** Our own properties, and those that the policy names. */
export function checkProperties(hubspot: Known<HubSpotFacts>): Check {
  const properties = hubspot.known ? hubspot.value.findings?.properties : undefined;
  if (!properties) return checkOf('properties', [NOT_ASKED]);
  const { lacking, right, conflicts } = properties;
  return checkOf('properties', [...ownProblems(properties), ...policyMisfits(properties)], {
    right,
    lacking,
    conflicts,
  });
}

function ownProblems({ lacking, conflicts }: PropertyFindings): Problem[] {
  const problems = conflicts.map(({ object, name, held, needed, written }): Problem => {
    const reason = `${name} on ${object} is of type ${held} and should be ${needed}.`;
    // What staff write is read as it is; what we would write stops every run.
    return written
      ? { status: 'failed', reason, action: 'Rename or remove the property in HubSpot; the add-on never does.' }
      : { status: 'degraded', reason, action: 'Make the property anew with the right type when staff can spare it.' };
  });
  if (lacking.length === 0) return problems;
  const reason = `HubSpot lacks properties of the add-on: ${lacking.join(', ')}.`;
  return [...problems, { status: 'degraded', reason, action: 'Start a run over everything: it creates them.' }];
}

function policyMisfits({ misfits }: PropertyFindings): Problem[] {
  const action = 'Mend the property in HubSpot, or its name in the policy file.';
  return misfits.map((reason) => ({ status: 'degraded', reason, action }));
}

/** Subscription types and legal bases: what consents are decided from. */
export function checkConsents(hubspot: Known<HubSpotFacts>, legalBasis: readonly string[]): Check {
  const findings = hubspot.known ? hubspot.value.findings : undefined;
  const { subscriptionTypes = null, unknownBases = null } = findings ?? {};
  if (subscriptionTypes === null || unknownBases === null) return checkOf('consents', [NOT_ASKED], { legalBasis });
  const facts = { subscriptionTypes, legalBasis };
  if (unknownBases.length === 0) return checkOf('consents', [], facts);
  const reason = `hs_legal_basis has no such option, though the policy names it: ${unknownBases.join(', ')}.`;
  const action = 'Write consents.legalBasis in the policy file exactly as HubSpot stores it, dashes included.';
  return checkOf('consents', [{ status: 'degraded', reason, action }], facts);
}
