import { useState } from 'preact/hooks';
import { useQuery } from '../../routing/links.ts';
import { Button } from '../../parts/button.tsx';
import { Field } from '../../parts/field.tsx';
import { Select, TextInput } from '../../parts/inputs.tsx';
import { useLanguage } from '../../words/language.tsx';
import { codeText, useMessages } from '../../words/messages.ts';
import { requestKinds } from '../../words/request-codes.ts';
import { listMessages } from './messages.ts';

/** Which requests are listed; the address keeps it. */
export function Filters() {
  const t = useMessages(listMessages);
  const { language } = useLanguage();
  const { query, setQuery } = useQuery();
  const [contactId, setContactId] = useState(query.contactId ?? '');
  const isWrong = contactId !== '' && !/^[1-9]\d{0,18}$/.test(contactId);
  return (
    <search aria-label={t('filters')}>
      <form
        class="filters"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (!isWrong) setQuery({ contactId });
        }}
      >
        <Field label={t('state')}>
          <Select
            onChange={(state) => setQuery({ state })}
            options={[
              ['', t('open')],
              ['ended', t('ended')],
              ['all', t('all')],
            ]}
            value={query.state ?? ''}
          />
        </Field>
        <Field label={t('kind')}>
          <Select
            onChange={(kind) => setQuery({ kind })}
            options={[
              ['', t('anyKind')],
              ...Object.keys(requestKinds.fi).map((kind) => [kind, codeText(requestKinds, language, kind)] as const),
            ]}
            value={query.kind ?? ''}
          />
        </Field>
        <Field error={isWrong ? t('contactWrong') : undefined} label={t('contactId')} optional>
          <TextInput numeric onChange={(typed) => setContactId(typed.trim())} value={contactId} />
        </Field>
        <Button type="submit">{t('search')}</Button>
      </form>
    </search>
  );
}
