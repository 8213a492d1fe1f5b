import { useQuery } from '../../routing/links.ts';
import { addressOf, api } from '../../api/client.ts';
import { download } from '../../api/download.ts';
import type { ErasuresAnswer } from '../../api/types.ts';
import { useAction } from '../../api/use-action.ts';
import { useResource } from '../../api/use-resource.ts';
import { Button } from '../../parts/button.tsx';
import { Link } from '../../parts/link.tsx';
import { Loading } from '../../parts/loading.tsx';
import { Pager } from '../../parts/pager.tsx';
import { Problem } from '../../parts/problem.tsx';
import { Table } from '../../parts/table.tsx';
import { Count, Time } from '../../parts/time.tsx';
import { useMessages } from '../../words/messages.ts';

const ROWS = 100;

/** Certificates of lists that were carried out. */
export function Certificates() {
  const t = useMessages('auditLists');
  const { query } = useQuery();
  const { continuation } = query;
  const { value, state, problem, reload } = useResource(
    (signal) => api.get<ErasuresAnswer>('/api/erasures', { continuation, limit: ROWS }, { signal }),
    [continuation],
  );
  const saving = useAction((id: string) =>
    download(certificateOf(id), { accept: 'application/json', name: `certificate-${id}.json` }),
  );
  const ended = (value?.erasures ?? []).filter(({ state: how }) => how === 'completed' || how === 'partly_completed');
  return (
    <>
      <p>{t('certificatesText')}</p>
      <p class="soft">{t('prove')}</p>
      <Problem problem={problem} retry={reload} />
      <Problem problem={saving.problem} />
      {value === undefined && state === 'loading' && <Loading />}
      {value !== undefined && (
        <>
          <Table
            caption={t('certificates')}
            columns={[
              {
                key: 'id',
                header: t('list'),
                rowHeader: true,
                cell: ({ id }) => <Link to={`/erasures/${id}`}>{id}</Link>,
              },
              { key: 'ended', header: t('ended'), cell: ({ finishedAt }) => <Time value={finishedAt} /> },
              {
                key: 'ground',
                header: t('ground'),
                cell: ({ ground }) => t(ground === 'retention' ? 'retention' : 'requestGround'),
              },
              {
                key: 'gone',
                header: t('gone'),
                numeric: true,
                cell: ({ people }) => <Count n={(people.done ?? 0) + (people.gone_already ?? 0)} />,
              },
              {
                key: 'open',
                header: t('open'),
                cell: ({ id }) => (
                  <a
                    aria-label={t('openOf', { id })}
                    href={addressOf(certificateOf(id))}
                    rel="noopener"
                    target="_blank"
                  >
                    {t('open')}
                  </a>
                ),
              },
              {
                key: 'json',
                header: t('json'),
                cell: ({ id }) => (
                  <Button busy={saving.busy} label={t('jsonOf', { id })} onClick={() => saving.run(id)}>
                    {t('json')}
                  </Button>
                ),
              },
            ]}
            empty={t('noCertificates')}
            rowKey={({ id }) => id}
            rows={ended}
          />
          <Pager next={value.continuation} />
        </>
      )}
    </>
  );
}

function certificateOf(id: string): string {
  return `/api/erasures/${encodeURIComponent(id)}/certificate`;
}
