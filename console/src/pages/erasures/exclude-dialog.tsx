import { useState } from 'preact/hooks';
import { api } from '../../api/client.ts';
import { Button } from '../../parts/button.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { Problem } from '../../parts/problem.tsx';
import { useMessages } from '../../words/messages.ts';
import { listMessages } from './list-messages.ts';
import { ReasonField } from './reason-field.tsx';
import { type ListDialog, useListAction } from './use-list-action.ts';

/** Takes people off a list, with one of the policy's reasons. */
export function ExcludeDialog({ chosen, ...props }: ListDialog & { chosen: readonly string[] }) {
  const t = useMessages(listMessages);
  const { list, onClose } = props;
  const [reason, setReason] = useState(list.excludeReasons[0] ?? '');
  const exclude = useListAction(props, () =>
    api.send('PATCH', `/api/erasures/${list.id}`, { exclude: chosen.map((contactId) => ({ contactId, reason })) }),
  );
  return (
    <Dialog onClose={onClose} title={t('excludeTitle')}>
      <p>{t('excludeText', { count: chosen.length })}</p>
      <Problem problem={exclude.problem} />
      <ReasonField codes={list.excludeReasons} onChange={setReason} value={reason} />
      <div class="dialog-actions">
        <Button busy={exclude.busy} kind="primary" onClick={() => exclude.run()}>
          {t('excludeDo')}
        </Button>
      </div>
    </Dialog>
  );
}
