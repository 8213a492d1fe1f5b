import { useState } from 'preact/hooks';
import { api } from '../../api/client.ts';
import { Button } from '../../parts/button.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { Problem } from '../../parts/problem.tsx';
import { useMessages } from '../../words/messages.ts';
import { listMessages } from './list-messages.ts';
import { ReasonField } from './reason-field.tsx';
import { type ListDialog, useListAction } from './use-list-action.ts';

/** Rejects a list, with one of the policy's reasons. */
export function RejectDialog(props: ListDialog) {
  const t = useMessages(listMessages);
  const { list, onClose } = props;
  const [reason, setReason] = useState(list.excludeReasons[0] ?? '');
  const reject = useListAction(props, () => api.send('POST', `/api/erasures/${list.id}/rejection`, { reason }));
  return (
    <Dialog onClose={onClose} title={t('rejectTitle')}>
      <p>{t('rejectText')}</p>
      <Problem problem={reject.problem} />
      <ReasonField codes={list.excludeReasons} onChange={setReason} value={reason} />
      <div class="dialog-actions">
        <Button busy={reject.busy} kind="primary" onClick={() => reject.run()}>
          {t('rejectDo')}
        </Button>
      </div>
    </Dialog>
  );
}
