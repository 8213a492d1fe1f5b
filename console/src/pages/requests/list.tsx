import { useLocation } from 'preact-iso';
import { useState } from 'preact/hooks';
import { href, useQuery } from '../../routing/links.ts';
import { useSession } from '../../session/session.tsx';
import { api } from '../../api/client.ts';
import type { PersonRequestAnswer, PersonRequestList } from '../../api/types.ts';
import { useFollowing, useResource } from '../../api/use-resource.ts';
import { Button } from '../../parts/button.tsx';
import { Due } from '../../parts/due.tsx';
import { Link } from '../../parts/link.tsx';
import { Loading } from '../../parts/loading.tsx';
import { Names, PersonName } from '../../parts/names.tsx';
import { News } from '../../parts/news.tsx';
import { Page } from '../../parts/page.tsx';
import { Pager } from '../../parts/pager.tsx';
import { Problem } from '../../parts/problem.tsx';
import { Table } from '../../parts/table.tsx';
import { Day } from '../../parts/time.tsx';
import { useLanguage } from '../../words/language.ts';
import { codeText, useMessages } from '../../words/messages.ts';
import { FileForm } from './file-form.tsx';
import { Filters } from './filters.tsx';
import { RequestState } from './state.tsx';

const ROWS = 50;

/** Requests by deadline, and the way to file one. */
export function RequestList() {
  const t = useMessages('requests');
  const { can } = useSession();
  const { query } = useQuery();
  const { route } = useLocation();
  const [isFiling, setFiling] = useState(false);
  const { state: wanted = 'open', kind, contactId, continuation } = query;
  const filter = { state: wanted === 'all' ? undefined : wanted, kind, contactId };
  const resource = useResource(
    (signal) => api.get<PersonRequestList>('/api/requests', { ...filter, continuation, limit: ROWS }, { signal }),
    [wanted, kind, contactId, continuation],
  );
  const { value, state, problem, reload } = resource;
  useFollowing(resource);
  const requests = value?.requests ?? [];
  const isFiltered = kind !== undefined || contactId !== undefined;
  const caption = wanted === 'all' ? t('captionAll') : wanted === 'ended' ? t('captionEnded') : t('captionOpen');
  return (
    <Page
      actions={
        can('officer') && (
          <Button kind="primary" onClick={() => setFiling(true)}>
            {t('file')}
          </Button>
        )
      }
      intro={t('intro')}
      title={t('title')}
    >
      <Filters />
      <News of={resource} />
      <Problem problem={problem} retry={reload} />
      {value === undefined && state === 'loading' && <Loading />}
      {value !== undefined && (
        <Names ids={requests.flatMap(({ contactIds }) => contactIds)}>
          <Table<PersonRequestAnswer>
            busy={state === 'loading'}
            caption={caption}
            columns={[
              { key: 'kind', header: t('request'), rowHeader: true, cell: (one) => <RequestLink request={one} /> },
              {
                key: 'due',
                header: t('due'),
                cell: ({ dueOn, endedAt }) => (endedAt === null ? <Due day={dueOn} /> : <Day value={dueOn} />),
              },
              { key: 'person', header: t('person'), cell: ({ contactIds }) => <People ids={contactIds} /> },
              { key: 'state', header: t('state'), cell: (one) => <RequestState state={one.state} /> },
              { key: 'received', header: t('received'), cell: ({ receivedOn }) => <Day value={receivedOn} /> },
            ]}
            empty={wanted === 'open' && !isFiltered ? t('emptyOpen') : t('empty')}
            rowKey={({ id }) => id}
            rows={requests}
          />
          <Pager next={value.continuation} />
        </Names>
      )}
      {isFiling && (
        <FileForm
          onClose={() => setFiling(false)}
          onFiled={({ id }) => {
            setFiling(false);
            route(href(`/requests/${id}`));
          }}
        />
      )}
    </Page>
  );
}

function RequestLink({ request: { id, kind, receivedOn } }: { request: PersonRequestAnswer }) {
  const { language } = useLanguage();
  return (
    <Link to={`/requests/${id}`}>
      {codeText('requestKinds', language, kind)} <span class="for-readers">{receivedOn}</span>
    </Link>
  );
}

/** The contacts of a request, each on a line of its own. */
export function People({ ids }: { ids: readonly string[] }) {
  const t = useMessages('requests');
  if (ids.length === 0) return <span class="soft">{t('nobody')}</span>;
  return (
    <ul class="plain">
      {ids.map((id) => (
        <li key={id}>
          <PersonName id={id} />
        </li>
      ))}
    </ul>
  );
}
