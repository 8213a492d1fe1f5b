import { useState } from 'preact/hooks';
import { api } from '../../api/client.ts';
import { useAction } from '../../api/use-action.ts';
import { Button } from '../../parts/button.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { Problem } from '../../parts/problem.tsx';
import { useMessages } from '../../words/messages.ts';

/** Cancels a run that goes on, after asking once. */
export function CancelRun({ id, onCancelled }: { id: string; onCancelled(): void }) {
  const t = useMessages('run');
  const [isAsking, setAsking] = useState(false);
  const [isStopping, setStopping] = useState(false);
  const cancel = useAction(async () => {
    await api.send('DELETE', `/api/runs/${id}`);
    setAsking(false);
    setStopping(true);
    onCancelled();
  });
  if (isStopping) return <p role="status">{t('stopping')}</p>;
  return (
    <>
      <Button onClick={() => setAsking(true)}>{t('cancel')}</Button>
      {isAsking && (
        <Dialog onClose={() => setAsking(false)} title={t('cancelTitle')}>
          <Problem problem={cancel.problem} />
          <p>{t('cancelText')}</p>
          <div class="dialog-actions">
            <Button busy={cancel.busy} kind="danger" onClick={cancel.run}>
              {t('cancelYes')}
            </Button>
            <Button onClick={() => setAsking(false)}>{t('cancelNo')}</Button>
          </div>
        </Dialog>
      )}
    </>
  );
}
