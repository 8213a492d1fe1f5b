import { groupBy } from '../../group-by.ts';
import { formatInstant } from '../../register/instant.ts';
import { type Check, checkOf, type Problem } from '../check.ts';
import type { RunFacts } from '../facts.ts';
import type { HubSpotFacts } from '../hubspot/findings.ts';
import { isComplete, type ProbeResult } from '../hubspot/findings.ts';
import { OPTIONAL_SCOPES, scopeOfProbe } from '../hubspot/scopes.ts';
import type { Known } from '../known.ts';
import { writeScopes } from '../write-evidence.ts';
import { unread } from './storage.ts';

/** Findings are renewed every five minutes by whoever asks; older ones mean that HubSpot is not heard any more. */
const TOO_OLD_MS = 900_000;

const ADD_SCOPES =
  'Add the scopes to the service key or app in HubSpot, and set HUBSPOT_ACCESS_TOKEN anew if it changes.';
const ASK_AGAIN = 'Look at status.hubspot.com and at the check dailyQuota; it is asked again within minutes.';

/** Whether HubSpot answers, and takes the token. */
export function checkToken(hubspot: Known<HubSpotFacts>, systemNow: number): Check {
  // What HubSpot said is kept in storage, and nobody is asked without looking there first.
  if (!hubspot.known) return unread('hubspotToken', 'What HubSpot said last', hubspot);
  const { findings, effort } = hubspot.value;
  const problems: Problem[] = [];
  if (effort === 'in_vain')
    problems.push(notAsked('no answer within a few seconds, perhaps because a run uses the whole request budget'));
  if (findings === undefined && effort === 'none') problems.push(notAsked('nobody has lately'));
  if (findings === undefined) return checkOf('hubspotToken', problems);
  const { at, probes } = findings;
  if (probes.some(({ outcome }) => outcome === 'unauthorized')) problems.push(WRONG_TOKEN);
  else if (!isComplete(findings)) problems.push(notAsked(reasonsOf(probes)));
  if (systemNow - at > TOO_OLD_MS && effort === 'asked')
    problems.push(notAsked(`nothing was heard since ${formatInstant(at)}`));
  return checkOf('hubspotToken', problems, { askedAt: formatInstant(at) });
}

const WRONG_TOKEN: Problem = {
  status: 'failed',
  reason: 'HubSpot does not accept the token (401).',
  action: 'Set HUBSPOT_ACCESS_TOKEN to a valid token of a service key or private app, and restart the app.',
};

function notAsked(reason: string): Problem {
  return { status: 'degraded', reason: `HubSpot could not be asked (${reason}).`, action: ASK_AGAIN };
}

function reasonsOf(probes: readonly ProbeResult[]): string {
  const unanswered = probes.filter(({ outcome, reason }) => outcome === 'unanswered' && reason !== 'not asked');
  return unanswered.map(({ name, reason }) => `${name}: ${reason ?? 'no answer'}`).join(', ');
}

/** Every scope that runs need, and what is known of it. One that is refused stops each run that comes to need it. */
export function checkScopes(hubspot: Known<HubSpotFacts>, runs: Known<RunFacts>): Check {
  const findings = hubspot.known ? hubspot.value.findings : undefined;
  const probes = findings?.probes ?? [];
  const read = readScopes(probes.filter(({ name }) => OPTIONAL_SCOPES[name] === undefined));
  const optional = readScopes(probes.filter(({ name }) => OPTIONAL_SCOPES[name] !== undefined));
  const lacking = Object.values(OPTIONAL_SCOPES).filter(({ scope }) => {
    return optional.some(([one, state]) => one === scope && state === 'refused');
  });
  const written = writeScopes(runs.known ? runs.value : undefined);
  const refused = [...read, ...written].filter(([, state]) => state === 'refused').map(([scope]) => scope);
  const unknown = written.filter(([, state]) => state === 'unknown').map(([scope]) => scope);
  const facts = {
    scopes: Object.fromEntries([...read, ...written, ...optional]),
    ...(lacking.length === 0 ? {} : { copiesLack: lacking.map(({ scope, lacks }) => `${lacks}: ${scope}`).join(', ') }),
    ...(unknown.length === 0 ? {} : { unknown: `${unknown.join(', ')}: ${WHY_UNKNOWN}` }),
  };
  if (refused.length === 0) return checkOf('hubspotScopes', [], facts);
  const reason = `HubSpot refuses the token for want of a scope: ${refused.join(', ')}.`;
  return checkOf('hubspotScopes', [{ status: 'failed', reason, action: ADD_SCOPES }], facts);
}

const WHY_UNKNOWN = 'HubSpot tells it of no such token, and no run has lately had anything to write with it';

const STATES = ['granted', 'unknown', 'refused'] as const;

type ScopeState = (typeof STATES)[number];

const STATE_OF: Readonly<Record<ProbeResult['outcome'], ScopeState>> = {
  answered: 'granted',
  forbidden: 'refused',
  unauthorized: 'unknown',
  unanswered: 'unknown',
};

/** A scope is granted only when everything that needs it was answered. */
function readScopes(probes: readonly ProbeResult[]): [scope: string, state: ScopeState][] {
  return [...groupBy(probes, ({ name }) => scopeOfProbe(name))].map(([scope, needing]) => {
    const states = needing.map(({ outcome }) => STATE_OF[outcome]);
    return [scope, STATES.findLast((state) => states.includes(state)) ?? 'unknown'];
  });
}
