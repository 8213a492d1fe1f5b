import type { ComponentChildren } from 'preact';
import type { ApiProblem } from '../api/problem.ts';
import { useMessages } from '../words/messages.ts';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { Problem } from './problem.tsx';

/** A form in a dialog. What is typed stays when it comes to nothing; the caller closes it when it came to something. */
export function FormDialog({
  title,
  submit,
  danger = false,
  busy,
  problem,
  says,
  onSubmit,
  onClose,
  children,
}: {
  title: string;
  /** The text of the button that sends it. */
  submit: string;
  danger?: boolean;
  busy: boolean;
  problem: ApiProblem | undefined;
  /** Texts for kinds of problem, as `Problem` takes them. */
  says?: Readonly<Record<string, string>>;
  onSubmit(): unknown;
  onClose(): void;
  children: ComponentChildren;
}) {
  const t = useMessages('shared');
  return (
    <Dialog onClose={onClose} title={title}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (!busy) onSubmit();
        }}
      >
        <Problem problem={problem} {...(says === undefined ? {} : { says })} />
        {children}
        <div class="form-actions">
          <Button busy={busy} kind={danger ? 'danger' : 'primary'} type="submit">
            {submit}
          </Button>
          <Button onClick={onClose}>{t('cancel')}</Button>
        </div>
      </form>
    </Dialog>
  );
}
