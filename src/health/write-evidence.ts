import type { Run } from '../runs/run.ts';
import type { RunFacts } from './facts.ts';
import { WRITE_SCOPES, type WriteScope } from './hubspot/scopes.ts';

type Evidence = 'granted' | 'refused' | 'unknown';

/** What the latest runs tell of the scopes that only a write can try. */
export function writeScopes(runs: RunFacts | undefined): [scope: WriteScope, evidence: Evidence][] {
  const all = runs === undefined ? [] : [...runs.sync, ...runs.retentionClock, ...runs.reconcile];
  const newestFirst = all.sort((a, b) => (b.finishedAt ?? '').localeCompare(a.finishedAt ?? ''));
  return WRITE_SCOPES.map((scope) => [scope, evidenceOf(scope, newestFirst)]);
}

/**
 * A refusal counts until a later run succeeds: it would have met the same one, for what was to be written still was.
 */
function evidenceOf(scope: WriteScope, newestFirst: readonly Run[]): Evidence {
  let hasSucceeded = false;
  for (const run of newestFirst) {
    if (!hasSucceeded && refusedScope(run) === scope) return 'refused';
    if (hasWritten(scope, run)) return 'granted';
    hasSucceeded ||= run.status === 'succeeded';
  }
  return 'unknown';
}

function hasWritten(scope: WriteScope, { contacts, companies }: Run): boolean {
  if (scope === 'crm.objects.contacts.write') return contacts.changed > 0;
  return scope === 'crm.objects.companies.write' && companies.changed > 0;
}

/** A refused write names its endpoint in the message of the run's error (`refusal`); reads are left to the probes. */
const REFUSED_WRITE =
  /403 for (?:POST|PATCH) \/crm\/(?:(?<records>objects)\/[^/]+\/(?<type>\w+)\/batch\/update|properties\/[^/]+\/(?<kind>\w+))/;

function refusedScope({ error }: Run): string | undefined {
  const groups = error?.code === 'forbidden' ? REFUSED_WRITE.exec(error.message)?.groups : undefined;
  if (groups === undefined) return undefined;
  return groups.records ? `crm.objects.${groups.type}.write` : `crm.schemas.${groups.kind}.write`;
}
