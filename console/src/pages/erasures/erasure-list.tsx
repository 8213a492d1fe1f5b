import { useState } from 'preact/hooks';
import { api } from '../../api/client.ts';
import type { ErasureAnswer } from '../../api/types.ts';
import { usePolling } from '../../api/use-polling.ts';
import { useFollowing, useResource } from '../../api/use-resource.ts';
import { useQuery } from '../../routing/links.ts';
import { Link } from '../../parts/link.tsx';
import { Live } from '../../parts/live.tsx';
import { Loading } from '../../parts/loading.tsx';
import { News } from '../../parts/news.tsx';
import { Page } from '../../parts/page.tsx';
import { Problem } from '../../parts/problem.tsx';
import { formatTime } from '../../words/formats.ts';
import { useLanguage } from '../../words/language.ts';
import { useMessages } from '../../words/messages.ts';
import { Actions } from './actions.tsx';
import { CertificateSection } from './certificate.tsx';
import { ListFacts } from './list-facts.tsx';
import { LaterChecks } from './later-checks.tsx';
import { Moved } from './moved.tsx';
import { Next } from './next.tsx';
import { groupIn, People, queryOf } from './people.tsx';
import { isAtWork, ListState } from './state.tsx';
import { Steps } from './steps.tsx';

const SHOWN = 100;
const POLL_MS = 3_000;

/** States that nobody moves on. */
const OVER: readonly ErasureAnswer['state'][] = ['rejected', 'cancelled', 'completed', 'failed'];

/** One list, from its preparation to its certificate. */
export function ErasureListPage({ id }: { id: string }) {
  const [t, tPage] = [useMessages('erasureList'), useMessages('erasures')];
  const { language } = useLanguage();
  const { query } = useQuery();
  /** The list as somebody saw it who was told that it is another by now. */
  const [seen, setSeen] = useState<ErasureAnswer>();
  const group = groupIn(query);
  const asked = { ...queryOf(group), limit: SHOWN, continuation: query.continuation };
  const resource = useResource(
    (signal) => api.get<ErasureAnswer>(`/api/erasures/${encodeURIComponent(id)}`, asked, { signal }),
    [JSON.stringify(asked)],
  );
  const { value: list, reload } = resource;
  const isRunning = list !== undefined && isAtWork(list);
  usePolling(isRunning ? POLL_MS : undefined, reload);
  useFollowing(resource, list === undefined || isRunning || OVER.includes(list.state));
  const title = list === undefined ? tPage('title') : tPage('list', { time: formatTime(list.createdAt, language) });
  return (
    <Page title={title}>
      <p>
        <Link to="/erasures">{t('back')}</Link>
      </p>
      <Problem problem={resource.problem} retry={reload} says={{ '404': t('unknown') }} />
      {list === undefined ? (
        resource.state === 'loading' && <Loading />
      ) : (
        <>
          <News of={resource} />
          <Live>
            <p>
              <ListState state={list.state} />
            </p>
          </Live>
          <Steps list={list} />
          {seen !== undefined && seen !== list && <Moved before={seen} now={list} />}
          <Next list={list}>
            <Actions list={list} onChanged={reload} onMoved={() => setSeen(list)} />
          </Next>
          {list.actions.includes('certificate') && <CertificateSection list={list} />}
          {list.laterChecks.length > 0 && <LaterChecks checks={list.laterChecks} />}
          {list.state !== 'preparing' && (
            <People
              busy={resource.state === 'loading'}
              group={group}
              list={list}
              onChanged={reload}
              onMoved={() => setSeen(list)}
            />
          )}
          <ListFacts list={list} />
        </>
      )}
    </Page>
  );
}
