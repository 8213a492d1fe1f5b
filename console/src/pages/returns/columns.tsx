import type { ReturnLine } from '../../api/types.ts';
import { href } from '../../routing/links.ts';
import { useSession } from '../../session/session.tsx';
import { Actor } from '../../parts/actor.tsx';
import { Link } from '../../parts/link.tsx';
import { PersonName } from '../../parts/names.tsx';
import { Status } from '../../parts/status.tsx';
import type { Column } from '../../parts/table.tsx';
import { Time } from '../../parts/time.tsx';
import { useMessages } from '../../words/messages.ts';

/** An answer that somebody is about to give. */
export interface Asked {
  readonly line: ReturnLine;
  readonly answer: NonNullable<ReturnLine['answer']>;
}

/** Columns of those who wait for an answer; officers give it. */
export function useOpenColumns(ask: (asked: Asked) => void): readonly Column<ReturnLine>[] {
  const t = useMessages('returns');
  const { can } = useSession();
  const buttons = (line: ReturnLine) =>
    (['new_relationship', 'erase_again'] as const).map((answer) => (
      <button
        aria-label={t(answer === 'erase_again' ? 'answerErase' : 'answerNew', { id: line.contactId })}
        class="button"
        key={answer}
        onClick={() => ask({ line, answer })}
        type="button"
      >
        {t(answer)}
      </button>
    ));
  const [person, ...more] = useCommonColumns();
  return [
    person,
    {
      key: 'answer',
      header: t('answer'),
      cell: (line) => (can('officer') ? <div class="actions">{buttons(line)}</div> : t('officerAnswers')),
    },
    ...more,
  ];
}

/** Columns of those who have been answered. */
export function useAnsweredColumns(): readonly Column<ReturnLine>[] {
  const t = useMessages('returns');
  const [person, ...more] = useCommonColumns();
  return [
    person,
    { key: 'answer', header: t('answer'), cell: ({ answer }) => answer !== null && t(answer) },
    ...more,
    { key: 'at', header: t('answeredAt'), cell: ({ answeredAt }) => <Time value={answeredAt} /> },
    {
      key: 'by',
      header: t('answeredBy'),
      cell: ({ answeredBy }) => <Actor id={answeredBy} />,
    },
    {
      key: 'request',
      header: t('request'),
      cell: ({ requestId }) =>
        requestId === null ? <Time value={null} /> : <Link to={`/requests/${requestId}`}>{requestId}</Link>,
    },
  ];
}

function useCommonColumns(): readonly [Column<ReturnLine>, ...Column<ReturnLine>[]] {
  const t = useMessages('returns');
  return [
    {
      key: 'person',
      header: t('person'),
      rowHeader: true,
      cell: ({ contactId, match }) => (
        <>
          <PersonName id={contactId} />
          <div>
            <Status kind={match === 'strong' ? 'bad' : 'warning'}>{t(match)}</Status>
          </div>
        </>
      ),
    },
    { key: 'found', header: t('found'), cell: ({ foundAt }) => <Time value={foundAt} /> },
    {
      key: 'erasure',
      header: t('erasure'),
      cell: ({ erasureId }) => (
        <a class="hash" href={href(`/erasures/${erasureId}`)}>
          {erasureId}
        </a>
      ),
    },
  ];
}
