import type { ContactAnswer } from '../../api/types.ts';
import { href } from '../../routing/links.ts';
import { PersonName } from '../../parts/names.tsx';
import { Status, type StatusKind } from '../../parts/status.tsx';
import type { Column } from '../../parts/table.tsx';
import { Day, Time } from '../../parts/time.tsx';
import { formatDay } from '../../words/formats.ts';
import { useLanguage } from '../../words/language.tsx';
import { codeText, useMessages } from '../../words/messages.ts';
import { basisWords, decisionWords, statusWords } from '../../words/retention.ts';
import { pageMessages } from './messages.ts';

const KINDS: Readonly<Record<ContactAnswer['status'], StatusKind>> = {
  active: 'good',
  ending_soon: 'info',
  ended: 'warning',
  on_hold: 'neutral',
  unknown: 'bad',
};

/** What is shown of a person in the table. */
export function useContactColumns(): readonly Column<ContactAnswer>[] {
  const t = useMessages(pageMessages);
  const { language } = useLanguage();
  return [
    {
      ...{ key: 'person', header: t('person'), rowHeader: true, sort: 'contactId' },
      cell: ({ contactId }) => <PersonName id={contactId} />,
    },
    {
      ...{ key: 'status', header: t('status') },
      cell: ({ status }) => <Status kind={KINDS[status]}>{codeText(statusWords, language, status)}</Status>,
    },
    { key: 'ends', header: t('ends'), sort: 'endsOn', cell: ({ endsOn }) => <Day value={endsOn} /> },
    {
      ...{ key: 'basis', header: t('basis') },
      cell: ({ basis }) => (basis === null ? <Day value={null} /> : codeText(basisWords, language, basis)),
    },
    {
      ...{ key: 'decision', header: t('decision') },
      cell: ({ decision, status }) =>
        decision === null && status !== 'ended' ? (
          <Day value={null} />
        ) : (
          codeText(decisionWords, language, decision ?? 'none')
        ),
    },
    { key: 'last', header: t('lastContact'), cell: ({ lastContactAt }) => <Time value={lastContactAt} /> },
    {
      ...{ key: 'customer', header: t('customerContact') },
      cell: ({ customerLastContactAt }) => <Time value={customerLastContactAt} />,
    },
    {
      ...{ key: 'company', header: t('company') },
      cell: ({ companyId }) =>
        companyId === null ? <Day value={null} /> : <a href={href('/retention', { companyId })}>{companyId}</a>,
    },
    { key: 'other', header: t('other'), cell: (contact) => <Remarks contact={contact} /> },
    {
      ...{ key: 'trail', header: t('trail') },
      cell: ({ contactId }) => (
        <a aria-label={t('trailOf', { id: contactId })} href={href('/audit', { contactId })}>
          {t('trail')}
        </a>
      ),
    },
  ];
}

function Remarks({ contact }: { contact: ContactAnswer }) {
  const t = useMessages(pageMessages);
  const { language } = useLanguage();
  const { restricted, holdUntil, consentReview, requestOpen } = contact;
  const said = [
    restricted && t('restricted'),
    holdUntil !== null && t('hold', { day: formatDay(holdUntil, language) }),
    requestOpen.length > 0 && t('requestOpen', { count: requestOpen.length }),
    consentReview && t('consentReview'),
  ].filter((text) => text !== false);
  return said.length === 0 ? <Day value={null} /> : <span>{said.join('; ')}</span>;
}
