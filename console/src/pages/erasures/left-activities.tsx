import { useState } from 'preact/hooks';
import type { CertificateAnswer } from '../../api/types.ts';
import type { Action } from '../../api/use-action.ts';
import { Button } from '../../parts/button.tsx';
import { Problem } from '../../parts/problem.tsx';
import { Section } from '../../parts/section.tsx';
import { Table } from '../../parts/table.tsx';
import { useMessages } from '../../words/messages.ts';
import { Activity } from './item-columns.tsx';

/** Activities that concern others too, by the certificate: a human has to read them. Fetched when asked for, for it may be long. */
export function LeftActivities({ fetchIt }: { fetchIt: Action<[], CertificateAnswer> }) {
  const t = useMessages('erasureList');
  const [certificate, setCertificate] = useState<CertificateAnswer>();
  const rows = certificate?.people.flatMap(({ contactId, left }) => left.map((activity) => ({ contactId, activity })));
  return (
    <Section title={t('leftTitle')}>
      <p>{t('leftText')}</p>
      <Problem problem={fetchIt.problem} />
      {rows === undefined ? (
        <Button busy={fetchIt.busy} onClick={() => fetchIt.run().then(setCertificate)}>
          {t('showLeft')}
        </Button>
      ) : (
        <Table
          caption={t('leftTitle')}
          captionHidden
          columns={[
            {
              key: 'activity',
              header: t('activity'),
              rowHeader: true,
              cell: ({ activity }) => <Activity name={activity} />,
            },
            { key: 'contact', header: t('ofContact'), cell: ({ contactId }) => contactId },
          ]}
          empty={t('leftNone')}
          rowKey={({ contactId, activity }) => contactId + activity}
          rows={rows}
        />
      )}
    </Section>
  );
}
