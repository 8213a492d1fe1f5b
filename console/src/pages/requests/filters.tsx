import { useQuery } from '../../routing/links.ts';
import { Field } from '../../parts/field.tsx';
import { FilterForm } from '../../parts/filter-form.tsx';
import { Select, TextInput } from '../../parts/inputs.tsx';
import { isRecordId } from '../../parts/record-id.ts';
import { useDraft } from '../../parts/use-draft.ts';
import { useLanguage } from '../../words/language.ts';
import { codeOptions, useMessages } from '../../words/messages.ts';

const NONE = { state: '', kind: '', contactId: '' };

/** Which requests are listed; the address keeps it. */
export function Filters() {
  const t = useMessages('requests');
  const { language } = useLanguage();
  const { query, setQuery } = useQuery();
  const [contactId, setContactId] = useDraft(query.contactId ?? '');
  const isWrong = contactId !== '' && !isRecordId(contactId);
  return (
    <FilterForm
      onClear={query.state || query.kind || query.contactId ? () => setQuery(NONE) : undefined}
      onSubmit={() => !isWrong && setQuery({ contactId })}
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
          options={codeOptions('requestKinds', language, t('anyKind'))}
          value={query.kind ?? ''}
        />
      </Field>
      <Field error={isWrong ? t('contactWrong') : undefined} label={t('contactId')} optional>
        <TextInput numeric onChange={(typed) => setContactId(typed.trim())} value={contactId} />
      </Field>
    </FilterForm>
  );
}
