import { useQuery } from '../../routing/links.ts';
import { useSession } from '../../session/session.tsx';
import { BarChart } from '../../parts/bar-chart.tsx';
import { Field } from '../../parts/field.tsx';
import { Select } from '../../parts/inputs.tsx';
import { Section } from '../../parts/section.tsx';
import { Table } from '../../parts/table.tsx';
import { Count } from '../../parts/time.tsx';
import { formatMonth } from '../../words/formats.ts';
import { useLanguage } from '../../words/language.ts';
import { codeText, useMessages } from '../../words/messages.ts';
import { CONTACTS } from './contacts.tsx';
import { NO_FILTER, STATUSES } from './filter.ts';
import { daysOf, type Month, monthsFrom, yearsOf } from './months.ts';

/** How many people end in each month of a year; each month leads to them. */
export function ByMonth({ byMonth }: { byMonth: readonly Month[] }) {
  const t = useMessages('retention');
  const { language } = useLanguage();
  const { today } = useSession();
  const { query, setQuery, withQuery } = useQuery();
  const years = yearsOf(byMonth);
  const year = years.includes(query.year ?? '') ? query.year : undefined;
  const { months, ...others } = monthsFrom(byMonth, year === undefined ? today.slice(0, 7) : `${year}-01`);
  const rows = months.map((month) => {
    const { first, last } = daysOf(month.month);
    const href = withQuery({ ...NO_FILTER, endsFrom: first, endsTo: last }) + CONTACTS;
    return { ...month, href, label: formatMonth(month.month, language) };
  });
  const outside = (['earlier', 'later', 'noEnd'] as const).filter((which) => others[which] > 0);
  return (
    <Section title={t('byMonth')}>
      <div class="filters">
        <Field label={t('shownMonths')} optional>
          <Select<string>
            onChange={(value) => setQuery({ year: value })}
            options={[['', t('nextTwelve')], ...years.map((one) => [one, one] as const)]}
            value={year ?? ''}
          />
        </Field>
      </div>
      <BarChart
        bars={rows.map(({ month, label, href, byStatus }) => {
          return { key: month, label, href, values: STATUSES.map((status) => byStatus[status] ?? 0) };
        })}
        parts={STATUSES.map((status) => codeText('retentionStatuses', language, status))}
        title={t('byMonth')}
      />
      {outside.length > 0 && (
        <p class="soft">
          {t('outside')} {outside.map((which) => t(which, { count: others[which] })).join(', ')}.
        </p>
      )}
      <Table
        caption={t('byMonth')}
        captionHidden
        columns={[
          { key: 'month', header: t('month'), rowHeader: true, cell: ({ href, label }) => <a href={href}>{label}</a> },
          ...STATUSES.map((status) => ({
            key: status,
            header: codeText('retentionStatuses', language, status),
            numeric: true,
            cell: ({ byStatus }: (typeof rows)[number]) => <Count n={byStatus[status] ?? 0} />,
          })),
          { key: 'total', header: t('people'), numeric: true, cell: ({ total }) => <Count n={total} /> },
        ]}
        empty={t('nobodyThen')}
        rowKey={({ month }) => month}
        // The chart shows when nobody ends, too.
        rows={rows.filter(({ total }) => total > 0)}
      />
    </Section>
  );
}
