import { useState } from 'preact/hooks';
import { useQuery } from '../../routing/links.ts';
import { Button } from '../../parts/button.tsx';
import { Field } from '../../parts/field.tsx';
import { DateInput, Select, TextInput } from '../../parts/inputs.tsx';
import { useLanguage } from '../../words/language.tsx';
import { codeText, useMessages } from '../../words/messages.ts';
import { statusWords } from '../../words/retention.ts';
import { type Filter, isFiltered, NO_FILTER, STATUSES } from './filter.ts';
import { pageMessages } from './messages.ts';

/** Asks whom to show. What is asked for stands in the address. */
export function FilterForm({ filter }: { filter: Filter }) {
  const t = useMessages(pageMessages);
  const { language } = useLanguage();
  const { setQuery, withQuery } = useQuery();
  const [draft, setDraft] = useState(filter);
  const change = (name: keyof Filter) => (value: string) => setDraft((before) => ({ ...before, [name]: value }));
  const statuses = STATUSES.map((status) => [status, codeText(statusWords, language, status)] as const);
  return (
    <form
      aria-label={t('filters')}
      class="filters"
      onSubmit={(event) => {
        event.preventDefault();
        setQuery({ ...draft, companyId: draft.companyId.trim() });
      }}
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
      <Button kind="primary" type="submit">
        {t('apply')}
      </Button>
      {isFiltered(filter) && (
        <a class="button" href={withQuery({ ...NO_FILTER })}>
          {t('clear')}
        </a>
      )}
    </form>
  );
}
