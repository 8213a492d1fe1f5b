import { api } from '../../api/client.ts';
import { Button } from '../../parts/button.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { Problem } from '../../parts/problem.tsx';
import { useMessages } from '../../words/messages.ts';
import { type ListDialog, useListAction } from './use-list-action.ts';

/** Cancels a list, or stops an erasure that waits. */
export function CancelDialog(props: ListDialog) {
  const t = useMessages('erasureList');
  const { list, onClose } = props;
  const cancel = useListAction(props, () => api.send('DELETE', `/api/erasures/${list.id}`));
  return (
    <Dialog onClose={onClose} title={t('cancelTitle')}>
      <p>{t('cancelText')}</p>
      <Problem problem={cancel.problem} />
      <div class="dialog-actions">
        <Button busy={cancel.busy} kind="danger" onClick={() => cancel.run()}>
          {list.state === 'approved' ? t('stopDo') : t('cancelDo')}
        </Button>
      </div>
    </Dialog>
  );
}
