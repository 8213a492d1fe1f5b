import { useState } from 'preact/hooks';
import type { Action } from '../../api/use-action.ts';
import { Field, fieldId } from '../../parts/field.tsx';
import { FormDialog } from '../../parts/form-dialog.tsx';
import { Select } from '../../parts/inputs.tsx';
import { useLanguage } from '../../words/language.ts';
import { codeText, useMessages } from '../../words/messages.ts';

/** Does something with one of the policy's reasons. None is chosen at first: the reason stays in the trail, so a person has to mean it. */
export function ReasonDialog({
  codes,
  title,
  text,
  submit,
  action: { run, busy, problem },
  onClose,
}: {
  codes: readonly string[];
  title: string;
  text: string;
  /** The text of the button that does it. */
  submit: string;
  action: Action<[reason: string], void>;
  onClose(): void;
}) {
  const t = useMessages('erasureList');
  const { language } = useLanguage();
  const [reason, setReason] = useState('');
  const [wasTried, setTried] = useState(false);
  return (
    <FormDialog
      busy={busy}
      onClose={onClose}
      onSubmit={() => {
        setTried(true);
        if (reason === '') document.getElementById(fieldId('reason'))?.focus();
        else run(reason);
      }}
      problem={problem}
      submit={submit}
      title={title}
    >
      <p>{text}</p>
      <Field error={wasTried && reason === '' ? t('needReason') : undefined} label={t('reason')} name="reason">
        <Select<string>
          onChange={setReason}
          options={[
            ['', t('chooseReason')],
            ...codes.map((code) => [code, codeText('erasureReasons', language, code)] as const),
          ]}
          value={reason}
        />
      </Field>
    </FormDialog>
  );
}
