import { useSession } from '../session/session.tsx';
import { daysBetween } from '../words/formats.ts';
import { messages, useMessages } from '../words/messages.ts';
import { Status } from './status.tsx';
import { Day } from './time.tsx';

/** As health warns of deadlines. */
const SOON_DAYS = 7;

const dueMessages = messages(
  {
    overdue: { one: 'myöhässä {count} päivän', other: 'myöhässä {count} päivää' },
    today: 'viimeinen päivä',
    left: { one: '{count} päivä jäljellä', other: '{count} päivää jäljellä' },
  },
  {
    overdue: { one: '{count} day late', other: '{count} days late' },
    today: 'last day',
    left: { one: '{count} day left', other: '{count} days left' },
  },
);

/** A deadline, and how many days are left. */
export function Due({ day }: { day: string }) {
  const t = useMessages(dueMessages);
  const days = daysBetween(useSession().today, day);
  const text = days < 0 ? t('overdue', { count: -days }) : days === 0 ? t('today') : t('left', { count: days });
  return (
    <span class="due">
      <Day value={day} /> <Status kind={days < 0 ? 'bad' : days <= SOON_DAYS ? 'warning' : 'neutral'}>{text}</Status>
    </span>
  );
}
