import { api } from '../../api/client.ts';
import type { RunList, RunSummary } from '../../api/types.ts';
import { usePolling } from '../../api/use-polling.ts';
import { useFollowing, useResource } from '../../api/use-resource.ts';
import { Link } from '../../parts/link.tsx';
import { Loading } from '../../parts/loading.tsx';
import { News } from '../../parts/news.tsx';
import { Pager } from '../../parts/pager.tsx';
import { Problem } from '../../parts/problem.tsx';
import { Section } from '../../parts/section.tsx';
import { type Column, Table } from '../../parts/table.tsx';
import { Count, Time } from '../../parts/time.tsx';
import { useQuery } from '../../routing/links.ts';
import { formatShare } from '../../words/formats.ts';
import { useLanguage } from '../../words/language.ts';
import { codeText, useMessages } from '../../words/messages.ts';
import { goesOn, POLL_MS, RunStatus } from './run-status.tsx';
import { useScopeText } from './scope-text.ts';

/** The latest runs; while one of them goes on they are fetched again and again. */
export function RunTable() {
  const t = useMessages('runs');
  const { language } = useLanguage();
  const scope = useScopeText();
  const { query } = useQuery();
  const { continuation } = query;
  const resource = useResource(
    (signal) => api.get<RunList>('/api/runs', { limit: 20, continuation }, { signal }),
    [continuation],
  );
  const { value, state, problem, reload } = resource;
  const isGoingOn = value?.runs.some(goesOn) === true;
  usePolling(isGoingOn && state !== 'failed' ? POLL_MS : undefined, reload);
  useFollowing(resource, isGoingOn);
  const columns: readonly Column<RunSummary>[] = [
    {
      key: 'queuedAt',
      header: t('queuedAt'),
      rowHeader: true,
      cell: ({ runId, queuedAt }) => (
        <Link to={`/runs/${runId}`}>
          <Time value={queuedAt} />
        </Link>
      ),
    },
    {
      key: 'scope',
      header: t('scope'),
      cell: scope,
    },
    { key: 'status', header: t('status'), cell: (run) => <StatusOf run={run} /> },
    { key: 'trigger', header: t('trigger'), cell: ({ trigger }) => codeText('runTriggers', language, trigger) },
    {
      key: 'changed',
      header: t('changed'),
      numeric: true,
      cell: ({ contacts, companies }) => <Count n={contacts.changed + companies.changed} />,
    },
    {
      key: 'failed',
      header: t('failedCount'),
      numeric: true,
      cell: ({ contacts, companies }) => <Count n={contacts.failed + companies.failed} />,
    },
    { key: 'finishedAt', header: t('finishedAt'), cell: ({ finishedAt }) => <Time value={finishedAt} /> },
  ];
  return (
    <Section title={t('runs')}>
      <News of={resource} />
      <Problem problem={problem} retry={reload} />
      {value === undefined ? (
        state === 'loading' && <Loading />
      ) : (
        <>
          <Table
            caption={t('runsCaption')}
            columns={columns}
            empty={t('noRuns')}
            rowKey={({ runId }) => runId}
            rows={value.runs}
          />
          <Pager next={value.continuation} />
        </>
      )}
    </Section>
  );
}

function StatusOf({ run: { status, progress } }: { run: RunSummary }) {
  const t = useMessages('runs');
  const { language } = useLanguage();
  return (
    <>
      <RunStatus status={status} />
      {status === 'running' && progress !== null && (
        <span class="soft"> {t('percent', { share: formatShare(progress, language) })}</span>
      )}
    </>
  );
}
