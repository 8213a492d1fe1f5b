import { useQuery } from '../../routing/links.ts';
import { api } from '../../api/client.ts';
import type { DisclosureAnswer, DisclosurePageAnswer } from '../../api/types.ts';
import { useResource } from '../../api/use-resource.ts';
import { Actor } from '../../parts/actor.tsx';
import { Link } from '../../parts/link.tsx';
import { Loading } from '../../parts/loading.tsx';
import { Pager } from '../../parts/pager.tsx';
import { Problem } from '../../parts/problem.tsx';
import { Table } from '../../parts/table.tsx';
import { Day, Time } from '../../parts/time.tsx';
import { useLanguage } from '../../words/language.ts';
import { codeText, useMessages } from '../../words/messages.ts';
import { CsvOfAll } from './csv-of-all.tsx';
import { Filters } from './filters.tsx';

const ROWS = 50;

/** What the register has let out of its hands, or told somebody of, from the trail. */
export function Disclosures() {
  const t = useMessages('auditLists');
  const page = useMessages('audit');
  const { query } = useQuery();
  const { from, to, continuation } = query;
  const filter = { from, to };
  const { value, state, problem, reload } = useResource(
    (signal) => api.get<DisclosurePageAnswer>('/api/disclosures', { ...filter, continuation, limit: ROWS }, { signal }),
    [from, to, continuation],
  );
  return (
    <>
      <p>{t('disclosuresText')}</p>
      <Filters daysOnly />
      <Problem problem={problem} retry={reload} says={{ 503: page('tooMuch') }} />
      {value === undefined && state === 'loading' && <Loading />}
      {value !== undefined && (
        <>
          <CsvOfAll
            filter={filter}
            label={page('csvDisclosures')}
            name="rekisteri-disclosures.csv"
            path="/api/disclosures"
          />
          <Table<DisclosureAnswer>
            busy={state === 'loading'}
            caption={t('disclosures')}
            columns={[
              { key: 'at', header: t('when'), cell: ({ at }) => <Time value={at} /> },
              { key: 'kind', header: t('kind'), rowHeader: true, cell: ({ kind }) => t(kind) },
              { key: 'of', header: t('of'), cell: (one) => <OfWhat disclosure={one} /> },
              { key: 'what', header: t('what'), cell: (one) => <What disclosure={one} /> },
              { key: 'on', header: t('on'), cell: ({ on }) => <Day value={on} /> },
              { key: 'who', header: t('who'), cell: ({ actor }) => <Actor id={actor} /> },
            ]}
            empty={t('noDisclosures')}
            rowKey={({ chain, sequence }) => `${chain} ${sequence}`}
            rows={value.disclosures}
          />
          <Pager next={value.continuation} />
        </>
      )}
    </>
  );
}

function OfWhat({ disclosure: { requestId, requestKind, erasureId } }: { disclosure: DisclosureAnswer }) {
  const t = useMessages('auditLists');
  const { language } = useLanguage();
  if (erasureId !== null) return <Link to={`/erasures/${erasureId}`}>{`${t('list')} ${erasureId}`}</Link>;
  if (requestId === null) return null;
  const kind = requestKind === null ? '' : ` (${codeText('requestKinds', language, requestKind)})`;
  return <Link to={`/requests/${requestId}`}>{`${t('request')} ${requestId}${kind}`}</Link>;
}

function What({ disclosure }: { disclosure: DisclosureAnswer }) {
  const t = useMessages('auditLists');
  const { language } = useLanguage();
  const { kind, letter, processor, format, sha256, people } = disclosure;
  switch (kind) {
    case 'letter_sent':
      return <span>{codeText('letterNames', language, letter ?? '')}</span>;
    case 'recipient_told':
      return <span>{processor}</span>;
    case 'list_erased':
      return <span>{t('people', { count: people ?? 0 })}</span>;
    case 'copy_given':
      return (
        <>
          {(format ?? '').toUpperCase()} <code class="soft">{sha256}</code>
        </>
      );
  }
}
