import type { ErasureAnswer } from '../../api/types.ts';
import { Section } from '../../parts/section.tsx';
import { Status } from '../../parts/status.tsx';
import { Table } from '../../parts/table.tsx';
import { Count, Day, Time } from '../../parts/time.tsx';
import { formatTime } from '../../words/formats.ts';
import { useLanguage } from '../../words/language.ts';
import { useMessages } from '../../words/messages.ts';

type Check = ErasureAnswer['laterChecks'][number];

/** Looks after 30 and 90 days whether everything is still gone. */
export function LaterChecks({ checks }: { checks: readonly Check[] }) {
  const t = useMessages('erasureList');
  return (
    <Section title={t('laterTitle')}>
      <p>{t('laterText')}</p>
      <Table
        caption={t('laterTitle')}
        captionHidden
        columns={[
          { key: 'days', header: t('laterDays'), rowHeader: true, cell: ({ days }) => <Count n={days} /> },
          { key: 'due', header: t('laterDue'), cell: ({ dueOn }) => <Day value={dueOn} /> },
          { key: 'at', header: t('laterAt'), cell: ({ at }) => <Time value={at} /> },
          { key: 'result', header: t('laterResult'), cell: (check) => <Result check={check} /> },
        ]}
        rowKey={({ days }) => String(days)}
        rows={checks}
      />
    </Section>
  );
}

function Result({ check: { result, found, foundCount = found.length, goneAt } }: { check: Check }) {
  const t = useMessages('erasureList');
  const { language } = useLanguage();
  if (result === null) return <Status kind="neutral">{t('laterWaiting')}</Status>;
  if (result === 'gone') return <Status kind="good">{t('laterGone')}</Status>;
  return (
    <>
      <Status kind="bad">{t('laterFound', { count: foundCount })}</Status> {found.join(', ')}
      {goneAt && ` (${t('laterGoneAt', { time: formatTime(goneAt, language) })})`}
    </>
  );
}
