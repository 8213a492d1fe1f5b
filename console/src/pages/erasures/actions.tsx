import { useState } from 'preact/hooks';
import type { ErasureAnswer } from '../../api/types.ts';
import { useSession } from '../../session/session.tsx';
import { Button } from '../../parts/button.tsx';
import { useMessages } from '../../words/messages.ts';
import { ApproveDialog } from './approve-dialog.tsx';
import { CancelDialog } from './cancel-dialog.tsx';
import { RejectDialog } from './reject-dialog.tsx';

type Shown = 'approve' | 'reject' | 'cancel';

/** What the person may do with a list now, and why they may not do the rest. */
export function Actions({
  list,
  onChanged,
  onMoved,
}: {
  list: ErasureAnswer;
  onChanged(): Promise<void>;
  /** The list had changed before what was done arrived. */
  onMoved(): void;
}) {
  const t = useMessages('erasureList');
  const { can, person } = useSession();
  const [shown, setShown] = useState<Shown>();
  const { actions, approvals, preparers, people, state } = list;
  const isForOfficers = actions.includes('approve');
  const prepared = approvals !== 1 && preparers.includes(person.id);
  const mayDecide = can('officer') && !prepared;
  const close = () => setShown(undefined);
  const dialog = {
    list,
    onClose: close,
    onDone: async () => {
      await onChanged();
      close();
    },
    onMoved: () => {
      close();
      onMoved();
      return onChanged();
    },
  };
  return (
    <>
      {isForOfficers && can('officer') && prepared && people.proposed > 0 && <p class="notice">{t('youPrepared')}</p>}
      {isForOfficers && !can('officer') && <p class="notice">{t('notYourRole')}</p>}
      <div class="actions">
        {isForOfficers && mayDecide && people.proposed > 0 && (
          <Button kind="primary" onClick={() => setShown('approve')}>
            {t('approve')}
          </Button>
        )}
        {actions.includes('reject') && mayDecide && <Button onClick={() => setShown('reject')}>{t('reject')}</Button>}
        {actions.includes('cancel') && can('officer', 'admin') && (
          <Button kind={state === 'approved' ? 'danger' : 'secondary'} onClick={() => setShown('cancel')}>
            {state === 'approved' ? t('stop') : t('cancel')}
          </Button>
        )}
      </div>
      {shown === 'approve' && <ApproveDialog {...dialog} />}
      {shown === 'reject' && <RejectDialog {...dialog} />}
      {shown === 'cancel' && <CancelDialog {...dialog} />}
    </>
  );
}
