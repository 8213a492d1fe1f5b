import { api } from '../../api/client.ts';
import type { StatisticsAnswer } from '../../api/types.ts';
import { useResource } from '../../api/use-resource.ts';
import { Link } from '../../parts/link.tsx';
import { Loading } from '../../parts/loading.tsx';
import { Page } from '../../parts/page.tsx';
import { Problem } from '../../parts/problem.tsx';
import { formatTime } from '../../words/formats.ts';
import { useLanguage } from '../../words/language.ts';
import { useMessages } from '../../words/messages.ts';
import { ByCompany } from './by-company.tsx';
import { ByMonth } from './by-month.tsx';
import { ByStatus } from './by-status.tsx';
import { Contacts } from './contacts.tsx';

/** Säilytysajat: who ends when, counted and one by one (§7). */
export default function RetentionPage() {
  const t = useMessages('retention');
  const { language } = useLanguage();
  const statistics = useResource((signal) => api.get<StatisticsAnswer>('/api/statistics', {}, { signal }), []);
  const { value } = statistics;
  return (
    <Page intro={t('intro')} title={t('title')}>
      <Problem problem={statistics.problem} retry={statistics.reload} />
      {value === undefined && statistics.state === 'loading' && <Loading />}
      {value?.asOf && <p class="soft">{t('asOf', { time: formatTime(value.asOf, language) })}</p>}
      {value?.counts === null && (
        <div class="notice">
          <p>
            {t('notCounted')} <Link to="/runs">{t('toRuns')}</Link>
          </p>
        </div>
      )}
      {value?.counts && (
        <>
          <ByStatus counts={value.counts} />
          <ByMonth byMonth={value.counts.byMonth} />
          <ByCompany companies={value.counts.companies} />
        </>
      )}
      {value?.counts !== null && <Contacts isPlaced={value !== undefined || statistics.state === 'failed'} />}
    </Page>
  );
}
