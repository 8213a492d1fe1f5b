import { at, type Deployed } from '../../deployed.ts';
import type { Finding } from '../../finding.ts';
import { fault, type Invariant, listOf, type Whole } from './invariant.ts';

/** Which runs a timer adds whose silence is told. */
const SCOPES: Readonly<Record<string, string>> = { 'sync-silent': 'changed', 'clock-silent': 'clock' };

/** As often as the timer of the sync fires, which looks at the health each time. */
const MINUTES_BETWEEN_LOOKS = 15;

const UNITS: Readonly<Record<string, number>> = { M: 1, H: 60, D: 24 * 60 };

/** Minutes of a window such as PT15M or P2D; 0 of anything else. */
export function minutesOfWindow(window: string): number {
  const [, count = '0', unit = ''] = /^PT?(\d+)([MHD])$/.exec(window) ?? [];
  return Number(count) * (UNITS[unit] ?? 0);
}

/** Alerts look at what they are called by, for as long as they say, and at numbers that can be reached. */
export const alertsLookAtWhatTheySay: Invariant = (whole) =>
  whole.of('Microsoft.Insights/scheduledQueryRules').flatMap((alert) => {
    const section = String(alert.name).replace(/^rekisteri-/, '');
    const query = listOf(at(alert.body, 'properties', 'criteria', 'allOf'))
      .map((condition) => String(at(condition, 'query')))
      .join('\n');
    return [
      ...scopeFault(alert, section, query),
      ...windowFaults(alert, query),
      ...(section === 'seals-touched' ? sealsFault(whole, alert, query) : []),
    ];
  });

function scopeFault(alert: Deployed, section: string, query: string): Finding[] {
  const scope = SCOPES[section];
  return scope === undefined || query.includes(`tostring(e.scope) == "${scope}"`)
    ? []
    : [fault(alert, `${section} must count the runs of the scope ${scope}`)];
}

function windowFaults(alert: Deployed, query: string): Finding[] {
  const [title, window] = ['displayName', 'windowSize'].map((name) => String(at(alert.body, 'properties', name)));
  const given = minutesOfWindow(window ?? '');
  const said = title?.includes('for a day') ? 24 * 60 : title?.includes('for an hour') ? 60 : 0;
  const most = Math.max(0, ...[...query.matchAll(/>= (\d+)/g)].map(([, count]) => Number(count)));
  const looks = given / MINUTES_BETWEEN_LOOKS;
  return [
    ...(said > given ? [fault(alert, `windowSize ${window} is shorter than what its title says`)] : []),
    ...(query.includes('"health_checked"') && most > looks
      ? [fault(alert, `waits for ${most} looks at the health, and there are ${looks} in ${window}`)]
      : []),
  ];
}

function sealsFault(whole: Whole, alert: Deployed, query: string): Finding[] {
  const [seals] = whole
    .of('Microsoft.Storage/storageAccounts/blobServices/containers')
    .filter(({ name }) => String(name).startsWith('register-seals'));
  const account = whole.of('Microsoft.Storage/storageAccounts').find(({ instance }) => instance === seals?.instance);
  return account === undefined || query.includes(`AccountName == "${String(account.name)}"`)
    ? []
    : [fault(alert, `must look at the account of the seals, ${String(account.name)}`)];
}
