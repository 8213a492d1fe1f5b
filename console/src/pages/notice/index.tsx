import { useQuery } from '../../routing/links.ts';
import { Page } from '../../parts/page.tsx';
import { useMessages } from '../../words/messages.ts';
import { DriftView } from './drift.tsx';
import { Findings } from './findings.tsx';
import { NoticeText } from './notice-text.tsx';
import { RecordOfProcessing } from './record.tsx';

const VIEWS = ['notice', 'findings', 'drift', 'record'] as const;

/** Seloste: the notice as it reads, what it lacks, where HubSpot differs, and the record of processing; the address says which. */
export default function NoticePage() {
  const t = useMessages('notice');
  const { query, withQuery } = useQuery();
  const view = VIEWS.find((one) => one === query.view) ?? 'notice';
  return (
    <Page intro={t('intro')} title={t('title')}>
      <nav aria-label={t('views')} class="views">
        {VIEWS.map((one) => (
          <a
            aria-current={one === view ? 'page' : undefined}
            href={withQuery({ view: one === 'notice' ? undefined : one })}
            key={one}
          >
            {t(one)}
          </a>
        ))}
      </nav>
      {view === 'notice' && <NoticeText />}
      {view === 'findings' && <Findings />}
      {view === 'drift' && <DriftView />}
      {view === 'record' && <RecordOfProcessing />}
    </Page>
  );
}
