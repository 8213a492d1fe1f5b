import { api } from '../../api/client.ts';
import type {
  ErasuresAnswer,
  FindingsAnswer,
  HealthAnswer,
  PersonRequestList,
  ReturnList,
  RunList,
  StatisticsAnswer,
} from '../../api/types.ts';
import { type Resource, useFollowing, useResource } from '../../api/use-resource.ts';
import { useSession } from '../../session/session.tsx';
import { useLanguage } from '../../words/language.ts';
import type { KeyOf } from '../../words/load.ts';
import { useMessages } from '../../words/messages.ts';
import { erasureTasks } from './erasure-tasks.ts';
import { findingTasks, healthTasks, returnTasks, runTasks } from './other-tasks.ts';
import { requestTask } from './request-tasks.ts';
import { retentionTasks } from './retention-tasks.ts';
import { byDeadline, type Task } from './task.ts';

/** What could not be fetched: the others are shown all the same. */
interface Failed {
  readonly what: KeyOf<'tasks'>;
  readonly resource: Resource<unknown>;
}

/** Tasks from all places where something may wait. */
interface Tasks {
  readonly tasks: readonly Task[];
  readonly failed: readonly Failed[];
  readonly isLoading: boolean;
  /** Whether there are more than were fetched. */
  readonly isCut: boolean;
}

/** Fetches them, and follows what others do; each place shows as soon as it has answered. */
export function useTasks(): Tasks {
  const session = useSession();
  const { language } = useLanguage();
  const telling = { session, language, t: useMessages('task') };
  const requests = useResource(
    (signal) => api.get<PersonRequestList>('/api/requests', { state: 'open', limit: 200 }, { signal }),
    [],
  );
  const erasures = useResource((signal) => api.get<ErasuresAnswer>('/api/erasures', { limit: 100 }, { signal }), []);
  const returns = useResource((signal) => api.get<ReturnList>('/api/returns', { limit: 500 }, { signal }), []);
  const runs = useResource((signal) => api.get<RunList>('/api/runs', { limit: 50 }, { signal }), []);
  // A register that failed answers 503 with its health.
  const health = useResource((signal) => api.get<HealthAnswer>('/api/health', {}, { signal, also: [503] }), []);
  const findings = useResource((signal) => api.get<FindingsAnswer>('/api/notice/findings', {}, { signal }), []);
  const statistics = useResource((signal) => api.get<StatisticsAnswer>('/api/statistics', {}, { signal }), []);
  // Health, findings and numbers change with runs only, and cost more to ask.
  for (const followed of [requests, erasures, returns, runs]) useFollowing(followed);
  const named = [
    { what: 'failedRequests', resource: requests },
    { what: 'failedErasures', resource: erasures },
    { what: 'failedReturns', resource: returns },
    { what: 'failedRuns', resource: runs },
    { what: 'failedHealth', resource: health },
    { what: 'failedFindings', resource: findings },
    { what: 'failedStatistics', resource: statistics },
  ] as const;
  const tasks = [
    ...(requests.value?.requests ?? []).map((request) => requestTask(request, telling)),
    ...(erasures.value?.erasures ?? []).flatMap((list) => erasureTasks(list, telling)),
    ...(returns.value === undefined ? [] : returnTasks(returns.value, telling)),
    ...runTasks(runs.value?.runs ?? [], telling),
    ...(health.value === undefined ? [] : healthTasks(health.value, telling)),
    // Which lists are under way has to be known before it is said who is on none.
    ...(statistics.value === undefined || erasures.value === undefined
      ? []
      : retentionTasks(statistics.value, erasures.value.erasures, telling)),
    ...(findings.value === undefined ? [] : findingTasks(findings.value, telling)),
  ];
  return {
    tasks: byDeadline(tasks, session.today),
    failed: named.filter(({ resource: { state } }) => state === 'failed'),
    isLoading: named.some(({ resource: { state } }) => state === 'loading'),
    isCut: [requests, erasures].some(({ value }) => (value?.continuation ?? null) !== null),
  };
}
