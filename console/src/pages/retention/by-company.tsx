import { useState } from 'preact/hooks';
import { useQuery } from '../../routing/links.ts';
import type { StatisticsAnswer } from '../../api/types.ts';
import { Button } from '../../parts/button.tsx';
import { Section } from '../../parts/section.tsx';
import { Table } from '../../parts/table.tsx';
import { Count, Day } from '../../parts/time.tsx';
import { useMessages } from '../../words/messages.ts';
import { CONTACTS } from './contacts.tsx';
import { NO_FILTER } from './filter.ts';

const SHOWN_AT_FIRST = 10;

/** Customers with the most people to decide about; each leads to its people. */
export function ByCompany({ companies }: Pick<NonNullable<StatisticsAnswer['counts']>, 'companies'>) {
  const t = useMessages('retention');
  const { withQuery } = useQuery();
  const [all, setAll] = useState(companies.length <= SHOWN_AT_FIRST);
  return (
    <Section title={t('byCompany')}>
      <p class="soft">{t('companiesNote')}</p>
      <Table
        caption={t('byCompany')}
        captionHidden
        columns={[
          {
            key: 'company',
            header: t('company'),
            rowHeader: true,
            cell: ({ companyId }) => (
              <a href={withQuery({ ...NO_FILTER, companyId }) + CONTACTS}>{t('companyId', { id: companyId })}</a>
            ),
          },
          { key: 'ended', header: t('ended'), numeric: true, cell: ({ ended }) => <Count n={ended} /> },
          { key: 'soon', header: t('endingSoon'), numeric: true, cell: ({ endingSoon }) => <Count n={endingSoon} /> },
          { key: 'total', header: t('people'), numeric: true, cell: ({ total }) => <Count n={total} /> },
          { key: 'next', header: t('nextEnds'), cell: ({ nextEndsOn }) => <Day value={nextEndsOn} /> },
        ]}
        rowKey={({ companyId }) => companyId}
        rows={all ? companies : companies.slice(0, SHOWN_AT_FIRST)}
      />
      {!all && (
        <p>
          <Button onClick={() => setAll(true)}>{t('showAll', { count: companies.length })}</Button>
        </p>
      )}
    </Section>
  );
}
