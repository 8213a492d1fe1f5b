import type { ErasureItemAnswer } from '../../api/types.ts';
import { Choice, type Chosen } from '../../parts/choice.tsx';
import { PersonName } from '../../parts/names.tsx';
import { Status, type StatusKind } from '../../parts/status.tsx';
import type { Column } from '../../parts/table.tsx';
import { Day } from '../../parts/time.tsx';
import { useLanguage } from '../../words/language.ts';
import { codeText, useMessages } from '../../words/messages.ts';

const KINDS: Readonly<Record<ErasureItemAnswer['status'], StatusKind>> = {
  proposed: 'info',
  protected: 'good',
  excluded: 'neutral',
  changed: 'warning',
  done: 'good',
  gone_already: 'neutral',
  failed: 'bad',
};

const CLASSES = ['exclusive', 'company', 'shared', 'unread'] as const;

/** What is shown of a person of a list, with what chooses those to be taken off, and of one that was carried out what became of their activities. */
export function useItemColumns(
  chosen: Chosen | undefined,
  isCarriedOut: boolean,
): readonly Column<ErasureItemAnswer>[] {
  const t = useMessages('erasureList');
  const { language } = useLanguage();
  const choosing: Column<ErasureItemAnswer> = {
    key: 'choice',
    header: useMessages('shared')('chooseHeader'),
    cell: ({ contactId, status }) =>
      status === 'proposed' && chosen !== undefined && <Choice chosen={chosen} id={contactId} />,
  };
  const outcome: Column<ErasureItemAnswer> = {
    key: 'outcome',
    header: t('outcome'),
    cell: (item) => <Outcome item={item} />,
  };
  return [
    ...(chosen === undefined ? [] : [choosing]),
    {
      key: 'person',
      header: t('person'),
      rowHeader: true,
      cell: ({ contactId }) => <PersonName id={contactId} />,
    },
    { key: 'status', header: t('status'), cell: (item) => <Standing item={item} /> },
    { key: 'ends', header: t('ends'), cell: ({ endsOn }) => <Day value={endsOn} /> },
    {
      key: 'basis',
      header: t('basis'),
      cell: ({ basis, source }) => (
        <>
          {basis === null ? <Day value={null} /> : codeText('retentionBases', language, basis)}
          {source !== '' && (
            <div class="soft">
              <Activity name={source} />
            </div>
          )}
        </>
      ),
    },
    { key: 'activities', header: t('activities'), cell: (item) => <Activities item={item} /> },
    ...(isCarriedOut ? [outcome] : []),
  ];
}

/** How a person stands, why, and what a check found to differ. */
function Standing({ item: { status, reason, until, changes } }: { item: ErasureItemAnswer }) {
  const t = useMessages('erasureList');
  const { language } = useLanguage();
  const said = (code: string) => codeText('erasureReasons', language, code);
  return (
    <>
      <Status kind={KINDS[status]}>{codeText('itemStatuses', language, status)}</Status>
      {reason !== null && <div>{said(reason)}</div>}
      {until !== null && (
        <div>
          {t('until')} <Day value={until} />
        </div>
      )}
      {changes.length > 0 && (
        <div>
          <mark>{t('changed', { what: changes.map(said).join(', ') })}</mark>
        </div>
      )}
    </>
  );
}

/** How many activities a person has, by whom else they concern. */
function Activities({ item: { counts } }: { item: ErasureItemAnswer }) {
  const t = useMessages('erasureList');
  const there = CLASSES.filter((name) => counts[name] > 0);
  if (there.length === 0) return <Day value={null} />;
  return (
    <ul class="counts">
      {there.map((name) => (
        <li key={name}>{t(name, { count: counts[name] })}</li>
      ))}
    </ul>
  );
}

/** An activity as people call it: `tapaaminen 5512` of `meetings:5512`. */
export function Activity({ name }: { name: string }) {
  const { language } = useLanguage();
  const [type = '', id = ''] = name.split(':');
  return name === '' ? <Day value={null} /> : <span>{`${codeText('activityTypes', language, type)} ${id}`}</span>;
}

function Outcome({ item: { outcomes } }: { item: ErasureItemAnswer }) {
  const t = useMessages('erasureList');
  const said = (
    [
      ['archived', outcomes.archived],
      ['kept_scrubbed', outcomes.kept_scrubbed],
      ['archived_only', outcomes.archived_only],
      ['left', outcomes.left],
      ['gone_already', outcomes.gone_already],
      ['failedCount', outcomes.failed],
    ] as const
  ).flatMap(([key, count]) => (count === 0 ? [] : [t(key, { count })]));
  return said.length === 0 ? <Day value={null} /> : <span>{said.join(', ')}</span>;
}
