import type { FindingsAnswer, HealthAnswer, ReturnList, RunSummary } from '../../api/types.ts';
import { codeText } from '../../words/messages.ts';
import type { Telling } from './request-tasks.ts';
import type { Task } from './task.ts';

/** One task for all returns that nobody has answered. */
export function returnTasks({ returns, continuation }: ReturnList, { t, session }: Telling): Task[] {
  const count = returns.filter(({ answer }) => answer === null).length;
  if (count === 0) return [];
  const isOfficer = session.can('officer');
  return [
    {
      key: 'returns',
      to: '/returns',
      dueOn: null,
      mine: isOfficer,
      title: t(continuation === null ? 'returns' : 'returnsMany', { count }),
      state: { kind: 'warning', text: t('unanswered') },
      note: isOfficer ? t('returnsNote') : t('returnsNotMine'),
    },
  ];
}

/** The latest run of each scope, where it failed: what succeeded after it has made up for it. Runs come newest first. */
export function runTasks(runs: readonly RunSummary[], { t, language, session }: Telling): Task[] {
  const ended = runs.filter(({ status, dryRun }) => !dryRun && (status === 'succeeded' || status === 'failed'));
  const latest = ended.filter((run, place) => ended.findIndex(({ scope }) => scope === run.scope) === place);
  const isMadeUpFor = ({ scope, runId }: RunSummary) =>
    scope !== 'erasure' && ended.some((one) => one.scope === 'all' && one.status === 'succeeded' && one.runId > runId);
  return latest
    .filter((run) => run.status === 'failed' && !isMadeUpFor(run))
    .map(({ runId, scope }) => ({
      key: `run-${runId}`,
      to: `/runs/${runId}`,
      dueOn: null,
      mine: session.can('admin'),
      title: t('run', { scope: codeText('runScopes', language, scope) }),
      state: { kind: 'bad', text: t('runFailed') },
      note: t('runNote'),
    }));
}

/** What the page tells by itself, and more exactly. */
const TOLD_OTHERWISE = ['requests', 'returns', 'notice'];

/** What health has found, for administrators to mend. */
export function healthTasks({ checks = [] }: HealthAnswer, { t, language, session }: Telling): Task[] {
  return checks
    .filter(({ name, status }) => status !== 'ok' && !TOLD_OTHERWISE.includes(name))
    .map(({ name, status, action }) => ({
      key: `health-${name}`,
      to: '/runs',
      dueOn: null,
      mine: session.can('admin'),
      title: t('health', { check: codeText('checkNames', language, name) }),
      state: status === 'failed' ? { kind: 'bad', text: t('failed') } : { kind: 'warning', text: t('degraded') },
      note: codeText('checkAdvice', language, name, action),
    }));
}

/** One task for all findings of the notice that somebody has to mend: who keeps the policy does. */
export function findingTasks({ findings }: FindingsAnswer, { t, session }: Telling): Task[] {
  const count = findings.filter(({ severity }) => severity !== 'advice').length;
  if (count === 0) return [];
  return [
    {
      key: 'findings',
      to: '/notice',
      dueOn: null,
      mine: session.can('admin'),
      title: t('findings', { count }),
      state: { kind: 'warning', text: t('findingsState') },
    },
  ];
}
