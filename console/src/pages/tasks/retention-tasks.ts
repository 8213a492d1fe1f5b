import type { ErasureSummary, StatisticsAnswer } from '../../api/types.ts';
import type { Telling } from './request-tasks.ts';
import { protectingList } from './protecting-list.ts';
import type { Task } from './task.ts';

/** While one of these is under way, those who are to be erased are on it already. */
const UNDER_WAY: readonly ErasureSummary['state'][] = [
  'preparing',
  'awaiting_approval',
  'checking',
  'approved',
  'executing',
];

/**
 * People whose retention has ended (§7): those of whom nobody has decided, and those who are to be erased while no list is under way: to
 * follow, and not to do, while all of them are protected.
 * Who is counted stands as of the last run; nothing where nobody has been counted.
 */
export function retentionTasks(
  { counts }: StatisticsAnswer,
  lists: readonly ErasureSummary[],
  { t, session }: Telling,
): Task[] {
  const { none = 0, erase = 0 } = counts?.endedByDecision ?? {};
  const mine = session.can('officer');
  const isUnderWay = lists.some(({ ground, state }) => ground === 'retention' && UNDER_WAY.includes(state));
  const undecided: Task = {
    key: 'retention-undecided',
    to: '/retention',
    query: { status: 'ended' },
    dueOn: null,
    mine,
    title: t('undecided', { count: none }),
    state: { kind: 'warning', text: t('undecidedState') },
    note: t('undecidedNote'),
  };
  const protecting = protectingList(lists, erase, session.today);
  const toErase: Task = {
    key: 'retention-to-erase',
    to: '/erasures',
    dueOn: null,
    mine,
    title: t('toErase', { count: erase }),
    state: { kind: 'info', text: t('toEraseState') },
    note: mine ? t('toEraseNote') : t('toEraseNotMine'),
    ...(protecting === undefined
      ? {}
      : {
          mine: false,
          to: `/erasures/${protecting.id}`,
          note: t('toEraseProtectedNote'),
          state: { kind: 'info', text: t('toEraseProtected') },
        }),
  };
  return [...(none > 0 ? [undecided] : []), ...(erase > 0 && !isUnderWay ? [toErase] : [])];
}
