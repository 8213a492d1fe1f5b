import type { ContactAnswer } from '../../api/types.ts';
import { href } from '../../routing/links.ts';
import { Choice, type Chosen } from '../../parts/choice.tsx';
import { PersonName } from '../../parts/names.tsx';
import { Status, type StatusKind } from '../../parts/status.tsx';
import type { Column } from '../../parts/table.tsx';
import { Day, Time } from '../../parts/time.tsx';
import { formatDay, formatTime } from '../../words/formats.ts';
import { useLanguage } from '../../words/language.ts';
import { codeText, useMessages } from '../../words/messages.ts';

const KINDS: Readonly<Record<ContactAnswer['status'], StatusKind>> = {
  active: 'good',
  ending_soon: 'info',
  ended: 'warning',
  on_hold: 'neutral',
  unknown: 'bad',
};

/** What is shown of a person in the table, with what chooses those whose retention has ended. */
export function useContactColumns(chosen: Chosen | undefined): readonly Column<ContactAnswer>[] {
  const t = useMessages('retention');
  const { language } = useLanguage();
  const choosing: Column<ContactAnswer> = {
    key: 'choice',
    header: useMessages('shared')('chooseHeader'),
    cell: ({ contactId, status }) =>
      status === 'ended' && chosen !== undefined && <Choice chosen={chosen} id={contactId} />,
  };
  return [
    ...(chosen === undefined ? [] : [choosing]),
    {
      key: 'person',
      header: t('person'),
      rowHeader: true,
      sort: 'contactId',
      cell: ({ contactId }) => (
        <>
          <PersonName id={contactId} />
          <div>
            <a aria-label={t('trailOf', { id: contactId })} href={href('/audit', { contactId })}>
              {t('trail')}
            </a>
          </div>
        </>
      ),
    },
    { key: 'status', header: t('status'), cell: (contact) => <Standing contact={contact} /> },
    {
      key: 'ends',
      header: t('ends'),
      sort: 'endsOn',
      cell: ({ endsOn, basis }) => (
        <>
          <Day value={endsOn} />
          {basis !== null && <div class="soft">{codeText('retentionBases', language, basis)}</div>}
        </>
      ),
    },
    {
      key: 'last',
      header: t('lastContact'),
      cell: ({ lastContactAt, customerLastContactAt }) => (
        <>
          <Time value={lastContactAt} />
          {customerLastContactAt !== null && (
            <div class="soft">{t('customerContact', { time: formatTime(customerLastContactAt, language) })}</div>
          )}
        </>
      ),
    },
    {
      key: 'company',
      header: t('company'),
      cell: ({ companyId }) =>
        companyId === null ? <Day value={null} /> : <a href={href('/retention', { companyId })}>{companyId}</a>,
    },
    { key: 'other', header: t('other'), cell: (contact) => <Remarks contact={contact} /> },
  ];
}

/** Status, and what staff decided of somebody whose retention has ended. */
function Standing({ contact: { status, decision } }: { contact: ContactAnswer }) {
  const { language } = useLanguage();
  return (
    <>
      <Status kind={KINDS[status]}>{codeText('retentionStatuses', language, status)}</Status>
      {(status === 'ended' || decision !== null) && (
        <div>{codeText('retentionDecisions', language, decision ?? 'none')}</div>
      )}
    </>
  );
}

function Remarks({ contact }: { contact: ContactAnswer }) {
  const t = useMessages('retention');
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
