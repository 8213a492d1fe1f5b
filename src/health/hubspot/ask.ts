import { HubSpotError } from '../../hubspot/errors.ts';
import type { Access } from '../../hubspot/records.ts';
import type { Policy } from '../../policy/schema.ts';
import type { HubSpotFindings, ProbeResult } from './findings.ts';
import { FIRST_PROBE, type Probe, probesFor, type Readings } from './probes.ts';
import { propertyFindings, unknownBases } from './property-findings.ts';

/** A health check wants to know how things are now; one fault of a moment is forgiven. */
const ATTEMPTS = 2;

/** Asks HubSpot what a run would ask, once, and compares the answers with the policy. Never rejects. */
export async function askHubSpot(access: Access, policy: Policy, basis: string, at: number): Promise<HubSpotFindings> {
  const briefly = impatient(access);
  const readings: Readings = {};
  const first = await tryOut(FIRST_PROBE, briefly, readings);
  const others = probesFor(policy);
  const probes = isAnswer(first)
    ? await Promise.all(others.map((probe) => tryOut(probe, briefly, readings)))
    : others.map(({ name }): ProbeResult => ({ name, outcome: 'unanswered', reason: 'not asked' }));
  return {
    at,
    basis,
    probes: [first, ...probes],
    properties: propertyFindings(policy, readings) ?? null,
    subscriptionTypes: countOf(readings) ?? null,
    unknownBases: unknownBases(policy, readings) ?? null,
  };
}

/** A wrong token, or HubSpot out of reach, would give the same answer to all others. */
function isAnswer({ outcome }: ProbeResult): boolean {
  return outcome === 'answered' || outcome === 'forbidden';
}

async function tryOut({ name, ask }: Probe, access: Access, readings: Readings): Promise<ProbeResult> {
  try {
    await ask(access, readings);
    return { name, outcome: 'answered' };
  } catch (error) {
    if (!(error instanceof HubSpotError)) return { name, outcome: 'unanswered', reason: 'storage_unavailable' };
    if (error.code === 'unauthorized' || error.code === 'forbidden') return { name, outcome: error.code };
    return { name, outcome: 'unanswered', reason: error.reason };
  }
}

function impatient({ transport, paths }: Access): Access {
  return { paths, transport: { ...transport, send: (request) => transport.send({ ...request, attempts: ATTEMPTS }) } };
}

function countOf({ subscriptionTypes }: Readings) {
  const active = subscriptionTypes?.filter((type) => type.active).length ?? 0;
  return subscriptionTypes && { active, inactive: subscriptionTypes.length - active };
}
