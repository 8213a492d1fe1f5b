import { api } from '../../api/client.ts';
import type { ReturnLine } from '../../api/types.ts';
import { useAction } from '../../api/use-action.ts';
import { Button } from '../../parts/button.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { Problem } from '../../parts/problem.tsx';
import { useMessages } from '../../words/messages.ts';
import type { Asked } from './columns.tsx';

/** Says what an answer comes to, and gives it. */
export function AnswerDialog({
  asked: { line, answer },
  onClose,
  onDone,
}: {
  asked: Asked;
  onClose(): void;
  onDone(line: ReturnLine): Promise<void>;
}) {
  const t = useMessages('returns');
  const { id, contactId } = line;
  const give = useAction(async () => {
    const { body } = await api.send<ReturnLine>('POST', `/api/returns/${id}/answer`, { answer });
    await onDone(body);
  });
  return (
    <Dialog onClose={onClose} title={t('confirmTitle', { answer: t(answer) })}>
      <p>{t(answer === 'erase_again' ? 'confirmErase' : 'confirmNew', { id: contactId })}</p>
      <Problem problem={give.problem} says={{ '409': t('otherwise') }} />
      <div class="dialog-actions">
        <Button busy={give.busy} kind="primary" onClick={() => give.run()}>
          {t('confirm')}
        </Button>
      </div>
    </Dialog>
  );
}
