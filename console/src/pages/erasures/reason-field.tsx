import { Field } from '../../parts/field.tsx';
import { Select } from '../../parts/inputs.tsx';
import { reasonWords } from '../../words/erasures.ts';
import { useLanguage } from '../../words/language.tsx';
import { codeText, useMessages } from '../../words/messages.ts';
import { listMessages } from './list-messages.ts';

/** Chooses one of the policy's codes. */
export function ReasonField({
  codes,
  value,
  onChange,
}: {
  codes: readonly string[];
  value: string;
  onChange(code: string): void;
}) {
  const t = useMessages(listMessages);
  const { language } = useLanguage();
  return (
    <Field label={t('reason')} name="reason">
      <Select<string>
        onChange={onChange}
        options={codes.map((code) => [code, codeText(reasonWords, language, code)] as const)}
        value={value}
      />
    </Field>
  );
}
