import { useQuery } from '../../routing/links.ts';
import { Field } from '../../parts/field.tsx';
import { FilterForm } from '../../parts/filter-form.tsx';
import { DateInput, Select, TextInput } from '../../parts/inputs.tsx';
import { useDraft } from '../../parts/use-draft.ts';
import { useLanguage } from '../../words/language.ts';
import { codeText, useMessages } from '../../words/messages.ts';
import { type Filter, isFiltered, NO_FILTER, STATUSES } from './filter.ts';

/** Asks whom to show. What is asked for stands in the address. */
export function Filters({ filter }: { filter: Filter }) {
  const t = useMessages('retention');
  const { language } = useLanguage();
  const { setQuery } = useQuery();
  const [draft, setDraft] = useDraft(filter);
  const change = (name: keyof Filter) => (value: string) => setDraft((before) => ({ ...before, [name]: value }));
  const statuses = STATUSES.map((status) => [status, codeText('retentionStatuses', language, status)] as const);
  return (
    <FilterForm
      onClear={isFiltered(filter) ? () => setQuery({ ...NO_FILTER }) : undefined}
      onSubmit={() => setQuery({ ...draft, companyId: draft.companyId.trim() })}
    >
      <Field label={t('status')} name="status" optional>
        <Select<string>
          onChange={change('status')}
          options={[['', t('allStatuses')], ...statuses]}
          value={draft.status}
        />
      </Field>
      <Field label={t('endsFrom')} name="endsFrom" optional>
        <DateInput onChange={change('endsFrom')} value={draft.endsFrom} />
      </Field>
      <Field label={t('endsTo')} name="endsTo" optional>
        <DateInput onChange={change('endsTo')} value={draft.endsTo} />
      </Field>
      <Field label={t('companyField')} name="companyId" optional>
        <TextInput maxLength={19} numeric onChange={change('companyId')} value={draft.companyId} />
      </Field>
    </FilterForm>
  );
}
