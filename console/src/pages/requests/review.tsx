import { useSession } from '../../session/session.tsx';
import { api } from '../../api/client.ts';
import type { CopyReviewAnswer, RequestWithChoices } from '../../api/types.ts';
import { useAction } from '../../api/use-action.ts';
import { Button } from '../../parts/button.tsx';
import { Problem } from '../../parts/problem.tsx';
import { Section } from '../../parts/section.tsx';
import { type Column, Table } from '../../parts/table.tsx';
import { Count, Time } from '../../parts/time.tsx';
import { useMessages } from '../../words/messages.ts';
import { Subject } from './subject.tsx';

/** Where a copy may tell of other people (Art. 15(4)): looked for when an officer asks, and not kept. */
export function ReviewSection({
  request: { id, kind, state, contactIds },
  review,
  onFound,
}: {
  request: RequestWithChoices;
  review: CopyReviewAnswer | undefined;
  onFound(review: CopyReviewAnswer): void;
}) {
  const t = useMessages('requestSections');
  const { can } = useSession();
  const { run, busy, problem } = useAction(async () => {
    onFound(await api.get<CopyReviewAnswer>(`/api/requests/${id}/review`));
  });
  const isCopied = kind === 'access' || kind === 'portability';
  const isBefore = state === 'received' || state === 'identifying' || state === 'assessing';
  if (!can('officer') || !isCopied || contactIds.length === 0 || !isBefore) return null;
  return (
    <Section title={t('review')}>
      <p>{t('reviewText')}</p>
      <p>
        <Button busy={busy} onClick={run}>
          {review === undefined ? t('look') : t('lookAgain')}
        </Button>
      </p>
      <Problem problem={problem} />
      <div aria-live="polite">{review !== undefined && <Found review={review} />}</div>
    </Section>
  );
}

function Found({ review: { asOf, withOthers, hints, missingScopes } }: { review: CopyReviewAnswer }) {
  const t = useMessages('requestSections');
  return (
    <>
      <p class="soft">
        {t('looked')} <Time value={asOf} />
      </p>
      {missingScopes.length > 0 && <p class="notice warning">{t('missing', { scopes: missingScopes.join(', ') })}</p>}
      <Subjects
        caption={t('withOthers')}
        column={{
          key: 'others',
          header: t('others'),
          numeric: true,
          cell: ({ othersCount }) => <Count n={othersCount} />,
        }}
        empty={t('noOthers')}
        rows={withOthers}
      />
      <Subjects
        caption={t('hints')}
        column={{ key: 'found', header: t('found'), cell: ({ found }) => found.join(', ') }}
        empty={t('noHints')}
        rows={hints}
      />
    </>
  );
}

/** Things that may tell of others, and what was found of each. */
function Subjects<Row extends Pick<CopyReviewAnswer['hints'][number], 'subject' | 'contactId' | 'at'>>({
  column,
  ...table
}: {
  caption: string;
  empty: string;
  rows: readonly Row[];
  column: Column<Row>;
}) {
  const t = useMessages('requestSections');
  return (
    <Table
      {...table}
      columns={[
        { key: 'subject', header: t('subject'), rowHeader: true, cell: ({ subject }) => <Subject subject={subject} /> },
        { key: 'at', header: t('day'), cell: ({ at }) => <Time value={at} /> },
        column,
      ]}
      rowKey={({ subject, contactId }) => `${subject} ${contactId}`}
    />
  );
}
