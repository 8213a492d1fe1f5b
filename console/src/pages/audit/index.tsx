import { useQuery } from '../../routing/links.ts';
import { Page } from '../../parts/page.tsx';
import { useMessages } from '../../words/messages.ts';
import { Certificates } from './certificates.tsx';
import { Disclosures } from './disclosures.tsx';
import { Trail } from './trail.tsx';
import { Verification } from './verification.tsx';

const VIEWS = ['trail', 'verification', 'disclosures', 'certificates'] as const;

/** Tarkastus: the trail, whether it is whole, what was disclosed, and certificates of erasure; the address says which. */
export default function AuditPage() {
  const t = useMessages('audit');
  const { query, withQuery } = useQuery();
  const view = VIEWS.find((one) => one === query.view) ?? 'trail';
  return (
    <Page intro={t('intro')} title={t('title')}>
      <nav aria-label={t('views')} class="views">
        {VIEWS.map((one) => (
          <a
            aria-current={one === view ? 'page' : undefined}
            href={withQuery({
              view: one === 'trail' ? undefined : one,
              contactId: undefined,
              companyId: undefined,
              runId: undefined,
              from: undefined,
              to: undefined,
            })}
            key={one}
          >
            {t(one)}
          </a>
        ))}
      </nav>
      {view === 'trail' && <Trail />}
      {view === 'verification' && <Verification />}
      {view === 'disclosures' && <Disclosures />}
      {view === 'certificates' && <Certificates />}
    </Page>
  );
}
