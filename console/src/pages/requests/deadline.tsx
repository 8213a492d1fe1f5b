import { useSession } from '../../session/session.tsx';
import type { PersonRequestAnswer } from '../../api/types.ts';
import { Status } from '../../parts/status.tsx';
import { Day } from '../../parts/time.tsx';
import { useMessages } from '../../words/messages.ts';
import { deadlineOf } from './deadline.ts';
import { deadlineMessages } from './messages.ts';

const KINDS = { overdue: 'bad', soon: 'warning', later: 'neutral' } as const;

/** When a request has to be answered, and how many days are left. */
export function DueOn({ request }: { request: Pick<PersonRequestAnswer, 'dueOn' | 'endedAt'> }) {
  const t = useMessages(deadlineMessages);
  const { today } = useSession();
  const { urgency, days } = deadlineOf(request, today);
  const text = days < 0 ? t('overdue', { count: -days }) : days === 0 ? t('today') : t('left', { count: days });
  return (
    <>
      <Day value={request.dueOn} /> {urgency !== 'ended' && <Status kind={KINDS[urgency]}>{text}</Status>}
    </>
  );
}
