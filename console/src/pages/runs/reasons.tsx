import { useState } from 'preact/hooks';
import type { RunAnswer } from '../../api/types.ts';
import { Button } from '../../parts/button.tsx';
import { Section } from '../../parts/section.tsx';
import { type Column, Table } from '../../parts/table.tsx';
import { useLanguage } from '../../words/language.ts';
import { useMessages } from '../../words/messages.ts';
import { RecordOf } from './record.tsx';

type Reason = RunAnswer['failures'][number];

const SHOWN = 50;

/** Records with what is to be said of each; the first fifty, until somebody wants all. */
export function Reasons({ title, caption, rows }: { title: string; caption: string; rows: readonly Reason[] }) {
  const t = useMessages('run');
  const { language } = useLanguage();
  const [isAll, setAll] = useState(false);
  if (rows.length === 0) return null;
  const shown = isAll ? rows : rows.slice(0, SHOWN);
  const columns: readonly Column<Reason>[] = [
    { key: 'record', header: t('record'), rowHeader: true, cell: (row) => <RecordOf row={row} /> },
    { key: 'reason', header: t('reason'), cell: ({ reason }) => <span lang="en">{reason}</span> },
  ];
  return (
    <Section title={title}>
      {language !== 'en' && <p class="soft">{t('inEnglish')}</p>}
      <Table caption={caption} columns={columns} rowKey={(row) => keyOf(row)} rows={shown} />
      {shown.length < rows.length && (
        <p>
          <Button onClick={() => setAll(true)}>{t('showAll', { count: rows.length })}</Button>
        </p>
      )}
    </Section>
  );
}

function keyOf({ contactId = '', companyId = '', reason }: Reason): string {
  return `${contactId}/${companyId}/${reason}`;
}
