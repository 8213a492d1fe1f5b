import type { RunAnswer } from '../../api/types.ts';
import { Section } from '../../parts/section.tsx';
import { type Column, Table } from '../../parts/table.tsx';
import { Count } from '../../parts/time.tsx';
import { useMessages } from '../../words/messages.ts';

const COUNTS = ['total', 'processed', 'changed', 'unchanged', 'failed', 'unknown'] as const;

/** How many records a run looked at, and what became of them. */
export function Counts({ run: { contacts, companies } }: { run: RunAnswer }) {
  const t = useMessages('run');
  const rows = [
    { kind: 'contacts', counts: contacts },
    { kind: 'companies', counts: companies },
  ] as const;
  const columns: readonly Column<(typeof rows)[number]>[] = [
    { key: 'kind', header: t('kind'), rowHeader: true, cell: ({ kind }) => t(kind) },
    ...COUNTS.map((name) => ({
      key: name,
      header: t(name),
      numeric: true,
      cell: ({ counts }: (typeof rows)[number]) => <Count n={counts[name]} />,
    })),
  ];
  return (
    <Section title={t('counts')}>
      <Table caption={t('countsCaption')} captionHidden columns={columns} rowKey={({ kind }) => kind} rows={rows} />
    </Section>
  );
}
