import { useQuery } from '../../routing/links.ts';
import { api } from '../../api/client.ts';
import type { AuditEventAnswer, AuditPageAnswer } from '../../api/types.ts';
import { useResource } from '../../api/use-resource.ts';
import { Actor } from '../../parts/actor.tsx';
import { Link } from '../../parts/link.tsx';
import { Loading } from '../../parts/loading.tsx';
import { Names } from '../../parts/names.tsx';
import { Pager } from '../../parts/pager.tsx';
import { Problem } from '../../parts/problem.tsx';
import { Table } from '../../parts/table.tsx';
import { Time } from '../../parts/time.tsx';
import { useLanguage } from '../../words/language.ts';
import { codeText, useMessages } from '../../words/messages.ts';
import { Change } from './change.tsx';
import { CsvOfAll } from './csv-of-all.tsx';
import { Filters } from './filters.tsx';
import { EventSubject } from './subject.tsx';

const ROWS = 50;

/** Events of the trail by contact, company, run and time, newest first. */
export function Trail() {
  const t = useMessages('audit');
  const { language } = useLanguage();
  const { query } = useQuery();
  const { contactId, companyId, runId, from, to, continuation } = query;
  const filter = { contactId, companyId, runId, from, to };
  const { value, state, problem, reload } = useResource(
    (signal) => api.get<AuditPageAnswer>('/api/audit', { ...filter, continuation, limit: ROWS }, { signal }),
    [contactId, companyId, runId, from, to, continuation],
  );
  const events = value?.events ?? [];
  return (
    <>
      <Filters />
      <Problem problem={problem} retry={reload} says={{ 503: t('tooMuch') }} />
      {value === undefined && state === 'loading' && <Loading />}
      {value !== undefined && (
        <Names ids={events.flatMap(({ subject }) => (subject.startsWith('contact:') ? [subject.slice(8)] : []))}>
          <CsvOfAll filter={filter} label={t('csv')} name="rekisteri-audit.csv" path="/api/audit" />
          <Table<AuditEventAnswer>
            busy={state === 'loading'}
            caption={t('events')}
            columns={[
              { key: 'at', header: t('at'), cell: ({ at }) => <Time value={at} /> },
              {
                key: 'action',
                header: t('action'),
                rowHeader: true,
                cell: ({ action }) => (
                  <>
                    {codeText('auditActions', language, action)} <code class="soft">{action}</code>
                  </>
                ),
              },
              { key: 'subject', header: t('subject'), cell: (one) => <EventSubject subject={one.subject} /> },
              { key: 'change', header: t('change'), cell: (event) => <Change event={event} /> },
              { key: 'actor', header: t('actor'), cell: (event) => <By event={event} /> },
            ]}
            empty={t('noEvents')}
            rowKey={({ chain, sequence }) => `${chain} ${sequence}`}
            rows={events}
          />
          <Pager next={value.continuation} />
        </Names>
      )}
    </>
  );
}

/** Who did it, in which run, and where it stands in the trail. */
function By({ event: { actor, runId, chain, sequence } }: { event: AuditEventAnswer }) {
  const t = useMessages('audit');
  return (
    <div class="subject">
      <Actor id={actor} />
      {runId !== '' && (
        <>
          , <Link to={`/runs/${encodeURIComponent(runId)}`}>{`${t('run')} ${runId}`}</Link>
        </>
      )}
      <br />
      <span class="soft">{t('place', { chain, sequence: String(sequence) })}</span>
    </div>
  );
}
