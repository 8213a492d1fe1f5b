import { useField } from './field.tsx';

interface Input {
  readonly value: string;
  onChange(value: string): void;
}

/** One line of text. */
export function TextInput({
  value,
  onChange,
  type = 'text',
  numeric = false,
  maxLength,
  autoComplete = 'off',
}: Input & {
  readonly type?: 'text' | 'email' | 'search';
  /** Digits are typed: phones show their number keys. */
  readonly numeric?: boolean;
  readonly maxLength?: number;
  readonly autoComplete?: string;
}) {
  const field = useField();
  const attributes = {
    ...field,
    autoComplete,
    maxLength,
    value,
    class: numeric ? 'short' : undefined,
    inputMode: numeric ? ('numeric' as const) : undefined,
    onInput: ({ currentTarget }: { currentTarget: HTMLInputElement }) => onChange(currentTarget.value),
  };
  // A type each: what an input may have besides depends on it.
  if (type === 'email') return <input type="email" {...attributes} />;
  return type === 'search' ? <input type="search" {...attributes} /> : <input type="text" {...attributes} />;
}

/** Several lines of text. */
export function TextArea({ value, onChange, maxLength, rows = 4 }: Input & { maxLength?: number; rows?: number }) {
  return (
    <textarea
      {...useField()}
      maxLength={maxLength}
      onInput={({ currentTarget }) => onChange(currentTarget.value)}
      rows={rows}
      value={value}
    />
  );
}

/** A calendar date `YYYY-MM-DD`, empty while none is chosen. */
export function DateInput({ value, onChange, min, max }: Input & { min?: string; max?: string }) {
  return (
    <input
      {...useField()}
      class="short"
      max={max}
      min={min}
      onInput={({ currentTarget }) => onChange(currentTarget.value)}
      type="date"
      value={value}
    />
  );
}

/** One of several; an option with an empty value stands for none. */
export function Select<Value extends string>({
  value,
  onChange,
  options,
}: {
  readonly value: Value;
  onChange(value: Value): void;
  readonly options: readonly (readonly [value: Value, text: string])[];
}) {
  return (
    <select
      {...useField()}
      onChange={({ currentTarget }) => {
        const chosen = options.find(([one]) => one === currentTarget.value);
        if (chosen !== undefined) onChange(chosen[0]);
      }}
      value={value}
    >
      {options.map(([one, text]) => (
        <option key={one} value={one}>
          {text}
        </option>
      ))}
    </select>
  );
}

/** Yes or no, with its label. */
export function Checkbox({
  label,
  checked,
  onChange,
}: {
  readonly label: string;
  readonly checked: boolean;
  onChange(checked: boolean): void;
}) {
  return (
    <label class="checkbox">
      <input
        checked={checked}
        class="check"
        onChange={({ currentTarget }) => onChange(currentTarget.checked)}
        type="checkbox"
      />
      <span>{label}</span>
    </label>
  );
}
