import { useState } from 'preact/hooks';
import { useQuery } from '../../routing/links.ts';
import { Field, fieldId } from '../../parts/field.tsx';
import { FilterForm } from '../../parts/filter-form.tsx';
import { DateInput, TextInput } from '../../parts/inputs.tsx';
import { useDraft } from '../../parts/use-draft.ts';
import { useMessages } from '../../words/messages.ts';
import { faultsOfQuery, TRAIL_FIELDS } from './trail-query.ts';

const IDS = ['contactId', 'companyId', 'runId'] as const;
const DAYS = ['from', 'to'] as const;

/** Which events are listed; the address keeps it. `daysOnly`: by time alone. */
export function Filters({ daysOnly = false }: { daysOnly?: boolean }) {
  const t = useMessages('audit');
  const { query, setQuery } = useQuery();
  const shown = TRAIL_FIELDS.map((field) => [field, query[field] ?? ''] as const);
  const [typed, setTyped] = useDraft(Object.fromEntries(shown) as Record<(typeof TRAIL_FIELDS)[number], string>);
  const [isTried, setTried] = useState(false);
  const change = (field: keyof typeof typed) => (value: string) =>
    setTyped((all) => ({ ...all, [field]: value.trim() }));
  const errorOf = (field: keyof typeof typed) => {
    const fault = isTried && Object.entries(faultsOfQuery(typed)).find(([name]) => name === field)?.[1];
    return fault ? t(fault) : undefined;
  };
  const isFiltered = shown.some(([, value]) => value !== '');
  const submit = () => {
    const [first] = Object.keys(faultsOfQuery(typed));
    setTried(first !== undefined);
    if (first === undefined) setQuery(typed);
    else document.getElementById(fieldId(first))?.focus();
  };
  const clear = () => {
    const none = { contactId: '', companyId: '', runId: '', from: '', to: '' };
    setTyped(none);
    setTried(false);
    setQuery(none);
  };
  return (
    <FilterForm onClear={isFiltered ? clear : undefined} onSubmit={submit}>
      {!daysOnly &&
        IDS.map((field) => (
          <Field error={errorOf(field)} key={field} label={t(field)} name={field} optional>
            <TextInput numeric={field !== 'runId'} onChange={change(field)} value={typed[field]} />
          </Field>
        ))}
      {DAYS.map((field) => (
        <Field error={errorOf(field)} key={field} label={t(field)} name={field} optional>
          <DateInput onChange={change(field)} value={typed[field]} />
        </Field>
      ))}
    </FilterForm>
  );
}
