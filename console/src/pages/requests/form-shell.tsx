import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { fieldProblem } from '../../api/field-problem.ts';
import type { ApiProblem } from '../../api/problem.ts';
import type { RequestWithChoices } from '../../api/types.ts';
import { fieldId } from '../../parts/field.tsx';
import { FormDialog } from '../../parts/form-dialog.tsx';
import { useMessages } from '../../words/messages.ts';
import type { RequestAction } from './next-steps.ts';
import { actionProblems } from './says.ts';

/** What every form of an action is given. */
export interface FormProps {
  readonly request: RequestWithChoices;
  readonly busy: boolean;
  readonly problem: ApiProblem | undefined;
  /** Sends it; the page closes the form when it came to something. */
  send(body?: unknown): void;
  close(): void;
}

/** The dialog around the fields of an action: looks at them before it sends them. */
export function FormShell({
  action,
  request: _,
  busy,
  problem,
  send,
  close,
  danger = false,
  check,
  body,
  children,
}: FormProps & {
  readonly action: RequestAction;
  readonly danger?: boolean;
  /** What is wrong with the fields, by their names. */
  check(): Readonly<Record<string, string>>;
  body(): unknown;
  children(error: (path: string, own: string) => string | undefined): ComponentChildren;
}) {
  const t = useMessages('requestActs');
  const title = useMessages('requestActions')(action);
  const [found, setFound] = useState<Readonly<Record<string, string>>>({});
  return (
    <FormDialog
      busy={busy}
      danger={danger}
      onClose={close}
      onSubmit={() => {
        const wrong = check();
        setFound(wrong);
        const [first] = Object.keys(wrong);
        if (first === undefined) send(body());
        else document.getElementById(fieldId(first))?.focus();
      }}
      problem={problem}
      says={actionProblems(t)}
      submit={action === 'complete' || action === 'withdraw' ? title : t('ok')}
      title={title}
    >
      {children(fieldProblem(problem, found))}
    </FormDialog>
  );
}
