import type { ComponentChildren } from 'preact';
import { createContext } from 'preact';
import { useContext, useId } from 'preact/hooks';
import { useMessages } from '../words/messages.ts';

/** What an input has to say of itself to belong to its field. */
interface FieldIds {
  readonly id: string;
  readonly 'aria-describedby': string | undefined;
  readonly 'aria-invalid': true | undefined;
  readonly required: boolean;
}

const FieldContext = createContext<FieldIds | undefined>(undefined);

/** The ids with which an input belongs to the field around it. */
export function useField(): Partial<FieldIds> {
  return useContext(FieldContext) ?? {};
}

/**
 * A label with one input in it: `<TextInput>`, `<Select>`, `<DateInput>`, `<TextArea>`. `name` is the path under which a problem of
 * the API names it, so that its summary leads here.
 */
export function Field({
  label,
  hint,
  error,
  name,
  optional = false,
  children,
}: {
  label: string;
  hint?: ComponentChildren;
  error?: string | undefined;
  name?: string;
  optional?: boolean;
  children: ComponentChildren;
}) {
  const t = useMessages('shared');
  const own = useId();
  const id = name === undefined ? own : fieldId(name);
  const described = [hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter((part) => part !== '').join(' ');
  const ids: FieldIds = {
    id,
    'aria-describedby': described === '' ? undefined : described,
    'aria-invalid': error ? true : undefined,
    required: !optional,
  };
  return (
    <div class={error ? 'field wrong' : 'field'}>
      <label for={id}>
        {label}
        {optional && <span class="optional"> ({t('optional')})</span>}
      </label>
      {hint && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {error && (
        <p class="error" id={`${id}-error`}>
          {error}
        </p>
      )}
      <FieldContext.Provider value={ids}>{children}</FieldContext.Provider>
    </div>
  );
}

/** The id of the input in the field of that name. */
export function fieldId(name: string): string {
  return `field-${name.replace(/\W/g, '-')}`;
}
