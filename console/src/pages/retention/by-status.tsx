import { useQuery } from '../../routing/links.ts';
import type { StatisticsAnswer } from '../../api/types.ts';
import { BarChart } from '../../parts/bar-chart.tsx';
import { Section } from '../../parts/section.tsx';
import { Table } from '../../parts/table.tsx';
import { Count } from '../../parts/time.tsx';
import { useLanguage } from '../../words/language.ts';
import { codeText, useMessages } from '../../words/messages.ts';
import { CONTACTS } from './contacts.tsx';
import { NO_FILTER, STATUSES } from './filter.ts';

type Counts = NonNullable<StatisticsAnswer['counts']>;

/** How many people are in each status; each leads to them. */
export function ByStatus({ counts }: { counts: Counts }) {
  const t = useMessages('retention');
  const { language } = useLanguage();
  const { withQuery } = useQuery();
  const rows = STATUSES.map((status) => ({
    key: status,
    label: codeText('retentionStatuses', language, status),
    href: withQuery({ ...NO_FILTER, status }) + CONTACTS,
    value: counts.byStatus[status] ?? 0,
  }));
  const decisions = Object.entries(counts.endedByDecision);
  return (
    <Section title={t('byStatus')}>
      <BarChart
        bars={rows.map(({ value, ...row }) => ({ ...row, values: [value] }))}
        parts={[t('people')]}
        title={t('total', { count: counts.total })}
      />
      <div class="beside">
        <Table
          caption={t('byStatus')}
          columns={[
            {
              key: 'status',
              header: t('status'),
              rowHeader: true,
              cell: ({ href, label }) => <a href={href}>{label}</a>,
            },
            { key: 'people', header: t('people'), numeric: true, cell: ({ value }) => <Count n={value} /> },
          ]}
          rowKey={({ key }) => key}
          rows={rows}
        />
        <Table
          caption={t('endedByDecision')}
          columns={[
            {
              key: 'decision',
              header: t('decision'),
              rowHeader: true,
              cell: ([decision]) => codeText('retentionDecisions', language, decision),
            },
            { key: 'people', header: t('people'), numeric: true, cell: ([, value]) => <Count n={value} /> },
          ]}
          rowKey={([decision]) => decision}
          rows={decisions}
        />
      </div>
    </Section>
  );
}
