import { useSession } from '../session/session.tsx';
import { daysBetween } from '../words/formats.ts';
import { useMessages } from '../words/messages.ts';
import { Status } from './status.tsx';
import { Day } from './time.tsx';

/** As health warns of deadlines. */
const SOON_DAYS = 7;

/** A deadline, and how many days are left. */
export function Due({ day }: { day: string }) {
  const t = useMessages('due');
  const days = daysBetween(useSession().today, day);
  const text = days < 0 ? t('overdue', { count: -days }) : days === 0 ? t('today') : t('left', { count: days });
  return (
    <span class="due">
      <Day value={day} /> <Status kind={days < 0 ? 'bad' : days <= SOON_DAYS ? 'warning' : 'neutral'}>{text}</Status>
    </span>
  );
}
