import { useLocation } from 'preact-iso';
import { href } from '../../routing/links.ts';
import { useSession } from '../../session/session.tsx';
import { api } from '../../api/client.ts';
import type { ErasuresAnswer, Prepared, RequestWithChoices } from '../../api/types.ts';
import { useAction } from '../../api/use-action.ts';
import { useResource } from '../../api/use-resource.ts';
import { Button } from '../../parts/button.tsx';
import { Link } from '../../parts/link.tsx';
import { PersonName } from '../../parts/names.tsx';
import { Problem } from '../../parts/problem.tsx';
import { Section } from '../../parts/section.tsx';
import { Table } from '../../parts/table.tsx';
import { Time } from '../../parts/time.tsx';
import { formatDay } from '../../words/formats.ts';
import { useLanguage } from '../../words/language.ts';
import { codeText, useMessages } from '../../words/messages.ts';
import { mayPrepareList } from './next-steps.ts';

/** Lists that are looked through for those of the request: the latest. */
const LOOKED_AT = 100;

const UNDERWAY = ['preparing', 'awaiting_approval', 'checking', 'approved', 'executing'];

/** The erasure that was granted (Art. 17): its list, whom it left out and why, who is erased. */
export function ErasureSection({ request }: { request: RequestWithChoices }) {
  const t = useMessages('request');
  const act = useMessages('requestActs');
  const { can } = useSession();
  const { language } = useLanguage();
  const { route } = useLocation();
  const { id, left, erased } = request;
  const lists = useResource(
    (signal) => api.get<ErasuresAnswer>('/api/erasures', { limit: LOOKED_AT }, { signal }),
    [id, request.state],
  );
  const own = (lists.value?.erasures ?? []).filter(({ requestId }) => requestId === id);
  const isUnderway = own.some(({ state }) => UNDERWAY.includes(state));
  const prepare = useAction(async () => {
    const { body } = await api.send<Prepared>('POST', '/api/erasures', { ground: 'request', requestId: id });
    route(href(`/erasures/${body.id}`));
  });
  return (
    <Section title={t('erasure')}>
      <p>{t('erasureText')}</p>
      <Problem problem={lists.problem} retry={lists.reload} />
      <Problem problem={prepare.problem} says={{ 409: act('noErasureKey'), 429: act('lineFull') }} />
      {can('officer') && mayPrepareList(request) && lists.value !== undefined && !isUnderway && (
        <p>
          <Button busy={prepare.busy} kind="primary" onClick={prepare.run}>
            {t('prepare')}
          </Button>
        </p>
      )}
      {own.length > 0 && (
        <ul>
          {own.map((list) => (
            <li key={list.id}>
              <Link to={`/erasures/${list.id}`}>{t('toList', { id: list.id })}</Link>, <Time value={list.createdAt} />
            </li>
          ))}
        </ul>
      )}
      {left.length > 0 && (
        <Table
          caption={t('leftCaption')}
          columns={[
            { key: 'contact', header: t('person'), rowHeader: true, cell: (one) => <PersonName id={one.contactId} /> },
            {
              key: 'why',
              header: t('leftWhy'),
              cell: ({ status, reason }) =>
                status === null
                  ? t('leftNoList')
                  : [codeText('itemStatuses', language, status), ...(reason === null ? [] : [reason])].join(': '),
            },
            {
              key: 'next',
              header: t('leftNext'),
              cell: ({ waitsFor: code, until }) =>
                [
                  codeText('waitsFor', language, code),
                  ...(until === null ? [] : [t('leftUntil', { day: formatDay(until, language) })]),
                ].join(' '),
            },
          ]}
          rowKey={({ contactId }) => contactId}
          rows={left}
        />
      )}
      {erased.length > 0 && (
        <p>
          {t('erased')}: {erased.join(', ')}
        </p>
      )}
    </Section>
  );
}
