import type { RequestWithChoices } from '../../api/types.ts';
import { Actor } from '../../parts/actor.tsx';
import { PersonName } from '../../parts/names.tsx';
import { Section } from '../../parts/section.tsx';
import { Table } from '../../parts/table.tsx';
import { Time } from '../../parts/time.tsx';
import { useMessages } from '../../words/messages.ts';

/** What was put right (Art. 16); the values are kept nowhere. */
export function RectifiedSection({ request: { rectified } }: { request: RequestWithChoices }) {
  const t = useMessages('request');
  if (rectified.length === 0) return null;
  return (
    <Section title={t('rectified')}>
      <Table
        caption={t('rectifiedCaption')}
        columns={[
          {
            key: 'property',
            header: t('subject'),
            rowHeader: true,
            cell: ({ property }) => t('property', { name: property }),
          },
          { key: 'contact', header: t('person'), cell: ({ contactId }) => <PersonName id={contactId} /> },
          { key: 'at', header: t('when'), cell: ({ at }) => <Time value={at} /> },
          { key: 'by', header: t('who'), cell: ({ by }) => <Actor id={by} /> },
        ]}
        rowKey={({ contactId, property }) => `${contactId} ${property}`}
        rows={rectified}
      />
    </Section>
  );
}
