import { api } from '../../api/client.ts';
import { useMessages } from '../../words/messages.ts';
import { ReasonDialog } from './reason-dialog.tsx';
import { type ListDialog, useListAction } from './use-list-action.ts';

/** Takes people off a list, with one of the policy's reasons. */
export function ExcludeDialog({ chosen, ...props }: ListDialog & { chosen: readonly string[] }) {
  const t = useMessages('erasureList');
  const { list, onClose } = props;
  const exclude = useListAction(props, (reason: string) =>
    api.send('PATCH', `/api/erasures/${list.id}`, { exclude: chosen.map((contactId) => ({ contactId, reason })) }),
  );
  return (
    <ReasonDialog
      action={exclude}
      codes={list.excludeReasons}
      onClose={onClose}
      submit={t('excludeDo')}
      text={t('excludeText', { count: chosen.length })}
      title={t('excludeTitle')}
    />
  );
}
