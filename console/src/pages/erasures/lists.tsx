import { useState } from 'preact/hooks';
import { api } from '../../api/client.ts';
import type { ErasuresAnswer, ErasureSummary } from '../../api/types.ts';
import { usePolling } from '../../api/use-polling.ts';
import { useFollowing, useResource } from '../../api/use-resource.ts';
import { href, useQuery } from '../../routing/links.ts';
import { useSession } from '../../session/session.tsx';
import { Button } from '../../parts/button.tsx';
import { Loading } from '../../parts/loading.tsx';
import { News } from '../../parts/news.tsx';
import { Page } from '../../parts/page.tsx';
import { Pager } from '../../parts/pager.tsx';
import { Problem } from '../../parts/problem.tsx';
import { type Column, Table } from '../../parts/table.tsx';
import { Count, Time } from '../../parts/time.tsx';
import { formatTime } from '../../words/formats.ts';
import { useLanguage } from '../../words/language.ts';
import { codeText, useMessages } from '../../words/messages.ts';
import { PrepareDialog } from './prepare-dialog.tsx';
import { Actors } from './actors.tsx';
import { isAtWork, ListState } from './state.tsx';

const SHOWN = 50;
const POLL_MS = 5_000;

/** All lists of people to erase, newest first. */
export function Lists() {
  const t = useMessages('erasures');
  const { can } = useSession();
  const { query } = useQuery();
  const [isPreparing, setPreparing] = useState(false);
  const asked = { limit: SHOWN, continuation: query.continuation };
  const page = useResource(
    (signal) => api.get<ErasuresAnswer>('/api/erasures', asked, { signal }),
    [query.continuation],
  );
  const isRunning = page.value?.erasures.some(isAtWork) === true;
  usePolling(isRunning ? POLL_MS : undefined, page.reload);
  useFollowing(page, isRunning);
  const columns = useColumns();
  return (
    <Page
      actions={
        can('officer') && (
          <Button kind="primary" onClick={() => setPreparing(true)}>
            {t('prepare')}
          </Button>
        )
      }
      intro={t('intro')}
      title={t('title')}
    >
      <News of={page} />
      <Problem problem={page.problem} retry={page.reload} />
      {page.value === undefined ? (
        page.state === 'loading' && <Loading />
      ) : (
        <>
          <Table
            caption={t('lists')}
            columns={columns}
            empty={t('none')}
            rowKey={({ id }) => id}
            rows={page.value.erasures}
          />
          <Pager next={page.value.continuation} />
        </>
      )}
      {isPreparing && <PrepareDialog onClose={() => setPreparing(false)} />}
    </Page>
  );
}

function useColumns(): readonly Column<ErasureSummary>[] {
  const t = useMessages('erasures');
  const { language } = useLanguage();
  return [
    {
      key: 'created',
      header: t('created'),
      rowHeader: true,
      cell: ({ id, createdAt }) => <a href={href(`/erasures/${id}`)}>{formatTime(createdAt, language)}</a>,
    },
    { key: 'state', header: t('state'), cell: ({ state }) => <ListState state={state} /> },
    { key: 'ground', header: t('ground'), cell: ({ ground }) => codeText('erasureGrounds', language, ground) },
    { key: 'proposed', header: t('toErase'), numeric: true, cell: ({ people }) => <Count n={people.proposed} /> },
    { key: 'erased', header: t('erased'), numeric: true, cell: ({ people }) => <Count n={people.done} /> },
    {
      key: 'protected',
      header: t('protectedCount'),
      numeric: true,
      cell: ({ people }) => <Count n={people.protected} />,
    },
    {
      key: 'by',
      header: t('preparedBy'),
      cell: ({ preparers }) => <Actors ids={preparers} />,
    },
    { key: 'finished', header: t('finishedAt'), cell: ({ finishedAt }) => <Time value={finishedAt} /> },
  ];
}
