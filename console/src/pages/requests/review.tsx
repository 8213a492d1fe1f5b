import { useSession } from '../../session/session.tsx';
import { api } from '../../api/client.ts';
import type { CopyReviewAnswer, RequestWithChoices } from '../../api/types.ts';
import { useAction } from '../../api/use-action.ts';
import { Button } from '../../parts/button.tsx';
import { Problem } from '../../parts/problem.tsx';
import { Section } from '../../parts/section.tsx';
import { Table } from '../../parts/table.tsx';
import { Count, Time } from '../../parts/time.tsx';
import { useMessages } from '../../words/messages.ts';
import { sectionMessages } from './section-messages.ts';
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
  const t = useMessages(sectionMessages);
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
  const t = useMessages(sectionMessages);
  return (
    <>
      <p class="soft">
        {t('looked')} <Time value={asOf} />
      </p>
      {missingScopes.length > 0 && <p class="notice warning">{t('missing', { scopes: missingScopes.join(', ') })}</p>}
      <Table
        caption={t('withOthers')}
        columns={[
          {
            key: 'subject',
            header: t('subject'),
            rowHeader: true,
            cell: ({ subject }) => <Subject subject={subject} />,
          },
          { key: 'at', header: t('day'), cell: ({ at }) => <Time value={at} /> },
          { key: 'others', header: t('others'), numeric: true, cell: ({ othersCount }) => <Count n={othersCount} /> },
        ]}
        empty={t('noOthers')}
        rowKey={({ subject, contactId }) => `${subject} ${contactId}`}
        rows={withOthers}
      />
      <Table
        caption={t('hints')}
        columns={[
          {
            key: 'subject',
            header: t('subject'),
            rowHeader: true,
            cell: ({ subject }) => <Subject subject={subject} />,
          },
          { key: 'at', header: t('day'), cell: ({ at }) => <Time value={at} /> },
          { key: 'found', header: t('found'), cell: ({ found }) => found.join(', ') },
        ]}
        empty={t('noHints')}
        rowKey={({ subject, contactId }) => `${subject} ${contactId}`}
        rows={hints}
      />
    </>
  );
}
