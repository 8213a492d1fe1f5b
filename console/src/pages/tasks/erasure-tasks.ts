import type { ErasureSummary } from '../../api/types.ts';
import { dayOf, formatTime } from '../../words/formats.ts';
import type { Telling } from './request-tasks.ts';
import type { Task } from './task.ts';

type Told = Pick<Task, 'mine' | 'state' | 'note'> & { readonly dueOn?: string };

/** What an erasure list asks of somebody; nothing when it has ended. */
export function erasureTasks(list: ErasureSummary, telling: Telling): Task[] {
  const told = toldOf(list, telling);
  if (told === undefined) return [];
  const title = telling.t('list', { count: peopleToErase(list) });
  return [{ dueOn: null, ...told, key: `list-${list.id}`, to: `/erasures/${list.id}`, title }];
}

/** Those whom the list erases or has erased: who is protected or was taken off it is not among them. */
function peopleToErase({ people: { proposed, done, gone_already, failed } }: ErasureSummary): number {
  return proposed + done + gone_already + failed;
}

function toldOf(list: ErasureSummary, telling: Telling): Told | undefined {
  const { t, language, session } = telling;
  const { state, executeFrom } = list;
  const goesOn = (text: string): Told => ({ mine: false, state: { kind: 'info', text } });
  switch (state) {
    case 'awaiting_approval':
      return awaiting(list, telling);
    case 'preparing':
      return goesOn(t('listPreparing'));
    case 'checking':
      return goesOn(t('listChecking'));
    case 'executing':
      return goesOn(t('listExecuting'));
    case 'approved': {
      if (executeFrom === null) return goesOn(t('listApproved'));
      const note = t('listDelay', { time: formatTime(executeFrom, language) });
      return { ...goesOn(t('listApproved')), note, dueOn: dayOf(executeFrom) };
    }
    case 'failed':
      return { mine: session.can('officer'), state: { kind: 'bad', text: t('listFailed') }, note: t('listFailedNote') };
    case 'partly_completed':
      return {
        mine: session.can('officer'),
        state: { kind: 'warning', text: t('listPartly') },
        note: t('listPartlyNote'),
      };
    default:
      return undefined;
  }
}

/** Whoever prepared a list may not approve it, unless the policy asks for one person only. */
function awaiting({ approvals, preparers }: ErasureSummary, { t, session }: Telling): Told {
  const isOfficer = session.can('officer');
  const isOwn = approvals === 2 && preparers.includes(session.person.id);
  const note = isOfficer ? (isOwn ? t('listOwn') : t('listApprove')) : t('listNotMine');
  return { mine: isOfficer && !isOwn, state: { kind: 'warning', text: t('listAwaits') }, note };
}
