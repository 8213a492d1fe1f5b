import { useState } from 'preact/hooks';
import { Field } from '../../parts/field.tsx';
import { Select, TextInput } from '../../parts/inputs.tsx';
import { useLanguage } from '../../words/language.ts';
import { useMessages } from '../../words/messages.ts';
import { type FormProps, FormShell } from './form-shell.tsx';

/** Puts a value right (Art. 16): of one contact, one property at a time. */
export function RectifyForm(form: FormProps) {
  const t = useMessages('requestActs');
  const one = useMessages('request');
  const { language } = useLanguage();
  const { contactIds, choices } = form.request;
  const [contactId, setContactId] = useState(contactIds.length === 1 ? (contactIds[0] ?? '') : '');
  const [property, setProperty] = useState('');
  const [value, setValue] = useState('');
  const messages = form.problem?.errors.filter(({ path }) => path === 'value').map(({ message }) => message) ?? [];
  return (
    <FormShell
      {...form}
      action="rectifications"
      body={() => ({ contactId, property, value })}
      check={() => ({
        ...(contactId === '' ? { contactId: t('choose') } : {}),
        ...(property === '' ? { property: t('needProperty') } : {}),
      })}
    >
      {(error) => (
        <>
          <Field error={error('contactId', t('wrongItem'))} label={t('contact')} name="contactId">
            <Select
              onChange={setContactId}
              options={[['', t('choose')], ...contactIds.map((id) => [id, one('contact', { id })] as const)]}
              value={contactId}
            />
          </Field>
          <Field error={error('property', t('needProperty'))} label={t('property')} name="property">
            <Select
              onChange={setProperty}
              options={[
                ['', t('choose')],
                ...choices.properties.map((it) => {
                  return [it.property, `${it.label[language] ?? it.label.fi} (${it.property})`] as const;
                }),
              ]}
              value={property}
            />
          </Field>
          <Field
            error={error('value', [t('wrongValue'), ...messages].join(' '))}
            hint={t('valueHint')}
            label={t('value')}
            name="value"
            optional
          >
            <TextInput onChange={setValue} value={value} />
          </Field>
        </>
      )}
    </FormShell>
  );
}
