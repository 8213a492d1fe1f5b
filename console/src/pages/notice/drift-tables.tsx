import type { DriftAnswer } from '../../api/types.ts';
import { Section } from '../../parts/section.tsx';
import { Table } from '../../parts/table.tsx';
import { Count, Time } from '../../parts/time.tsx';
import { formatCount } from '../../words/formats.ts';
import { useLanguage } from '../../words/language.ts';
import { codeText, useMessages } from '../../words/messages.ts';

/** What differs, kind by kind; a kind of which there is nothing is left out. */
export function DriftTables({ drift }: { drift: DriftAnswer }) {
  const t = useMessages('drift');
  const { language } = useLanguage();
  const { undeclared, lacking, uncounted, engagements, unlisted } = drift;
  const object = {
    key: 'object',
    header: t('object'),
    cell: (one: { readonly object: 'contacts' | 'companies' }) => t(one.object),
  };
  const property = {
    key: 'property',
    header: t('property'),
    rowHeader: true,
    cell: (one: { readonly property: string }) => <code>{one.property}</code>,
  };
  const sensitivity = {
    key: 'sensitivity',
    header: t('sensitivity'),
    cell: (one: { readonly sensitivity: string }) => codeText('sensitivities', language, one.sensitivity),
  };
  const named = (one: { readonly object: string; readonly property: string }) => `${one.object} ${one.property}`;
  return (
    <>
      {undeclared.length > 0 && (
        <Section title={t('undeclared')}>
          <p>{t('undeclaredText')}</p>
          <Table<DriftAnswer['undeclared'][number]>
            caption={t('table', { title: t('undeclared') })}
            captionHidden
            columns={[
              property,
              object,
              {
                key: 'records',
                header: t('records'),
                numeric: true,
                cell: ({ records, orMore }) =>
                  orMore ? t('orMore', { count: formatCount(records, language) }) : <Count n={records} />,
              },
              sensitivity,
              { key: 'countedAt', header: t('countedAt'), cell: ({ countedAt }) => <Time value={countedAt} /> },
            ]}
            rowKey={named}
            rows={undeclared}
          />
        </Section>
      )}
      {lacking.length > 0 && (
        <Section title={t('lacking')}>
          <p>{t('lackingText')}</p>
          <Table<DriftAnswer['lacking'][number]>
            caption={t('table', { title: t('lacking') })}
            captionHidden
            columns={[property, object]}
            rowKey={named}
            rows={lacking}
          />
        </Section>
      )}
      {uncounted.length > 0 && (
        <Section title={t('uncounted')}>
          <Table<DriftAnswer['uncounted'][number]>
            caption={t('table', { title: t('uncounted') })}
            captionHidden
            columns={[
              property,
              object,
              sensitivity,
              {
                key: 'reason',
                header: t('reason'),
                cell: ({ reason }) => codeText('uncountedReasons', language, reason),
              },
            ]}
            rowKey={named}
            rows={uncounted}
          />
        </Section>
      )}
      {unlisted.length > 0 && (
        <Section title={t('unlisted')}>
          <Table<DriftAnswer['unlisted'][number]>
            caption={t('table', { title: t('unlisted') })}
            captionHidden
            columns={[{ ...object, rowHeader: true }, sensitivity]}
            rowKey={(one) => `${one.object} ${one.sensitivity}`}
            rows={unlisted}
          />
        </Section>
      )}
      {engagements.length > 0 && (
        <Section title={t('engagements')}>
          <Table<DriftAnswer['engagements'][number]>
            caption={t('table', { title: t('engagements') })}
            captionHidden
            columns={[
              {
                key: 'type',
                header: t('type'),
                rowHeader: true,
                cell: ({ type }) => codeText('activityTypes', language, type),
              },
              {
                key: 'records',
                header: t('records'),
                numeric: true,
                cell: ({ records }) => (records === null ? t('notCounted') : <Count n={records} />),
              },
            ]}
            rowKey={({ type }) => type}
            rows={engagements}
          />
        </Section>
      )}
    </>
  );
}
