import type { RunAnswer } from '../../api/types.ts';
import { Pager } from '../../parts/pager.tsx';
import { Section } from '../../parts/section.tsx';
import { type Column, Table } from '../../parts/table.tsx';
import { useMessages } from '../../words/messages.ts';
import { RecordOf } from './record.tsx';
import { goesOn } from './run-status.tsx';

type Change = NonNullable<RunAnswer['changes']>['items'][number];

/** What a dry run would change, page by page. */
export function Changes({ run }: { run: RunAnswer }) {
  const t = useMessages('run');
  const { changes, provisioning = [] } = run;
  if (changes === undefined) return null;
  const columns: readonly Column<Change>[] = [
    { key: 'record', header: t('record'), rowHeader: true, cell: (row) => <RecordOf row={row} /> },
    { key: 'property', header: t('property'), cell: ({ property }) => <code>{property}</code> },
    { key: 'before', header: t('before'), cell: ({ before }) => <Value text={before} /> },
    { key: 'after', header: t('after'), cell: ({ after }) => <Value text={after} /> },
    { key: 'reason', header: t('reason'), cell: ({ reason }) => <span lang="en">{reason}</span> },
  ];
  return (
    <Section title={t('changes')}>
      {provisioning.length > 0 && (
        <>
          <h3>{t('provisioning')}</h3>
          <ul>
            {provisioning.map((one) => (
              <li key={`${one.on}/${one.what}/${one.name}`}>
                <code>{`${one.on}: ${one.name}`}</code>
              </li>
            ))}
          </ul>
        </>
      )}
      <Table
        caption={t('changesCaption')}
        columns={columns}
        empty={goesOn(run) ? t('noChangesYet') : t('noChanges')}
        rowKey={({ contactId = '', companyId = '', property }) => `${contactId}/${companyId}/${property}`}
        rows={changes.items}
      />
      <Pager next={goesOn(run) && changes.items.length === 0 ? null : changes.continuation} />
    </Section>
  );
}

function Value({ text }: { text: string }) {
  return text === '' ? <span class="dash">–</span> : <span class="value">{text}</span>;
}
