import type { Check, Health } from '../../src/health/check.ts';
import type { HealthFacts, RunFacts } from '../../src/health/facts.ts';
import type { HubSpotFindings } from '../../src/health/hubspot/findings.ts';
import { known } from '../../src/health/known.ts';
import { freshState } from '../../src/hubspot/budget-state.ts';
import { formatInstant } from '../../src/register/instant.ts';
import { newRun, type Run } from '../../src/runs/run.ts';
import { readSettings, type Settings } from '../../src/settings/settings.ts';
import { HOUR, MINUTE, NOW } from './sync-world.ts';

/** Settings in which nothing is to be found fault with. */
export function soundSettings(changes: Readonly<Record<string, string>> = {}): Settings {
  return readSettings({
    HUBSPOT_ACCESS_TOKEN: 'pat-eu1-this-is-secret',
    RegisterStorage: 'UseDevelopmentStorage=true',
    AUDIT_KEY: 'this-is-a-secret-of-more-than-32-characters',
    ERASURE_KEY: 'and-this-is-another-of-more-than-32-characters',
    ...changes,
  });
}

/** A run that ended at `endedAt` (ms). */
export function endedRun(endedAt: number, changes: Partial<Run> = {}): Run {
  const asked = { scope: 'changed', trigger: 'timer', actor: 'timer', dryRun: false } as const;
  const queued = newRun(asked, endedAt - MINUTE, endedAt - MINUTE);
  return { ...queued, status: 'succeeded', phase: 'finished', finishedAt: formatInstant(endedAt), ...changes };
}

export const PROBES = [
  'account',
  'contact_properties',
  'company_properties',
  'subscription_types',
  'contacts',
  'companies',
  'meetings',
  'calls',
  'emails',
  'communications',
  'postal_mail',
];

/** What HubSpot says when all is well. */
export function soundFindings(changes: Partial<HubSpotFindings> = {}): HubSpotFindings {
  return {
    at: NOW - MINUTE,
    basis: 'basis',
    probes: PROBES.map((name) => ({ name, outcome: 'answered' })),
    properties: { lacking: [], conflicts: [], misfits: [], right: 18 },
    subscriptionTypes: { active: 2, inactive: 1 },
    unknownBases: [],
    ...changes,
  };
}

export function soundRuns(changes: Partial<RunFacts> = {}): RunFacts {
  const reconcile = [endedRun(NOW - 2 * 24 * HOUR, { scope: 'all' })];
  const retentionClock = [endedRun(NOW - 11 * HOUR, { scope: 'clock' })];
  return { sync: [endedRun(NOW - 10 * MINUTE)], retentionClock, reconcile, inUseForADay: true, ...changes };
}

/** Facts of a register that is in every way as it should be. */
export function soundFacts(changes: Partial<HealthFacts> = {}): HealthFacts {
  return {
    settings: soundSettings(),
    version: { app: '1.2.0', tables: 1, closed: known(undefined) },
    storage: ['RegisterAudit', 'RegisterRuns', 'RegisterIndex', 'queue'].map((name) => ({ name, answer: known(null) })),
    poisoned: known(0),
    runs: known(soundRuns()),
    anchor: known(NOW - 12 * MINUTE),
    openIntents: known({ count: 0, oldestAt: null }),
    verification: known({ at: formatInstant(NOW - 7 * HOUR), status: 'ok', faults: 0 }),
    unsealed: known(undefined),
    returns: known({ hasKey: true, lostKeys: [], admittedKeys: [], open: [], toErase: [] }),
    erasures: known({ waiting: [], executing: [] }),
    laterChecks: known({ back: [], late: [] }),
    drift: known(undefined),
    requests: known({ today: '2026-11-23', open: [] }),
    segments: known(undefined),
    offboarded: known(undefined),
    trailSince: known(null),
    budget: known(freshState()),
    hubspot: known({ findings: soundFindings(), effort: 'asked' }),
    systemNow: NOW,
    ...changes,
  };
}

/** The checks that are not in order, by name. */
export function troubled({ checks }: Health): Record<string, Check['status']> {
  return Object.fromEntries(checks.filter(({ status }) => status !== 'ok').map(({ name, status }) => [name, status]));
}

export function checkNamed({ checks }: Health, name: string): Check {
  const found = checks.find((check) => check.name === name);
  if (found === undefined) throw new RangeError(`There is no check ${name}`);
  return found;
}
