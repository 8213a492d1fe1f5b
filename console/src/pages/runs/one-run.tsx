import { api } from '../../api/client.ts';
import type { RunAnswer } from '../../api/types.ts';
import { usePolling } from '../../api/use-polling.ts';
import { useResource } from '../../api/use-resource.ts';
import { Link } from '../../parts/link.tsx';
import { Loading } from '../../parts/loading.tsx';
import { Names } from '../../parts/names.tsx';
import { Page } from '../../parts/page.tsx';
import { Problem } from '../../parts/problem.tsx';
import { useQuery } from '../../routing/links.ts';
import { useSession } from '../../session/session.tsx';
import { useMessages } from '../../words/messages.ts';
import { CancelRun } from './cancel-run.tsx';
import { Changes } from './changes.tsx';
import { Counts } from './run-counts.tsx';
import { RunFacts } from './run-facts.tsx';
import { Reasons } from './reasons.tsx';
import { goesOn, POLL_MS } from './run-status.tsx';
import { useScopeText } from './scope-text.ts';

/** Changes of a dry run on one page. */
const CHANGES = 100;
/** Rows of each table whose names are fetched: what is shown at first. */
const SHOWN = 50;

/** One run, followed to its end. */
export function OneRun({ id }: { id: string }) {
  const t = useMessages('run');
  const scope = useScopeText();
  const { can } = useSession();
  const { continuation } = useQuery().query;
  const { value, state, problem, reload } = useResource(
    (signal) => api.get<RunAnswer>(`/api/runs/${id}`, { limit: CHANGES, continuation }, { signal }),
    [id, continuation],
  );
  usePolling(value !== undefined && goesOn(value) && state !== 'failed' ? POLL_MS : undefined, reload);
  return (
    <Page
      actions={
        value !== undefined && goesOn(value) && can('admin') ? <CancelRun id={id} onCancelled={reload} /> : undefined
      }
      title={value === undefined ? t('title') : t('titleOf', { scope: scope(value) })}
    >
      <p>
        <Link to="/runs">{t('back')}</Link>
      </p>
      <Problem problem={problem} retry={reload} />
      {value === undefined && state === 'loading' && <Loading />}
      {value !== undefined && (
        <Names ids={idsIn(value)}>
          <RunFacts run={value} />
          <Counts run={value} />
          <Changes run={value} />
          <Reasons caption={t('failuresCaption')} rows={value.failures} title={t('failures')} />
          <Reasons caption={t('noticesCaption')} rows={value.notices} title={t('notices')} />
        </Names>
      )}
    </Page>
  );
}

function idsIn({ failures, notices, changes }: RunAnswer): string[] {
  const rows = [...failures.slice(0, SHOWN), ...notices.slice(0, SHOWN), ...(changes?.items ?? [])];
  return rows.flatMap(({ contactId }) => (contactId === undefined ? [] : [contactId]));
}
