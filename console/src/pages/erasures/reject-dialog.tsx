import { api } from '../../api/client.ts';
import { useMessages } from '../../words/messages.ts';
import { ReasonDialog } from './reason-dialog.tsx';
import { type ListDialog, useListAction } from './use-list-action.ts';

/** Rejects a list, with one of the policy's reasons. */
export function RejectDialog(props: ListDialog) {
  const t = useMessages('erasureList');
  const { list, onClose } = props;
  const reject = useListAction(props, (reason: string) =>
    api.send('POST', `/api/erasures/${list.id}/rejection`, { reason }),
  );
  return (
    <ReasonDialog
      action={reject}
      codes={list.excludeReasons}
      onClose={onClose}
      submit={t('rejectDo')}
      text={t('rejectText')}
      title={t('rejectTitle')}
    />
  );
}
